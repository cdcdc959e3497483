"""Made-up sweeps: points, outcomes, and both as a study that has been read."""

import numpy as np
import pandas as pd

from outputs.sweep.reading import Study
from scenarios import load_case

GROWTH, EFFORT = "uncertainty.macro_growth", "lever.evaluation.strength"
PRICE, FUND = "uncertainty.land_price", "lever.innovation_fund.strength"
COLUMNS = (GROWTH, EFFORT, PRICE, FUND)
SHARE, YEAR = "hightech_output_share", 2020


def made_points(count, seed, columns=COLUMNS):
    """Points uniform between 0 and 1 on each axis."""
    random = np.random.default_rng(seed)
    table = pd.DataFrame(random.random((count, len(columns))), columns=list(columns))
    return table.rename_axis("point")


def made_outcomes(levels, replicates, seed, spread=0.015, common=0.02):
    """Shares by run: a point's level, what a replicate does to all points alike, and what only this run gets."""
    random = np.random.default_rng(seed)
    futures = random.normal(0, common, replicates)
    values = np.asarray(levels, float)[:, None] + futures + random.normal(0, spread, (len(levels), replicates))
    return outcome_table(values)


def outcome_table(values, indicator=SHARE, year=YEAR):
    """Outcomes of an array (point, replicate)."""
    points, replicates = np.shape(values)
    return pd.DataFrame(
        {
            "point": np.repeat(np.arange(points), replicates),
            "replicate": np.tile(np.arange(replicates), points),
            "year": year,
            indicator: np.ravel(values),
        }
    )


def as_sweep(points, outcomes, seed=1, scenario="none"):
    """A study as if it had been read."""
    return Study(load_case("chizhou"), points, outcomes, seed, scenario)


def planted_sweep(count=160, replicates=40, seed=1):
    """A sweep whose plan fails where growth is under 4 % and effort under 55 %.

    With 40 replicates a point that always meets its target has an interval from 91 %, above the usual level of 90 %.
    """
    points = made_points(count, seed)
    points[GROWTH] = 0.06 * points[GROWTH] - 0.005
    points[PRICE] = 9.6 + 15 * points[PRICE]
    points[FUND] = 1e5 * points[FUND]
    fails = (points[GROWTH] < 0.04) & (points[EFFORT] < 0.55)
    return as_sweep(points, made_outcomes(np.where(fails, 0.45, 0.56), replicates, seed))
