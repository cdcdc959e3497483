"""Which replicate starts from which baseline population."""

from typing import Any

import numpy as np
from numpy.typing import NDArray


def population_of(replicates: NDArray[np.integer[Any]], pool: int | None) -> NDArray[np.integer[Any]]:
    """Return the number of each replicate's population, (replicate,): its own where there is no pool, else modulo its size."""
    return replicates if pool is None else replicates % pool
