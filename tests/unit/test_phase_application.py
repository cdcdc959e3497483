import pytest

from model.phases.application import apply_for_site, begin_building, land_price_met, must_lease, reviewed_intensity
from model.state import Channel, Request
from model.streams import Purpose, draw

REFUSED = -1.0  # what review answers instead of an intensity


@pytest.fixture
def review(town, central, neutral):
    """Put a project of `design` before energy review of strictness 1; return its intensity then, or REFUSED."""
    town.parks.energy_free = 10**9
    neutral.energy_review = 1.0

    def reviewed(design, intensity, park=0, covered=0.5, **columns):
        firm, site, industry = (
            town.add_firm(energy_intensity=intensity, **columns),
            town.world.sites[park],
            town.world.industries[0],
        )
        return reviewed_intensity(firm, design, covered, site, industry, town.parks[park], central, neutral[park])

    return reviewed


@pytest.fixture
def apply(town, central, neutral):
    """Put a light project of 1250 before a park; return whether it was admitted."""

    def admitted(firm, hoard=0.0, choice=0.5, covered=0.5, park=0):
        draws = (hoard, choice, covered, 0.5, 0.5)  # plot ratio as the median, held to the headroom from 1/2 on
        return bool(
            apply_for_site(
                1, town.key, firm, 1250.0, draws, park, town.world, town.state, central, neutral[park], town.book[park]
            )
        )

    return admitted


def test_small_users_are_exempt_from_review(review):
    # at an intensity far above the benchmark: 1000 tce are exempt, more is not
    assert review(100.0, 10.0) == 10.0
    assert review(100.1, 10.0) == REFUSED


@pytest.mark.parametrize(
    ("priority", "energy", "admitted"), [(0, 2000.0, True), (0, 2001.0, False), (1, 4000.0, True), (1, 4001.0, False)]
)
def test_a_firm_on_the_list_may_use_all_of_the_free_energy(town, review, priority, energy, admitted):
    # 4000 tce are free, of which others may use half
    town.parks.energy_free[:] = 4_000_000
    assert review(energy, 1.0, priority=priority) == (1.0 if admitted else REFUSED)


def test_a_firm_on_the_list_is_held_to_the_benchmark_like_others(review):
    assert review(5000.0, 1.18, priority=1) == REFUSED


def test_without_the_lever_nobody_is_reviewed(neutral, review):
    neutral.energy_review = 0.0
    assert review(5000.0, 10.0) == 10.0


def test_outside_the_zones_nobody_is_reviewed(town, review):
    assert review(5000.0, 10.0, park=town.OUTSIDE) == 10.0


@pytest.mark.parametrize(("intensity", "after"), [(0.9, 0.9), (1.1, 1.0), (1.17, 1.0), (1.18, REFUSED)])
def test_a_project_a_little_above_the_benchmark_comes_down_to_it(review, intensity, after):
    # benchmark 1; 1 / 0.85 = 1.176
    assert review(5000.0, intensity) == after


@pytest.mark.parametrize(("free", "after"), [(4_000_000, 1.0), (3_999_999, REFUSED), (-1, REFUSED)])
def test_a_project_takes_at_most_half_of_the_free_energy(town, review, free, after):
    # 2000 tce wanted at intensity 1, of 4000 tce half
    town.parks.energy_free = free
    assert review(2000.0, 1.0) == after


def test_a_weak_review_holds_few_projects_to_the_free_energy(town, neutral, review):
    neutral.energy_review = 0.4
    town.parks.energy_free = 0
    assert review(2000.0, 1.0, covered=0.4) == 1.0
    assert review(2000.0, 1.0, covered=0.399) == REFUSED


def test_review_leaves_the_firm_as_it_is_until_the_project_is_built(town, neutral, apply):
    # benchmark 1 for the project; 1250 x 1 tce are promised, the firm goes on at 1.1
    neutral.energy_review = 1.0
    town.parks.energy_free = 10**9
    firm = town.add_firm(energy_intensity=1.1, land=10_000)
    assert apply(firm, choice=0.0)
    assert (firm.energy_intensity, firm.request_intensity, firm.request_energy) == (1.1, 1.0, 1_250_000)


