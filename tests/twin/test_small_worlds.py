"""Twin and compiled model agree on random small cities, with random levers and often with an extreme."""

import hypothesis
import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from tests.lengths import one_in
from tests.properties.worlds import schedules

from .compare import assert_agree
from .extremes import extreme_worlds, passing_schedules

pytestmark = [
    pytest.mark.twin,
    # A world that fails is shown in full, and Hypothesis warns of the length: that must not hide the differences.
    pytest.mark.filterwarnings("ignore::hypothesis.errors.HypothesisWarning"),
]

PARTS = 20  # so that they spread over the processes
WORLDS_A_PART = 10
SEEDS = st.integers(0, 2**32 - 1)
REPLICATES = st.integers(0, 2**31 - 1)


@pytest.mark.parametrize("part", one_in(4, range(PARTS)))
def test_small_worlds(part):
    # The seed makes the examples of a part the same in every run; they are all different between parts. A world that
    # fails is shown as it was drawn: to make it smaller would take minutes.
    @hypothesis.seed(part)
    @settings(
        max_examples=WORLDS_A_PART,
        deadline=None,
        database=None,
        phases=[Phase.generate],
        suppress_health_check=list(HealthCheck),
    )
    @given(
        data=st.data(),
        world=extreme_worlds(),
        seed=SEEDS,
        replicate=REPLICATES,
        vary=st.booleans(),
        everything=st.booleans(),
    )
    def agree(data, world, seed, replicate, vary, everything):
        strengths = data.draw(schedules(world, everything) | passing_schedules(world))
        assert_agree(world, strengths, seed=seed, replicate=replicate, vary_parameters=vary)

    agree()
