import numpy as np
import pytest

from model.levers import LEVER_INDEX
from model.phases.building import (
    build,
    finish_factories,
    floor_wanted,
    open_platforms,
    reclaim_idle_land,
    start_factories,
    start_factory,
)
from model.state import Channel, Request


@pytest.fixture
def start(town, central, neutral):
    """Start 4000 m2 of standard factories in a quarter with room enough; return the floor started by park."""
    neutral.standard_factories = 16_000.0
    town.parks.quota_balance = town.parks.undeveloped = 10_000

    def started():
        start_factories(town.costs, town.world, town.state, central, neutral, town.book)
        return town.state.factories[:, -1].tolist()

    return started


@pytest.fixture
def open_quarters(town, central, neutral):
    """Open platforms at a yearly rate over a number of quarters; return provincial and national ones by park."""

    def opened(yearly, quarters):
        neutral.innovation_platforms = yearly
        for _ in range(quarters):
            open_platforms(town.costs, town.world.platform_order, town.parks, town.city, central, neutral)
        return town.parks.provincial_platforms.tolist(), town.parks.national_platforms.tolist()

    return opened


def test_a_factory_can_be_let_four_quarters_after_its_start(town):
    town.state.factories[0, -1] = 500  # as started this quarter
    floors = []
    for _ in range(5):
        finish_factories(town.parks, town.state.factories)
        floors.append(int(town.parks.factory_floor[0]))
    assert floors == [0, 0, 0, 500, 500]


@pytest.mark.parametrize(
    ("quota", "undeveloped", "started", "land"),
    [(500, 500, 1000, 500), (499, 900, 998, 499), (900, 499, 998, 499), (0, 900, 0, 0), (900, 900, 1000, 500)],
)
def test_a_factory_is_as_large_as_quota_and_land_allow(town, central, quota, undeveloped, started, land):
    # 1000 m2 of floor take 500 m2 of land at a plot ratio of 2
    park = town.parks[0]
    park.quota_balance, park.undeveloped = quota, undeveloped
    assert start_factory(1000, 0, town.parks, central, town.book) == started
    assert (park.quota_balance, park.undeveloped, park.factory_land) == (quota - land, undeveloped - land, land)
    assert town.book.land_granted_factory[0] == land


def test_land_under_a_factory_is_rounded_up(town, central):
    # 1001 / 2 = 500.5
    town.parks.quota_balance = town.parks.undeveloped = 600
    start_factory(1001, 0, town.parks, central, town.book)
    assert town.parks.factory_land[0] == 501


def test_factories_are_spread_by_the_land_plan_where_nobody_waits(town, start):
    # 600 to 400 of 4000; 4000 x 0.15 x 10000 yuan
    assert start() == [2400, 1600, 0]
    assert town.costs[LEVER_INDEX["standard_factories"]] == 6_000_000


def test_factories_go_where_floor_is_waited_for(town, start):
    town.add_waiting(park=1, request_channel=Channel.LEASE, request_floor=30)
    town.add_waiting(park=0, request_channel=Channel.LEASE, request_floor=10)
    town.add_waiting(park=2, request_channel=Channel.LEASE, request_floor=999)  # outside does not count
    assert start() == [1000, 3000, 0]


def test_factories_for_one_park_are_all_built_there(town, neutral, start):
    # 16,000 m2 a year are 4,000 a quarter, and only South of the zones builds
    neutral.standard_factories[town.NORTH] = 0.0
    assert start() == [0, 4000, 0]


def test_floor_that_is_waited_for_where_nothing_is_built_does_not_count(town, neutral, start):
    town.add_waiting(park=0, request_channel=Channel.LEASE, request_floor=900)
    town.add_waiting(park=1, request_channel=Channel.LEASE, request_floor=30)
    neutral.standard_factories[town.NORTH] = 0.0
    assert start() == [0, 4000, 0]
    assert town.parks.floor_wanted.tolist() == [0.0, 30.0, 0.0]


def test_only_projects_that_wait_for_floor_want_it(town, neutral):
    neutral.standard_factories = 1.0
    town.add_waiting(request_channel=Channel.LEASE, request_floor=30)
    town.add_waiting(request_channel=Channel.LEASE, request_floor=40, request=Request.BUILDING)
    town.add_waiting(request_channel=Channel.NEW_LAND, request_floor=50)
    assert floor_wanted(neutral, town.world, town.state) == 30.0
    assert town.parks.floor_wanted.tolist() == [30.0, 0.0, 0.0]


def test_only_what_is_started_is_paid(town, start):
    # room for 2 x 100 in each zone: 400 x 1500 yuan
    town.parks.quota_balance = 100
    assert start() == [200, 200, 0]
    assert town.costs[LEVER_INDEX["standard_factories"]] == 600_000


def test_without_the_lever_no_factory_starts(town, neutral, start):
    neutral.standard_factories = 0.0
    assert start() == [0, 0, 0]
    assert town.costs.sum() == 0


def test_without_plan_and_waiting_zones_share_alike(town, start):
    town.world.sites.land_plan[:] = 0
    assert start() == [2000, 2000, 0]


