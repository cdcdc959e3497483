"""Specialised towns in the second city: who is recognised without a plan, and what fund, power, energy and promotion do."""

from pathlib import Path

import numpy as np
import pytest

from model import simulate
from model.levers import LEVER_INDEX, LeverSetting
from model.towns import TownStatus
from scenarios import load_case
from tests.health.test_levers import all_variables, assert_books_close

LINHU = Path(__file__).parent / "linhu"
REPLICATES, MANY, SEED, START = 12, 300, 5, "2016Q1"
FIRST_ROUND = 2016  # recognition begins in its second quarter
STILL = {"municipal_application": 0.5, "municipal_pass": 0.7, "town_listing": 0.3, "municipal_output": 30_000.0}
EVEN = 0.5 * 0.7  # chance of a candidate in a round


@pytest.fixture(scope="module")
def city():
    """The second city: a municipal town, two candidates that are far above the standard, and a cluster."""
    return load_case(LINHU)


def runs(city, replicates=REPLICATES, hold=None, **settings):
    return simulate(city, city.scenario("none").with_(**settings), replicates, SEED, hold=hold or {})


@pytest.fixture(scope="module")
def without(city):
    return runs(city)


@pytest.fixture(scope="module")
def many(city):
    """Many replicates without a plan, in which chances are the same."""
    return runs(city, MANY, STILL)


def test_nobody_is_recognised_before_recognition_begins(without):
    before = without.sel(year=slice(None, FIRST_ROUND - 1))
    assert (before.municipal_towns == 1).all()
    assert (before.provincial_towns == 0).all()
    assert (before.town_candidates == 2).all()
    assert not before.provincial_applications.fillna(0).any()


def test_without_a_plan_recognition_is_what_the_review_explains(many):
    """Each candidate has the same chance in each round, and the cluster joins them once it is listed; nothing else happens."""
    assert (many.candidates_qualified.sel(year=FIRST_ROUND) == 2).all()
    unlisted, waiting, recognised = 1.0, 2.0, 1.0  # expected, as of the end of a year
    for year in range(FIRST_ROUND, 2022):
        recognised += waiting * EVEN
        waiting += unlisted * STILL["town_listing"] - waiting * EVEN
        unlisted *= 1.0 - STILL["town_listing"]
        counts = many.municipal_towns.sel(year=year)
        # five standard errors; a count of three candidates spreads by 0.87 at most
        assert float(counts.mean()) == pytest.approx(recognised, abs=5 * 0.87 / MANY**0.5), year


def test_no_town_is_lost_and_none_comes_from_nowhere(many):
    counts = many.municipal_towns.values
    assert (np.diff(counts, axis=1) >= 0).all()
    assert not many.towns_removed.fillna(0).any()
    assert np.array_equal(np.diff(counts, axis=1), many.towns_recognised.values[:, 1:])
    assert (many.municipal_towns - many.municipal_towns_only == many.provincial_towns).all()
    assert (many.municipal_towns + many.town_candidates <= 4).all()


def test_neither_count_of_the_first_round_is_certain(city):
    """With chances and standard as they are drawn: none, one and both of the candidates, each in a part of the replicates."""
    counts = runs(city, MANY).towns_recognised.sel(year=FIRST_ROUND)
    shares = [float((counts == number).mean()) for number in range(3)]
    assert sum(shares) == 1.0
    assert all(0.05 < share < 0.95 for share in shares), shares


def test_only_classes_that_the_contest_takes_ever_win(many):
    status = many.book_town_status
    assert (status.sel(park="hill") < TownStatus.PROVINCIAL).all()  # special farming
    assert (status.sel(park="north_shore") == TownStatus.PROVINCIAL).any()
    assert (status.sel(park=["lakeside", "countryside"]) == TownStatus.NONE).all()


