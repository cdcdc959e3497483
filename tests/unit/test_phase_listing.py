"""The city's list of leading firms: who is on it, the land kept for them, and what others may not take of it."""

import pytest

from model.phases.allocation import allocate_sites
from model.phases.calendar import lay_out_mixed
from model.phases.closing import leave
from model.phases.granting import flat_land, grant_land, room_for_land
from model.phases.listing import renew_list
from model.rules.ranking import put_first
from model.state import Channel, Request, Stage


@pytest.fixture
def renew(town, central, neutral):
    """Renew the list with so many firms."""

    def renewed(firms):
        neutral.leader_priority = firms
        renew_list(town.world, town.state, central, neutral, town.book)

    return renewed


@pytest.fixture
def allocate(town, central, neutral):
    """Serve the queue of a town in which nobody loses patience."""
    central.patience = 0.0
    return lambda: allocate_sites(1, town.key, town.world, town.state, central, neutral, town.book)


@pytest.fixture
def leader(town):
    """A firm on the list with 1,000 m2 and 250 m2 kept beside it, of 400 m2 that are not developed."""
    park = town.parks[town.NORTH]
    park.undeveloped, park.quota_balance, park.reserved_land, park.occupied = 400, 1000, 250, 1000
    return town.add_firm(priority=1, land=1000, reserved_land=250)


def waiting(**columns):
    return {"request": Request.WAITING, "request_quarters": 1, "request_design": 1000.0, **columns}


def test_the_largest_firms_of_leading_industries_are_listed(town, renew):
    firms = [
        town.add_firm(output=6000.0),
        town.add_firm(output=9000.0),
        town.add_firm(output=7000.0, park=town.SOUTH, industry=town.HEAVY),
        town.add_firm(output=99_000.0, industry=town.HEAVY),  # does not lead North
        town.add_firm(output=99_000.0, park=town.OUTSIDE),
        town.add_firm(output=99_000.0, above_scale=0),
        town.add_firm(output=99_000.0, stage=Stage.RAMPING),
    ]
    renew(2.4)
    assert [int(firm.priority) for firm in firms] == [0, 1, 1, 0, 0, 0, 0]
    assert (town.city.priority_firms, town.book.priority_listed.tolist()) == (2, [1, 1, 0])
    renew(2.5)
    assert [int(firm.priority) for firm in firms] == [1, 1, 1, 0, 0, 0, 0]


def test_of_equal_firms_the_smaller_identity_is_listed(town, renew):
    later, earlier = town.add_firm(identity=9), town.add_firm(identity=3)
    renew(1.0)
    assert (later.priority, earlier.priority) == (0, 1)


def test_the_list_is_renewed_and_ends_with_the_lever(town, renew):
    old, new = town.add_firm(output=6000.0, land=500), town.add_firm(output=5000.0, land=300)
    town.parks.undeveloped = 1000
    renew(1.0)
    assert (old.reserved_land, new.reserved_land, town.parks.reserved_land[0]) == (100, 0, 100)
    old.output = 4000.0
    renew(1.0)
    assert (old.priority, old.reserved_land, new.priority, new.reserved_land) == (0, 0, 1, 60)
    assert town.parks.reserved_land[0] == 60
    renew(0.0)
    assert (new.priority, town.parks.reserved_land[0], town.city.priority_firms) == (0, 0, 0)


@pytest.mark.parametrize(("undeveloped", "kept"), [(300, (200, 60)), (259, (200, 59)), (150, (150, 0)), (0, (0, 0))])
def test_a_fifth_of_the_land_is_kept_for_the_largest_first_as_far_as_there_is_any(town, renew, undeveloped, kept):
    town.parks.undeveloped[town.NORTH] = undeveloped
    first, second = town.add_firm(output=9000.0, land=1000), town.add_firm(output=8000.0, land=300)
    renew(2.0)
    assert (first.reserved_land, second.reserved_land) == kept
    assert town.parks.reserved_land[town.NORTH] == sum(kept)


@pytest.mark.parametrize(("wanted", "fits"), [(150, True), (151, False)])
def test_others_have_no_room_on_land_that_is_kept(town, leader, wanted, fits):
    other = town.add_waiting(request_land=wanted)
    assert (room_for_land(other, town.NORTH, town.parks) >= wanted) == fits
    assert flat_land(town.NORTH, town.parks) == 150


