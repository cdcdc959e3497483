"""Normal numbers whose tail does not depend on the system's library."""

import numpy as np
import pytest

from model.population.normals import TAIL, standard_normals


def generator(seed):
    return np.random.Generator(np.random.Philox(key=np.array([seed, 3], np.uint64)))


@pytest.mark.parametrize("before", range(5))
def test_they_are_numpys_but_for_the_last_place_of_the_tail(before):
    """Whatever was drawn before, and so at every place within a block of words."""
    ours, numpys = generator(11), generator(11)
    for each in (ours, numpys):
        each.random(before)
    found, expected = standard_normals(ours, 30_000), numpys.standard_normal(30_000)
    tail = np.abs(expected) >= TAIL
    assert tail.sum() >= 3
    assert found[~tail].tolist() == expected[~tail].tolist()
    assert found[tail] == pytest.approx(expected[tail], rel=3e-16, abs=0.0)
    assert ours.random() == numpys.random()


def test_the_tail_is_made_of_the_word_that_was_accepted(monkeypatch):
    """With another logarithm only the tail moves, outwards on both sides."""
    expected = standard_normals(generator(11), 30_000)
    monkeypatch.setattr("model.population.normals.log", lambda x: 2.0 * np.log(x))
    found = standard_normals(generator(11), 30_000)
    moved = found != expected
    assert moved.sum() == (np.abs(expected) >= TAIL).sum()
    assert np.abs(found[moved]) - TAIL == pytest.approx(2.0 * (np.abs(expected[moved]) - TAIL), rel=1e-9)
