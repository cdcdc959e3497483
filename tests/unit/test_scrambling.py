"""Scrambled Sobol sequences: even in every block, the same however many there are, unrelated between those who draw."""

import numpy as np
import pytest

from model.population.scrambling import fill_points, mirrored
from model.streams import Kind, identity_of

WHO = np.array([identity_of(Kind.UNKNOWN, 0, 0, number) for number in range(60)], np.uint64)


def points(count, seed=7, sequence=0, who=WHO):
    found = np.empty((count, len(who)))
    for number in range(count):
        fill_points(np.uint64(seed), np.uint64(sequence), np.uint64(number), who, found[number])
    return found


@pytest.fixture(scope="module")
def drawn():
    return points(256)


@pytest.mark.parametrize(("first", "count"), [(0, 8), (0, 256), (8, 8), (192, 64)])
def test_each_cell_of_a_block_has_one_point(drawn, first, count):
    cells = np.sort((drawn[first : first + count] * count).astype(int), axis=0)
    assert (cells == np.arange(count)[:, None]).all()


def test_points_are_the_same_whoever_else_draws(drawn):
    assert (points(3, who=WHO[[5, 40]]) == drawn[:3, [5, 40]]).all()


def test_points_of_a_cell_are_anywhere_in_it(drawn):
    """256 x 60 places within their cells: mean 1/2 within 4.5 standard errors (0.0023), a false alarm in 7 of a million."""
    within = (drawn * 256) % 1.0
    assert within.mean() == pytest.approx(0.5, abs=4.5 * np.sqrt(1 / 12 / within.size))
    assert within.var() == pytest.approx(1 / 12, rel=0.05)


def test_those_who_draw_are_unrelated(drawn):
    """1770 pairs of 256 points, seed 7: mean square of correlations below twice that of independent numbers, none large."""
    correlations = np.corrcoef(drawn.T)[np.triu_indices(len(WHO), 1)]
    assert (correlations**2).mean() < 2 / 256
    assert np.abs(correlations).max() < 0.4
    assert abs(correlations.mean()) < 4.5 * correlations.std() / np.sqrt(len(correlations))


def test_seeds_and_sequences_are_others(drawn):
    for other in (points(4, seed=8), points(4, sequence=1)):
        assert (other != drawn[:4]).all()


def test_bits_are_mirrored():
    assert int(mirrored(np.uint64(1))) == 2**31
    assert int(mirrored(np.uint64(6))) == 2**30 + 2**29
