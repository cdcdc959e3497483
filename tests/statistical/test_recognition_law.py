"""Without policy, capability and recognition stay as they are at the baseline: the compiled rules agree with the law."""

import numpy as np
import pytest

from model.levers import LEVERS
from model.parameters import number_of
from model.phases.assessment import recognise_firms
from model.phases.production import produce
from model.population.capability import capability_at, cumulative_laws, solve_recognition
from model.population.capability_grid import GRID
from model.population.capability_moves import quarterly_transition, stationary
from model.record import book_dtype
from model.state import Stage, allocate_state, records
from model.streams import make_key

pytestmark = pytest.mark.statistical

FIRMS, YEARS = 20_000, 40


@pytest.fixture
def live(world, central, neutral):
    """Let firms of an industry live for 40 years without policy, exit or a share to begin with; return them.

    The law is that of the yearly rule, and of a world where as many apply every year.
    """
    central.exit_hazard = 0.0
    central.recognition_trend = 0.0
    central.certificate_rule = number_of("certificate_rule", "yearly")

    def lived(research, threshold, seed):
        world_arrays = world.arrays._replace(industries=world.arrays.industries.copy())
        world_arrays.industries.research_share[:] = research
        world_arrays.industries.recognition_threshold[:] = threshold
        parks, industries = world_arrays.leading.shape
        state = allocate_state(parks, industries, FIRMS, 4 * YEARS + 1, len(LEVERS))
        state.city[0].rows = FIRMS
        state.grades.run_rate[:] = 1.0
        firms, key, book = state.firms, make_key(seed, 0), records(book_dtype, parks)
        firms.identity, firms.stage, firms.design, firms.energy_intensity = np.arange(FIRMS), Stage.OPERATING, 1e12, 0.1
        for quarter in range(1, 4 * YEARS + 1):
            firms.output = 5000.0
            produce(quarter, key, world_arrays, state, central, neutral, book)
            if quarter % 4 == 0:
                recognise_firms(quarter, key, world_arrays, state, central)
        return firms

    return lived


@pytest.mark.parametrize(("research", "share"), [(0.004, 0.15), (0.015, 0.453), (0.019, 0.9)])
def test_the_share_of_recognised_firms_becomes_the_one_that_was_solved_for(live, central, research, share):
    """Seed 21, 20000 firms that start unrecognised and average; 4 standard errors: a false alarm in 0.02 % of seeds.

    The grid of the law, of steps of 0.03 against a width of the threshold of 0.1, may add 0.002.
    """
    firms = live(research, solve_recognition(research, share, central).threshold, 21)
    error = np.sqrt(share * (1 - share) / FIRMS)
    assert abs(firms.hightech.mean() - share) < 4 * error + 0.002


def test_capability_follows_the_stationary_law(live, central):
    """Seed 22, 20000 firms, mean and spread within 4 standard errors (0.009): a false alarm in 0.013 % of seeds."""
    law = stationary(quarterly_transition(0.01, central))
    capability = live(0.01, 100.0, 22).capability
    spread = np.sqrt(law @ GRID**2)
    assert abs(capability.mean() - law @ GRID) < 4 * spread / np.sqrt(FIRMS)
    kurtosis = ((capability - capability.mean()) ** 4).mean() / capability.var() ** 2
    assert abs(capability.std() / spread - 1) < 4 * np.sqrt((kurtosis - 1) / 4 / FIRMS) + 0.003  # 0.003: the grid


def test_recognised_firms_are_as_capable_as_the_law_says(live, central):
    """Seed 23, 20000 firms, 4 standard errors and 0.005 for the grid: a false alarm in 0.013 % of seeds."""
    solved = solve_recognition(0.015, 0.453, central)
    firms = live(0.015, solved.threshold, 23)
    for flag, law in enumerate(cumulative_laws(solved)):
        lived = firms.capability[firms.hightech == flag]
        drawn = np.array([capability_at(uniform, law) for uniform in (np.arange(10_000) + 0.5) / 10_000])
        assert abs(lived.mean() - drawn.mean()) < 4 * lived.std() / np.sqrt(len(lived)) + 0.005
