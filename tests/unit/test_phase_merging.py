"""Merged zones: South joins North."""

import numpy as np
import pytest

from model.phases.allocation import allocate_sites, can_be_seated, seat_of
from model.phases.merging import (
    draw_on_quota,
    is_kept,
    pooled_platforms,
    pooled_quota,
    set_heads,
    set_leading,
    set_mixes,
    sum_over_zone,
    zone_is_national,
)
from model.state import Channel, Request, Stage, cell_dtype, records


@pytest.fixture
def allocate(town, central, neutral):
    """Serve the queue of the town; nobody loses patience."""
    central.patience = 0.0
    return lambda: allocate_sites(1, town.key, town.world, town.state, central, neutral, town.book)


@pytest.fixture
def three_zones(town):
    """Make the industry outside a third zone that stays apart."""
    town.world.sites.zone[:] = 1
    return town


def test_a_zone_is_managed_by_the_one_it_joins_while_the_merger_is_in_force(town, neutral):
    town.world.sites.merges_into[town.SOUTH] = town.NORTH
    for strength, heads in ((0.0, [0, 1, 2]), (1.0, [0, 0, 2]), (0.0, [0, 1, 2])):
        neutral.park_merger = strength
        set_heads(town.world, town.parks, neutral)
        assert town.parks.head.tolist() == heads


def test_a_merger_without_a_partner_changes_nothing(town, neutral):
    neutral.park_merger = 1.0
    set_heads(town.world, town.parks, neutral)
    assert town.parks.head.tolist() == [0, 1, 2]


def test_platforms_serve_the_whole_zone(town, central):
    # 1 and 2 provincial ones and a national one, which counts twice
    town.parks.provincial_platforms, town.parks.national_platforms = [1, 2, 7], [0, 1, 7]
    assert [pooled_platforms(place, town.parks, central) for place in range(3)] == [1.0, 4.0, 21.0]
    town.merge()
    assert [pooled_platforms(place, town.parks, central) for place in range(3)] == [5.0, 5.0, 21.0]


def test_quota_is_pooled_over_the_zone(town):
    town.parks.quota_balance = [30, 50, 700]
    assert [pooled_quota(place, town.parks) for place in range(3)] == [30, 50, 700]
    town.merge()
    assert [pooled_quota(place, town.parks) for place in range(3)] == [80, 80, 700]


@pytest.mark.parametrize(
    ("land", "quota", "given"),
    [(30, [0, 50, 5], 0), (31, [0, 49, 5], 1), (80, [0, 0, 5], 50)],
    ids=["its own is enough", "a square metre short", "all of both"],
)
def test_what_a_park_lacks_is_taken_from_the_other_park_of_its_zone(town, land, quota, given):
    town.merge()
    town.parks.quota_balance = [30, 50, 5]
    draw_on_quota(town.NORTH, land, town.parks, town.book)
    assert town.parks.quota_balance.tolist() == quota
    assert town.book.land_pooled_in.tolist() == [given, 0, 0]
    assert town.book.land_pooled_out.tolist() == [0, given, 0]


def test_what_is_lacking_is_taken_from_the_parks_of_the_zone_in_their_order(three_zones):
    # 60 - 10 are lacking: 20 of the first other park, 30 of the 40 of the second
    town = three_zones
    town.parks.head = 0
    town.parks.quota_balance = [20, 10, 40]
    draw_on_quota(town.SOUTH, 60, town.parks, town.book)
    assert town.parks.quota_balance.tolist() == [0, 0, 10]
    assert town.book.land_pooled_in.tolist() == [0, 50, 0]
    assert town.book.land_pooled_out.tolist() == [20, 0, 30]


@pytest.mark.parametrize("seed", range(8))
def test_quota_is_conserved_however_much_is_drawn(three_zones, seed):
    generator = np.random.default_rng(seed)
    town = three_zones
    town.parks.head = generator.integers(0, 2, 3)
    before = generator.integers(0, 1000, 3)
    town.parks.quota_balance = before
    drawn = np.zeros(3, int)
    for _ in range(6):
        place = int(generator.integers(0, 3))
        land = int(generator.integers(0, pooled_quota(place, town.parks) + 1))
        draw_on_quota(place, land, town.parks, town.book)
        drawn[place] += land
    page = town.book
    assert (before + page.land_pooled_in == drawn + page.land_pooled_out + town.parks.quota_balance).all()
    assert page.land_pooled_in.sum() == page.land_pooled_out.sum()
    assert (town.parks.quota_balance >= 0).all()


