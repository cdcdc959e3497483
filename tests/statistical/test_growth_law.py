"""Growth rates of firms: Laplace, with a spread that falls with size and a mean that noise leaves alone."""

import numpy as np
import pytest
from scipy.stats import kstest, laplace

from model.levers import LEVERS
from model.phases.production import produce
from model.record import book_dtype
from model.rules.growth import spread_at
from model.state import Stage, allocate_state, records
from model.streams import make_key
from model.units import QUARTER

pytestmark = pytest.mark.statistical

FIRMS = 20_000
DEMAND = 0.1


@pytest.fixture
def grow(world, central, neutral):
    """Let firms of given outputs, far below their design, grow for a quarter; return the log growth of each."""
    central.exit_hazard = 0.0

    def log_growth(output, seed):
        parks, industries = world.arrays.leading.shape
        state = allocate_state(parks, industries, FIRMS, 2, len(LEVERS))
        state.city[0].rows = FIRMS
        state.market.demand[:] = DEMAND
        state.grades.run_rate[:] = 1.0
        firms = state.firms
        firms.identity = np.arange(FIRMS)
        firms.stage, firms.output, firms.design, firms.energy_intensity = Stage.OPERATING, output, 1e12, 0.1
        produce(1, make_key(seed, 0), world.arrays, state, central, neutral, records(book_dtype, parks))
        return np.log(firms.output / output)

    return log_growth


def test_standardised_growth_is_laplace(grow, central):
    """Seed 11, 20000 firms of one quarter, of four sizes; Kolmogorov-Smirnov: a false alarm in 0.01 % of seeds."""
    output = np.resize([500.0, 2000.0, 10_000.0, 200_000.0], FIRMS)
    spread = np.array([spread_at(float(size), central) for size in output])
    noise = grow(output, 11) - DEMAND * QUARTER - np.log(1 - spread**2 / 2)
    assert kstest(noise / spread, laplace(scale=np.sqrt(0.5)).cdf).pvalue > 1e-4


@pytest.mark.parametrize("output", [500.0, 5000.0, 100_000.0])
def test_noise_leaves_the_mean_alone(grow, output):
    """Seed 12, 20000 firms; 4 standard errors for each of three sizes: a false alarm in 0.02 % of seeds."""
    ratio = np.exp(grow(np.full(FIRMS, output), 12))
    assert abs(ratio.mean() - np.exp(DEMAND * QUARTER)) < 4 * ratio.std() / np.sqrt(FIRMS)


def test_the_spread_of_growth_falls_with_size_by_the_exponent(grow, central):
    """Seed 13, 20000 firms over three powers of ten; 4 standard errors (0.0155): a false alarm in 0.006 % of seeds.

    The log spread of 40 groups of 500 firms is fitted on log size; a Laplace sample of n has a log spread with variance
    5 / 4n (kurtosis 6).
    """
    sizes = np.geomspace(300.0, 300_000.0, 40)
    growth = grow(np.repeat(sizes, FIRMS // 40), 13).reshape(40, -1)
    slope = np.polyfit(np.log(sizes), np.log(growth.std(axis=1)), 1)[0]
    error = np.sqrt(5 / 4 / (FIRMS // 40)) / (np.log(sizes).std() * np.sqrt(40))
    assert abs(slope - central.growth_spread_exponent) < 4 * error
    assert central.growth_spread_exponent == -0.17


def test_the_spread_at_the_reference_size_is_half_the_yearly_one(grow, central):
    """Seed 14, 20000 firms; 4 standard errors of a Laplace spread (3.2 %): a false alarm in 0.006 % of seeds."""
    growth = grow(np.full(FIRMS, central.reference_output), 14)
    assert abs(growth.std() / (central.growth_spread / 2) - 1) < 4 * np.sqrt(5 / 4 / FIRMS)
