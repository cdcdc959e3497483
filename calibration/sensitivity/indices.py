"""Indices of a design: Morris's mu* and sigma, Sobol's first and total, with bootstrap intervals (SALib)."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.intervals import LEVEL

from ..libraries import quiet
from .design import MORRIS, DesignRecord

RESAMPLES = 1000


def indices(record: DesignRecord, points: NDArray[np.float64], outcome: NDArray[np.float64]) -> pd.DataFrame:
    """Return a row an axis: `estimate` with `low` and `high`, by which axes are ranked, and what else the method says.

    `points` (points, axes) and `outcome` (points,) in the order of the design. Morris: `estimate` is mu*, the mean
    absolute change of the outcome over the whole range of the axis, or from one alternative to another, in its units; `mu` and `sigma` besides
    (Campolongo et al. 2007). Sobol: `estimate` is the total index, `first` with its interval besides (Saltelli et al.
    2010). Intervals: the estimate and 1.96 standard deviations of the estimate over resampled samples.
    """
    table = _morris(record, points, outcome) if record.method == MORRIS else _sobol(record, outcome)
    table.insert(0, "axis", [axis.column for axis in record.axes])
    return table


def _seed(record: DesignRecord) -> int:
    """Return a seed for resampling that is not 0, which SALib takes for none."""
    return record.seed + 1


def _morris(record: DesignRecord, points: NDArray[np.float64], outcome: NDArray[np.float64]) -> pd.DataFrame:
    with quiet():
        from SALib.analyze import morris

        found = morris.analyze(
            record.problem, points, outcome, num_resamples=RESAMPLES, conf_level=LEVEL, num_levels=record.levels,
            seed=_seed(record),
        )  # fmt: skip
    star, half = np.asarray(found["mu_star"], float), np.asarray(found["mu_star_conf"], float)
    columns = {"estimate": star, "low": star - half, "high": star + half, "mu": found["mu"], "sigma": found["sigma"]}
    # The library divides a change by the step of the grid. From one alternative to another is no part of a way.
    whole = np.array([record.step if axis.choices else 1.0 for axis in record.axes])
    return pd.DataFrame({name: np.asarray(values, float) * whole for name, values in columns.items()})


def _sobol(record: DesignRecord, outcome: NDArray[np.float64]) -> pd.DataFrame:
    with quiet():
        from SALib.analyze import sobol

        found = sobol.analyze(
            record.problem, outcome, calc_second_order=False, num_resamples=RESAMPLES, conf_level=LEVEL,
            seed=_seed(record),
        )  # fmt: skip
    columns = {}
    for name, index in (("", "ST"), ("first", "S1")):
        value, half = np.asarray(found[index], float), np.asarray(found[f"{index}_conf"], float)
        columns[name or "estimate"] = value
        columns[f"{name}_low" if name else "low"] = value - half
        columns[f"{name}_high" if name else "high"] = value + half
    return pd.DataFrame(columns)
