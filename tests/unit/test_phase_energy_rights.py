"""Energy rights: where they come from, who gets them first, who pays whom, and what becomes of others."""

import pytest

from model.levers import COST
from model.phases.allocation import begin_on_own_land, form_queue
from model.phases.application import waits_for_trade
from model.phases.calendar import step_energy_budgets
from model.phases.closing import leave
from model.phases.energy import certify_saving
from model.phases.energy_rights import run_phase
from model.right_sources import RightSource
from model.state import Channel, Request, Stage

QUOTA, SCRAPPED, SAVED = (source.value for source in RightSource)


@pytest.fixture
def trade(town, central, neutral):
    """Trade rights in a quarter at a strength; the first is the second of its year."""
    central.patience = 0.0

    def traded(strength=1.0, quarter=2):
        neutral.energy_trading = strength
        for name in town.book.dtype.names:
            town.book[name] = 0
        run_phase(quarter, town.key, town.world, town.state, central, neutral, town.book, town.sums)

    return traded


@pytest.fixture
def begin(town, central, neutral):
    """Let projects on land of their own begin, as the phase after the trade does first."""
    return lambda quarter=2: begin_on_own_land(quarter, town.key, town.world, town.state, central, neutral, town.book)


def applicant(town, **columns):
    """A newcomer that has just applied, makes 2000 and uses 0.4 tce for 10,000 yuan: 500 tce above the line."""
    plain = {"request_quarters": 0, "request_design": 2000.0, "request_intensity": 0.4, "energy_intensity": 0.4}
    return town.add_waiting(**{**plain, **columns})


def cost(town, quarter=2):
    return int(town.state.costs[quarter, COST.energy_trading])


def test_the_city_sells_its_own_rights_first_and_gets_what_is_paid_for_them(town, trade):
    firm = applicant(town)
    town.parks.energy_new[:] = [300_001, 100_000, 0]  # half of them: 150,000 and 50,000
    town.state.energy_freed[:, SCRAPPED] = [0, 0, 220_000]
    town.state.energy_freed[:, SAVED] = [0, 90_000, 0]
    trade()
    assert firm.request_rights == 0
    # 200,000 of the city, 220,000 scrapped and 80,000 saved; 80 yuan for 1,000
    assert town.book.rights_sold.tolist() == [150_000, 130_000, 220_000]
    assert town.book.rights_closing.tolist() == [0, 10_000, 0]
    assert (town.book.rights_bought[0], town.book.rights_paid[0], town.book.rights_income[0]) == (
        500_000,
        40_000,
        16_000,
    )
    assert cost(town) == -16_000
    assert (town.parks.rights_held[0], town.city.fault) == (500_000, 0)
    assert not town.state.energy_freed.any()


def test_who_has_waited_longest_is_served_first_and_then_the_smaller_identity(town, trade):
    late = applicant(town)
    early = applicant(town, request_quarters=2, request_rights=500_000)
    last = applicant(town)
    town.parks.energy_new[:] = [1_300_000, 0, 0]
    trade()
    assert [int(firm.request_rights) for firm in (late, early, last)] == [350_000, 0, 500_000]


def test_a_leading_firm_is_served_before_one_that_has_waited_longer(town, trade):
    early = applicant(town, request_quarters=2, request_rights=500_000)
    leader = applicant(town, priority=1)
    last = applicant(town, request_quarters=3, request_rights=500_000)
    town.parks.energy_new[:] = [1_300_000, 0, 0]
    trade()
    assert [int(firm.request_rights) for firm in (early, leader, last)] == [500_000, 0, 350_000]


def test_a_need_is_noted_once_when_a_project_applies(town, trade):
    waited = applicant(town, request_quarters=1)
    none = applicant(town, request_intensity=0.15)
    trade(strength=0.4)
    assert (waited.request_rights, none.request_rights) == (0, 0)
    applied = applicant(town)
    trade(strength=0.4)
    assert applied.request_rights == 200_000


def test_rights_that_nobody_can_pay_are_not_sold_and_a_little_less_energy_may_do(town, central, trade):
    # 12 in 10,000 yuan of profit pay for 1,500 tce
    far = applicant(town, request_intensity=1.2, energy_intensity=1.2)  # 2,100 tce; 0.85 of 1.2 leaves 1,740
    near = applicant(town, request_intensity=1.0, energy_intensity=1.0)  # 1,700 tce; 0.85 leaves 1,400
    town.parks.energy_new[:] = [8_000_000, 0, 0]
    trade()
    assert (far.request_rights, far.request_intensity) == (2_100_000, 1.2)
    assert (near.request_rights, near.request_intensity) == (0, pytest.approx(0.85))
    assert (town.book.rights_bought[0], town.book.planned_frugal[0]) == (1_400_000, 1)