def test_the_first_platform_is_national_and_the_others_go_round_the_other_zones(town, open_quarters):
    # 4 a year are one a quarter: national in South, then North, the third, South again (as a fourth), North
    town.world = town.world._replace(platform_order=np.array([1, 0, 2, 1]))
    assert open_quarters(4.0, 5) == ([2, 1, 1], [0, 1, 0])
    # 80 and 4 x 30 million yuan
    assert town.costs[LEVER_INDEX["innovation_platforms"]] == 200_000_000
    assert town.city.platforms_opened == 5


def test_the_second_of_two_zones_gets_all_provincial_platforms(open_quarters):
    assert open_quarters(4.0, 4) == ([0, 3, 0], [1, 0, 0])


def test_platforms_for_some_parks_open_there_in_the_order_of_the_case(town, central, neutral):
    # three a year: 0.75, 1.5, 2.25 ... due. Of the order South, North, outside, only North and outside are served.
    neutral.innovation_platforms[[town.NORTH, town.OUTSIDE]] = 3.0
    order = np.array([town.SOUTH, town.NORTH, town.OUTSIDE])
    for _ in range(4):
        open_platforms(town.costs, order, town.parks, town.city, central, neutral)
    assert town.parks.national_platforms.tolist() == [1, 0, 0]
    assert town.parks.provincial_platforms.tolist() == [0, 0, 2]
    assert town.city.platforms_due == 0.0


def test_a_zone_that_is_alone_gets_all_platforms(town, open_quarters):
    town.world = town.world._replace(platform_order=np.array([1]))
    assert open_quarters(4.0, 3) == ([0, 2, 0], [0, 1, 0])


@pytest.mark.parametrize(("quarters", "opened"), [(1, 0), (2, 1), (3, 1), (4, 2), (8, 4)])
def test_a_platform_opens_when_a_whole_one_is_due(town, open_quarters, quarters, opened):
    open_quarters(2.0, quarters)
    assert town.city.platforms_opened == opened


def test_several_platforms_may_open_in_a_quarter(town, open_quarters):
    # 10 a year: 2.5 a quarter
    open_quarters(10.0, 1)
    assert (town.city.platforms_opened, town.city.platforms_due) == (2, 0.5)


def test_a_platform_that_is_due_in_tenths_opens_with_the_last_tenth(town, open_quarters):
    # 0.4 a year are a tenth a quarter: whole after ten quarters
    open_quarters(0.4, 9)
    assert town.city.platforms_opened == 0
    open_quarters(0.4, 1)
    assert town.city.platforms_opened == 1


def test_idle_land_is_reclaimed_as_usual(town, central, neutral):
    # 0.12 / 4 x 1000 = 30
    town.parks.idle = 1000
    reclaim_idle_land(town.costs, town.world, town.parks, central, neutral, town.book)
    assert town.parks.idle.tolist() == [970] * 3
    assert town.parks.undeveloped.tolist() == town.parks.quota_balance.tolist() == [30] * 3
    assert town.book.land_reclaimed.tolist() == [30] * 3
    assert town.costs.sum() == 0


def test_a_campaign_reclaims_more_in_zones_and_pays_for_what_is_more(town, central, neutral):
    # (0.12 + 0.2) / 4 x 1000 = 80; (80 - 30) m2 = 0.075 mu at 80000 yuan in each of two zones
    neutral.idle_land_cleanup = 0.2
    town.parks.idle = 1000
    reclaim_idle_land(town.costs, town.world, town.parks, central, neutral, town.book)
    assert town.parks.idle.tolist() == [920, 920, 970]
    assert town.costs[LEVER_INDEX["idle_land_cleanup"]] == 12_000


def test_land_is_conserved_when_it_is_reclaimed_and_built_on(town, central, neutral, start):
    neutral.idle_land_cleanup = 0.6
    generator = np.random.default_rng(3)
    town.parks.idle = generator.integers(0, 10_000, 3)
    before = town.parks.idle + town.parks.undeveloped + town.parks.factory_land
    for _ in range(10):
        start()
        reclaim_idle_land(town.costs, town.world, town.parks, central, neutral, town.book)
    after = town.parks.idle + town.parks.undeveloped + town.parks.factory_land
    assert (after == before).all()
    assert (town.parks.quota_balance >= 0).all()


def test_a_quarter_of_building_finishes_before_it_starts_and_reclaims_last(town, central, neutral):
    # what is finished makes room in the list; land reclaimed in a quarter is not yet there for its factories
    neutral.standard_factories, neutral.innovation_platforms = 16_000.0, 4.0
    town.parks.idle = 1000
    town.state.factories[0] = [5, 6, 7, 8]
    build(1, town.world, town.state, central, neutral, town.book)
    assert town.parks.factory_floor.tolist() == [5, 0, 0]
    assert town.state.factories[0].tolist() == [6, 7, 8, 0]
    assert town.parks.quota_balance.tolist() == [30, 30, 30]
    assert town.city.platforms_opened == 1
    assert town.costs.sum() == town.costs[LEVER_INDEX["innovation_platforms"]] == 80_000_000


def test_fast_approval_is_paid_by_the_quarter_saved(town, central, neutral):
    # 3 quarters at 50000 yuan
    town.book.quarters_saved[:] = [2, 1, 0]
    build(1, town.world, town.state, central, neutral, town.book)
    assert town.costs[LEVER_INDEX["approval_speed"]] == town.costs.sum() == 150_000
