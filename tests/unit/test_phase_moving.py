"""A firm of light industry outside the zones moves to North, whose industry it is."""

import numpy as np
import pytest

from model.levers import LEVER_INDEX
from model.phases.closing import release_land
from model.phases.construction import complete
from model.phases.moving import file_move, wants_to_move, zone_to_move_to, zone_weight
from model.quarter import run_quarter
from model.state import Channel, Request, Stage
from model.streams import Purpose, draw

COST = LEVER_INDEX["township_relocation"]
LAND = 42_667  # 8000 / 125 = 64 mu


@pytest.fixture
def plain(town, central, neutral):
    """A town in which every firm that is free to move wants to, and asks for what it needs."""
    neutral.township_relocation = 1.0
    central.hoarding = central.plot_ratio_spread = central.patience = 0.0
    central.exit_hazard = central.expansion_rate = central.arrival_rate = central.energy_surcharge = 0.0
    central.natural_clean_up = 0.0
    town.world.sites.arrival_firms[:] = [3.0, 1.0, 9.0]
    return town


@pytest.fixture
def moving(plain, central, neutral):
    """Run a town with room in its zones through a quarter; a firm outside holds 101 m2 and leases nothing."""
    town = plain
    town.parks.planned, town.parks.undeveloped = [200_000, 200_000, 101], [200_000, 200_000, 0]
    town.parks.quota_balance = [150_000, 150_000, 0]
    town.parks.occupied[town.OUTSIDE] = 101
    firm = town.add_firm(park=town.OUTSIDE, land=101, floor=50, capital=900.0, year_output=20_000.0)

    def step(quarter):
        town.book[:] = 0
        town.state.costs[:] = 0
        run_quarter(quarter, town.key, town.world, town.state, central, neutral, town.book, town.sums)
        assert town.city.fault == 0
        return firm

    return step


@pytest.mark.parametrize(
    ("place", "industry", "leads", "weight"),
    [
        (0, 0, True, 3.0),
        (0, 1, True, 0.0),
        (0, 1, False, 3.0),
        (1, 1, True, 1.0),
        (2, 0, True, 0.0),
        (2, 0, False, 0.0),
    ],
)
def test_a_zone_weighs_what_it_draws_if_the_industry_leads_there(plain, place, industry, leads, weight):
    assert zone_weight(place, industry, leads, plain.world, plain.state) == weight


@pytest.mark.parametrize("uniform", [0.0, 0.5, 0.9999999])
def test_a_firm_moves_to_a_zone_that_its_industry_leads(plain, uniform):
    assert zone_to_move_to(plain.LIGHT, uniform, plain.world, plain.state) == plain.NORTH
    assert zone_to_move_to(plain.HEAVY, uniform, plain.world, plain.state) == plain.SOUTH


@pytest.mark.parametrize(("uniform", "zone"), [(0.0, 0), (0.7499, 0), (0.75, 1), (0.9999, 1), (1.0, 1)])
def test_where_its_industry_leads_nowhere_a_firm_moves_to_any_zone(plain, uniform, zone):
    # 3 to 1
    plain.state.cells.leads[:] = 0
    assert zone_to_move_to(plain.LIGHT, uniform, plain.world, plain.state) == zone


def test_where_no_zone_draws_anybody_a_firm_stays(plain, central, neutral):
    plain.world.sites.arrival_firms[:] = [0.0, 0.0, 9.0]
    assert zone_to_move_to(plain.LIGHT, 0.5, plain.world, plain.state) == -1
    firm = plain.add_firm(park=plain.OUTSIDE)
    assert not file_move(1, plain.key, firm, plain.world, plain.state, central, neutral, plain.book)
    assert firm.request == Request.NONE


@pytest.mark.parametrize(
    ("park", "bound", "request_state", "wants"),
    [
        (2, 0.0, Request.NONE, True),
        (0, 0.0, Request.NONE, False),
        (2, 1.0, Request.NONE, False),
        (2, 0.0, Request.WAITING, False),
    ],
    ids=["free", "in a zone", "bound to its resource", "with a project open"],
)
def test_who_wants_to_move(plain, neutral, park, bound, request_state, wants):
    industry = plain.world.industries[plain.LIGHT]
    industry.bound = bound
    firm = plain.add_firm(park=park, request=request_state)
    assert bool(wants_to_move(1, plain.key, firm, plain.world.sites[park], industry, neutral[park])) == wants


def test_a_firm_wants_to_move_below_the_chance_of_a_quarter(plain, neutral):
    # 1 - 0.6^(1/4) = 0.119888
    neutral.township_relocation = 0.4
    firm = plain.add_firm(park=plain.OUTSIDE)
    seen = set()
    for identity in range(1, 80):
        firm.identity = identity
        wants = wants_to_move(2, plain.key, firm, plain.world.sites[2], plain.world.industries[0], neutral[2])
        assert wants == (draw(plain.key, firm.identity, 2, Purpose.RELOCATION)[0] < 0.119888)
        seen.add(bool(wants))
    assert seen == {True, False}
    neutral.township_relocation = 0.0
    assert not wants_to_move(2, plain.key, firm, plain.world.sites[2], plain.world.industries[0], neutral[2])


