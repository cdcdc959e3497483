"""Low hills: what is levelled in a quarter, when it can be granted, what it costs and who builds there."""

import pytest

from model.levers import LEVER_INDEX
from model.phases.allocation import allocate_sites
from model.phases.granting import grant_land, room_for_land
from model.phases.levelling import begin_levelling, finish_levelling
from model.phases.transfer import room_for
from model.rules.low_hills import extra_cost
from model.state import LEVELLING_QUARTERS


@pytest.fixture
def blocks(town):
    """A block of 60,000 m2 in North, and one of 20,000 m2 in South of which 3,000 m2 are left."""
    town.approve_low_hills(60_000, town.NORTH)
    town.approve_low_hills(20_000, town.SOUTH).low_hill_natural = 3000
    return town.parks


@pytest.fixture
def level(town, central, neutral):
    """Begin a quarter's levelling at so many mu a year in each park."""

    def begun(*mu):
        for place, strength in enumerate(mu):
            neutral[place].low_hill_land = strength
        begin_levelling(town.costs, town.world, town.state, central, neutral, town.book)

    return begun


def cost(town):
    return int(town.costs[LEVER_INDEX["low_hill_land"]])


def test_a_quarter_is_shared_by_the_blocks_as_long_as_they_last(town, blocks, level):
    level(120.0, 120.0)  # 20,000 m2 a quarter: 15,000 in North; South would begin 5,000 and has 3,000
    assert blocks.low_hill_natural.tolist() == [45_000, 0, 0]
    assert town.state.levelling[:, 7].tolist() == [15_000, 3000, 0]
    assert town.book.land_levelling_begun.tolist() == [15_000, 3000, 0]
    # North: 22.5 mu at 6 more, less 16.8 yuan a m2 (40 x 0.6 - 8 x 0.9): 135 - 25.2; South: 4.5 mu, 27 - 5.04
    assert cost(town) == 1_098_000 + 219_600


def test_a_park_where_the_lever_is_not_in_force_has_no_part(town, blocks, level):
    blocks.low_hill_natural[town.SOUTH] = 20_000
    level(0.0, 60.0)  # 10,000 m2 a quarter, all of it in South
    assert blocks.low_hill_natural.tolist() == [60_000, 10_000, 0]


def test_a_park_without_a_block_levels_nothing(town, level):
    level(120.0, 120.0)
    assert (town.state.levelling.sum(), cost(town)) == (0, 0)


def test_low_hills_are_dearer_and_are_charged_for_forest_instead_of_farmland(central):
    central.low_hill_cost, central.flat_land_cost, central.forest_fee = 1.4, 10.0, 7.0
    central.farmland_charge, central.flat_farmland, central.low_hill_farmland = 30.0, 0.5, 0.2
    # 15 mu at 4 more, and a m2 for 7 x 0.8 instead of 30 x 0.5 yuan: 60 - 9.4
    assert extra_cost(10_000, central) == pytest.approx(50.6)


def test_land_has_its_quota_after_as_many_quarters_as_levelling_takes(town, blocks, level):
    level(120.0, 120.0)
    for _ in range(7):
        finish_levelling(town.world, town.state, town.book)
    assert (blocks.low_hill_levelled.sum(), town.book.land_low_hill.sum()) == (0, 0)
    finish_levelling(town.world, town.state, town.book)
    assert blocks.low_hill_levelled.tolist() == town.book.land_low_hill.tolist() == [15_000, 3000, 0]
    assert not town.state.levelling.any()
    assert (blocks.quota_balance.sum(), blocks.undeveloped.sum()) == (0, 0)


def test_the_longest_levelling_fits_the_places(town, central, blocks, level):
    central.levelling_quarters = float(LEVELLING_QUARTERS)
    level(120.0, 120.0)
    assert town.state.levelling[town.NORTH, LEVELLING_QUARTERS - 1] == 15_000


@pytest.mark.parametrize(
    ("levelled", "quota", "on_hills", "fits"),
    [(100, 0, True, True), (99, 0, False, False), (99, 100, False, True), (100, 100, True, True), (99, 99, False, False)],
)  # fmt: skip
def test_a_plot_is_on_low_hills_first_or_on_flat_land_whole(town, central, neutral, levelled, quota, on_hills, fits):
    park = town.parks[town.NORTH]
    park.low_hill_levelled, park.quota_balance, park.undeveloped = levelled, quota, 500
    firm = town.add_waiting()
    central.patience = 0.0
    allocate_sites(1, town.key, town.world, town.state, central, neutral, town.book)
    page, land = town.book[town.NORTH], 100 * fits
    assert (firm.land, park.occupied, page.land_granted) == (land, land, land)
    assert page.land_granted_low_hill == 100 * on_hills
    assert park.low_hill_levelled == levelled - 100 * on_hills
    assert park.quota_balance == quota - 100 * (fits and not on_hills)


def test_a_plot_on_low_hills_is_no_land_freed_by_others(town):
    park = town.parks[town.NORTH]
    park.low_hill_levelled, park.freed_land_left = 100, 80
    firm = town.add_waiting()
    grant_land(firm, town.NORTH, town.parks, town.book)
    assert (firm.reused_land, park.freed_land_left) == (0, 80)


def test_levelled_land_is_room_in_its_own_park_only(town):
    town.merge()
    town.parks.low_hill_levelled[town.NORTH] = 150
    town.parks.undeveloped = 500
    town.parks.quota_balance[town.SOUTH] = 40
    firm = town.add_waiting()
    assert [room_for_land(firm, place, town.parks) for place in (town.NORTH, town.SOUTH)] == [150, 40]
    assert [room_for(firm, place, town.parks) for place in (town.NORTH, town.SOUTH)] == [150, -1]
