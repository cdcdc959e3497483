"""Intervals against numbers worked by hand and against their stated coverage."""

import numpy as np
import pytest

from scenarios.intervals import paired_mean, paired_proportion, replicates_to_resolve, wilson


def test_wilson_on_a_hand_worked_case():
    # z = 1.959964, z^2 = 3.841459; 8 of 10: middle = (0.8 + 3.841459/20) / (1 + 3.841459/10) = 0.992073/1.384146
    # = 0.716740; half = 1.959964/1.384146 * sqrt(0.16/10 + 3.841459/400) = 1.416010 * 0.160011 = 0.226578
    interval = wilson(8, 10)
    assert interval.estimate == 0.8
    assert interval.low == pytest.approx(0.716740 - 0.226578, abs=2e-5)
    assert interval.high == pytest.approx(0.716740 + 0.226578, abs=2e-5)


def test_wilson_stays_within_zero_and_one():
    assert wilson(0, 20).high > 0.1
    for trials in range(1, 600):  # exactly so, not but for rounding
        assert wilson(0, trials).low == 0.0
        assert wilson(trials, trials).high == 1.0
    assert wilson(1, 500).low > 0.0
    assert wilson(499, 500).high < 1.0
    with pytest.raises(ValueError, match="at least one"):
        wilson(0, 0)


def test_paired_mean_on_a_hand_worked_case():
    # differences 1, 2, 3: mean 2, sd 1, t(2, 0.975) = 4.302653, half = 4.302653 / sqrt(3) = 2.484138
    interval = paired_mean(np.array([1.0, 2.0, 3.0]))
    assert interval.estimate == 2.0
    assert interval.high - interval.estimate == pytest.approx(2.484138, abs=1e-5)
    assert not interval.resolved


def test_equal_runs_differ_by_exactly_nothing():
    interval = paired_mean(np.zeros(50))
    assert (interval.estimate, interval.low, interval.high) == (0.0, 0.0, 0.0)
    assert not interval.resolved


def test_paired_proportion_without_any_differing_pair_is_not_certain():
    # one observation each way: (1 - 1)/102 = 0, half = 1.959964 * sqrt(2) / 102 = 0.027175
    interval = paired_proportion(np.zeros(100))
    assert interval.estimate == 0.0
    assert interval.high == pytest.approx(0.027175, abs=1e-6)
    assert interval.low == pytest.approx(-0.027175, abs=1e-6)


def test_replicates_to_resolve_makes_the_interval_as_narrow_as_the_mean():
    # mean 0.5, sd 2: (1.959964 * 2 / 0.5)^2 = 61.46 -> 62
    differences = np.array([0.5 - 2.0, 0.5 + 2.0] * 50) * 1.0
    scale = 2.0 / np.std(differences - 0.5, ddof=1)
    assert replicates_to_resolve(0.5 + (differences - 0.5) * scale) == 62
    assert replicates_to_resolve(np.zeros(10)) is None


@pytest.mark.statistical
def test_intervals_cover_what_they_say():
    """Seed 7, 4000 trials of 60 replicates each; true coverage 0.95.

    The observed share must lie within 0.95 +- 0.02: false alarm below 1e-6 for paired means (sd 0.0034), and Wilson's
    own coverage at p = 0.3, n = 60 is 0.947.
    """
    generator = np.random.default_rng(7)
    samples = generator.normal(0.3, 1.0, (4000, 60))
    covered = [interval.low <= 0.3 <= interval.high for interval in map(paired_mean, samples)]
    assert abs(np.mean(covered) - 0.95) < 0.02
    counts = generator.binomial(60, 0.3, 4000)
    covered = [interval.low <= 0.3 <= interval.high for interval in (wilson(int(count), 60) for count in counts)]
    assert abs(np.mean(covered) - 0.95) < 0.02
