"""Low hills in the second city: nothing before two years, own quota, blocks as the limit, costs, and what others lose."""

from pathlib import Path

import numpy as np
import pytest

from model import simulate
from model.levers import LEVER_INDEX, LeverSetting
from model.units import M2_PER_MU
from scenarios import load_case
from tests.health.test_levers import all_variables, assert_books_close

LINHU = Path(__file__).parent / "linhu"
REPLICATES, SEED, START = 12, 5, "2015Q1"


@pytest.fixture(scope="module")
def city():
    """The second city."""
    return load_case(LINHU)


def runs(city, **settings):
    return simulate(city, city.scenario("none").with_(**settings), REPLICATES, SEED)


@pytest.fixture(scope="module")
def without(city):
    return runs(city)


@pytest.fixture(scope="module")
def strong(city):
    """More a year than the two blocks hold together."""
    return runs(city, low_hill_land=LeverSetting(8000.0, START))


def test_nothing_but_cost_happens_before_the_land_is_levelled(without, strong):
    first = list(strong.quarter.values).index(
        "2017Q2"
    )  # begun in 2015Q1, levelled in 2017Q1, granted from the next quarter on
    for name in all_variables(strong):
        new = ("land_levelling_begun", "land_low_hill", "land_closing", "land_opening")
        if "quarter" in strong[name].dims and "lever" not in strong[name].dims and not str(name).endswith(new):
            assert np.array_equal(strong[name].values[:, :first], without[name].values[:, :first]), name
    assert not strong.book_land_low_hill.values[:, : first - 1].any()
    assert (strong.book_land_low_hill.values[:, first - 1].sum(axis=1) > 0).all()


def test_no_more_is_levelled_than_the_blocks_hold_and_only_there(city, strong):
    blocks = city.world.members(np.arange(REPLICATES)).arrays.sites.low_hill_block
    assert np.array_equal(strong.book_land_low_hill.sum("quarter").values, blocks)
    assert (strong.book_land_granted_low_hill.sum("quarter").values <= blocks).all()
    assert_books_close(strong)


def test_the_indicators_are_the_books(strong):
    granted = strong.land_granted_low_hill.sum("year").values
    zones = strong.book_land_granted_low_hill.sum(["quarter", "park"]).values / M2_PER_MU
    assert granted == pytest.approx(zones)
    # 0.55 of flat land would have been farmland, 0.1 of the blocks are
    assert strong.farmland_spared.sum("year").values == pytest.approx(0.45 * granted)
    assert (granted > 0).all()
    assert (strong.land_granted_low_hill <= strong.land_granted).where(strong.year > 2014, True).all()


def test_the_city_pays_what_low_hills_cost_more_and_nothing_else(strong):
    costs = strong.cost.values.sum(axis=1)
    own = costs[:, LEVER_INDEX["low_hill_land"]]
    begun = strong.book_land_levelling_begun.sum(["quarter", "park"]).values
    # a mu costs 60,000 yuan more to level, and a m2 8 x 0.9 instead of 35 x 0.55 yuan
    assert own == pytest.approx(begun * (60_000 / M2_PER_MU + 7.2 - 19.25), rel=1e-6)
    assert not np.delete(costs, LEVER_INDEX["low_hill_land"], axis=1).any()


def test_more_is_granted_with_low_hills_and_fewer_wait(without, strong):
    years = slice(2018, 2021)
    more, less = (each.land_granted.sel(year=years).mean().item() for each in (strong, without))
    assert more > less


def test_one_zone_alone_levels_all_that_is_asked_for(city):
    one = runs(city, low_hill_land=LeverSetting(100.0, START, parks=("hill",)))
    begun = one.book_land_levelling_begun.sel(quarter="2015Q1")
    assert begun.sel(park="hill").values.tolist() == [16_667] * REPLICATES
    assert begun.sum("park").values.tolist() == [16_667] * REPLICATES
