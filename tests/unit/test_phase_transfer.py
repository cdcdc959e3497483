"""A third zone, led by heavy industry like South, stands where the industry outside is in other tests."""

import numpy as np
import pytest

from model.phases.allocation import allocate_sites
from model.phases.measuring import share_taxes
from model.phases.transfer import may_go, park_that_suits, room_for, transfer_projects
from model.state import Channel, Request, Stage
from model.streams import Purpose, draw

THIRD = 2


@pytest.fixture
def zones(town):
    """Let South and the third zone be led by light industry too, with room for 100 and 200 m2."""
    town.world.sites.zone[:] = 1
    town.state.cells.leads[:, town.LIGHT] = [1, 1, 1]
    town.parks.quota_balance = town.parks.undeveloped = town.parks.factory_floor = [0, 100, 200]
    return town


@pytest.fixture
def transfer(town, central, neutral):
    """Let projects go after the queue was served; every park lets go whom it can."""
    central.patience = 0.0
    neutral.project_transfer = 1.0
    return lambda: allocate_sites(1, town.key, town.world, town.state, central, neutral, town.book)


@pytest.mark.parametrize(
    ("columns", "park", "may"),
    [
        ({}, 0, True),
        ({"request_quarters": 1}, 0, False),
        ({"request": Request.BUILDING}, 0, False),
        ({"stage": Stage.OPERATING}, 0, False),
        ({}, 2, False),
    ],
    ids=["waited two quarters", "waited one", "is being built", "an expansion", "outside the zones"],
)
def test_who_may_go(town, central, neutral, columns, park, may):
    neutral.project_transfer = 1.0
    firm = town.add_waiting(**{"request_quarters": 2, "park": park, **columns})
    assert bool(may_go(1, town.key, firm, town.world.sites[park], central, neutral[park])) == may


def test_a_park_lets_go_by_the_share_of_tax_that_it_keeps(town, central, neutral):
    firm = town.add_waiting(request_quarters=2)
    uniform = draw(town.key, firm.identity, 1, Purpose.PATIENCE)[2]
    for strength, may in ((uniform, False), (np.nextafter(uniform, 1.0), True), (0.0, False)):
        neutral.project_transfer = strength
        assert bool(may_go(1, town.key, firm, town.world.sites[0], central, neutral[0])) == may


@pytest.mark.parametrize(
    ("quota", "undeveloped", "room"), [(100, 300, 100), (300, 100, 100), (99, 300, -1), (300, 99, -1)]
)
def test_room_for_land_is_the_less_of_quota_and_land(town, quota, undeveloped, room):
    town.parks.quota_balance, town.parks.undeveloped = quota, undeveloped
    assert room_for(town.add_waiting(), 0, town.parks) == room


@pytest.mark.parametrize(("leased", "room"), [(0, 150), (50, 100), (51, -1)])
def test_room_for_floor_is_what_is_not_let(town, leased, room):
    town.parks.factory_floor, town.parks.factory_leased = 150, leased
    firm = town.add_waiting(request_channel=Channel.LEASE, request_land=0, request_floor=100)
    assert room_for(firm, 0, town.parks) == room


def test_a_project_goes_where_its_industry_leads_and_there_is_most_room(zones):
    firm = zones.add_waiting()
    assert park_that_suits(firm, zones.world, zones.state) == THIRD
    zones.state.cells.leads[THIRD, zones.LIGHT] = 0
    assert park_that_suits(firm, zones.world, zones.state) == zones.SOUTH
    zones.parks.quota_balance[zones.SOUTH] = 99
    assert park_that_suits(firm, zones.world, zones.state) == -1


def test_between_parks_of_equal_room_the_order_of_the_case_decides(zones):
    zones.parks.quota_balance[THIRD] = 100
    assert park_that_suits(zones.add_waiting(), zones.world, zones.state) == zones.SOUTH


def test_the_outside_and_the_own_zone_are_nowhere_to_go(zones):
    firm = zones.add_waiting()
    zones.world.sites.zone[THIRD] = 0
    assert park_that_suits(firm, zones.world, zones.state) == zones.SOUTH
    zones.merge()
    assert park_that_suits(firm, zones.world, zones.state) == -1