def test_the_leading_industries_of_a_merged_zone_are_those_of_all_its_parks(town):
    town.state.cells.output[:, town.HEAVY] = [1.0, 20.0, 300.0]

    def heavy(place):
        sum_over_zone(place, town.world, town.state)
        cell = town.state.cells[place, town.HEAVY]
        return int(cell.leads), float(cell.zone_output)

    assert [heavy(place) for place in range(3)] == [(0, 1.0), (1, 20.0), (0, 300.0)]
    town.merge()
    assert [heavy(place) for place in range(3)] == [(1, 21.0), (1, 21.0), (0, 300.0)]


def test_a_zone_is_national_when_one_of_its_parks_is(town):
    assert [zone_is_national(place, town.parks) for place in range(3)] == [1, 0, 0]
    town.merge()
    assert [zone_is_national(place, town.parks) for place in range(3)] == [1, 1, 0]


@pytest.mark.parametrize(
    ("outputs", "leads", "kept"),
    [
        ([5.0, 6.0], [1, 1], [False, True]),
        ([6.0, 5.0], [1, 1], [True, False]),
        ([5.0, 5.0], [1, 1], [True, False]),
        ([5.0, 6.0], [1, 0], [True, False]),
        ([5.0, 6.0], [0, 0], [False, False]),
    ],
    ids=["the second is larger", "the first is larger", "tied: the order of the case", "only one leads", "none leads"],
)
def test_a_zone_keeps_the_largest_of_its_leading_industries(town, outputs, leads, kept):
    cells = town.state.cells[town.SOUTH]
    cells.zone_output[:], cells.leads[:] = outputs, leads
    assert [bool(is_kept(index, 1.0, cells)) for index in range(2)] == kept


def test_a_national_zone_keeps_as_many_as_its_level_allows(town, central):
    central.leading_kept_national, central.leading_kept_provincial = 2.0, 1.0
    town.world.leading[:2] = 1
    town.parks.national = [1, 0, 0]
    set_leading(town.world, town.state, central)
    assert town.state.cells.kept.tolist() == [[1, 1], [1, 0], [0, 0]]


def test_mixes_are_the_national_shares_of_what_leads_and_of_what_is_kept():
    # shares 0.1, 0.2, 0.3 and 0.4; 0.1, 0.3 and 0.4 of 0.8; 0.1 and 0.4 of 0.5
    cells = records(cell_dtype, 4)
    cells.leads[:], cells.kept[:] = [1, 0, 1, 1], [1, 0, 0, 1]
    set_mixes(np.array([0.1, 0.3, 0.6, 1.0]), cells)
    assert cells.mix.tolist() == pytest.approx([0.125, 0.125, 0.5, 1.0])
    assert cells.kept_mix.tolist() == pytest.approx([0.2, 0.2, 0.2, 1.0])


def test_a_zone_that_keeps_nothing_recruits_from_all_that_leads():
    cells = records(cell_dtype, 2)
    cells.leads[:] = [1, 1]
    set_mixes(np.array([0.25, 1.0]), cells)
    assert cells.kept_mix.tolist() == cells.mix.tolist() == [0.25, 1.0]


def test_parks_of_a_merged_zone_recruit_alike_and_the_outside_as_before(town, central):
    for column in ("leads", "kept", "mix", "kept_mix"):
        town.state.cells[column] = 9
    set_leading(town.world, town.state, central)
    assert town.state.cells.mix.tolist() == [[1.0, 1.0], [0.0, 1.0], [0.5, 1.0]]
    assert town.state.cells.leads.tolist() == town.state.cells.kept.tolist() == [[1, 0], [0, 1], [0, 0]]
    town.merge()
    town.world.national_mix[:] = [0.25, 1.0]
    central.leading_kept_national = 1.0
    town.state.cells.output[:] = [[4.0, 1.0], [0.0, 5.0], [9.0, 9.0]]
    set_leading(town.world, town.state, central)
    assert town.state.cells.mix.tolist() == [[0.25, 1.0], [0.25, 1.0], [0.5, 1.0]]
    assert town.state.cells.leads.tolist() == [[1, 1], [1, 1], [0, 0]]
    assert town.state.cells.kept.tolist() == [[0, 1], [0, 1], [0, 0]]  # 6 of heavy industry against 4
    assert town.state.cells.kept_mix.tolist()[:2] == [[0.0, 1.0], [0.0, 1.0]]


