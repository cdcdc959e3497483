import pytest

from model.levers import LEVER_INDEX
from model.phases.allocation import can_be_seated, grant_land, let_floor, seat, takes_place
from model.phases.construction import complete
from model.phases.equipment import (
    FREE,
    GONE,
    LISTED,
    near_deadline,
    park_with_places,
    pay_surcharge,
    reach_standard,
    scrap,
    settle_obsolete,
    surcharge_in_force,
)
from model.phases.production import gather, produce
from model.state import Channel, EquipmentClass, Request, Stage, Tenure
from model.streams import Purpose, draw

RESTRICTED, ELIMINATED, PERMITTED = EquipmentClass.RESTRICTED, EquipmentClass.ELIMINATED, EquipmentClass.PERMITTED
BY_TRADE, BACKWARD = LEVER_INDEX["price_by_trade"], LEVER_INDEX["backward_capacity"]


@pytest.fixture
def settle(town, central, neutral):
    """Let the firm of a row live through a quarter with its obsolete equipment; return how it stands."""

    def settled(row=0, quarter=1):
        firm = town.state.firms[row]
        lever = neutral[firm.park]
        return settle_obsolete(
            row, quarter, town.key, firm, town.costs, town.world, town.state, central, lever, town.book
        )

    return settled


def identity_where(town, wanted, quarter=1):
    """An identity whose draws about its equipment in a quarter are as wanted."""
    found = (each for each in range(1, 10_000) if wanted(*draw(town.key, each, quarter, Purpose.EQUIPMENT)))
    return next(found)


# --- the surcharge -------------------------------------------------------------------------------------------------


def test_the_strength_is_the_share_of_firms_charged(town, central, neutral):
    firm = town.add_firm(equipment_class=ELIMINATED)
    own = draw(town.key, firm.identity, 0, Purpose.EQUIPMENT)[0]
    for strength, price in ((0.0, 0.0), (own, 0.0), (own * 1.000001, 0.3), (1.0, 0.3)):
        neutral.price_by_trade = strength
        assert surcharge_in_force(town.key, firm, central, neutral[town.NORTH]) == price


def test_a_firm_with_permitted_equipment_is_never_charged(town, central, neutral):
    neutral.price_by_trade = 1.0
    firm = town.add_firm(equipment_class=PERMITTED)
    assert surcharge_in_force(town.key, firm, central, neutral[town.NORTH]) == 0.0


def test_a_charged_firm_pays_for_its_electricity_and_the_city_has_it(town, central, neutral):
    # 2.4 % of 5000 x 10000 yuan, a quarter of it
    neutral.price_by_trade = 1.0
    firm = town.add_firm(equipment_class=ELIMINATED, output=5000.0, energy_intensity=0.2458)
    page = town.book[town.NORTH]
    industry, lever = town.world.industries[0], neutral[town.NORTH]
    unit = pay_surcharge(town.key, firm, industry, town.costs, central, lever, page)
    assert unit == pytest.approx(0.024)
    assert (town.costs[BY_TRADE], page.surcharges, page.charged) == (-300_000, 300_000, 1)


def test_a_surcharge_slows_growth_as_any_cost_does(town, central, neutral):
    # growth falls by 1.5 x 0.024 / 4
    neutral.price_by_trade = 1.0
    town.add_firm(equipment_class=ELIMINATED, energy_intensity=0.2458)
    town.add_firm(equipment_class=PERMITTED, energy_intensity=0.2458)
    gather(0, town.key, town.world, town.state, central, neutral, town.costs, town.book)
    batch = town.state.batch[0]
    assert batch.unit_cost[:2] == pytest.approx([0.024, 0.0])
    assert batch.expected[0] - batch.expected[1] == pytest.approx(-0.009)


def test_a_surcharge_is_of_the_park_of_a_firm(town, central, neutral):
    neutral[town.SOUTH].price_by_trade = 1.0
    for park in (town.NORTH, town.SOUTH, town.OUTSIDE):
        town.add_firm(equipment_class=RESTRICTED, park=park)
    gather(0, town.key, town.world, town.state, central, neutral, town.costs, town.book)
    assert town.book.charged.tolist() == [0, 1, 0]


