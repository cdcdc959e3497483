"""Growth in the limits in which its law is known in closed form."""

import numpy as np
import pytest
from scipy.stats import chi2, kstest, norm

from model.state import Stage
from tests.limits.conftest import YEARS


def operating(model):
    """Return the records of the firms that operate in the model, a copy."""
    firms = model.state.firms[: model.state.city[0].rows]
    return firms[firms.stage == Stage.OPERATING].copy()


def test_without_noise_and_entry_every_firm_grows_by_trend_and_macro_growth(at_rest):
    """Closed form: y(q) = y(0) exp((trend + macro) q / 4), to 1e-12 for every firm after five years."""
    model = at_rest(macro_growth=0.02)
    before = operating(model)
    model.run()
    after = {firm.identity: firm.output for firm in operating(model)}
    rate = model.world.arrays.industries.trend[before.industry] + 0.02
    grown = before.output * np.exp(rate * YEARS)
    np.testing.assert_allclose([after[firm.identity] for firm in before], grown, rtol=1e-12)


def test_without_noise_a_firm_stops_at_its_capacity(at_rest):
    """With overuse 1.05 and no expansion, output ends at design x 1.05 wherever the closed form would pass it."""
    model = at_rest(macro_growth=0.1, overuse=1.05)
    before = operating(model)
    model.run()
    after = {firm.identity: firm.output for firm in operating(model)}
    rate = model.world.arrays.industries.trend[before.industry] + 0.1
    grown = np.minimum(before.output * np.exp(rate * YEARS), before.design * 1.05)
    np.testing.assert_allclose([after[firm.identity] for firm in before], grown, rtol=1e-12)


@pytest.mark.statistical
def test_pure_proportional_growth_gives_a_lognormal_with_variance_in_time(at_rest):
    """Gibrat: seed 31, 12 replicates of about 470 firms, 20 quarters; two tests at 1e-4: a false alarm in 0.02 % of seeds.

    With a spread s a quarter that does not depend on size, log growth over T quarters has the mean T log(1 - s^2/2) and
    the variance T s^2. Its law is a sum of 20 Laplace variates, whose excess kurtosis is 3/20: it is held against the
    normal law with a distance of 0.01 allowed for that (the greatest distance of the two laws is 0.0034), and its
    variance against chi-square with the degrees of freedom of that kurtosis.
    """
    spread, quarters = 0.2, 4 * YEARS
    growth = []
    for replicate in range(12):
        model = at_rest(31, replicate, growth_spread=spread, macro_growth=0.0)
        trend = model.world.arrays.industries.trend
        before = operating(model)
        model.run()
        after = {firm.identity: firm.output for firm in operating(model)}
        grown = np.array([after[firm.identity] for firm in before])
        growth.append(np.log(grown / before.output) - trend[before.industry] * YEARS)
    sample = np.concatenate(growth)
    quarterly = spread / 2
    mean = quarters * np.log(1 - quarterly**2 / 2)
    deviation = quarterly * np.sqrt(quarters)
    assert abs(sample.mean() - mean) < norm.isf(0.5e-4) * deviation / np.sqrt(len(sample))
    freedom = 2 * len(sample) / (2 + 3 / quarters)  # of a sample variance when the kurtosis is 3 + 3/20
    ratio = freedom * sample.var() / deviation**2
    assert chi2.ppf(0.5e-4, freedom) < ratio < chi2.isf(0.5e-4, freedom)
    distance = kstest((sample - mean) / deviation, norm.cdf).statistic
    assert distance < 0.01 + 2.23 / np.sqrt(len(sample))  # 2.23: Kolmogorov's quantile at 1e-4


def test_better_firms_gain_share_as_the_price_equation_says(at_rest):
    """Replicator: with growth w = exp(h beta (a - mean)) alone, the mean capability moves by Cov(w, a) / E(w).

    Weights are outputs, per industry over registered firms of the city; capability itself stays (no upgrade, no drift).
    To 1e-9, quarter by quarter until it was seen 40 times, whatever the firms are. Trend and macro growth are alike within an industry, so
    they cancel.
    """
    model = at_rest(capability_growth=0.08)
    firms = model.state.firms
    firms.stage[firms.stage == Stage.RAMPING] = Stage.OPERATING
    checked = 0
    while checked <= 40 and model.running:
        firms = model.state.firms[: model.state.city[0].rows].copy()
        counted = firms[(firms.stage == Stage.OPERATING) & (firms.above_scale == 1)]
        others = firms[(firms.stage == Stage.RAMPING) & (firms.above_scale == 1)]
        means = model.state.market.mean_capability.copy()
        model.step()
        moved = model.state.market.mean_capability
        for index in range(len(moved)):
            mine = counted[counted.industry == index]
            now = model.state.firms[: model.state.city[0].rows]
            registered = now[(now.above_scale == 1) & (now.stage != Stage.CLOSED)]
            same = set(registered[registered.industry == index].identity) == set(mine.identity)
            if len(mine) == 0 or len(others[others.industry == index]) or not same:
                continue  # a firm that ramps up, or comes onto or off the register, is no part of the identity
            fitness = np.exp(0.25 * 0.08 * (mine.capability - means[index]))
            share = mine.output / mine.output.sum()
            average = share @ fitness
            covariance = share @ (fitness * mine.capability) - average * (share @ mine.capability)
            assert moved[index] - means[index] == pytest.approx(covariance / average, rel=1e-9, abs=1e-13)
            checked += 1
    assert checked > 40
