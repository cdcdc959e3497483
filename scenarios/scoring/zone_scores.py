"""Scores of single zones in the last year, and what they are given for, held for every replicate."""

import numpy as np
import xarray
from numpy.typing import NDArray

from ..case import Case
from ..park_values import by_park
from .loading import zones_scoring

SCORE = "score"  # the variable of the score itself, beside those of indicators


def indicators_of_score() -> tuple[str, ...]:
    """Return the indicators that say what the assessment of zones scores, in the order of its rows."""
    rows = zones_scoring().file.rows.values()
    return tuple(row.indicator for row in rows if row.indicator is not None)


class ZoneScores:
    """Score and scored indicators of each zone in the last year, by replicate."""

    def __init__(self, case: Case) -> None:
        self._names, self._zones = indicators_of_score(), np.flatnonzero(case.world.arrays.sites.zone)
        self._labels = [case.world.park_names[place] for place in self._zones]
        self._rows = [1 + by_park().index(name) for name in self._names]
        self._blocks: list[NDArray[np.float64]] = []

    @staticmethod
    def rows(case: Case) -> int:
        """Return how many values are kept of a replicate."""
        return (1 + len(indicators_of_score())) * int(case.world.arrays.sites.zone.sum())

    def of(self, runs: xarray.Dataset, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """Return the scores of a block of runs, and of its `values` by park, as `ParkValues.of` returns them, what is scored."""
        scores = runs[f"book_{SCORE}"].values[:, -1, self._zones]
        return np.stack([scores, *values[self._rows, :, -1][..., self._zones]])

    def add(self, scores: NDArray[np.float64]) -> None:
        """Keep the scores of a block of runs, as `of` returns them."""
        self._blocks.append(scores)

    def kept(self) -> xarray.Dataset:
        """Return `score` and the indicators, (replicate, zone), each in its unit; zones by id."""
        values = np.concatenate(self._blocks, axis=1)
        names = (SCORE, *self._names)
        table = {name: (("replicate", "zone"), values[number]) for number, name in enumerate(names)}
        return xarray.Dataset(table, {"zone": self._labels})