def test_a_firm_is_listed_where_its_park_eliminates(town, central, neutral):
    neutral[town.SOUTH].backward_capacity = 0.5
    central.exit_hazard = central.upgrade_rate = 0.0
    identity = identity_where(town, lambda *each: each[0] < 0.15 and each[1] > 0.05)
    north, south = (
        town.add_firm(identity=identity, equipment_class=RESTRICTED, park=park) for park in (town.NORTH, town.SOUTH)
    )
    produce(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (north.elimination_quarters, south.elimination_quarters) == (0, 6)


def test_a_surcharge_is_paid_outside_the_zones_too(town, central, neutral):
    neutral.price_by_trade = 1.0
    town.add_firm(equipment_class=RESTRICTED, park=town.OUTSIDE)
    gather(0, town.key, town.world, town.state, central, neutral, town.costs, town.book)
    assert town.book.charged.tolist() == [0, 0, 1]


# --- scrapping -----------------------------------------------------------------------------------------------------


def test_scrapping_saves_energy_and_emissions_and_writes_capital_off(town, central):
    firm = town.add_firm(equipment_class=RESTRICTED, energy_intensity=2.0, emission_intensity=4.0, capital=5000.0)
    scrap(firm, central)
    assert (firm.energy_intensity, firm.emission_intensity, firm.capital) == pytest.approx((1.6, 2.4, 3500.0))
    assert firm.equipment_class == PERMITTED


def test_a_charged_firm_that_finds_it_dear_scraps_at_its_rate(town, central, neutral, settle):
    # 1 - exp(-1 / 4) = 0.2212 a quarter at a rate of 1 a year
    neutral.price_by_trade = 1.0
    central.scrap_surcharge = 1e-6
    at_once = identity_where(town, lambda *each: 0.15 < each[3] < 0.2212)
    later = identity_where(town, lambda *each: 0.2213 < each[3] < 0.3)
    for identity, scraps in ((at_once, True), (later, False)):
        town.city.rows = 0
        firm = town.add_firm(identity=identity, equipment_class=ELIMINATED)
        town.book.scrapped[:] = 0
        assert settle() == FREE
        assert (firm.equipment_class == PERMITTED, town.book[town.NORTH].scrapped) == (scraps, int(scraps))
    assert town.book.backward_upgraded.sum() == town.book.freed_energy.sum() == 0


def test_a_firm_that_does_not_find_it_dear_pays_on(town, central, neutral, settle):
    neutral.price_by_trade = 1.0
    central.scrap_surcharge, central.scrap_rate = 1e6, 1e6
    firm = town.add_firm(equipment_class=ELIMINATED)
    assert settle() == FREE
    assert firm.equipment_class == ELIMINATED


def test_a_firm_that_is_charged_in_another_class_scraps_from_another_surcharge_on(town, central, neutral, settle):
    # between 0.10 and 0.30
    neutral.price_by_trade = 1.0
    central.scrap_surcharge, central.scrap_spread, central.scrap_rate = 0.2, 0.0, 1e6
    restricted, eliminated = (town.add_firm(equipment_class=kind) for kind in (RESTRICTED, ELIMINATED))
    assert [settle(row) for row in range(2)] == [FREE, FREE]
    assert (restricted.equipment_class, eliminated.equipment_class) == (RESTRICTED, PERMITTED)


# --- elimination ---------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("low", "high", "listed"), [(0.12, 0.1591, True), (0.1592, 0.2, False)])
def test_a_firm_is_listed_below_the_chance_and_has_until_its_deadline(town, neutral, settle, low, high, listed):
    # half a year in a year: 1 - 0.5^(1/4) = 0.159104
    neutral.backward_capacity = 0.5
    identity = identity_where(town, lambda *each: low < each[0] < high and each[1] > 0.05 and each[2] > 0.15)
    firm = town.add_firm(identity=identity, equipment_class=RESTRICTED)
    assert settle() == (LISTED if listed else FREE)
    assert firm.elimination_quarters == (6 if listed else 0)
    assert firm.request == Request.NONE


def test_a_listed_firm_may_leave_the_city(town, neutral, settle):
    neutral.backward_capacity = 0.5
    identity = identity_where(town, lambda *each: each[0] < 0.15 and each[1] < 0.05)
    town.parks.occupied[town.NORTH] = 1001
    firm = town.add_firm(identity=identity, equipment_class=RESTRICTED, land=1001, output=5000.0, energy_intensity=0.2)
    assert settle() == GONE
    page = town.book[town.NORTH]
    assert (firm.stage, page.backward_left, page.closed, page.compensation) == (Stage.CLOSED, 1, 1, 0)
    # 0.4 of 1001 m2, rounded down; 5000 x 0.2 tce; 5000 equivalents
    assert (page.freed_land, page.freed_energy, page.freed_emissions) == (400, 1_000_000, 5000.0)
    assert (page.land_returned, page.land_idled) == (400, 601)
    assert (town.parks[town.NORTH].freed_land_left, town.parks[town.NORTH].freed_energy_left) == (400, 1_000_000)
    assert town.costs.sum() == 0


@pytest.mark.parametrize("quarters", [1, 2])
def test_a_listed_firm_is_closed_with_compensation_when_its_time_is_over(town, central, quarters):
    # half of 4000.5 x 10000 yuan
    firm = town.add_firm(equipment_class=RESTRICTED, elimination_quarters=quarters, capital=4000.5)
    standing = near_deadline(0, firm, town.costs, town.state, central, town.book)
    page = town.book[town.NORTH]
    closed = quarters == 1
    assert standing == (GONE if closed else LISTED)
    assert (page.backward_closed, page.compensation) == ((1, 20_002_500) if closed else (0, 0))
    assert town.costs[BACKWARD] == page.compensation
    assert (firm.stage == Stage.CLOSED) == closed
    assert firm.elimination_quarters == quarters - 1


def test_a_listed_firm_that_reaches_the_standard_stays_and_frees_what_it_saves(town, central):
    # 5000 x (0.5 - 0.4) tce and 5000 x (2.0 - 1.2) equivalents
    firm = town.add_firm(
        equipment_class=RESTRICTED, elimination_quarters=3, energy_intensity=0.5, emission_intensity=2.0
    )
    reach_standard(firm, town.parks, central, town.book)
    page = town.book[town.NORTH]
    assert (firm.equipment_class, firm.elimination_quarters) == (PERMITTED, 0)
    assert (page.scrapped, page.backward_upgraded, page.freed_land, page.freed_energy) == (1, 1, 0, 500_000)
    assert page.freed_emissions == pytest.approx(4000.0)


def test_a_listed_firm_reaches_the_standard_at_its_rate_and_only_while_the_lever_is_on(town, neutral, settle):
    # 1 - exp(-0.5 / 4) = 0.1175 a quarter
    identity = identity_where(town, lambda *each: 0.08 < each[3] < 0.1175)
    firm = town.add_firm(identity=identity, equipment_class=RESTRICTED, elimination_quarters=3)
    assert settle() == FREE
    assert (firm.equipment_class, firm.elimination_quarters) == (RESTRICTED, 3)
    neutral.backward_capacity = 0.1
    assert settle() == FREE
    assert firm.equipment_class == PERMITTED


def test_without_the_levers_nothing_happens_to_anybody(town, central, neutral):
    firm = town.add_firm(equipment_class=ELIMINATED, energy_intensity=0.5)
    central.exit_hazard = central.upgrade_rate = 0.0
    produce(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (firm.equipment_class, firm.energy_intensity, town.costs.sum()) == (ELIMINATED, 0.5, 0)


# --- specialised parks ---------------------------------------------------------------------------------------------


@pytest.fixture
def seeker(town, central):
    """A firm of South, listed, that could go to a place in North: 3500 / 0.35 are 10,000 m2 of floor."""
    town.parks.factory_floor[:] = [10_000, 30_000, 10_000]
    town.parks.specialised_places[:] = [5, 9, 4]
    return town.add_firm(park=town.SOUTH, equipment_class=RESTRICTED, design=3500.0, energy_intensity=0.5)


def test_a_firm_seeks_the_other_park_with_most_places_and_floor_enough(town, central, seeker):
    assert park_with_places(seeker, town.parks, central) == town.NORTH
    town.parks.factory_floor[town.NORTH] = 9_999
    assert park_with_places(seeker, town.parks, central) == town.OUTSIDE
    town.parks.specialised_places[town.OUTSIDE] = 0
    assert park_with_places(seeker, town.parks, central) == -1


def test_units_of_a_small_firm_park_are_no_floor_of_a_specialised_park(town, central, seeker):
    town.parks.factory_floor[town.NORTH], town.parks.unit_floor[town.NORTH] = 30_000, 20_000
    assert park_with_places(seeker, town.parks, central) == town.NORTH
    town.parks.unit_floor[town.NORTH] = 20_001
    assert park_with_places(seeker, town.parks, central) == town.OUTSIDE


def test_a_listed_firm_that_seeks_a_place_waits_for_its_floor(town, neutral, settle, seeker):
    neutral.backward_capacity = 0.5
    seeker.identity = identity_where(town, lambda *each: each[0] < 0.15 and each[1] > 0.05 and each[2] < 0.15)
    assert settle() == LISTED
    assert (seeker.request, seeker.request_park, seeker.request_channel) == (Request.WAITING, town.NORTH, Channel.LEASE)
    assert (seeker.request_floor, seeker.request_design, seeker.request_capital) == (10_000, 3500.0, 1750.0)
    assert seeker.request_intensity == pytest.approx(0.4)
    assert takes_place(seeker)


def wait_for_place(town, seeker):
    seeker.elimination_quarters = 3
    seeker.request, seeker.request_park, seeker.request_channel = Request.WAITING, town.NORTH, Channel.LEASE
    seeker.request_floor, seeker.request_design, seeker.request_capital = 10_000, 3500.0, 1750.0
    seeker.request_intensity = 0.4


@pytest.mark.parametrize(("places", "fits"), [(0, False), (1, True)])
def test_a_place_is_needed_besides_the_floor(town, central, seeker, places, fits):
    wait_for_place(town, seeker)
    town.parks.specialised_places[town.NORTH] = places
    assert can_be_seated(seeker, town.NORTH, town.world, town.parks, central) == fits
    seeker.elimination_quarters = 0  # a firm that moves for another reason needs none
    assert can_be_seated(seeker, town.NORTH, town.world, town.parks, central)


def test_a_unit_is_no_place_of_a_specialised_park_nor_a_place_a_unit(town, central, seeker):
    wait_for_place(town, seeker)
    town.parks.unit_floor[town.NORTH] = 1  # of 10,000 m2, all of which the firm asks for
    assert not can_be_seated(seeker, town.NORTH, town.world, town.parks, central)
    seeker.request_tenure = Tenure.LET
    assert not takes_place(seeker)
    let_floor(seeker, town.parks[town.NORTH], town.book[town.NORTH])
    assert town.parks.specialised_places.tolist() == [5, 9, 4]


def test_a_seat_takes_a_place(town, seeker):
    wait_for_place(town, seeker)
    let_floor(seeker, town.parks[town.NORTH], town.book[town.NORTH])
    assert town.parks.specialised_places.tolist() == [4, 9, 4]
    seeker.elimination_quarters = 0
    let_floor(seeker, town.parks[town.NORTH], town.book[town.NORTH])
    assert town.parks.specialised_places.tolist() == [4, 9, 4]


def test_a_firm_that_moves_in_has_new_machines_and_is_counted_where_it_was(town, central, seeker):
    # a tenth of 1750 x 10000 yuan; 0.4 of 101 m2 returned; 5000 x 0.5 tce freed
    wait_for_place(town, seeker)
    seeker.request, seeker.land, seeker.emission_intensity = Request.BUILDING, 101, 2.0
    town.parks.occupied[town.SOUTH] = 101
    complete(town.costs, seeker, town.parks, central, town.book)
    old, new = town.book[town.SOUTH], town.book[town.NORTH]
    assert (old.backward_moved, new.backward_moved, new.relocated) == (1, 0, 0)
    assert (old.freed_land, old.freed_energy, new.freed_energy) == (40, 2_500_000, 0)
    assert (town.costs[BACKWARD], town.costs[LEVER_INDEX["township_relocation"]]) == (1_750_000, 0)
    assert (seeker.park, seeker.equipment_class, seeker.elimination_quarters) == (town.NORTH, PERMITTED, 0)
    assert (seeker.energy_intensity, seeker.emission_intensity, seeker.capital) == pytest.approx((0.4, 1.2, 1750.0))


@pytest.mark.parametrize(("tenure", "bought_back"), [(Tenure.LET, 0), (Tenure.BOUGHT, 700)])
def test_a_tenant_that_moves_out_gives_its_unit_up(town, central, seeker, tenure, bought_back):
    wait_for_place(town, seeker)
    seeker.request = Request.BUILDING
    seeker.tenure, seeker.unit, seeker.leased, seeker.unit_since = tenure, 700, 900, 3
    town.parks.units_taken[town.SOUTH], town.parks.factory_leased[town.SOUTH] = 1000, 1200
    complete(town.costs, seeker, town.parks, central, town.book)
    assert (seeker.tenure, seeker.unit, seeker.unit_since, seeker.leased) == (Tenure.NONE, 0, 0, 10_000)
    assert (town.parks.units_taken[town.SOUTH], town.parks.factory_leased[town.SOUTH]) == (300, 300)
    assert town.book.tenants_left.tolist() == [0, 1, 0]
    assert town.book.units_bought_back.tolist() == [0, bought_back, 0]


def test_a_tenant_closed_at_its_deadline_gives_its_unit_up(town, central):
    firm = town.add_firm(park=town.SOUTH, equipment_class=RESTRICTED, elimination_quarters=1, leased=900)
    firm.tenure, firm.unit = Tenure.LET, 700
    town.parks.units_taken[town.SOUTH], town.parks.factory_leased[town.SOUTH] = 1000, 1200
    assert near_deadline(0, firm, town.costs, town.state, central, town.book) == GONE
    assert (town.parks.units_taken[town.SOUTH], town.parks.factory_leased[town.SOUTH]) == (300, 300)
    assert town.book.tenants_left.tolist() == [0, 1, 0]


def test_a_firm_whose_new_plant_is_built_waits_for_it(town, neutral, settle, seeker):
    neutral.backward_capacity = 0.5
    wait_for_place(town, seeker)
    seeker.request, seeker.elimination_quarters = Request.BUILDING, 1
    assert settle() == FREE
    assert (seeker.elimination_quarters, seeker.equipment_class) == (1, RESTRICTED)


def test_a_firm_that_reaches_the_standard_drops_its_move(town, central, seeker):
    wait_for_place(town, seeker)
    reach_standard(seeker, town.parks, central, town.book)
    assert (seeker.request, seeker.request_park) == (Request.NONE, town.SOUTH)


# --- who gets what was freed ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(("left", "reused"), [(30, 30), (500, 100)])
def test_a_grant_takes_first_what_was_freed_there(town, left, reused):
    town.parks.undeveloped[:] = town.parks.quota_balance[:] = 1000
    town.parks.freed_land_left[town.NORTH] = left
    firm = town.add_waiting(request_land=100)
    grant_land(firm, town.NORTH, town.parks, town.book)
    assert (firm.reused_land, town.book[town.NORTH].reused_land) == (reused, reused)
    assert town.parks.freed_land_left[town.NORTH] == left - reused


@pytest.mark.parametrize(("left", "reused"), [(300_000, 300_000), (700_000, 500_000)])
def test_a_project_that_is_seated_is_promised_first_what_was_freed_there(town, central, neutral, left, reused):
    # 1000 x 0.5 tce
    town.parks.undeveloped[:] = town.parks.quota_balance[:] = 1000
    town.parks.freed_energy_left[town.NORTH] = left
    firm = town.add_waiting(request_land=100, request_design=1000.0, request_intensity=0.5)
    seat(1, town.key, firm, town.NORTH, town.world, town.state, central, neutral, town.book)
    assert firm.request_energy == 500_000
    assert (firm.reused_energy, town.book[town.NORTH].reused_energy) == (reused, reused)
    assert town.parks.freed_energy_left[town.NORTH] == left - reused
