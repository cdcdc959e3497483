import numpy as np
import pytest

from model.population.raking import apportion, rake
from tests.unit.contradictions import contradiction_told

START = np.array([1.0, 2.0, 3.0, 4.0])
COVARIATES = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0], [1.0, 1.0]])  # all, and every second
NAMES = ["all", "every second"]


def test_amounts_that_meet_the_margins_stay_as_they_are():
    assert rake(START, COVARIATES, np.array([10.0, 6.0]), NAMES).tolist() == START.tolist()


def test_one_margin_scales_all_alike():
    assert rake(START, COVARIATES[:, :1], np.array([20.0]), NAMES[:1]) == pytest.approx(2 * START)


def test_two_margins_scale_each_group_alike():
    # 12 of 20 for every second: 6 and 4 doubled and doubled; 15 of 20: the group of 6 times 2.5, that of 4 times 1.25
    assert rake(START, COVARIATES, np.array([20.0, 15.0]), NAMES) == pytest.approx(START * [1.25, 2.5, 1.25, 2.5])


@pytest.mark.parametrize("seed", range(10))
def test_margins_of_any_population_are_met_by_the_nearest_amounts(seed):
    generator = np.random.default_rng(seed)
    start, other = generator.pareto(0.9, (2, 200)) + 0.01
    covariates = np.column_stack([np.ones(200), generator.integers(0, 2, (200, 3)), generator.random(200)])
    margins = covariates.T @ other
    amounts = rake(start, covariates, margins, list("abcde"))
    assert covariates.T @ amounts == pytest.approx(margins, rel=1e-10)
    assert (amounts > 0).all()
    # nearest in cross-entropy: the log factors are a combination of the covariates
    factors = np.log(amounts / start)
    fitted = covariates @ np.linalg.lstsq(covariates, factors, rcond=None)[0]
    assert fitted == pytest.approx(factors, abs=1e-6)


@pytest.mark.parametrize(
    ("margins", "name"),
    [([10.0, 11.0], "every second"), ([10.0, -1.0], "every second")],
    ids=["a part is more than all", "less than nothing"],
)
def test_margins_that_contradict_each_other_are_refused_by_name(margins, name):
    with contradiction_told(f"{name} should be"):
        rake(START, COVARIATES, np.array(margins), NAMES)


def test_a_margin_of_nobody_is_refused_by_name():
    covariates = np.column_stack([np.ones(4), np.zeros(4)])
    with contradiction_told("nobody should be 5 and comes to 0"):
        rake(START, covariates, np.array([10.0, 5.0]), ["all", "nobody"])


def test_a_margin_that_gives_is_met_as_nearly_as_the_others_allow():
    # of two equal margins one wants 10 and the other 11: the one that gives comes to 10
    covariates = np.ones((4, 2))
    amounts = rake(START, covariates, np.array([10.0, 11.0]), NAMES, np.array([0.0, 1e-6]))
    assert amounts.sum() == pytest.approx(10.0, rel=1e-6)


def test_what_runs_off_beyond_all_bounds_is_refused_without_a_warning():
    covariates = np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]])
    with contradiction_told("at best"):
        rake(np.ones(2), covariates, np.array([1.0, 2.0]), NAMES)


@pytest.mark.parametrize(
    ("shares", "total", "whole"),
    [
        ([1.0, 1.0, 1.0], 10, [4, 3, 3]),  # ties by order
        ([0.5, 0.3, 0.2], 7, [4, 2, 1]),  # 3.5, 2.1, 1.4: the largest remainder is the first
        ([5.0, 3.0, 2.0], 10, [5, 3, 2]),
        ([0.0, 1.0], 3, [0, 3]),
        ([2.0, 1.0], 0, [0, 0]),
        ([], 0, []),
    ],
)
def test_whole_numbers_are_apportioned_by_largest_remainders(shares, total, whole):
    assert apportion(np.array(shares), total).tolist() == whole


@pytest.mark.parametrize("seed", range(10))
def test_apportioned_numbers_add_up_and_are_less_than_one_off(seed):
    generator = np.random.default_rng(seed)
    shares, total = generator.pareto(0.9, 300), int(generator.integers(1, 10**8))
    whole = apportion(shares, total)
    assert whole.sum() == total
    assert np.abs(whole - shares / shares.sum() * total).max() < 1.0


def test_nobody_can_hold_anything():
    with contradiction_told("nobody to hold 3 units"):
        apportion(np.zeros(0), 3)