@pytest.fixture
def begin(town, neutral):
    """Let a firm begin to build for a number of quarters in a park."""
    return lambda firm, quarters=5.0, park=0: begin_building(
        1, town.key, firm, quarters, town.world.sites[park], town.parks[park], neutral[park], town.book[park]
    )


def test_building_promises_energy_and_takes_its_quarters(town, begin):
    # 1000 x 1.2345 tce = 1234.5 tce
    firm = town.add_firm(request_intensity=1.2345, request_design=1000.0)
    town.parks.energy_committed[0] = 5
    begin(firm)
    assert (firm.request, firm.request_quarters, firm.request_energy) == (Request.BUILDING, 5, 1_234_500)
    assert town.parks.energy_committed[0] == 1_234_505


@pytest.mark.parametrize(
    ("suited", "park", "covered", "must"),
    [(1, 0, 0.6999, True), (1, 0, 0.7, False), (0, 0, 0.1, False), (1, 2, 0.1, False)],
    ids=["covered", "not covered", "not suited", "outside the zones"],
)
def test_whom_the_multi_storey_rule_keeps_from_land(town, neutral, suited, park, covered, must):
    neutral.multi_storey_rule = 0.7
    firm = town.add_firm(suited=suited, request_covered=covered)
    assert bool(must_lease(firm, town.world.sites[park], neutral[park])) == must


def test_without_the_rule_nobody_must_lease(town, neutral):
    assert not must_lease(town.add_firm(suited=1, request_covered=0.0), town.world.sites[0], neutral[0])


def test_an_admitted_project_waits_with_what_it_asks_for(town, apply):
    # 1250 / 125 = 10 mu = 6666.67 m2 of land, times 1.1 of floor; 1250 / 2 of investment
    firm = town.add_firm()
    assert apply(firm)
    assert (firm.request, firm.request_channel, firm.request_quarters) == (Request.WAITING, Channel.NEW_LAND, 0)
    assert (firm.request_design, firm.request_capital) == (1250.0, 625.0)
    assert (firm.request_land, firm.request_floor) == (6667, 7333)
    assert town.parks.energy_committed[0] == 0


@pytest.mark.parametrize(
    ("hoard", "land"),
    [(0.2834, 7333), (0.2836, 7333), (0.8511, 7333)],
)
def test_a_project_that_asks_for_too_much_adapts(town, apply, hoard, land):
    # asked 6666.67 (1 - 0.3 ln(1 - u)), allowed 7333.33 by plot ratio: exceeded from u = 1 - exp(-1/3) = 0.283469;
    # up to 7333.33 / 0.7 the project gives up land: u = 1 - exp(-1.904762) = 0.851142
    firm = town.add_firm()
    assert apply(firm, hoard=hoard)
    assert firm.request_land == land


def test_a_project_below_the_standard_gets_what_it_asks_for(town, apply):
    # 6666.67 (1 - 0.3 ln 0.9) = 6877.39
    firm = town.add_firm()
    assert apply(firm, hoard=0.1)
    assert firm.request_land == 6877


def test_a_project_that_asks_for_far_too_much_is_refused(town, apply):
    firm = town.add_firm()
    assert not apply(firm, hoard=0.8512)
    assert (firm.request, town.book.refused_standards[0]) == (Request.NONE, 1)


def test_entry_standards_refuse_what_the_norm_admits(town, neutral, apply):
    # investment for 625 / 100 = 6.25 mu = 4166.67 m2, less than 0.7 x 6666.67 = 4666.67
    neutral.entry_standards = 100.0
    assert not apply(town.add_firm())
    assert apply(town.add_firm(), park=town.OUTSIDE)
    assert town.book.refused_standards.tolist() == [1, 0, 0]


