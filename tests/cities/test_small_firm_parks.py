"""Small-firm parks in the second city, which plans two: history, books, costs, order of rows and threads."""

import shutil
from pathlib import Path

import numpy as np
import pytest

from model import simulate
from model.levers import LEVER_INDEX, LeverSetting
from scenarios import load_case
from tests.health.test_levers import all_variables, assert_books_close

LINHU = Path(__file__).parent / "linhu"
REPLICATES, SEED, START = 12, 5, "2016Q1"
LEVERS = {"small_firm_parks": "land_redeveloped", "small_firm_quota": "small_park_floor"}


@pytest.fixture(scope="module")
def city():
    """The second city."""
    return load_case(LINHU)


def runs(city, threads=1, **strengths):
    """What happens in the second city without a plan but for some levers."""
    settings = {name: LeverSetting(strength, START) for name, strength in strengths.items()}
    return simulate(city, city.scenario("none").with_(**settings), REPLICATES, SEED, threads=threads)


@pytest.fixture(scope="module")
def without(city):
    return runs(city)


@pytest.fixture(scope="module")
def with_both(city):
    return runs(city, **dict.fromkeys(LEVERS, 150.0))


@pytest.mark.parametrize("lever", LEVERS)
def test_a_lever_moves_its_first_indicator_the_more_the_stronger_it_is_and_history_stays(city, without, lever):
    weak, strong = (runs(city, **{lever: strength}) for strength in (30.0, 200.0))
    first = [each[LEVERS[lever]].sel(year=2020).values for each in (without, weak, strong)]
    assert (first[0] == 0.0).all()
    assert (first[1] > 0.0).all()
    assert (first[2] > first[1]).all()
    before = list(strong.quarter.values).index(START)
    for name in all_variables(strong):
        if "quarter" in strong[name].dims:
            assert np.array_equal(strong[name].values[:, :before], without[name].values[:, :before]), name
    costs = strong.cost.values.sum(axis=(0, 1))
    assert costs[LEVER_INDEX[lever]] > 0
    assert not np.delete(costs, LEVER_INDEX[lever]).any()


def test_no_more_land_is_redeveloped_than_planned_and_it_draws_on_no_quota(city, without):
    strong = runs(city, small_firm_parks=600.0)
    planned = city.world.members(np.arange(REPLICATES)).arrays.sites.small_firm_land
    assert (strong.book_redeveloped.values <= planned[:, None, :]).all()
    assert (strong.book_redeveloped.values[:, -1].sum(axis=1) > 0.9 * planned.sum(axis=1)).all()
    first = list(strong.quarter.values).index(START)
    for name in ("book_land_granted_factory", "book_land_issued"):
        assert np.array_equal(strong[name].values[:, first], without[name].values[:, first])


def test_the_books_of_tenants_and_units_close(with_both):
    assert_books_close(with_both)
    assert with_both.book_tenants_admitted.values.sum() > 10 * REPLICATES / 2
    assert with_both.book_rent_waived.values.sum() > 0
    assert with_both.book_units_bought.values.sum() > 0


def test_a_zone_without_a_plan_has_no_tenant(city, with_both):
    planned = city.world.arrays.sites.small_firm_land > 0
    for name in ("tenants_closing", "units_floor", "redeveloped"):
        assert not with_both["book_" + name].values[:, :, ~planned].any()


def test_units_come_three_years_after_the_start(with_both):
    quarters = list(with_both.quarter.values)
    floor = with_both.book_units_floor.values.sum(axis=(0, 2))
    assert not floor[: quarters.index("2019Q1")].any()
    assert floor[quarters.index("2019Q1")] > 0
    assert with_both.book_tenants_admitted.values[:, : quarters.index("2019Q2")].sum() == 0


def test_neither_threads_nor_the_order_of_rows_matter(tmp_path, city, with_both):
    folder = shutil.copytree(LINHU, tmp_path / "linhu")
    for name in ("parks.csv", "industries.csv"):
        heading, *rows = (folder / name).read_text(encoding="utf-8-sig").splitlines()
        (folder / name).write_text("\n".join([heading, *reversed(rows)]) + "\n", encoding="utf-8")
    others = (runs(city, 2, **dict.fromkeys(LEVERS, 150.0)), runs(load_case(folder), **dict.fromkeys(LEVERS, 150.0)))
    for other in others:
        for name in all_variables(with_both):
            np.testing.assert_array_equal(other[name].values, with_both[name].values, err_msg=name)
