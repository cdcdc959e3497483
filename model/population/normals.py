"""Standard normal numbers that are the same to the bit on every processor.

NumPy draws them by a ziggurat whose tail takes the logarithm of the system's library. Draws in the tail (one in four
thousand) are therefore made again of the same random word with our own logarithm.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.elementary import log

TAIL = 3.6541528853610087963519472518  # where the tail of NumPy's ziggurat begins
TAIL_WIDTH = 0.27366123732975827203338247596  # 1 / TAIL
UNIFORM = 2.0**-53  # the upper 53 bits of a word make a uniform number
WORDS_A_BLOCK = 4  # of 64 bits that Philox makes at a time


def standard_normals(generator: np.random.Generator, count: int) -> NDArray[np.float64]:
    """Return `count` standard normal numbers, those of `generator.standard_normal`; its bit generator is a Philox."""
    before: Any = generator.bit_generator.state
    drawn = generator.standard_normal(count)
    for place in np.flatnonzero(np.abs(drawn) >= TAIL):
        replayed = np.random.Philox(0)
        replayed.state = before
        np.random.Generator(replayed).standard_normal(place + 1)
        used = _words_between(before, replayed.state)
        replayed.state = before
        word = int(replayed.random_raw(used)[-2])  # the last two gave the accepted distance, and accepted it
        beyond = -TAIL_WIDTH * log(1.0 - (word >> 11) * UNIFORM)
        drawn[place] = np.copysign(TAIL + beyond, drawn[place])
    return drawn


def _words_between(before: Mapping[str, Any], after: Mapping[str, Any]) -> int:
    """Return how many words a Philox has handed out between two of its states."""
    blocks = int(after["state"]["counter"][0]) - int(before["state"]["counter"][0])
    return WORDS_A_BLOCK * blocks + after["buffer_pos"] - before["buffer_pos"]