def test_a_lenient_park_admits_what_the_standard_refuses(town, neutral, apply):
    # 4166.67 / 0.8 = 5208.33
    neutral.entry_standards = 100.0
    town.parks.leniency[0] = 0.2
    firm = town.add_firm()
    assert apply(firm)
    assert firm.request_land == 5208


def test_land_costs_less_to_buy_where_the_park_bids(town, central, neutral):
    # 0.03 x (1 - 0.4 x 0.5) for a bid of half; a tax is paid for holding it, not for buying
    site, park = town.world.sites[0], town.parks[0]
    assert land_price_met(site, park, central, neutral[0]) == pytest.approx(0.03)
    park.leniency = 0.25
    assert land_price_met(site, park, central, neutral[0]) == pytest.approx(0.024)
    neutral.land_use_tax = 20.0
    assert land_price_met(site, park, central, neutral[0]) == pytest.approx(0.024)
    neutral.incentive_discipline = 1.0
    assert land_price_met(site, park, central, neutral[0]) == pytest.approx(0.03)
    assert land_price_met(town.world.sites[2], park, central, neutral[2]) == pytest.approx(0.03)


def test_a_tax_turns_projects_from_land_to_floor(town, central, neutral, apply):
    """With land at 0.03 a square metre the weights of land and floor are known; a tax of 0.01 makes land dearer.

    Cost on land 0.12 + 0.03 / 1.1 = 0.14727, with tax 0.12 + 0.04 / 1.1 = 0.15636; leased 0.096 + 0.08 = 0.176. At a scale
    of 0.03: weights exp(-4.9091), exp(-5.2121), exp(-5.8667), so floor is chosen below 0.2773 and, taxed, below 0.3419.
    """
    central.plot_ratio_spread = 0.0
    town.parks.factory_floor = 1_000_000
    for tax, chosen in ((0.0, Channel.NEW_LAND), (20.0, Channel.LEASE)):
        neutral.land_use_tax = tax
        firm = town.add_firm(suited=1)
        assert apply(firm, choice=0.31)
        assert firm.request_channel == chosen


def test_a_taxed_project_hoards_less_in_zones_only(town, neutral, apply):
    # an excess of 0.3 ln(1 / 0.9) = 0.0316082, of which 0.03 / 0.04 are left: 6666.67 x 1.0237061 = 6824.71
    neutral.land_use_tax = 20.0
    firm, outside = town.add_firm(), town.add_firm(park=town.OUTSIDE)
    assert apply(firm, hoard=0.1)
    assert apply(outside, hoard=0.1, park=town.OUTSIDE)
    assert (firm.request_land, outside.request_land) == (6825, 6877)


def test_a_project_is_put_before_the_park_it_applies_at(town, apply):
    # land that a firm has is of no use elsewhere
    firm = town.add_firm(land=10_000)
    assert apply(firm, choice=0.0, park=town.SOUTH)
    assert (firm.park, firm.request_park) == (town.NORTH, town.SOUTH)
    assert (firm.request_channel, firm.request) == (Channel.NEW_LAND, Request.WAITING)


def test_a_project_that_fails_review_is_refused_for_energy(town, neutral, apply):
    neutral.energy_review = 1.0
    assert not apply(town.add_firm(energy_intensity=2.0))
    assert (town.book.refused_energy[0], town.book.refused_standards[0]) == (1, 0)


def test_a_covered_project_leases_whatever_it_prefers(town, neutral, apply):
    # 1250 / 0.35 = 3571.4 m2 of floor; a choice draw of 0.99 is new land
    neutral.multi_storey_rule = 0.7
    covered, free = town.add_firm(suited=1), town.add_firm(suited=1)
    assert apply(covered, choice=0.99, covered=0.69)
    assert apply(free, choice=0.99, covered=0.7)
    assert (covered.request_channel, covered.request_land, covered.request_floor) == (Channel.LEASE, 0, 3572)
    assert free.request_channel == Channel.NEW_LAND
    assert (covered.request_covered, free.request_covered) == (0.69, 0.7)


