import numpy as np
import pytest

from model.population.entries import entries_of_matrix
from model.population.raking import MET, apportion, rake

START = np.array([1.0, 2.0, 3.0, 4.0])
COVARIATES = np.array([[1.0, 0.0], [1.0, 1.0], [1.0, 0.0], [1.0, 1.0]])  # all, and every second
ALL, EVERY_SECOND = 0, 1


def raked(start, covariates, margins, give=None):
    """Amounts that meet the margins."""
    amounts = np.full(len(start), np.nan)
    assert refused(start, covariates, margins, give, amounts) == MET
    return amounts


def refused(start, covariates, margins, give=None, amounts=None):
    """What raking returns: the margin that is furthest off."""
    margins = np.array(margins)
    give = np.zeros(len(margins)) if give is None else np.array(give)
    amounts = np.full(len(start), np.nan) if amounts is None else amounts
    return rake(start, entries_of_matrix(np.ascontiguousarray(covariates)), margins, give, amounts)


def test_amounts_that_meet_the_margins_stay_as_they_are():
    assert raked(START, COVARIATES, [10.0, 6.0]).tolist() == START.tolist()


def test_one_margin_scales_all_alike():
    assert raked(START, COVARIATES[:, :1], [20.0]) == pytest.approx(2 * START)


def test_two_margins_scale_each_group_alike():
    # 12 of 20 for every second: 6 and 4 doubled and doubled; 15 of 20: the group of 6 times 2.5, that of 4 times 1.25
    assert raked(START, COVARIATES, [20.0, 15.0]) == pytest.approx(START * [1.25, 2.5, 1.25, 2.5])


@pytest.mark.parametrize("seed", range(10))
def test_margins_of_any_population_are_met_by_the_nearest_amounts(seed):
    generator = np.random.default_rng(seed)
    start, other = generator.pareto(0.9, (2, 200)) + 0.01
    covariates = np.column_stack([np.ones(200), generator.integers(0, 2, (200, 3)), generator.random(200)])
    margins = covariates.T @ other
    amounts = raked(start, covariates, margins)
    assert covariates.T @ amounts == pytest.approx(margins, rel=1e-10)
    assert (amounts > 0).all()
    # nearest in cross-entropy: the log factors are a combination of the covariates
    factors = np.log(amounts / start)
    fitted = covariates @ np.linalg.lstsq(covariates, factors, rcond=None)[0]
    assert fitted == pytest.approx(factors, abs=1e-6)


@pytest.mark.parametrize(
    ("margins", "worst"),
    [([10.0, 11.0], EVERY_SECOND), ([10.0, -1.0], EVERY_SECOND), ([-1.0, 10.0], ALL)],
    ids=["a part is more than all", "less than nothing", "all is less than nothing"],
)
def test_of_margins_that_contradict_each_other_the_furthest_off_is_returned(margins, worst):
    assert refused(START, COVARIATES, margins) == worst


def test_a_margin_of_nobody_is_returned():
    nobody = np.zeros(4)
    assert refused(START, np.column_stack([np.ones(4), nobody]), [10.0, 5.0]) == 1
    assert refused(START, np.column_stack([nobody, np.ones(4)]), [5.0, 10.0]) == 0


def test_a_margin_that_gives_is_met_as_nearly_as_the_others_allow():
    # of two equal margins one wants 10 and the other 11: the one that gives comes to 10
    amounts = raked(START, np.ones((4, 2)), [10.0, 11.0], [0.0, 1e-6])
    assert amounts.sum() == pytest.approx(10.0, rel=1e-6)


def test_a_margin_is_off_by_its_give_times_its_multiplier():
    # one firm that makes 1 and should make 3: x = e^m with x - 3 = -0.5 m
    (amount,) = raked(np.ones(1), np.ones((1, 1)), [3.0], [0.5])
    assert amount == pytest.approx(3.0 - 0.5 * np.log(amount), rel=1e-12)
    assert 2.4 < amount < 2.6


def test_what_runs_off_beyond_all_bounds_is_refused():
    assert refused(np.ones(2), np.array([[1.0, 1.0], [1.0, 1.0 + 1e-9]]), [1.0, 2.0]) in (0, 1)


@pytest.mark.parametrize(
    ("shares", "total", "whole"),
    [
        ([1.0, 1.0, 1.0], 10, [4, 3, 3]),  # ties by order
        ([0.5, 0.3, 0.2], 7, [4, 2, 1]),  # 3.5, 2.1, 1.4: the largest remainder is the first
        ([5.0, 3.0, 2.0], 10, [5, 3, 2]),
        ([0.0, 1.0], 3, [0, 3]),
        ([2.0, 1.0], 0, [0, 0]),
        ([], 0, []),
        ([], 3, []),  # whoever calls asks before whether there is somebody
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