def test_a_project_waits_on_in_its_new_park_with_what_it_was_admitted_with(zones, transfer):
    firm = zones.add_waiting(request_land=150)
    before = firm.copy()
    transfer()
    assert (firm.park, firm.request_park, firm.origin) == (THIRD, THIRD, zones.NORTH)
    assert (firm.request, firm.request_quarters) == (Request.WAITING, 2)
    same = [name for name in firm.dtype.names if name not in ("park", "request_park", "request_quarters")]
    assert all(firm[name] == before[name] for name in same)
    assert zones.book.transferred.tolist() == [1, 0, 0]
    assert zones.parks.quota_balance.tolist() == [0, 100, 200]
    transfer()
    assert (firm.request, firm.land, firm.origin) == (Request.BUILDING, 150, zones.NORTH)
    assert zones.book.granted.tolist() == [0, 0, 1]


def test_nobody_goes_where_nobody_has_room(zones, transfer):
    firm = zones.add_waiting(request_land=201)
    transfer()
    assert (firm.park, firm.request_park, zones.book.transferred.sum()) == (0, 0, 0)


def test_a_project_that_its_own_park_seats_does_not_go(zones, transfer):
    zones.parks.quota_balance[0] = zones.parks.undeveloped[0] = 100
    firm = zones.add_waiting()
    transfer()
    assert (firm.park, firm.request, zones.book.transferred.sum()) == (0, Request.BUILDING, 0)


def test_without_the_lever_nobody_goes(zones, central, neutral):
    firm = zones.add_waiting(request_quarters=9)
    zones.state.queue.row[0] = 0
    transfer_projects(1, zones.key, zones.world, zones.state, 1, central, neutral, zones.book)
    assert (firm.park, zones.book.transferred.sum()) == (0, 0)


def test_room_does_not_shrink_by_who_goes_first(zones, transfer):
    # both fit into what is left of the third zone when the queue was served, so both go, in whatever order they stand
    firms = [zones.add_waiting(request_land=150) for _ in range(2)]
    transfer()
    assert [firm.park for firm in firms] == [THIRD, THIRD]


@pytest.mark.parametrize(("shared", "yuan"), [(0.0, 0), (0.4, 250_000), (1.0, 625_000)])
def test_the_sender_keeps_what_the_receiver_passes_on(town, neutral, shared, yuan):
    # a quarter of 5000 x 10000 yuan x 0.05 of tax
    town.add_firm(park=town.SOUTH, origin=town.NORTH)
    town.add_firm()
    neutral.project_transfer = shared
    share_taxes(town.world, town.state, neutral, town.book)
    assert town.book.tax_kept.tolist() == [yuan, 0, 0]
    assert town.book.tax_passed.tolist() == [0, yuan, 0]


def test_tax_is_shared_by_the_strength_at_the_park_that_let_go(town, neutral):
    # a quarter of 5000 x 10000 yuan x 0.05 of tax: 0.4 of it for North, nothing for South
    neutral.project_transfer[town.NORTH] = 0.4
    town.add_firm(park=town.SOUTH, origin=town.NORTH)
    town.add_firm(park=town.NORTH, origin=town.SOUTH)
    share_taxes(town.world, town.state, neutral, town.book)
    assert town.book.tax_kept.tolist() == [250_000, 0, 0]
    assert town.book.tax_passed.tolist() == [0, 250_000, 0]


def test_no_tax_is_shared_of_a_firm_below_scale_or_of_what_is_not_produced(town, neutral):
    neutral.project_transfer = 1.0
    town.add_firm(park=town.SOUTH, origin=town.NORTH, above_scale=0)
    share_taxes(town.world, town.state, neutral, town.book)
    assert town.book.tax_kept.sum() == 0
    town.state.grades.run_rate[town.SOUTH] = 0.8
    town.add_firm(park=town.SOUTH, origin=town.NORTH)
    share_taxes(town.world, town.state, neutral, town.book)
    assert town.book.tax_kept[town.NORTH] == town.book.tax_passed[town.SOUTH] == 500_000


def test_tax_kept_is_tax_passed_to_the_yuan(town, neutral):
    generator = np.random.default_rng(2)
    for _ in range(12):
        park, origin = generator.integers(0, 2, 2)
        town.add_firm(park=park, origin=origin, output=float(generator.uniform(1e3, 1e5)))
    neutral.project_transfer = 0.3
    share_taxes(town.world, town.state, neutral, town.book)
    assert town.book.tax_kept.sum() == town.book.tax_passed.sum() > 0
