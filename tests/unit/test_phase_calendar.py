import pytest

from model.levers import LEVER_INDEX
from model.phases.calendar import (
    carry_quotas_over,
    issue_land_plan,
    step_energy_budgets,
)
from model.phases.energy import note_free_energy
from model.phases.opening import open_books
from model.units import M2_PER_MU


@pytest.fixture
def issue(town, central, neutral):
    """Issue the land plan of the town (600, 400 and, outside, 300 m2) and return what each park got."""

    def issued():
        issue_land_plan(town.costs, town.world, town.parks, central, neutral, town.book)
        return town.book.land_issued.tolist()

    town.parks["rank"] = [1, 0, 2]
    return issued


def test_books_open_with_the_balances(town):
    town.parks.quota_balance = [5, 0, 7]
    town.parks.energy_balance = [-3, 4, 0]
    open_books(town.parks, town.book)
    assert town.book.land_opening.tolist() == [5, 0, 7]
    assert town.book.energy_opening.tolist() == [-3, 4, 0]


def test_three_tenths_of_an_unused_land_quota_carry_over_in_whole_units(town, central):
    # 102 x 0.3 = 30.6: 30 stay and 72 expire
    town.parks.quota_balance = [100, 102, 0]
    carry_quotas_over(town.parks, central, town.book)
    assert town.parks.quota_balance.tolist() == [30, 30, 0]
    assert town.book.land_expired.tolist() == [70, 72, 0]


def test_saved_energy_expires_and_overdrawn_energy_stays_owed(town, central):
    town.parks.energy_balance = [30, -30, 0]
    carry_quotas_over(town.parks, central, town.book)
    assert town.parks.energy_balance.tolist() == [0, -30, 0]
    assert town.book.energy_expired.tolist() == [30, 0, 0]


def test_without_levers_every_park_gets_its_own_plan(town, issue):
    town.parks.quota_balance = [1, 2, 3]
    assert issue() == [600, 400, 300]
    assert town.parks.quota_balance.tolist() == [601, 402, 303]
    assert town.book.land_withheld.tolist() == [0, 0, 0]


@pytest.mark.parametrize(
    ("change", "issued"),
    [(1000, [1200, 800, 300]), (-500, [300, 200, 300]), (-1000, [0, 0, 300]), (-2000, [0, 0, 300])],
)
def test_the_land_plan_lever_scales_the_zones_plan_and_never_below_nothing(neutral, issue, change, issued):
    # 1000 m2 base, split 60 to 40; the industry outside keeps its own
    neutral.land_plan = change / M2_PER_MU
    assert issue() == issued


@pytest.mark.parametrize(("tilt", "issued"), [(0.5, [300, 700, 300]), (1.0, [0, 1000, 300])])
def test_the_tilt_moves_the_plan_to_the_best_half_of_the_zones(neutral, issue, tilt, issued):
    # one of two zones is favoured, South: 0.5 x 400 + 0.5 x 1000 = 700
    neutral.assessment_tilt = tilt
    assert issue() == issued


@pytest.mark.parametrize(
    ("link", "tilt", "issued"),
    [
        (0.0, 0.0, [600, 400, 300]),
        (0.5, 0.0, [660, 340, 300]),
        (1.0, 0.0, [720, 280, 300]),
        (0.5, 0.5, [330, 670, 300]),
    ],
)
def test_a_linked_part_of_the_plan_goes_by_score(town, neutral, central, issue, link, tilt, issued):
    # 600 x 1.2 = 720 and 400 x 0.7 = 280; the score of the outside counts for nothing. Then the tilt moves half to South
    town.parks.score = [1.2, 0.7, 5.0]
    central.score_link = link
    neutral.assessment_tilt = tilt
    assert issue() == issued


def test_zones_without_a_score_share_by_their_plans(town, central, issue):
    town.parks.score = 0.0
    central.score_link = 1.0
    assert issue() == [600, 400, 300]


def test_the_favoured_share_their_part_by_their_own_plans(town, neutral, central, issue):
    # 0.6 x 2 zones rounds up to both: the tilt changes nothing
    central.tilt_top_share = 0.6
    neutral.assessment_tilt = 1.0
    assert issue() == [600, 400, 300]


@pytest.mark.parametrize(
    ("shortfall", "withheld"),
    [(0.0, 0), (0.1, 90), (0.2, 180), (0.21, 180), (1.0, 180)],
)
def test_the_cut_withholds_the_plan_of_a_zone_that_misses_its_standards(town, neutral, issue, shortfall, withheld):
    # 1.5 x shortfall, at most 0.3, of 600
    neutral.land_quota_cut = 1.5
    town.parks.shortfall = [shortfall, 0.0, 1.0]
    assert issue() == [600 - withheld, 400, 300]
    assert town.book.land_withheld.tolist() == [withheld, 0, 0]
    assert town.parks.quota_cut[town.NORTH] == pytest.approx(withheld / 600)
    assert town.parks.quota_balance.tolist() == [600 - withheld, 400, 300]


@pytest.mark.parametrize("tilt", [0.0, 0.123, 0.77])
def test_the_zones_together_get_the_plan_to_rounding(town, neutral, issue, tilt):
    # each of two zones is rounded by half a m2 at most
    town.world.sites.land_plan[:] = [333_333, 123_457, 300]
    neutral.assessment_tilt = tilt
    neutral.land_plan = 100.0
    plan = 456_790 + 100.0 * M2_PER_MU
    assert abs(sum(issue()[:2]) - plan) <= 1.0


