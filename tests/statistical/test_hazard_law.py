"""Events happen as often as their rates say."""

import numpy as np
import pytest

from model.levers import LEVERS
from model.phases.production import produce
from model.record import book_dtype
from model.rules.leaving import exit_hazard
from model.rules.upgrading import base_rate, chance_in_quarter
from model.state import Stage, allocate_state, records
from model.streams import make_key

pytestmark = pytest.mark.statistical

FIRMS = 40_000


@pytest.fixture
def quarter_of(world, central, neutral):
    """Run a quarter of many equal firms of an industry; return the state and the book."""

    def run(industry, output, design, seed):
        parks, industries = world.arrays.leading.shape
        state = allocate_state(parks, industries, FIRMS, 2, len(LEVERS))
        state.city[0].rows = FIRMS
        state.grades.run_rate[:] = 1.0
        firms = state.firms
        firms.identity, firms.industry, firms.stage = np.arange(FIRMS), industry, Stage.OPERATING
        firms.output, firms.design, firms.energy_intensity, firms.emission_intensity = output, design, 0.1, 99.0
        firms.above_scale, firms.land = 1, 1_000_000
        book = records(book_dtype, parks)
        produce(1, make_key(seed, 0), world.arrays, state, central, neutral, book)
        return state, book

    return run


def is_binomial(events, chance):
    """Whether a number of events of FIRMS lies within 4 standard errors of its expectation."""
    return abs(events - FIRMS * chance) < 4 * np.sqrt(FIRMS * chance * (1 - chance))


def test_upgrades_happen_at_the_rate_of_the_industry(world, central, quarter_of):
    """Seed 31, 40000 firms of each of two industries: a false alarm in 0.013 % of seeds."""
    research = world.arrays.industries.research_share
    for industry in (int(research.argmin()), int(research.argmax())):
        _, book = quarter_of(industry, 5000.0, 1e12, 31)
        rate = base_rate(world.arrays.industries.research_share[industry], central)
        assert is_binomial(book.upgrades.sum(), chance_in_quarter(rate))


@pytest.mark.parametrize("output", [2000.0, 5000.0, 50_000.0])
def test_firms_leave_at_the_rate_of_their_size(central, quarter_of, output):
    """Seed 32, 40000 firms of each of three sizes: a false alarm in 0.02 % of seeds.

    Without noise and upgrades, all firms of a size have the same rate.
    """
    central.growth_spread = central.upgrade_rate = 0.0
    state, book = quarter_of(0, output, 1e12, 32)
    rate = exit_hazard(output, 0.0, 0.0, central)
    assert is_binomial(book.closed.sum(), chance_in_quarter(rate))
    assert (state.firms.stage == Stage.CLOSED).sum() == book.closed.sum()


def test_firms_at_their_limit_file_at_the_expansion_rate(central, quarter_of):
    """Seed 33, 40000 firms: a false alarm in 0.006 % of seeds. Standards refuse nobody."""
    central.exit_hazard, central.growth_spread, central.hoarding = 0.0, 0.0, 0.0
    state, book = quarter_of(0, 5000.0, 5000.0, 33)
    filed = state.city[0].open + book.refused_standards.sum()
    assert is_binomial(filed, chance_in_quarter(central.expansion_rate))


def test_the_lever_closes_listed_polluters_at_its_share(world, central, neutral, quarter_of):
    """Seed 34, 40000 firms: a false alarm in 0.006 % of seeds. A fifth a year is 1 - 0.8^(1/4) a quarter."""
    central.exit_hazard = 0.0
    neutral.polluter_exit = 0.2
    _, book = quarter_of(int(world.arrays.industries.heavy.argmax()), 5000.0, 1e12, 34)
    assert is_binomial(book.forced.sum(), 1 - 0.8**0.25)
