"""Formulas of the indicators of specialised towns: how many there are, what they make, whom they employ.

A town's output is that of its leading industries. Farming and services of a town are not simulated.
"""

from collections.abc import Callable

import numpy as np

from .formulas import Recorded, workers
from .towns import TownStatus
from .units import HUNDRED_MILLION

TIERS = (200, 100, 50, 20, 10, 5)  # 100 million yuan a year: sizes that a plan names for towns


def towns_with(recorded: Recorded, *statuses: TownStatus) -> np.ndarray:
    """Return how many towns have one of some statuses at the end of a year, (replicate, year)."""
    return np.isin(recorded.year_end("town_status"), statuses).sum(axis=2).astype(float)


def recognised(recorded: Recorded) -> np.ndarray:
    """Return which zones are recognised towns at the end of a year, 0 or 1, (replicate, year, zone)."""
    return (recorded.year_end("town_status") >= TownStatus.MUNICIPAL).astype(float)


def town_output(recorded: Recorded) -> np.ndarray:
    """Return the output of recognised towns in a year by zone, 100 million yuan, (replicate, year, zone); 0 for others."""
    return _of_leading(recorded, "output").sum(axis=3) * recognised(recorded) / HUNDRED_MILLION


def towns_at(tier: float) -> Callable[[Recorded], np.ndarray]:
    """Return the formula of how many recognised towns made at least `tier` 100 million yuan in a year, (replicate, year)."""
    return lambda recorded: (town_output(recorded) >= tier).sum(axis=2).astype(float)


def town_jobs(recorded: Recorded) -> np.ndarray:
    """Return the workers in the leading industries of recognised towns in a year, 10,000, (replicate, year)."""
    in_towns = recognised(recorded)[:, :, :, None]
    return workers(
        recorded, _of_leading(recorded, "output") * in_towns, _of_leading(recorded, "machine_output") * in_towns
    )


def _of_leading(recorded: Recorded, column: str) -> np.ndarray:
    """Return a yearly sum by zone and industry, 0 where the industry does not lead, (replicate, year, zone, industry)."""
    return recorded.sums[column][:, :, recorded.zone, :] * recorded.leading[recorded.zone]
