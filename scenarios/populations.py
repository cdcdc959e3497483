"""Which baseline populations finished runs started from, as far as their folder says: replicates that share one are alike."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from model.population.numbering import population_of

from .contents.described import read_object
from .intervals import Clusters

POOL, PROVENANCE = "pool", "provenance.json"


def populations_of(outcomes: pd.DataFrame, pool: int | None) -> pd.Series | None:
    """Return the number of the baseline population by replicate; None where each replicate has its own."""
    if pool is None:
        return None
    replicates = np.unique(outcomes["replicate"].to_numpy(np.int64))
    return pd.Series(population_of(replicates, pool), index=replicates)


def clusters_of(replicates: pd.Index, populations: pd.Series | None) -> Clusters | None:
    """Return the baseline population of each of some replicates; None where each has its own."""
    return None if populations is None else populations.reindex(replicates).to_numpy(np.int64)


def pool_of_sweep(folder: Path, manifest: Mapping[str, Any]) -> int | None:
    """Return how many baseline populations the replicates of a sweep share; None: none is shared, or nothing says so.

    An older manifest does not name the pool, but the case in the provenance beside it does.
    """
    path = folder / PROVENANCE
    if POOL in manifest or not path.is_file():
        return manifest.get(POOL)
    return pool_of_case(read_object(folder, PROVENANCE))


def pool_of_case(provenance: Mapping[str, Any]) -> int | None:
    """Return the pool of the case that a provenance describes, if it has one."""
    found: Any = provenance
    for key in ("case_file", "population", POOL):
        found = found.get(key) if isinstance(found, Mapping) else None
    return found if isinstance(found, int) else None