def test_a_move_that_is_admitted_waits_at_the_zone_while_the_firm_stays(plain, central, neutral):
    firm = plain.add_firm(park=plain.OUTSIDE, land=10**6)
    assert file_move(1, plain.key, firm, plain.world, plain.state, central, neutral, plain.book)
    assert (firm.park, firm.request_park, firm.stage) == (plain.OUTSIDE, plain.NORTH, Stage.OPERATING)
    assert (firm.request, firm.request_channel) == (Request.WAITING, Channel.NEW_LAND)
    # its capacity, half of it as investment, and 1.1 of floor on the land it needs
    assert (firm.request_design, firm.request_capital) == (8000.0, 4000.0)
    assert (firm.request_land, firm.request_floor) == (LAND, 46_933)


def test_a_move_that_is_refused_leaves_the_firm_as_it_was(plain, central, neutral):
    plain.world.industries.norm_investment[:] = 1e6
    firm = plain.add_firm(park=plain.OUTSIDE)
    before = firm.copy()
    assert not file_move(1, plain.key, firm, plain.world, plain.state, central, neutral, plain.book)
    assert firm == before
    assert plain.book.refused_standards.tolist() == [1, 0, 0]


def test_a_mover_holds_land_in_two_parks_until_its_plant_stands(plain, moving):
    for quarter in range(1, 6):
        firm = moving(quarter)
        assert (firm.park, firm.request, firm.land) == (plain.OUTSIDE, Request.BUILDING, 101)
        assert plain.parks.occupied.tolist() == plain.parks.firm_land.tolist() == [LAND, 0, 101]
        assert plain.parks.firm_capital.tolist() == [4000.0, 0.0, 900.0]
        assert plain.parks.firm_floor.tolist() == [46_933.0, 0.0, 50.0]
        assert plain.parks.energy_committed.tolist() == [8_000_000, 0, 0]
        assert plain.state.costs.sum() == 0
    firm = moving(6)
    assert (firm.park, firm.request_park, firm.origin) == (plain.NORTH, plain.NORTH, plain.NORTH)
    assert (firm.request, firm.stage) == (Request.NONE, Stage.OPERATING)
    assert (firm.design, firm.capital, firm.land, firm.floor, firm.leased) == (8000.0, 4000.0, LAND, 46_933, 0)
    # 40 % of the old 101 m2, rounded down, are undeveloped again, the rest falls idle
    assert plain.parks.occupied.tolist() == [LAND, 0, 0]
    assert (plain.parks.undeveloped[2], plain.parks.idle[2]) == (40, 61)
    assert (plain.book.land_returned[2], plain.book.land_idled[2]) == (40, 61)
    assert plain.parks.energy_committed.tolist() == [0, 0, 0]
    assert plain.book.relocated.tolist() == [1, 0, 0]
    assert plain.book.started.sum() == plain.book.closed.sum() == 0
    # a tenth of 40 million yuan
    assert plain.state.costs[6, COST] == plain.state.costs.sum() == 4_000_000
    assert plain.sums.output[plain.NORTH, 0] > 0.0
    firm = moving(7)
    assert (firm.park, firm.request) == (plain.NORTH, Request.NONE)  # it does not move again


def test_a_mover_produces_at_its_old_site_in_the_meantime(plain, moving):
    firm = moving(1)
    assert firm.output > 0.0
    assert plain.sums.output[plain.OUTSIDE, 0] == pytest.approx(firm.output / 4)
    assert plain.parks.energy_used.tolist() == [0, 0, round(firm.output * 1000)]


def test_a_mover_may_lease(plain, central, moving):
    # rent and ownership cost nothing here, so leasing is sure; 8000 / 0.35 = 22857.1 m2, fitted out in two quarters
    central.rent = central.ownership_preference = 0.0
    central.choice_scale = 1e-3
    plain.parks.factory_floor[plain.NORTH] = 30_000
    plain.state.firms[0].suited = 1
    for quarter in (1, 2):
        firm = moving(quarter)
        assert (firm.park, firm.leased, firm.land) == (plain.OUTSIDE, 0, 101)
        assert plain.parks.factory_leased.tolist() == plain.parks.firm_leased.tolist() == [22_858, 0, 0]
    firm = moving(3)
    assert (firm.park, firm.leased, firm.land, firm.floor) == (plain.NORTH, 22_858, 0, 0)
    assert plain.parks.factory_leased.tolist() == [22_858, 0, 0]
    assert plain.parks.occupied.tolist() == [0, 0, 0]


