from dataclasses import replace

import numpy as np
import pytest
from scipy.integrate import quad

from model.population.sizes import (
    LEAST_SCALE,
    MOST_SCALE,
    golden,
    mean_of_pareto,
    size_laws,
    spread_sizes,
    truncated_pareto,
)
from tests.properties.worlds import plain_baseline

THRESHOLD, LARGEST = 2000.0, 100_000.0

exponents = pytest.mark.parametrize("exponent", [0.7, 0.9, 1.0, 1.4])


def city(outputs, firms, exponent, largest=LARGEST):
    """A city of zones with so many firms that make so much together."""
    (zone,) = plain_baseline().parks
    parks = tuple(
        replace(zone, id=f"zone {index}", output=output, firms=count)
        for index, (output, count) in enumerate(zip(outputs, firms, strict=True))
    )
    return replace(plain_baseline(), parks=parks, tail_exponent=exponent, largest_output=largest)


def integrated_mean(exponent, least, largest):
    """Mean of a Pareto law from its density, by quadrature over the logarithm of the size."""
    whole = 1 - (least / largest) ** exponent

    def weighed(log_size):
        return exponent * np.exp(log_size) * np.exp(-exponent * (log_size - np.log(least))) / whole

    return quad(weighed, np.log(least), np.log(largest), epsabs=0.0, epsrel=1e-12, limit=200)[0]


def test_pareto_sizes_run_from_the_least_to_the_largest():
    # exponent 1 between 1 and 10: at 1/2 the tail is 1 - 0.5 x 0.9 = 0.55, the size 1 / 0.55
    sizes = [truncated_pareto(uniform, 1.0, 1.0, 10.0) for uniform in (0.0, 0.5, 1.0)]
    assert sizes == pytest.approx([1.0, 1 / 0.55, 10.0])


def test_the_share_above_a_size_falls_by_the_exponent():
    # far below the largest, (1/4)^0.9 of all are four times the least or more
    uniforms = (np.arange(100_000) + 0.5) / 100_000
    sizes = np.array([truncated_pareto(uniform, 0.9, 2000.0, 2e9) for uniform in uniforms])
    assert (sizes >= 8000.0).mean() == pytest.approx(0.25**0.9, rel=1e-3)


@pytest.mark.parametrize(
    ("exponent", "least", "largest", "mean"),
    [
        (2.0, 1.0, 2.0, 4 / 3),  # 2 x (1 - 1/2) / (1 - 1/4)
        (0.5, 1.0, 4.0, 2.0),  # the integral of x^-0.5 from 1 to 4
        (1.0, 3.0, 30.0, 3 * np.log(10.0) / 0.9),
    ],
)
def test_the_mean_of_a_pareto_law(exponent, least, largest, mean):
    assert mean_of_pareto(exponent, least, largest) == pytest.approx(mean, rel=1e-14)


def test_the_mean_at_exponent_1_is_that_of_exponents_near_it():
    middle = mean_of_pareto(1.0, 2000.0, 1e6)
    assert middle == pytest.approx(mean_of_pareto(1.0 + 1e-7, 2000.0, 1e6), rel=1e-6)
    assert middle == pytest.approx(mean_of_pareto(1.0 - 1e-7, 2000.0, 1e6), rel=1e-6)


@exponents
def test_the_law_of_each_park_has_the_mean_of_its_firms(exponent):
    outputs, firms = [80_000.0, 52_500.0, 31_500.0], [10, 5, 15]  # means of 8000, 10500 and 2100
    scales, cuts = size_laws(city(outputs, firms, exponent), THRESHOLD)
    for output, count, scale, cut in zip(outputs, firms, scales, cuts, strict=True):
        mean = THRESHOLD + scale * (integrated_mean(exponent, THRESHOLD, cut) - THRESHOLD)
        assert mean == pytest.approx(output / count, rel=1e-9)
    assert scales[1] > scales[0] > scales[2]


@exponents
def test_nobody_is_above_the_largest_whatever_the_scale(exponent):
    outputs, firms = [80_000.0, 52_500.0, 31_500.0, 490_000.0], [10, 5, 15, 10]
    scales, cuts = size_laws(city(outputs, firms, exponent), THRESHOLD)
    drawn = [truncated_pareto(1.0 - 2.0**-33, exponent, THRESHOLD, cut) for cut in cuts]
    most = THRESHOLD + scales * (np.array(drawn) - THRESHOLD)
    assert (most <= LARGEST * (1 + 1e-12)).all()
    assert most == pytest.approx(LARGEST, rel=1e-4)  # and the law ends there


def test_a_mean_out_of_reach_gives_the_end_of_the_scale_that_comes_nearest():
    # from 2000 to 100000 the mean of a law that falls is below 51000
    scales, cuts = size_laws(city([60_000.0, 2000.0001, 50_000.0], [1, 1, 1], 0.9), THRESHOLD)
    assert scales[:2] == pytest.approx([MOST_SCALE, LEAST_SCALE], rel=1e-12)
    assert cuts[:2] == pytest.approx([2000 + 98_000 / MOST_SCALE, 2000 + 98_000 / LEAST_SCALE], rel=1e-12)
    assert LEAST_SCALE < scales[2] < MOST_SCALE


def test_a_park_without_missing_firms_has_a_plain_law():
    scales, cuts = size_laws(city([80_000.0, 0.0], [10, 0], 0.9), THRESHOLD)
    assert (scales[1], cuts[1]) == (1.0, LARGEST)


def test_spread_sizes_by_hand():
    # exponent 1 from 1 to 10. The second has the first of two cells, and 0.25 of it: 1/8; the first has (1 + 0.5) / 2
    sizes = spread_sizes(np.array([0.9, 0.1]), np.array([0.5, 0.25]), 1.0, 1.0, 10.0)
    assert sizes == pytest.approx([1 / (1 - 0.75 * 0.9), 1 / (1 - 0.125 * 0.9)], rel=1e-14)


@pytest.mark.parametrize("count", [1, 2, 100])
def test_spread_sizes_have_one_in_each_cell_in_the_order_that_was_drawn(count):
    order, within = np.random.default_rng(1).random((2, count))
    sizes = spread_sizes(order, within, 0.9, 2000.0, 50_000.0)
    below = (1 - (2000.0 / sizes) ** 0.9) / (1 - (2000.0 / 50_000.0) ** 0.9)
    assert np.floor(below * count).astype(int).tolist() == np.argsort(np.argsort(order)).tolist()


def test_nobody_has_no_sizes():
    assert spread_sizes(np.zeros(0), np.zeros(0), 0.9, 2000.0, 50_000.0).tolist() == []


def test_the_golden_sequence_by_hand():
    assert golden(0.25, 0) == 0.25
    assert golden(0.25, 2) == pytest.approx(0.25 + np.sqrt(5.0) - 1 - 1)  # twice (sqrt(5) - 1) / 2, less 1


def test_every_stretch_of_the_golden_sequence_is_spread_evenly():
    numbers = np.array([golden(0.5118216247002567, place) for place in range(200)])
    assert ((numbers >= 0.0) & (numbers < 1.0)).all()
    for first in (0, 50, 137):
        stretch = np.sort(numbers[first : first + 50])
        assert np.abs(stretch - (np.arange(50) + 0.5) / 50).max() < 0.05
