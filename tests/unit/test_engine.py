import numpy as np
import pytest

from model import engine, simulate
from model.layers import NUMBERS
from model.levers import schedule


@pytest.fixture
def plain(world):
    """No levers."""
    return schedule({}, world.calendar)


def test_a_table_that_is_too_small_is_enlarged_and_nothing_is_lost(world, plain, monkeypatch):
    numbers = np.arange(4)
    roomy = engine.run(world, plain, numbers, 1)
    monkeypatch.setattr(engine, "rows_needed", lambda members: members.firms.shape[1])
    tight = engine.run(world, plain, numbers, 1)
    assert all((one == other).all() for one, other in zip(roomy, tight, strict=True))


def test_a_replicate_takes_the_population_of_its_number(world, plain):
    numbers = np.array([5, 5 + world.populations.pool, 6])
    baseline = engine.run(world, plain, numbers, 1, vary_parameters=False).sums[:, 0]
    assert (baseline[0] == baseline[1]).all()
    assert (baseline[0] != baseline[2]).any()


def test_the_parameters_used_are_recorded(world, plain):
    assert (engine.run(world, plain, np.arange(2), 1, vary_parameters=False).parameters == world.parameters[0]).all()


def test_progress_is_told_in_blocks(world, plain):
    told = []
    engine.run(world, plain, np.arange(engine.BLOCK + 3), 1, progress=told.append)
    assert told == [engine.BLOCK, 3]


@pytest.mark.parametrize("seed", [-1, 2**32, 1.5, True])
def test_a_seed_that_is_no_whole_number_of_32_bits_is_refused(case, seed):
    with pytest.raises(ValueError, match="seed must be a whole number"):
        simulate(case, replicates=1, seed=seed)


def test_no_seed_is_refused(case):
    with pytest.raises(ValueError, match="a run that cannot be repeated is no result"):
        simulate(case, replicates=1, seed=None)


@pytest.mark.parametrize(("replicates", "first"), [(0, 0), (-1, 0), (NUMBERS, 1), (1, NUMBERS)])
def test_replicates_that_are_none_or_too_many_are_refused(case, replicates, first):
    with pytest.raises(ValueError, match="replicates must be from 1 to"):
        simulate(case, replicates=replicates, first=first)


@pytest.mark.parametrize(
    ("crossed", "said"),
    [
        ({"luck": [1, 2]}, "must name layers of chance, parameters, baseline, structure, not 'luck'"),
        ({"chance": [1]}, "must give chance a whole number for each of 2 replicates"),
        ({"baseline": [0.5, 1.0]}, "must give baseline a whole number"),
        ({"parameters": [0, -1]}, "must take parameters from numbers 0 to 4294967295"),
        ({"chance": [0, 2**32]}, "must take chance from numbers 0 to 4294967295"),
    ],
)
def test_layers_of_no_replicate_are_refused(case, crossed, said):
    with pytest.raises(ValueError, match=said):
        simulate(case, replicates=2, crossed=crossed)