def test_who_is_not_served_plans_down_to_the_line_if_that_is_in_reach(town, trade):
    near = applicant(town, request_intensity=0.17, energy_intensity=0.17)  # 0.85 of it is below 0.15
    far = applicant(town)
    trade()
    assert (near.request_rights, near.request_intensity) == (0, pytest.approx(0.15))
    assert (far.request_rights, far.request_intensity) == (500_000, 0.4)
    assert town.book.planned_frugal.tolist() == [1, 0, 0]


def test_the_rest_of_a_years_quota_lapses_when_the_next_is_offered(town, trade):
    town.parks.energy_new[:] = [7000, 0, 0]
    trade()
    trade(quarter=3)
    assert (town.book.rights_opening[0], town.book.rights_quota[0], town.book.rights_closing[0]) == (3500, 0, 3500)
    town.state.energy_freed[0, SCRAPPED] = 44
    town.parks.energy_new[:] = [9000, 0, 0]
    trade(quarter=5)
    assert (town.book.rights_lapsed[0], town.book.rights_quota[0], town.book.rights_closing[0]) == (3500, 4500, 4544)


def test_all_rights_lapse_with_the_plan_period_and_what_was_just_freed_does_not(town, trade):
    town.world.plan_from[0] = 6
    town.state.rights[0] = [3, 40, 500]
    town.parks.rights_held[0] = 77
    town.city.rights_traded = 1
    town.state.energy_freed[0, SAVED] = 9
    trade(quarter=7)
    assert (town.book.rights_lapsed[0], town.parks.rights_held[0]) == (0, 77)
    town.state.energy_freed[0, SAVED] = 11
    trade(quarter=26)
    assert (town.book.rights_lapsed[0], town.book.rights_closing[0], town.parks.rights_held[0]) == (552, 11, 0)


def test_without_the_lever_nothing_is_kept_and_when_it_ends_all_is_dropped(town, trade, begin):
    town.state.energy_freed[:] = 5
    firm = applicant(town, request_rights=3, request_channel=Channel.OWN_LAND, request_park=0)
    trade(strength=0.0)
    begin()
    assert (firm.request, firm.request_rights) == (Request.WAITING, 3)  # never in force: nothing is looked at
    assert not town.state.energy_freed.any()
    assert not town.book.rights_closing.any()
    town.city.rights_traded, town.state.rights[1] = 1, [1, 2, 3]
    trade(strength=0.0)
    assert (town.book.rights_lapsed[1], town.book.rights_closing[1], town.city.rights_traded) == (6, 0, 0)
    begin()
    assert (firm.request, firm.request_rights) == (Request.BUILDING, 0)


def test_a_project_on_own_land_begins_once_it_has_its_rights(town, neutral, trade, begin):
    assert not waits_for_trade(town.state, neutral[0])
    firm = applicant(town, request_channel=Channel.OWN_LAND)
    trade()
    begin()
    assert waits_for_trade(town.state, neutral[0])
    assert firm.request == Request.WAITING
    firm.request_quarters = 1
    town.state.energy_freed[0, SAVED] = 500_000
    trade(quarter=3)
    begin(quarter=3)
    assert (firm.request, firm.request_energy) == (Request.BUILDING, 800_000)


def test_a_project_without_its_rights_waits_and_may_give_up(town, central, neutral):
    central.patience = 0.0
    firm = applicant(town, request_rights=1, request_quarters=1)
    arguments = (2, town.key, town.world, town.state, central, neutral, town.book)
    assert form_queue(*arguments) == 0
    assert (town.book.waiting_rights[0], firm.request_quarters) == (1, 2)
    central.patience = 1.0
    assert form_queue(*arguments) == 0
    assert (town.book.lost[0], town.book.lost_rights[0], firm.stage) == (1, 1, Stage.CLOSED)


def test_registered_firms_that_close_free_their_use_and_savings_are_certified(town, central):
    gone = [town.add_firm(energy_intensity=0.31), town.add_firm(energy_intensity=0.5, above_scale=0)]
    for row, firm in enumerate(gone):
        leave(row, firm, town.state, central, town.book)
    saving = town.add_firm(park=town.SOUTH, output=4000.0, energy_intensity=0.2)
    certify_saving(saving, 0.25, town.state.energy_freed)
    assert town.state.energy_freed.tolist() == [[0, 1_550_000, 0], [0, 0, 200_000], [0, 0, 0]]


def test_the_new_budget_is_what_it_has_grown_by(town, central, neutral):
    town.parks.energy_budget[:] = [1000, 2001, 0]
    neutral.energy_cap[town.SOUTH] = 6.0  # 5 % a year, and a fall of 1 %
    step_energy_budgets(town.world, town.parks, central, neutral)
    assert town.parks.energy_new.tolist() == [50, 0, 0]
