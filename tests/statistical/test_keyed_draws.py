"""Draws of the same key must look independent and uniform, whatever part of the key changes."""

import numpy as np
import pytest
from scipy.stats import kstest

from model.streams import Kind, Purpose, draw, identity_of, make_key

pytestmark = pytest.mark.statistical

SEED = 20151102
DRAWS = 5000


def keyed(along):
    """Four words of DRAWS draws that differ in one part of the key only."""
    place = {"seed": SEED, "replicate": 3, "number": 7, "park": 2, "quarter": 5, "purpose": Purpose.OPERATION}
    words = np.empty((DRAWS, 4))
    for index in range(DRAWS):
        place[along] = index
        key = make_key(place["seed"], place["replicate"])
        identity = identity_of(Kind.ENTRANT, 1, place["park"], place["number"])
        words[index] = draw(key, identity, place["quarter"], place["purpose"])
    return words


parts_of_the_key = pytest.mark.parametrize("along", ["seed", "replicate", "number", "park", "quarter", "purpose"])


@parts_of_the_key
def test_draws_are_uniform(along):
    """Seed 20151102, 5000 draws; Kolmogorov-Smirnov at 1e-4 for each of 24 columns: a false alarm in 0.24 % of seeds."""
    for word in keyed(along).T:
        assert kstest(word, "uniform").pvalue > 1e-4


@parts_of_the_key
def test_neighbouring_draws_are_uncorrelated(along):
    """Seed 20151102, 5000 draws at lags 1, 2 and 4; 4.5 standard errors in 72 tests: a false alarm in 0.05 % of seeds."""
    for word in keyed(along).T:
        for lag in (1, 2, 4):
            correlation = np.corrcoef(word[:-lag], word[lag:])[0, 1]
            assert abs(correlation) * np.sqrt(DRAWS - lag) < 4.5


@parts_of_the_key
def test_the_words_of_a_draw_are_uncorrelated(along):
    """Seed 20151102, 5000 draws; 4.5 standard errors in 36 pairs, squares too: a false alarm in 0.05 % of seeds."""
    words = keyed(along)
    for values in (words, (words - 0.5) ** 2):
        off_diagonal = np.corrcoef(values.T)[np.triu_indices(4, 1)]
        assert np.abs(off_diagonal).max() * np.sqrt(DRAWS) < 4.5


def test_pairs_of_neighbouring_draws_fill_the_square():
    """Seed 20151102, 2500 pairs of quarters in 25 cells; chi-square at 1e-4: a false alarm in 0.01 % of seeds."""
    word = keyed("quarter")[:, 0]
    pairs = np.histogram2d(word[0::2], word[1::2], bins=5, range=[[0, 1], [0, 1]])[0]
    assert ((pairs - 100) ** 2 / 100).sum() < 60.0  # 24 degrees of freedom: 60.0 at 6e-5


def test_streams_of_other_identities_quarters_and_purposes_never_meet():
    """Seed 20151102, 15000 draws of four words of 32 bits: two are equal by chance in 1 of 1e30 seeds.

    Each of the three series passes the place that they have in common once, so that two draws of it are repeated.
    """
    draws = np.concatenate([keyed(along) for along in ("number", "quarter", "purpose")])
    assert len(np.unique(draws, axis=0)) == len(draws) - 2
