"""Tenancies by hand: who may ask for a unit, who gets one, who is counted, and what is left behind."""

import pytest

from model.faults import Fault
from model.phases.allocation import allocate_sites, can_be_seated
from model.phases.application import apply_for_site
from model.phases.bookkeeping import close_tenancies
from model.phases.building import floor_wanted
from model.phases.closing import free_row, release_land
from model.phases.construction import complete
from model.phases.tenancy import count_tenants, free_floor, may_have_unit
from model.phases.transfer import may_go
from model.state import Channel, Request, Stage, Tenure

OTHER_TRADE = 1  # heavy industry, in a park of light industry


@pytest.fixture
def park(town):
    """North with a small-firm park of light industry that has 10,000 m2 of units."""
    park = town.plan_small_firm_park()
    park.factory_floor = park.unit_floor = 10_000
    return park


@pytest.fixture
def applicant(town):
    """A suited newcomer of light industry that would make 2,500 with 25 workers, and needs 7,143 m2."""
    return town.add_waiting(suited=1, request=Request.NONE, request_quarters=0)


@pytest.fixture
def admitted(town, central, park):
    """Return whether a project may ask for a unit in North."""
    return lambda firm, design=2500.0, floor=7143: bool(
        may_have_unit(firm, design, floor, town.NORTH, town.world, park, central)
    )


@pytest.fixture
def serve(town, central, neutral):
    """Serve the queue in a quarter."""
    return lambda quarter=5: allocate_sites(quarter, town.key, town.world, town.state, central, neutral, town.book)


def wait_for_unit(town, **columns):
    """A newcomer that waits for a unit of 1,000 m2 to rent, since this quarter; `columns` say otherwise."""
    plain = {
        "suited": 1, "request_channel": Channel.LEASE, "request_land": 0, "request_floor": 1000, "request_quarters": 0,
        "request_tenure": Tenure.LET,
    }  # fmt: skip
    return town.add_waiting(**{**plain, **columns})


def settle(town, park, leading, others):
    """Give a park tenants of its trade and of another, with 100 m2 each, rented since quarter 2."""
    for industry in [town.LIGHT] * leading + [OTHER_TRADE] * others:
        town.add_firm(industry=industry, tenure=Tenure.LET, unit=100, leased=100, unit_since=2)
        park.factory_leased += 100
        park.units_taken += 100


def test_a_small_clean_suited_newcomer_may_have_a_unit(admitted, applicant):
    assert admitted(applicant)


@pytest.mark.parametrize(
    "columns",
    [{"suited": 0}, {"energy_intensity": 1.01}, {"emission_intensity": 1.01}, {"tenure": Tenure.LET}],
    ids=lambda columns: next(iter(columns)),
)
def test_who_is_not_meant_may_not(admitted, applicant, columns):
    for name, value in columns.items():
        applicant[name] = value
    assert not admitted(applicant)


def test_a_large_firm_and_one_that_needs_more_than_there_is_may_not(admitted, applicant):
    assert not admitted(applicant, design=30_000.0)
    assert not admitted(applicant, floor=10_001)


@pytest.mark.parametrize(("place", "design", "may"), [(2, 27_500.0, True), (0, 27_499.0, True), (0, 27_500.0, False)])
def test_an_expansion_makes_a_firm_larger_and_a_move_does_not(town, admitted, place, design, may):
    # 2,500 more are 29,999 or 30,000, and 300 workers make the latter
    assert admitted(town.add_firm(park=place, suited=1, design=design)) == may


@pytest.mark.parametrize(("leading", "tenants", "may"), [(7, 9, True), (7, 10, False), (6, 8, False), (0, 0, False)])
def test_another_trade_may_while_the_leading_one_keeps_its_share(admitted, applicant, park, leading, tenants, may):
    # 7 of 10, 7 of 11, 6 of 9, 0 of 1
    applicant.industry = OTHER_TRADE
    park.leading_tenants, park.tenants = leading, tenants
    assert admitted(applicant) == may


