"""Small-firm parks are built: what is due, what is cleared, when units come, and what it costs."""

import pytest

from model.levers import LEVER_INDEX
from model.phases.redevelopment import build_on_quota, charge_units, clear_land, due_in, finish_units, redevelop
from model.state import Request, Stage, Tenure
from model.units import M2_PER_MU

LAND = 60_000  # 90 mu
PLOT = 20_000  # 30 mu


@pytest.fixture
def park(town):
    """North with a small-firm park planned on 90 mu, all of which lie idle."""
    park = town.plan_small_firm_park(LAND)
    park.idle = LAND
    return park


@pytest.fixture
def build(town, central, neutral):
    """Redevelop for a quarter at so many mu a year."""

    def built(mu):
        neutral.small_firm_parks = mu
        redevelop(town.costs, town.world, town.state, central, neutral, town.book)

    return built


@pytest.fixture
def clear(town, central):
    """Clear up to so many m2 in North and return how many were."""
    return lambda wanted: clear_land(wanted, town.NORTH, town.world, town.state, central, town.book)


def cost_of(town, lever):
    return int(town.costs[LEVER_INDEX[lever]])


def test_what_is_due_in_a_quarter_is_shared_by_the_land_planned(town, park):
    # 120 mu a year are 20,000 m2 a quarter; South plans half as much as North
    town.plan_small_firm_park(LAND // 2, town.SOUTH)
    assert [due_in(120.0, place, town.world) for place in (town.NORTH, town.SOUTH)] == [13_333, 6667]


def test_land_waits_until_it_is_a_plot(town, park, build):
    build(100.0)  # 16,667 m2 a quarter
    assert (park.redevelopment_due, park.redeveloped, town.state.units.sum()) == (16_667, 0, 0)
    build(100.0)
    assert (park.redevelopment_due, park.redeveloped, park.idle) == (0, 33_334, LAND - 33_334)
    assert (park.factory_land, town.state.units[0, 11], town.state.units.sum()) == (33_334, 83_335, 83_335)
    # 33,334 m2 are 50.001 mu at 30, and 83,335 m2 at 0.15: 1500.03 + 12,500.25 (10k yuan)
    assert cost_of(town, "small_firm_parks") == 140_002_800


def test_the_last_piece_of_the_plan_may_be_smaller_than_a_plot(park, build):
    park.redeveloped = LAND - 5000
    build(24.0)  # 4,000 m2
    assert park.redeveloped == LAND - 5000
    build(24.0)
    assert (park.redeveloped, park.redevelopment_due) == (LAND, 0)


def test_no_more_is_redeveloped_than_planned(town, park, build):
    park.idle = 10 * LAND
    for _ in range(3):
        build(600.0)
    assert (park.redeveloped, park.idle) == (LAND, 9 * LAND)


def test_what_cannot_be_cleared_stays_due(park, build):
    park.idle = 12_000
    build(150.0)  # 25,000 m2
    assert (park.redeveloped, park.redevelopment_due, park.idle) == (12_000, 13_000, 0)
    park.idle = 20_000
    build(150.0)
    assert (park.redeveloped, park.redevelopment_due) == (32_000, 18_000)


def test_without_the_lever_nothing_is_due(town, park, build):
    build(0.0)
    assert (park.redevelopment_due, park.redeveloped, cost_of(town, "small_firm_parks")) == (0, 0, 0)


def test_idle_land_is_cleared_before_any_firm(town, park, clear):
    town.add_firm(output=10.0, land=4000)
    assert clear(PLOT) == PLOT
    assert (park.idle, town.book.cleared[0]) == (LAND - PLOT, 0)


def test_low_yield_plots_are_cleared_from_the_lowest_yield_up(town, park, clear):
    # 2,000 m2 are 3 mu and would make 300 in this industry: the line is 150 on them, 300 on twice as much
    park.idle, park.occupied = 0, 20_000
    kept = town.add_firm(output=150.0, land=2000)
    second = town.add_firm(output=149.0, land=2000)
    first = town.add_firm(output=100.0, land=4000, leased=70, above_scale=0)
    park.factory_leased = 70
    assert clear(4000) == 4000
    assert (first.stage, second.stage, kept.stage) == (Stage.CLOSED, Stage.OPERATING, Stage.OPERATING)
    assert clear(5000) == 2000
    assert (second.stage, kept.stage) == (Stage.CLOSED, Stage.OPERATING)
    assert (park.occupied, park.factory_leased, park.undeveloped, park.quota_balance) == (14_000, 0, 0, 0)
    assert (town.book.cleared[0], town.book.closed[0], town.book.land_returned[0]) == (2, 1, 0)


def test_a_plot_larger_than_what_is_wanted_stays(town, park, clear):
    park.idle, park.occupied = 0, 9000
    town.add_firm(output=1.0, land=5001)
    smaller = town.add_firm(output=10.0, land=3999)
    assert clear(5000) == 3999
    assert smaller.stage == Stage.CLOSED


@pytest.mark.parametrize(
    "columns",
    [
        {"park": 1},
        {"stage": Stage.RAMPING},
        {"request": Request.BUILDING},
        {"tenure": Tenure.LET, "unit": 10, "leased": 10},
        {"land": 0},
    ],
    ids=lambda columns: next(iter(columns)),
)
def test_only_firms_that_operate_on_their_own_plots_in_the_park_are_cleared(town, park, clear, columns):
    park.idle = 0
    town.add_firm(**{"output": 10.0, "land": 2000, **columns})
    assert clear(5000) == 0


def test_of_plots_alike_the_first_by_identity_is_cleared(town, park, clear):
    park.idle, park.occupied = 0, 4000
    later = town.add_firm(identity=9, output=10.0, land=2000)
    earlier = town.add_firm(identity=4, output=10.0, land=2000)
    clear(2000)
    assert (earlier.stage, later.stage) == (Stage.CLOSED, Stage.OPERATING)


def test_units_can_be_taken_twelve_quarters_after_their_start(town, park, build):
    build(600.0)
    for _ in range(11):
        finish_units(town.world, town.state)
    assert (park.unit_floor, park.factory_floor) == (0, 0)
    finish_units(town.world, town.state)
    assert (park.unit_floor, park.factory_floor) == (150_000, 150_000)  # 60,000 m2 at 2.5
    assert town.state.units.sum() == 0


@pytest.mark.parametrize(("quota", "undeveloped", "land"), [(9e4, 9e4, 15_000), (7000, 9e4, 7000), (9e4, 6001, 6001)])
def test_quota_and_undeveloped_land_limit_what_is_built_on_them(town, central, neutral, park, quota, undeveloped, land):
    neutral.small_firm_quota = 90.0  # 15,000 m2 a quarter
    park.quota_balance, park.undeveloped = quota, undeveloped
    build_on_quota(town.costs, town.world, town.state, central, neutral, town.book)
    assert (park.quota_balance, park.undeveloped, park.factory_land) == (quota - land, undeveloped - land, land)
    floor = land * 5 // 2
    assert (town.state.units[0, 11], town.book.land_granted_factory[0], park.redeveloped) == (floor, land, 0)
    assert cost_of(town, "small_firm_quota") == pytest.approx(floor * 1500, abs=1)


@pytest.mark.parametrize(("since", "waived"), [(2, 96_000), (1, 48_000), (-6, 48_000), (-7, 0)])
def test_rent_is_waived_whole_in_the_first_year_and_half_in_the_next_two(town, central, park, since, waived):
    # 4,000 m2 at 96 yuan a year, a quarter of it; quarter 5 is the fourth, fifth, twelfth, thirteenth of the tenancy
    park.unit_floor, park.redeveloped = 5000, 5000
    town.add_firm(tenure=Tenure.LET, unit=4000, unit_since=since)
    town.add_firm(tenure=Tenure.BOUGHT, unit=900, unit_since=since)
    charge_units(5, town.costs, town.world, town.state, central, town.book)
    assert (town.book.rent_waived[0], cost_of(town, "small_firm_parks")) == (waived, waived)


@pytest.mark.parametrize(
    ("redeveloped", "lever"), [(1, "small_firm_parks"), (0, "small_firm_quota")], ids=["redeveloped", "on quota"]
)
def test_units_sold_bring_in_their_price_and_those_bought_back_cost_it(town, central, park, redeveloped, lever):
    park.unit_floor, park.redeveloped = 5000, redeveloped
    town.book.units_bought[0], town.book.units_bought_back[0] = 1000, 300
    charge_units(5, town.costs, town.world, town.state, central, town.book)
    assert cost_of(town, lever) == -1_190_000  # 700 m2 at 1,700 yuan
    assert town.costs.sum() == -1_190_000


def test_a_plot_is_thirty_mu():
    assert round(30 * M2_PER_MU) == PLOT