@pytest.mark.parametrize(
    ("suited", "park", "floor", "channel"),
    [
        (1, 0, 3572, Channel.LEASE),
        (1, 0, 3571, Channel.NEW_LAND),
        (0, 0, 9999, Channel.NEW_LAND),
        (1, 2, 9999, Channel.NEW_LAND),
    ],
    ids=["floor enough", "floor short", "not suited", "outside the zones"],
)
def test_leasing_is_a_choice_where_a_zone_has_the_floor(town, apply, suited, park, floor, channel):
    town.parks.factory_floor = floor
    firm = town.add_firm(suited=suited)
    assert apply(firm, choice=0.0, park=park)
    assert firm.request_channel == channel


def test_a_leased_project_is_not_held_to_standards_of_land(town, neutral, apply):
    neutral.entry_standards = 250.0
    town.parks.factory_floor = 9999
    assert apply(town.add_firm(suited=1), choice=0.0)
    assert not apply(town.add_firm(suited=0), choice=0.0)


@pytest.mark.parametrize(
    ("land", "floor", "channel"),
    [(3667, 0, Channel.OWN_LAND), (3666, 0, Channel.NEW_LAND), (3667, 2, Channel.NEW_LAND)],
)
def test_a_firm_builds_on_its_own_land_up_to_the_ceiling(town, apply, land, floor, channel):
    # 7333.3 m2 more on 3667 m2 are a plot ratio just below 2
    firm = town.add_firm(land=land, floor=floor)
    assert apply(firm, choice=0.0)
    assert firm.request_channel == channel


def test_an_expansion_on_land_in_use_is_built_at_once(town, apply):
    firm = town.add_firm(land=10_000)
    assert apply(firm, choice=0.0)
    assert (firm.request, firm.request_channel, firm.request_quarters) == (Request.BUILDING, Channel.OWN_LAND, 5)
    assert (firm.request_land, firm.request_floor, town.book.own_land[0]) == (0, 7333, 1)
    assert town.parks.energy_committed[0] == firm.request_energy == 1_250_000


@pytest.mark.parametrize(
    ("strength", "quarters", "left", "saved"),
    [(0.0, 5.0, 5, 0), (1.0, 5.0, 4, 1), (2.0, 5.0, 3, 2), (2.0, 2.0, 1, 1), (1.0, 1.0, 1, 0), (2.0, 0.0, 0, 0)],
    ids=["without the lever", "one", "two", "one is left", "none can be saved", "nothing to build"],
)
def test_fast_approval_saves_quarters_and_leaves_one(town, neutral, begin, strength, quarters, left, saved):
    neutral.approval_speed = strength
    firm = town.add_firm()
    begin(firm, quarters)
    assert (firm.request_quarters, town.book.quarters_saved[0]) == (left, saved)


def test_approval_is_fast_in_zones_only(town, neutral, begin):
    neutral.approval_speed = 2.0
    firm = town.add_firm(park=town.OUTSIDE)
    begin(firm, park=town.OUTSIDE)
    assert (firm.request_quarters, town.book.quarters_saved.sum()) == (5, 0)


def test_a_part_of_a_quarter_is_saved_by_chance(town, neutral, begin):
    neutral.approval_speed = 0.4
    seen = set()
    firm = town.add_firm()
    for identity in range(1, 40):
        firm.identity = identity
        begin(firm)
        saved = draw(town.key, firm.identity, 1, Purpose.PATIENCE)[1] < 0.4
        assert firm.request_quarters == 5 - saved
        seen.add(saved)
    assert seen == {True, False}


@pytest.mark.parametrize("review", [0.0, 1.5])
def test_a_firm_that_uses_no_energy_is_not_refused_for_energy(town, neutral, apply, review):
    neutral.energy_review = review
    firm = town.add_firm(energy_intensity=0.0)
    assert apply(firm)
    assert (firm.request_intensity, town.book.refused_energy[0]) == (0.0, 0)
