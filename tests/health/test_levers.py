"""Health of every lever, by construction: a lever that is declared is tested."""

import numpy as np
import pytest

from model import simulate
from model.indicators import INDICATORS
from model.levers import LEVERS, LeverSetting
from scenarios.intervals import paired_mean

REPLICATES = 60
SEED = 11
START = "2017Q1"


def extreme(lever):
    """The strength furthest from neutral in the direction that the lever declares as rising."""
    return lever.high


@pytest.fixture(scope="module")
def without(case):
    return simulate(case, "none", REPLICATES, SEED, threads=2)


def with_lever(case, lever, start=START):
    scenario = case.scenario("none").with_(**{lever.name: LeverSetting(extreme(lever), start)})
    return simulate(case, scenario, REPLICATES, SEED, threads=2)


def all_variables(runs):
    return [name for name in runs.data_vars if not str(name).startswith("parameter_")]


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_neutral_strength_leaves_every_variable_equal_to_the_bit(case, without, lever):
    scenario = case.scenario("none").with_(**{lever.name: LeverSetting(lever.neutral, "2016Q1")})
    runs = simulate(case, scenario, 6, SEED)
    for name in all_variables(runs):
        np.testing.assert_array_equal(runs[name].values, without[name].values[:6], err_msg=str(name))


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_history_before_the_start_is_identical_and_the_lever_moves_its_first_indicator_as_declared(
    case, without, lever
):
    runs = with_lever(case, lever)
    before = list(runs.quarter.values).index(START)
    for name in all_variables(runs):
        if "quarter" in runs[name].dims:
            assert np.array_equal(runs[name].values[:, :before], without[name].values[:, :before]), name
        else:
            years = list(runs.year.values).index(2017)
            np.testing.assert_array_equal(runs[name].values[:, :years], without[name].values[:, :years], err_msg=name)
    difference = (runs[lever.first_indicator] - without[lever.first_indicator]).sel(year=[2018, 2019, 2020])
    interval = paired_mean(difference.mean("year").values)
    assert interval.resolved, (lever.name, interval)
    assert np.sign(interval.estimate) == lever.direction, (lever.name, interval)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_a_lever_that_ends_before_it_starts_to_bite_again_leaves_the_strength_neutral(case, lever):
    setting = LeverSetting(extreme(lever), "2016Q1", 0, "2016Q3")
    strengths = case.scenario("none").with_(**{lever.name: setting}).schedule(case.calendar)[lever.name]
    assert list(strengths[:4]) == [lever.neutral, extreme(lever), extreme(lever), lever.neutral]


@pytest.mark.parametrize("lever", LEVERS.values(), ids=LEVERS.keys())
def test_a_lever_is_declared_whole(lever):
    assert lever.low <= lever.neutral <= lever.high
    assert lever.low < lever.high
    assert lever.zh
    assert lever.en
    assert lever.unit
    assert lever.clause.startswith("002-")
    assert lever.first_indicator in INDICATORS
    assert lever.direction in (-1, 1)
    assert lever.cost


def test_a_cost_is_booked_only_to_levers_in_force(case, without):
    assert int(np.abs(without.cost.values).sum()) == 0
    draft = simulate(case, "draft", 4, SEED)
    names = set(case.scenario("draft").levers)
    for name in LEVERS:
        spent = int(draft.cost.sel(lever=name).sum())
        assert (spent > 0) == (name in names and LEVERS[name].cost != "none"), (name, spent)
