"""Layers of what makes replicates differ: the one list of them, and the numbers that runs draw them by."""

from collections.abc import Mapping, Sequence
from enum import StrEnum

import numpy as np
from numpy.typing import NDArray

NUMBERS = 1 << 30  # replicates are numbered below it; what other numbers draw, no replicate has
MOST = 1 << 32  # a number that something is drawn by has 32 bits


class Layer(StrEnum):
    """A source of difference between replicates, in their order. Each replicate draws all of them.

    All but the first together are the future that a replicate meets: what may be known some day. Chance is what would
    still differ if it were.
    """

    CHANCE = "chance"  # the keyed draws of the quarters
    PARAMETERS = "parameters"  # the uncertain numbers, macro growth among them
    BASELINE = "baseline"  # the population of the baseline year
    STRUCTURE = "structure"  # alternatives of how things work: parameters of kind choice


Numbers = Mapping[Layer, NDArray[np.int64]]  # (run,) by layer: the replicate that each run takes the layer from


def future_layers(structure: bool) -> tuple[Layer, ...]:
    """Return the layers of a future; `structure` says whether replicates differ in any choice."""
    return tuple(each for each in Layer if each is not Layer.CHANCE and (structure or each is not Layer.STRUCTURE))


def numbers_by_layer(
    replicates: NDArray[np.integer], crossed: Mapping[str, Sequence[int] | NDArray[np.integer]]
) -> Numbers:
    """Return the replicate that each run takes each layer from: as `crossed` says, else the run's own number.

    `replicates` and each value of `crossed` have the shape (run,). Raises ValueError for a layer that there is not, for
    another number of runs, and for what is no whole number of 32 bits.
    """
    unknown = sorted(set(crossed) - set(Layer))
    if unknown:
        raise ValueError(f"crossed must name layers of {', '.join(Layer)}, not {unknown[0]!r}")
    numbers = {layer: np.asarray(crossed.get(layer, replicates)) for layer in Layer}
    for layer, taken in numbers.items():
        if taken.shape != replicates.shape or taken.dtype.kind not in "iu":
            raise ValueError(f"crossed must give {layer} a whole number for each of {len(replicates)} replicates")
        if taken.min() < 0 or taken.max() >= MOST:
            raise ValueError(f"crossed must take {layer} from numbers 0 to {MOST - 1}")
    return {layer: taken.astype(np.int64) for layer, taken in numbers.items()}
