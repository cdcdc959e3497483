"""Futures of a robust search: parameters held at values that fill their ranges evenly (Latin hypercube, seeded)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..comparison.arrange import UNCERTAINTY


def sampled_futures(ranges: Mapping[str, tuple[float, float]], number: int, seed: int) -> pd.DataFrame:
    """Return `number` futures, index `future`, a column `uncertainty.<id>` each (McKay, Beckman and Conover 1979).

    `ranges` are low and high by parameter. Columns stand in the order of the names, so that the order in which a file
    lists them does not matter.
    """
    from scipy.stats import qmc

    names = sorted(ranges)
    low, high = (np.array([ranges[name][end] for name in names], float) for end in (0, 1))
    unit = qmc.LatinHypercube(len(names), rng=np.random.default_rng(seed)).random(number)
    columns = [UNCERTAINTY + name for name in names]
    return pd.DataFrame(low + unit * (high - low), pd.RangeIndex(number, name="future"), columns)


def crossed(points: pd.DataFrame, futures: pd.DataFrame | None) -> pd.DataFrame:
    """Return every point under every future: row `point * futures + future`. Without futures, the points."""
    if futures is None:
        return points
    crossing = points.reset_index(drop=True).merge(futures.reset_index(drop=True), how="cross")
    crossing.index.name = "point"
    return crossing
