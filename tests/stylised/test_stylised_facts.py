"""What is known of firms everywhere, found again in the synthetic ones; ranges are those of the literature.

The panel is one fixed sample (seed 21, six replicates, five years, about 12,000 firm-years), so nothing here is random
from run to run; the ranges are several times wider than the sampling error, which each test states.
"""

import numpy as np
import pytest
from scipy.stats import kurtosis

from model.state import Stage

pytestmark = pytest.mark.statistical


@pytest.fixture(scope="module")
def growth(panel):
    """Size and yearly log growth of firms that operated through the year, (firm-year, 2)."""
    rows = []
    for before, after in panel.pairs():
        later = {firm.identity: firm for firm in after if firm.stage == Stage.OPERATING}
        for firm in before:
            if firm.stage == Stage.OPERATING and firm.stage_quarters >= 4 and firm.identity in later:
                rows.append((firm.output, np.log(later[firm.identity].output / firm.output)))
    return np.array(rows)


@pytest.mark.parametrize("year", [0, 5])
def test_the_rank_size_exponent_is_near_one(panel, year):
    """Zipf's law of Chinese firms: 0.86-0.95 above 20 million yuan, 1 among the largest; sampling error 0.03.

    Slope of log(rank - 1/2) on log size over the larger half of registered firms (Gabaix and Ibragimov 2011).
    """
    slopes = []
    for years in panel.years:
        firms = years[year]
        sizes = np.sort(firms.output[firms.above_scale == 1])[::-1]
        sizes = sizes[: len(sizes) // 2]
        slopes.append(-np.polyfit(np.log(sizes), np.log(np.arange(len(sizes)) + 0.5), 1)[0])
    assert 0.8 < np.mean(slopes) < 1.15


def test_growth_rates_are_tent_shaped(growth):
    """Laplace rather than normal (Physica A 535, 122344): log likelihood a firm-year at least 0.02 higher; found 0.037.

    Its own sampling error is about 0.004; excess kurtosis of a normal law would be 0 (error 0.04), of a Laplace law 3.
    """
    rates = growth[:, 1]
    spread = np.abs(rates - np.median(rates)).mean()
    tent = -np.log(2 * spread) - 1
    bell = -0.5 * np.log(2 * np.pi * rates.var()) - 0.5
    assert tent - bell > 0.02
    assert 1.0 < kurtosis(rates) < 6.0


def test_the_spread_of_growth_falls_with_size(growth):
    """Exponent -0.14 to -0.20 (PNAS 2009), sampling error 0.015; eight classes of size, spread against mean log size."""
    size, rates = np.log(growth[:, 0]), growth[:, 1]
    classes = np.array_split(np.argsort(size), 8)
    slope = np.polyfit([size[rows].mean() for rows in classes], [np.log(rates[rows].std()) for rows in classes], 1)[0]
    assert -0.22 < slope < -0.12


def test_small_firms_leave_more_often(panel):
    """Exit falls with size everywhere; between 1.5 and 4 times as often below 50 million yuan as above."""
    left = {True: [], False: []}
    for before, after in panel.pairs():
        there = set(after.identity.tolist())
        for firm in before[before.stage == Stage.OPERATING]:
            left[bool(firm.output < 5000.0)].append(firm.identity.item() not in there)
    small, large = np.mean(left[True]), np.mean(left[False])
    assert 1.5 < small / large < 4.0
    assert 0.03 < np.mean(left[True] + left[False]) < 0.10


def test_newcomers_are_smaller_than_those_already_there(panel):
    """Median size of firms in their first year on the register over that of the others: 0.3 to 0.8."""
    new, old = [], []
    for before, after in panel.pairs():
        known = set(before.identity[before.above_scale == 1].tolist())
        for firm in after[after.above_scale == 1]:
            (old if firm.identity.item() in known else new).append(firm.output)
    assert 0.3 < np.median(new) / np.median(old) < 0.8


def test_a_project_takes_one_to_two_years_to_production(panel):
    """From arrival to production: the median of 4 to 8 quarters, and nearly all within four years."""
    assert len(panel.lead_times) > 500
    assert 4 <= np.median(panel.lead_times) <= 8
    assert np.mean(panel.lead_times <= 16) > 0.99
    assert panel.lead_times.min() >= 2
