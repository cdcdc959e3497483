"""Made-up runs in which every value tells whose it is."""

from itertools import product

import pandas as pd

from scenarios.targets import Target

YEARS = (2015, 2016, 2017)
JOBS = Target(indicator="jobs", year=2017, at_least=10.0, clause="x")
TAX = Target(indicator="tax", year=2016, at_least=5.0, clause="x")
TARGETS = (JOBS, TAX)


def points(*rows):
    return pd.DataFrame(list(rows), pd.RangeIndex(len(rows), name="point"))


def outcomes(jobs, tax, cost):
    """Runs of (point, replicate) -> value: jobs in 2017, tax in 2016, and the cost of each year after the first."""
    rows = []
    for (point, replicate), year in product(jobs, YEARS):
        rows.append(
            {
                "point": point,
                "replicate": replicate,
                "year": year,
                "jobs": jobs[point, replicate] if year == JOBS.year else -99.0,
                "tax": tax[point, replicate] if year == TAX.year else -99.0,
                "policy_cost": float("nan") if year == YEARS[0] else cost[point, replicate] / 2,
            }
        )
    return pd.DataFrame(rows)


def table(values):
    """Return lists of values by point as a mapping from (point, replicate)."""
    return {(point, replicate): value for point, row in enumerate(values) for replicate, value in enumerate(row)}
