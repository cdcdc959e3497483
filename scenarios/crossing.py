"""Which runs of a scenario are crossed: each takes its layers from replicates of its block, no two from the same.

A block is as many replicates as there are layers. Its crossed runs form a Latin square: run r takes layer j from member
r + j, counted around. So each crossed run shares exactly one layer with each member, and the same one with no two.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.layers import Layer


class Crossing(NamedTuple):
    """Blocks of replicates that are crossed: `members` (block, member) their numbers; `taken` (run,) by layer (`Layer`).

    The crossed runs are in the order of their blocks, as many as there are members.
    """

    members: NDArray[np.int64]
    taken: dict[str, NDArray[np.int64]]

    @property
    def runs(self) -> int:
        """How many runs are crossed."""
        return self.members.size


def latin_square(size: int) -> NDArray[np.int64]:
    """Return the place in its block of the member that a crossed run takes a layer from, (run, layer)."""
    return (np.arange(size)[:, None] + np.arange(size)) % size


def crossing_of(replicates: int, pool: int | None) -> Crossing:
    """Return what is crossed of the replicates 0 to `replicates` - 1: all but those that fill no block.

    Members of a block have different baseline populations. Of those that replicates share, in a `pool`, the same ones
    are always in a block together, so that what they have in common is among whole groups of blocks. A pool with fewer
    populations than there are layers has no blocks.
    """
    size, turn = len(Layer), replicates if pool is None else pool
    starts = np.arange(max(0, replicates - size + 1), dtype=np.int64)
    place = starts % turn if len(starts) else starts
    members = starts[(place % size == 0) & (place + size <= turn), None] + np.arange(size)
    square = latin_square(size)
    return Crossing(members, {layer: members[:, square[:, order]].ravel() for order, layer in enumerate(Layer)})