@pytest.mark.parametrize(("units", "tenures"), [(10_000, {Tenure.LET, Tenure.BOUGHT, Tenure.NONE}), (0, {Tenure.NONE})])
def test_a_project_asks_for_a_unit_where_there_are_any(town, central, neutral, park, units, tenures):
    park.unit_floor = park.factory_floor = units
    central.choice_scale = 0.1
    found = set()
    for number in range(60):
        firm = town.state.firms[0]
        for name, value in {
            "identity": number + 1,
            "stage": Stage.PROJECT,
            "suited": 1,
            "energy_intensity": 1.0,
            "emission_intensity": 1.0,
            "park": 0,
            "origin": 0,
            "request_park": 0,
        }.items():
            firm[name] = value
        draws = (0.5, 0.99, 0.5, 0.5, 0.5)
        assert apply_for_site(
            5, town.key, firm, 2500.0, draws, 0, town.world, town.state, central, neutral[0], town.book[0]
        )
        found.add(Tenure(int(firm.request_tenure)))
        is_unit = firm.request_tenure != Tenure.NONE
        assert (firm.request_channel == Channel.LEASE) == is_unit
        assert (firm.request_floor == 7143) == is_unit
    assert found == tenures


def test_a_unit_is_taken_and_the_tenant_counted(town, park, serve):
    firm = wait_for_unit(town)
    bought = wait_for_unit(town, request_tenure=Tenure.BOUGHT, request_floor=2000)
    serve()
    assert (park.units_taken, park.factory_leased, park.tenants, park.leading_tenants) == (3000, 3000, 2, 2)
    assert [(each.tenure, each.unit, each.leased, each.unit_since) for each in (firm, bought)] == [
        (Tenure.LET, 1000, 1000, 5),
        (Tenure.BOUGHT, 2000, 2000, 5),
    ]
    assert (town.book.tenants_admitted[0], town.book.units_bought[0], town.book.seated[0]) == (2, 2000, 2)
    assert (firm.request, firm.request_quarters) == (Request.BUILDING, 2)


@pytest.mark.parametrize(("floor", "fits"), [(9000, True), (9001, False)])
def test_a_unit_fits_in_what_is_not_taken(town, central, park, floor, fits):
    settle(town, park, leading=10, others=0)
    firm = wait_for_unit(town, request_floor=floor)
    assert bool(can_be_seated(firm, 0, town.world, town.parks, central)) == fits


@pytest.mark.parametrize(("leading", "others", "admitted"), [(6, 1, 1), (7, 1, 2), (6, 2, 0), (8, 2, 1), (0, 0, 0)])
def test_of_another_trade_only_as_many_are_seated_as_the_share_allows(town, park, serve, leading, others, admitted):
    # at most 2 beside 6, 3 beside 7 and beside 8, none alone: two more want to come
    settle(town, park, leading, others)
    for _ in range(2):
        wait_for_unit(town, industry=OTHER_TRADE)
    serve()
    assert (park.tenants, park.leading_tenants) == (leading + others + admitted, leading)
    assert (town.book.tenants_admitted[0], town.book.waiting_floor[0]) == (admitted, 2 - admitted)


def test_a_leading_firm_admitted_before_makes_room_for_another_trade(town, park, serve):
    settle(town, park, leading=6, others=2)
    wait_for_unit(town, industry=OTHER_TRADE, request_capital=1500.0)  # with less to invest it is served last
    wait_for_unit(town, industry=town.LIGHT, request_capital=9000.0)
    serve()
    assert (park.tenants, park.leading_tenants) == (10, 7)


def test_exits_may_bring_the_share_below_and_then_others_wait(town, central, park, serve):
    settle(town, park, leading=7, others=3)
    for row in range(2):
        release_land(town.state.firms[row], town.parks, central, town.book)
        free_row(row, town.state.firms[row], town.city, town.state.free_rows)
    wait_for_unit(town, industry=OTHER_TRADE)
    leader = wait_for_unit(town)
    serve()
    assert (park.tenants, park.leading_tenants) == (9, 6)  # 5 of 8 before
    assert leader.tenure == Tenure.LET
    assert (town.book.tenants_left[0], park.units_taken) == (2, 1800)