@pytest.mark.parametrize("last", [1, 3, 5])
def test_a_mover_that_closes_gives_both_sites_back(plain, central, moving, last):
    for quarter in range(1, last + 1):
        moving(quarter)
    central.exit_hazard = 1e9
    quota = int(plain.parks.quota_balance[plain.NORTH])
    firm = moving(last + 1)
    assert (firm.stage, firm.request, plain.city.free, plain.city.open) == (Stage.CLOSED, Request.NONE, 1, 0)
    assert plain.parks.occupied.tolist() == [0, 0, 0]
    # 40 % of 42667 m2 rounded down are 17066
    assert plain.parks.idle.tolist() == [LAND - 17_066, 0, 61]
    assert (plain.book.land_returned.tolist(), plain.book.closed.tolist()) == ([17_066, 0, 40], [0, 0, 1])
    assert plain.parks.energy_committed.tolist() == [0, 0, 0]
    if last == 3:  # from the third to the fourth quarter nothing else happens to the quota of the zone
        assert plain.parks.quota_balance[plain.NORTH] == quota + 17_066


def test_a_mover_that_leases_gives_its_floor_back_when_it_closes(town, central):
    firm = town.add_firm(
        park=town.OUTSIDE, land=10, leased=3, request_park=town.NORTH, request=Request.BUILDING,
        request_channel=Channel.LEASE, request_floor=40, request_land=0, request_energy=7,
    )  # fmt: skip
    town.parks.occupied, town.parks.factory_leased, town.parks.energy_committed = 10, 50, 7
    release_land(firm, town.parks, central, town.book)
    assert town.parks.factory_leased.tolist() == [10, 50, 47]
    assert town.parks.occupied.tolist() == [10, 10, 0]
    assert town.parks.energy_committed.tolist() == [0, 7, 7]


def test_a_mover_that_waits_gives_back_its_old_site_only(town, central):
    firm = town.add_waiting(stage=Stage.OPERATING, park=town.OUTSIDE, request_park=town.NORTH, land=10)
    town.parks.occupied = 10
    release_land(firm, town.parks, central, town.book)
    assert town.parks.occupied.tolist() == [10, 10, 0]


def test_a_mover_that_loses_patience_stays(plain, central, moving):
    plain.parks.quota_balance = 0
    plain.world.sites.land_plan[:] = 0
    firm = moving(1)
    assert (firm.request, plain.book.waiting_land.tolist()) == (Request.WAITING, [1, 0, 0])
    central.patience = 1.0
    firm = moving(2)
    assert (firm.stage, firm.park, firm.request_park) == (Stage.OPERATING, plain.OUTSIDE, plain.OUTSIDE)
    assert (firm.request, firm.land, plain.city.free) == (Request.NONE, 101, 0)
    assert plain.book.lost.tolist() == [1, 0, 0]


def test_a_mover_keeps_the_lower_of_its_energy_intensity_and_what_review_asked(plain, central):
    for intensity, after in ((0.5, 0.5), (2.0, 1.0)):
        firm = plain.add_firm(
            park=plain.OUTSIDE, request_park=plain.NORTH, request=Request.BUILDING, request_intensity=intensity
        )
        complete(plain.costs, firm, plain.parks, central, plain.book)
        assert firm.energy_intensity == after


def test_a_firm_that_moves_does_not_expand_and_one_that_stays_does(plain, central, neutral, moving):
    central.expansion_rate, central.growth_spread = 1e9, 0.0
    firm = plain.state.firms[0]
    firm.output = 8000.0
    moving(1)
    assert (firm.request_park, firm.request_design) == (plain.NORTH, 8000.0)
    neutral.township_relocation = 0.0
    other = plain.add_firm(park=plain.OUTSIDE, output=8000.0)
    plain.parks.quota_balance[plain.OUTSIDE] = 0
    moving(2)
    assert (other.request_park, other.request_design) == (plain.OUTSIDE, 2000.0)


def test_land_is_conserved_whoever_moves(plain, moving):
    for _ in range(8):
        plain.add_firm(park=plain.OUTSIDE, industry=plain.city.rows % 2)
    for quarter in range(1, 13):
        moving(quarter)
    assert (plain.state.firms.park[:9] != plain.OUTSIDE).any()
    assert np.array_equal(plain.parks.firm_land, plain.parks.occupied)


def test_floor_that_a_mover_leased_is_free_again(plain, central):
    firm = plain.add_firm(
        park=plain.OUTSIDE, request_park=plain.NORTH, request=Request.BUILDING, request_channel=Channel.LEASE,
        request_floor=40, leased=30,
    )  # fmt: skip
    plain.parks.factory_leased = [40, 0, 30]
    complete(plain.costs, firm, plain.parks, central, plain.book)
    assert plain.parks.factory_leased.tolist() == [40, 0, 0]
    assert (firm.park, firm.leased) == (plain.NORTH, 40)