@pytest.mark.parametrize(
    ("quota", "undeveloped", "fits"), [([60, 40], 100, True), ([60, 39], 100, False), ([60, 40], 99, False)]
)
def test_a_project_fits_with_the_quota_of_the_zone_and_the_land_of_the_park(town, central, quota, undeveloped, fits):
    town.merge()
    firm = town.add_waiting()
    town.parks.quota_balance[:2], town.parks.undeveloped[:2] = quota, [undeveloped, 0]
    assert bool(can_be_seated(firm, town.NORTH, town.world, town.parks, central)) == fits


def test_a_newcomer_takes_the_other_park_of_its_zone_and_an_expansion_does_not(town, central):
    newcomer = town.add_waiting()
    expansion = town.add_waiting(stage=Stage.OPERATING)
    town.parks.quota_balance = town.parks.undeveloped = [0, 100, 100]
    assert [seat_of(firm, town.world, town.parks, central) for firm in (newcomer, expansion)] == [-1, -1]
    town.merge()
    assert [seat_of(firm, town.world, town.parks, central) for firm in (newcomer, expansion)] == [town.SOUTH, -1]
    town.parks.undeveloped[town.NORTH] = 100  # land enough where it applied, with the quota of the other park
    assert [seat_of(firm, town.world, town.parks, central) for firm in (newcomer, expansion)] == [
        town.NORTH,
        town.NORTH,
    ]


def test_a_firm_that_moves_in_takes_no_other_park_of_the_zone(town, central):
    town.merge()
    firm = town.add_waiting(stage=Stage.OPERATING, park=town.OUTSIDE, request_park=town.NORTH)
    town.parks.quota_balance = town.parks.undeveloped = [0, 100, 100]
    assert seat_of(firm, town.world, town.parks, central) == -1


@pytest.mark.parametrize("channel", [Channel.NEW_LAND, Channel.LEASE])
def test_a_newcomer_is_of_the_park_of_its_zone_that_seats_it(town, allocate, channel):
    town.merge()
    columns = {Channel.NEW_LAND: {}, Channel.LEASE: {"request_land": 0, "request_floor": 100}}[channel]
    firm = town.add_waiting(request_channel=channel, **columns)
    town.parks.quota_balance = town.parks.undeveloped = town.parks.factory_floor = [0, 150, 0]
    allocate()
    assert (firm.park, firm.request_park, firm.request) == (town.SOUTH, town.SOUTH, Request.BUILDING)
    assert firm.origin == town.SOUTH  # its zone recruited it, so nobody let it go
    held = {Channel.NEW_LAND: firm.land, Channel.LEASE: firm.leased}[channel]
    assert held == 100
    events = town.book.granted if channel == Channel.NEW_LAND else town.book.seated
    assert events.tolist() == [0, 1, 0]
    assert town.parks.occupied.tolist() == [0, int(firm.land), 0]
    assert town.parks.factory_leased.tolist() == [0, int(firm.leased), 0]


def test_who_was_let_go_by_another_zone_stays_its_project_in_either_park(three_zones, allocate):
    town = three_zones
    town.merge()
    firm = town.add_waiting(origin=town.OUTSIDE)
    town.parks.quota_balance = town.parks.undeveloped = [0, 100, 0]
    allocate()
    assert (firm.park, firm.origin) == (town.SOUTH, town.OUTSIDE)


def test_projects_of_a_merged_zone_stand_in_one_queue(town, allocate):
    # the quota of South serves the better project of North first; apart, South would serve its own
    town.merge()
    better = town.add_waiting(request_capital=9000.0)
    worse = town.add_waiting(park=town.SOUTH, request_capital=2000.0)
    town.parks.quota_balance, town.parks.undeveloped = [0, 100, 0], [100, 100, 0]
    allocate()
    assert (better.request, worse.request) == (Request.BUILDING, Request.WAITING)
    assert (better.park, better.land) == (town.NORTH, 100)
    assert town.book.land_pooled_in.tolist() == [100, 0, 0]
    assert town.book.waiting_land.tolist() == [0, 1, 0]