@pytest.mark.parametrize(("wanted", "kept"), [(100, 150), (250, 0), (400, 0)])
def test_the_firm_builds_on_what_is_kept_for_it_first(town, leader, wanted, kept):
    leader.request_land = wanted
    assert room_for_land(leader, town.NORTH, town.parks) == 400
    grant_land(leader, town.NORTH, town.parks, town.book)
    park = town.parks[town.NORTH]
    assert (leader.reserved_land, park.reserved_land, park.undeveloped) == (kept, kept, 400 - wanted)
    assert (town.book.land_granted_priority[0], leader.land) == (wanted, 1000 + wanted)


def test_land_is_kept_in_the_park_of_the_plot_only(town, leader):
    town.parks.undeveloped[town.SOUTH] = town.parks.quota_balance[town.SOUTH] = 100
    assert room_for_land(leader, town.SOUTH, town.parks) == 100


@pytest.mark.parametrize(("wanted", "on_hills"), [(250, 0), (251, 251)])
def test_a_firm_builds_beside_its_plot_rather_than_on_low_hills(town, leader, wanted, on_hills):
    town.parks.low_hill_levelled[town.NORTH] = 300
    leader.request_land = wanted
    grant_land(leader, town.NORTH, town.parks, town.book)
    assert town.book.land_granted_low_hill[0] == on_hills


def test_housing_and_services_leave_the_land_that_is_kept(town, central, neutral, leader):
    neutral.mixed_land_use = 1.0
    park, page = town.parks[town.NORTH], town.book[town.NORTH]
    assert lay_out_mixed(town.costs, 3000, park, central, neutral[0], page) == 150


def test_a_firm_that_leaves_gives_up_what_is_kept_for_it(town, central, leader):
    leave(0, leader, town.state, central, town.book)
    assert (town.parks.reserved_land[town.NORTH], leader.priority, leader.reserved_land) == (0, 0, 0)


@pytest.mark.parametrize(("listed", "first"), [(1, True), (0, False)])
def test_a_firm_on_the_list_is_served_first_whatever_others_score(town, allocate, listed, first):
    park = town.parks[town.NORTH]
    park.undeveloped, park.quota_balance = 500, 100
    best = town.add_waiting(request_capital=1e6)  # scores 1 by volume
    firm = town.add_firm(priority=listed, **waiting(request_land=100, request_capital=1000.0))  # scores 0
    allocate()
    assert (firm.request == Request.BUILDING, best.request == Request.WAITING) == (first, first)
    assert town.book.land_granted_priority[0] == 100 * listed


def test_floor_goes_to_a_firm_on_the_list_first(town, allocate):
    town.parks.factory_floor[town.NORTH] = 100
    columns = {"request_channel": Channel.LEASE, "request_floor": 100, "request_land": 0}
    best = town.add_waiting(request_capital=1e6, **columns)
    firm = town.add_firm(priority=1, **waiting(request_capital=1000.0, **columns))
    allocate()
    assert (firm.request, best.request) == (Request.BUILDING, Request.WAITING)


def test_first_call_leaves_the_score_of_others_to_the_bit():
    assert put_first(0.1, False) == 0.1
    assert put_first(0.0, True) > 1.0


def test_the_wait_of_others_ends_with_a_seat_or_when_they_give_up(town, allocate, central):
    town.parks.undeveloped, town.parks.quota_balance = 500, [100, 0, 0]
    town.add_waiting(request_quarters=3)  # seated: it has waited three quarters when the queue is served
    town.add_firm(priority=1, **waiting(request_land=500, request_quarters=5))
    allocate()
    assert town.book.unlisted_ended.tolist() == [1, 0, 0]
    assert town.book.unlisted_quarters.tolist() == [3, 0, 0]
    central.patience = 1.0
    town.add_waiting(park=town.SOUTH, request_quarters=2)
    allocate()
    assert town.book.unlisted_ended.tolist() == [1, 1, 0]  # the firm on the list gives up too, and is not counted
    assert town.book.unlisted_quarters.tolist() == [3, 2, 0]


def test_a_project_that_is_seated_at_once_has_not_waited(town, allocate):
    town.parks.undeveloped, town.parks.quota_balance = 500, 100
    town.add_waiting(request_quarters=0)
    allocate()
    assert (town.book.unlisted_ended[0], town.book.unlisted_quarters[0]) == (1, 0)
