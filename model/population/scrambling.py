"""Sobol's sequence, scrambled, for everybody who draws: numbers between 0 and 1 that fill the interval evenly.

Everybody has the sequence of one dimension in an own order and with an own scrambling (nested and uniform: Owen 1995;
sequences side by side in an order of their own: Kollig and Keller 2002). In every block of a power of two each cell of
equal length has one point. Order and scrambling are keyed by who draws, as all draws are. So point m is the same however
many points there are, and one more who draws leaves the points of the others alone.
"""

from typing import Any

import numpy as np

from model.compiled import compiled
from model.streams import MASK, SHIFT, WORD, Key, Purpose, uniforms

BITS = np.int64(SHIFT)
HALF = 1 / 2


@compiled
def scrambled(number: Any, key: Any, identity: Any, purpose: Any) -> Any:
    """Return a number of 32 bits, each of them turned or not by what the ones above it are."""
    found, above = np.uint64(0), np.uint64(1)
    for place in range(BITS - 1, -1, -1):
        bit = (np.uint64(number) >> np.uint64(place)) & np.uint64(1)
        turned = np.uint64(1) if uniforms(key, identity, above, purpose)[0] < HALF else np.uint64(0)
        found = (found << np.uint64(1)) | (bit ^ turned)
        above = ((above << np.uint64(1)) | bit) & MASK
    return found


@compiled
def mirrored(number: Any) -> Any:
    """Return a number of 32 bits with its bits in the opposite order: the sequence of one dimension."""
    found = np.uint64(0)
    for place in range(BITS):
        found = (found << np.uint64(1)) | ((np.uint64(number) >> np.uint64(place)) & np.uint64(1))
    return found


@compiled
def fill_points(seed: Any, sequence: Any, number: Any, identities: Any, points: Any) -> None:
    """Write the point `number` of each of `identities`, u8 (n,), into `points`, f8 (n,), in a `sequence` of a seed."""
    key = Key(np.uint64(seed), np.uint64(sequence))
    for place in range(identities.size):
        order = scrambled(number, key, identities[place], Purpose.BASELINE_ORDER)
        point = scrambled(mirrored(order), key, identities[place], Purpose.BASELINE_VALUE)
        points[place] = (point + HALF) * WORD
