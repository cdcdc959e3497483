"""Ratios of mean differences: Fieller's interval against numbers worked by hand and against its stated coverage."""

import numpy as np
import pytest

from scenarios.intervals import paired_mean, ratio_of_means

ABOVE, BELOW = np.array([3.0, 5.0, 4.0, 8.0]), np.array([9.0, 10.0, 12.0, 9.0])


def test_the_ends_are_those_of_fieller():
    """Means 5 and 10; t(3, 0.975) = 3.182446, t2 / 4 = 2.531992.

    Variances 14/3 and 2, covariance (0 x -1 - 0 x 0 ... ) = (2 + 0 - 2 - 3)/3 = -1: half widths squared are 11.815961 and
    5.063983, in common -2.531992. So 94.936017 r2 - 2 (50 + 2.531992) r + 13.184039 = 0: r = (52.531992 +- 38.869...)/94.936017.
    """
    ratio = ratio_of_means(ABOVE, BELOW)
    assert ratio is not None
    a, b, c = 100 - 5.063983, 50 + 2.531992, 25 - 11.815961
    root = (b * b - a * c) ** 0.5
    assert ratio.estimate == pytest.approx(0.5)
    assert ratio.low == pytest.approx((b - root) / a, abs=1e-6)
    assert ratio.high == pytest.approx((b + root) / a, abs=1e-6)


@pytest.mark.parametrize("end", ["low", "high"])
def test_at_an_end_what_is_left_can_just_not_be_told_from_nothing(end):
    ratio = ratio_of_means(ABOVE, BELOW)
    left = paired_mean(ABOVE - getattr(ratio, end) * BELOW)
    assert abs(left.estimate) == pytest.approx((left.high - left.low) / 2)


def test_units_and_signs_do_not_matter():
    plain, scaled = ratio_of_means(ABOVE, BELOW), ratio_of_means(-1e8 * ABOVE, 1e-4 * BELOW)
    assert scaled.estimate == pytest.approx(-1e12 * plain.estimate)
    assert (scaled.low, scaled.high) == pytest.approx((-1e12 * plain.high, -1e12 * plain.low))


def test_nothing_is_divided_by_what_may_be_nothing():
    assert ratio_of_means(ABOVE, np.array([-1.0, 1.0, 2.0, -1.0])) is None
    assert ratio_of_means(ABOVE, np.zeros(4)) is None
    assert ratio_of_means(ABOVE, BELOW, np.zeros(4, int)) is None  # a single population says nothing of others


def test_what_is_known_exactly_has_no_width():
    ratio = ratio_of_means(np.full(4, 3.0), np.full(4, -8.0))
    assert ratio == (-0.375, -0.375, -0.375)
    assert ratio_of_means(np.zeros(4), BELOW) == (0.0, 0.0, 0.0)


@pytest.mark.statistical
def test_the_interval_covers_what_it_says():
    """Seed 5, 4,000 samples of 30 pairs, the divisor 2.7 standard errors off zero: 95 % +- 2 of those with an interval.

    An interval in one piece is asked of those only in which the divisor is significant, about 70 %.
    """
    generator = np.random.default_rng(5)
    pairs = generator.multivariate_normal([1.0, 0.5], [[1.0, 0.4], [0.4, 1.0]], (4000, 30))
    found = [ratio_of_means(pair[:, 0], pair[:, 1]) for pair in pairs]
    bounded = [each for each in found if each is not None]
    assert len(bounded) > 2400
    covered = np.mean([each.low <= 2.0 <= each.high for each in bounded])
    assert abs(covered - 0.95) < 0.02