def test_towns_alone_change_nothing_else(city, without):
    """Without levers of towns, recognition moves no firm: all is as if towns were recognised in the last year only."""
    late = runs(city, hold={"municipal_application": 0.45, "provincial_application": 0.25})
    for name in all_variables(late):
        if not any(part in str(name) for part in ("town", "municipal", "provincial", "candidates")):
            assert np.array_equal(late[name].values, without[name].values, equal_nan=True), name


def test_the_fund_serves_listed_towns_only_and_is_paid_in_full(city, without):
    funded = runs(city, town_cultivation=LeverSetting(4000.0, START))
    cost = funded.cost.values[:, :, LEVER_INDEX["town_cultivation"]]
    first = list(funded.quarter.values).index(START)
    assert not cost[:, :first].any()
    assert np.abs(cost[:, first:] - 10_000_000).max() <= 2  # 4,000 x 10k yuan / 4, rounded town by town
    upgrades = funded.book_upgrades.sel(quarter=START) - without.book_upgrades.sel(quarter=START)
    assert (upgrades.sel(park=["lakeside", "countryside", "hill"]) == 0).all()  # the cluster is not listed in 2016
    assert int(upgrades.sel(park=["north_shore", "old_port", "upstream"]).sum()) > 0
    assert_books_close(funded)


def test_one_town_may_have_a_policy_of_its_own(city, without):
    alone = runs(city, town_cultivation=LeverSetting(4000.0, START, parks=("upstream",)))
    upgrades = alone.book_upgrades.sel(quarter=START) - without.book_upgrades.sel(quarter=START)
    assert int(upgrades.sel(park="upstream").sum()) > 0
    assert (upgrades.drop_sel(park="upstream") == 0).all()


def test_the_gap_in_the_price_is_paid_for_emerging_industries_and_ends_by_its_date(city, without):
    cheap = runs(city, town_power_price=LeverSetting(1.0, START, end="2018Q1"))
    support = cheap.book_power_support
    assert (support.sel(park=["lakeside", "countryside"]) == 0).all()  # no towns
    during = support.sel(park="upstream", quarter=slice("2016Q1", "2017Q4"))
    assert (during > 0).all()
    assert (
        int(support.sel(park="old_port").sum()) > 0
    )  # no emerging industry leads it, and their firms come all the same
    assert int(support.sum()) == int(cheap.cost.values[:, :, LEVER_INDEX["town_power_price"]].sum())
    assert not support.sel(quarter=slice("2018Q1", None)).any()
    assert not support.sel(quarter=slice(None, "2015Q4")).any()
    used = cheap.book_energy_used.sel(park="upstream", quarter="2016Q1")
    assert (used > without.book_energy_used.sel(park="upstream", quarter="2016Q1")).all()


def test_recognised_towns_have_room_for_energy_from_the_next_year_on(city, without):
    room = runs(city, town_energy_room=LeverSetting(4.0, START))
    allotted = room.book_energy_allotted - without.book_energy_allotted
    first = allotted.sel(quarter="2016Q1")
    assert (first.sel(park="north_shore") > 0).all()  # a municipal town from the baseline on
    assert (first.drop_sel(park="north_shore") == 0).all()
    assert (allotted.sel(park=["lakeside", "countryside"]) == 0).all()
    assert int(np.abs(room.cost.values[:, :, LEVER_INDEX["town_energy_room"]]).sum()) == 0


def test_promotion_raises_output_while_it_lasts_and_what_it_brought_fades(city, without):
    promoted = runs(city, MANY, market_promotion=LeverSetting(6000.0, START, end="2018Q1"))
    base = runs(city, MANY)
    gain = ((promoted.gross_output - base.gross_output) / base.gross_output).mean("replicate")
    assert float(gain.sel(year=2015)) == 0.0
    assert 0.0 < float(gain.sel(year=2016)) < float(gain.sel(year=2017)) < 0.1
    assert float(gain.sel(year=2021)) < float(gain.sel(year=2018))
