"""Which replicates run again, with layers of others: what two runs have in common shows which layer makes them vary.

A block is as many replicates as a future of the case has layers (`World.future`). Its crossed runs have chances of their own.
Half of them repeat the future of a member. The others mix futures, each layer from another member, and form a Latin
square: mixed run r takes layer j from member r + j, counted around. So it shares exactly one layer with each member, and
two of them share none.
"""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.layers import NUMBERS, Layer

KINDS = 2  # of crossed runs, one of each for a replicate: of a repeated and of a mixed future


class Crossing(NamedTuple):
    """Blocks of replicates, `members` (block, member), and the numbers `taken` (run,) that crossed runs draw layers by.

    Of each block the repeated futures come first, then the mixed ones, each in the order of the members.
    """

    members: NDArray[np.int64]
    taken: dict[str, NDArray[np.int64]]

    @property
    def runs(self) -> int:
        """How many crossed runs there are."""
        return KINDS * self.members.size

    def split(self, values: NDArray[np.float64]) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
        """Return values of crossed runs, (run,), of repeated and of mixed futures: each (block, member)."""
        blocks, size = self.members.shape
        repeated, mixed = np.moveaxis(values.reshape(blocks, KINDS, size), 1, 0)
        return repeated, mixed


def latin_square(size: int) -> NDArray[np.int64]:
    """Return the member that a mixed run takes a layer from, (run, layer), counted within the block."""
    return (np.arange(size)[:, None] + np.arange(size)) % size


def crossing_of(replicates: int, pool: int | None, future: Sequence[Layer]) -> Crossing:
    """Return the blocks of replicates 0 to `replicates` - 1 and their crossed runs; what fills no block has none.

    `future` are the layers of a future. Crossed runs have chances that no replicate has. Members of a block have different baseline populations. Of those
    that replicates share in turn, in a `pool`, the same ones are always in a block together, so that no population is
    in two groups of blocks. A pool of fewer populations than a block has members allows no block.
    """
    size, turn = len(future), max(1, replicates if pool is None else pool)
    starts = np.arange(max(0, replicates - size + 1), dtype=np.int64)
    place = starts % turn
    members = starts[(place % size == 0) & (place + size <= turn), None] + np.arange(size)
    square = latin_square(size)
    chances = [members + kind * NUMBERS for kind in range(1, KINDS + 1)]
    taken = {Layer.CHANCE: chances} | {layer: [members, members[:, square[:, at]]] for at, layer in enumerate(future)}
    return Crossing(members, {str(layer): np.stack(numbers, axis=1).ravel() for layer, numbers in taken.items()})