def test_a_sold_unit_of_a_leaver_is_bought_back(town, central, park):
    firm = town.add_firm(tenure=Tenure.BOUGHT, unit=300, leased=500)
    park.units_taken, park.factory_leased = 300, 500
    release_land(firm, town.parks, central, town.book)
    assert (park.units_taken, park.factory_leased) == (0, 0)
    assert (town.book.units_bought_back[0], town.book.tenants_left[0]) == (300, 1)


def test_a_firm_that_moves_has_its_unit_before_and_after_it_moves_in(town, central, park, serve):
    firm = wait_for_unit(town, stage=Stage.OPERATING, park=town.OUTSIDE, request_park=town.NORTH)
    serve(quarter=7)
    assert (firm.tenure, firm.unit, firm.unit_since) == (Tenure.NONE, 0, 7)
    count_tenants(town.world, town.state)
    assert (park.tenants, park.firm_units, town.parks.tenants[town.OUTSIDE]) == (1, 1000, 0)
    complete(town.costs, firm, town.parks, central, town.book)
    assert (firm.park, firm.tenure, firm.unit, firm.leased) == (town.NORTH, Tenure.LET, 1000, 1000)
    count_tenants(town.world, town.state)
    assert (park.tenants, park.firm_units) == (1, 1000)


def test_a_firm_that_closes_while_it_moves_gives_its_unit_up(town, central, park, serve):
    firm = wait_for_unit(
        town, stage=Stage.OPERATING, park=town.OUTSIDE, request_park=town.NORTH, request_tenure=Tenure.BOUGHT
    )
    serve()
    release_land(firm, town.parks, central, town.book)
    assert (park.units_taken, park.factory_leased) == (0, 0)
    assert (town.book.tenants_left[0], town.book.units_bought_back[0]) == (1, 1000)


def test_units_are_no_standard_factories_to_lease(town, neutral, park):
    neutral.standard_factories = 1.0
    settle(town, park, leading=10, others=0)
    park.factory_floor += 600
    park.factory_leased += 250
    assert free_floor(park) == 350
    wait_for_unit(town)
    assert floor_wanted(neutral, town.world, town.state) == 0.0


def test_who_waits_for_a_unit_is_not_transferred(town, central, neutral):
    neutral.project_transfer = 1.0
    central.transfer_wait = 1.0
    waiting = wait_for_unit(town, request_quarters=3)
    assert not may_go(5, town.key, waiting, town.world.sites[0], central, neutral[0])
    waiting.request_tenure = Tenure.NONE
    assert may_go(5, town.key, waiting, town.world.sites[0], central, neutral[0])


def close(town):
    close_tenancies(5, town.world, town.parks, town.state.units, town.city, town.book)
    return Fault(int(town.city.fault))


def test_the_book_of_tenants_closes_and_shows_what_there_is(town, park):
    settle(town, park, leading=3, others=1)
    town.state.firms[0].above_scale = 0
    town.state.units[0, [0, 11]] = 40, 60
    park.redeveloped = 4000
    town.book.tenants_opening[0], town.book.tenants_admitted[0], town.book.tenants_left[0] = 3, 2, 1
    count_tenants(town.world, town.state)
    assert close(town) == Fault.NONE
    page = town.book[0]
    assert (page.tenants_closing, page.tenants_leading, page.tenants_above_scale) == (4, 3, 3)
    assert (page.units_floor, page.units_taken, page.units_building, page.redeveloped) == (10_000, 400, 100, 4000)
    assert page.floor_building == 100


@pytest.mark.parametrize(("opening", "taken", "fault"), [(3, 400, Fault.TENANTS), (4, 401, Fault.UNITS)])
def test_a_tenant_or_a_unit_too_many_stops_the_run(town, park, opening, taken, fault):
    settle(town, park, leading=3, others=1)
    count_tenants(town.world, town.state)
    town.book.tenants_opening[0] = opening
    park.units_taken = taken
    assert close(town) == fault


def test_a_park_without_a_plan_is_left_alone(town):
    town.parks.tenants[:] = 3
    assert close(town) == Fault.NONE
    assert town.book.tenants_closing.tolist() == [0, 0, 0]