def test_zones_without_a_plan_get_nothing(town, neutral, issue):
    town.world.sites.land_plan[:] = [0, 0, 300]
    neutral.assessment_tilt = 0.5
    assert issue() == [0, 0, 300]


@pytest.mark.parametrize(("cap", "zone"), [(0.0, 1050), (2.0, 1030), (6.0, 990)])
def test_the_energy_cap_slows_the_budgets_of_zones_only(town, central, neutral, cap, zone):
    # 1000 x (1 + 0.05 - cap / 100)
    neutral.energy_cap = cap
    town.parks.energy_budget = 1000
    step_energy_budgets(town.world, town.parks, central, neutral)
    assert town.parks.energy_budget.tolist() == [zone, zone, 1050]


def test_zones_without_a_plan_share_an_added_one_alike(town, neutral, issue):
    town.world.sites.land_plan[:] = [0, 0, 300]
    neutral.land_plan = 1000 / M2_PER_MU
    assert issue() == [500, 500, 300]


def test_free_energy_is_the_budget_less_use_and_promises(town):
    town.parks.energy_budget = [100, 100, 0]
    town.parks.energy_used = [60, 90, 0]
    town.parks.energy_committed = [10, 20, 0]
    note_free_energy(town.parks)
    assert town.parks.energy_free.tolist() == [30, -10, 0]


@pytest.mark.parametrize(("share", "mixed"), [(0.0, [0, 0, 0]), (0.5, [200, 133, 0]), (1.0, [400, 267, 0])])
def test_mixed_land_is_laid_out_of_the_plan_of_zones(town, neutral, issue, share, mixed):
    # two thirds of 600 and 400 for housing and services, the outside as it was; 15 x 10000 yuan for each of 666.67 m2
    neutral.mixed_land_use = share
    town.parks.undeveloped, town.parks.other = 1000, 50
    issued = [600 - mixed[0], 400 - mixed[1], 300]
    assert issue() == issued
    assert town.parks.quota_balance.tolist() == issued
    assert town.book.land_mixed.tolist() == mixed
    assert town.parks.other.tolist() == [50 + land for land in mixed]
    assert town.parks.undeveloped.tolist() == [1000 - land for land in mixed]
    assert town.costs[LEVER_INDEX["mixed_land_use"]] == sum(225 * land for land in mixed)


@pytest.mark.parametrize(("undeveloped", "mixed"), [(400, 400), (399, 399), (0, 0)])
def test_no_more_land_is_laid_out_than_there_is(town, neutral, issue, undeveloped, mixed):
    neutral.mixed_land_use = 1.0
    town.parks.undeveloped = [undeveloped, 1000, 1000]
    assert issue()[town.NORTH] == 600 - mixed
    assert (town.parks.undeveloped[town.NORTH], town.parks.other[town.NORTH]) == (undeveloped - mixed, mixed)


def test_mixed_land_is_part_of_what_the_cut_leaves(town, neutral, issue):
    # 600 less 180, of which two thirds are 280
    neutral.mixed_land_use, neutral.land_quota_cut = 1.0, 1.5
    town.parks.undeveloped, town.parks.shortfall = 1000, [1.0, 0.0, 0.0]
    assert issue()[town.NORTH] == 140
    assert (town.book.land_withheld[town.NORTH], town.book.land_mixed[town.NORTH]) == (180, 280)


@pytest.fixture
def step_budgets(town, central, neutral):
    """Step the energy budgets; North makes 1000 of value added, and may use 2 tce for each."""
    town.parks.value_added[town.NORTH] = 1000.0
    town.parks.intensity_allowed, town.parks.energy_budget = 2.0, 2_500_000

    def stepped(target):
        neutral.energy_intensity_target = target
        step_energy_budgets(town.world, town.parks, central, neutral)
        return int(town.parks.energy_budget[town.NORTH]), float(town.parks.intensity_allowed[town.NORTH])

    return stepped


def test_a_target_holds_the_budget_to_an_intensity_that_falls_every_year_in_force(town, step_budgets):
    # 2 x 0.92 x 1000 x 1.05 x 1.08 = 2086.56 tce, then 0.92 of that; the allowed intensity stands while the target rests,
    # and the budget grows from where it is: 1919.635 x 1.05 = 2015.617
    assert step_budgets(8.0) == (2_086_560, pytest.approx(1.84))
    assert step_budgets(8.0) == (1_919_635, pytest.approx(1.6928))
    assert step_budgets(0.0) == (2_015_617, pytest.approx(1.6928))
    assert step_budgets(5.0)[1] == pytest.approx(1.60816)
    assert town.parks.intensity_allowed.tolist()[2] == 2.0


def test_a_target_never_raises_a_budget(town, step_budgets):
    # value added has grown to 4000: 8346 tce would be allowed, 2500 x 1.05 are there
    town.parks.value_added[town.NORTH] = 4000.0
    assert step_budgets(8.0) == (2_625_000, pytest.approx(1.84))


def test_the_target_is_for_zones_only(town, step_budgets):
    town.parks.value_added[town.OUTSIDE] = 25.0
    step_budgets(8.0)
    assert town.parks.energy_budget[town.OUTSIDE] == 2_625_000


def test_the_cap_slows_what_the_target_expects_too(town, neutral, step_budgets):
    # 1.84 x 1000 x 1.03 x 1.08
    neutral.energy_cap = 2.0
    assert step_budgets(8.0)[0] == 2_046_816
