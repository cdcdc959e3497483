"""Scores of single zones in the last year, and what they are given for: few enough to be held for every replicate."""

import numpy as np
import xarray
from numpy.typing import NDArray

from model.indicators import INDICATORS

from ..case import Case
from ..park_values import recorded_of
from .loading import zones_scoring

SCORE = "score"  # the variable of the score itself, beside those of indicators


def indicators_of_score() -> tuple[str, ...]:
    """Return the indicators that say what the assessment of zones scores, in the order of its rows."""
    rows = zones_scoring().file.rows.values()
    return tuple(row.indicator for row in rows if row.indicator is not None)


class ZoneScores:
    """Score and scored indicators of each zone in the last year, by replicate."""

    def __init__(self, case: Case) -> None:
        self._arrays, self._names = case.world.arrays, indicators_of_score()
        self._zones = np.flatnonzero(self._arrays.sites.zone)
        self._labels = [case.world.park_names[place] for place in self._zones]
        self._blocks: list[NDArray[np.float64]] = []

    def add(self, runs: xarray.Dataset) -> None:
        """Keep a block of runs. Indicators of a zone that produces nothing have no value, as everywhere."""
        recorded = recorded_of(runs, self._arrays)
        values = np.empty((1 + len(self._names), runs.sizes["replicate"], len(self._zones)))
        values[0] = recorded.year_end(SCORE)[:, -1]
        for number, place in enumerate(self._zones):
            part = recorded.within(int(place))
            for row, name in enumerate(self._names, start=1):
                values[row, :, number] = INDICATORS[name].formula(part)[:, -1]
            values[1:, part.zones("output")[:, -1] <= 0, number] = np.nan
        self._blocks.append(values)

    def kept(self) -> xarray.Dataset:
        """Return `score` and the indicators, (replicate, zone), each in its unit; zones by id."""
        values = np.concatenate(self._blocks, axis=1)
        names = (SCORE, *self._names)
        table = {name: (("replicate", "zone"), values[number]) for number, name in enumerate(names)}
        return xarray.Dataset(table, {"zone": self._labels})
