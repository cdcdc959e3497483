"""Values of single parks: too many to be held for every replicate, so they wait in a temporary file for their bands."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

import numpy as np
import xarray
from numpy.typing import NDArray

from model.engine import Record
from model.formulas import Recorded
from model.indicators import INDICATORS
from model.units import HUNDRED_MILLION

from .bands import bands
from .case import Case
from .parks_apart import ParksApart, of_parks

IN_MEMORY = 64_000_000  # bytes up to which the file is not written to the disk
READ_AT_ONCE = 4_000_000  # values


class Columns:
    """The variables of a data set whose names begin with a prefix, as the formulas of the indicators look them up."""

    def __init__(self, runs: xarray.Dataset, prefix: str) -> None:
        self._runs, self._prefix = runs, prefix

    def __getitem__(self, name: str) -> np.ndarray:
        """Return a variable by its name without the prefix."""
        return self._runs.variables[self._prefix + name].values  # quicker than a labelled array, and asked for often

    __getattr__ = __getitem__


def recorded_of(runs: xarray.Dataset, arrays: Any) -> Recorded:
    """Return what runs recorded, as the formulas of the indicators want it; `arrays` are those of the world."""
    sums, book, parameters, industries, permits = (
        Columns(runs, prefix) for prefix in ("sum_", "book_", "parameter_", "industry_", "ledger_")
    )
    return Recorded(Record(sums, book, runs["cost"].values, parameters, industries, permits), arrays)


def by_park() -> list[str]:
    """Return the indicators that have a value for a single park."""
    return [name for name, indicator in INDICATORS.items() if "park" in indicator.by]


@contextmanager
def park_values(case: Case, folder: Path | None = None) -> Iterator["ParkValues"]:
    """Keep values by park in a temporary file as long as the context lasts.

    `folder` is where the file is when it is large; None: where the system has such files.
    """
    with tempfile.SpooledTemporaryFile(IN_MEMORY, dir=str(folder) if folder else None) as file:
        yield ParkValues(case, file)


class ParkValues:
    """Every indicator that has a value by park, by replicate, in an open file that can be read and written."""

    def __init__(self, case: Case, file: IO[bytes]) -> None:
        self._arrays = case.world.arrays
        self._years = case.calendar.year_labels
        self._parks = list(case.world.park_names)
        self._names = by_park()
        self._counts: list[int] = []
        self._file = file

    @staticmethod
    def rows(case: Case) -> int:
        """Return how many values are kept of a replicate."""
        return (1 + len(by_park())) * len(case.calendar.year_labels) * len(case.world.park_names)

    def of(self, runs: xarray.Dataset) -> NDArray[np.float64]:
        """Return the values of a block of runs; an indicator of a park is that of a city with this zone only, and none without output.

        They are output and the indicators of `by_park` in the block, (1 + indicator, replicate, year, park).
        """
        output = runs["sum_output"].values.sum(axis=3) / HUNDRED_MILLION
        recorded = recorded_of(runs, self._arrays)
        apart = ParksApart(recorded)
        values = np.empty((1 + len(self._names), *output.shape))  # (indicator, replicate, year, park)
        values[0] = output
        for number, name in enumerate(self._names, start=1):
            values[number] = of_parks(INDICATORS[name].formula, recorded, apart)
        values[1:, output <= 0] = np.nan
        return values

    def add(self, values: NDArray[np.float64]) -> None:
        """Keep the values of a block of runs, as `of` returns them."""
        count = values.shape[1]
        rows = np.moveaxis(values, 1, -1).reshape(-1, count)
        self._file.seek(0, 2)
        self._file.write(np.ascontiguousarray(rows).tobytes())
        self._counts.append(count)

    def summary(self) -> xarray.Dataset:
        """Return `output` (year, park), 100 million yuan, and by `indicator` its `mean`, `p5` and `p95` over replicates."""
        found = np.concatenate([bands(rows) for rows in self._rows()], axis=1)
        shape = (len(self._years), len(self._parks))
        mean, low, high = found.reshape(3, -1, *shape)
        dimensions = ("indicator", "year", "park")
        return xarray.Dataset(
            {
                "output": (("year", "park"), mean[0]),
                "mean": (dimensions, mean[1:]),
                "p5": (dimensions, low[1:]),
                "p95": (dimensions, high[1:]),
            },
            {"indicator": self._names, "year": self._years, "park": self._parks},
        )

    def _rows(self) -> Iterator[NDArray[np.float64]]:
        """Yield the values as rows (row, replicate), as many rows at a time as are read at once."""
        replicates = sum(self._counts)
        total = (1 + len(self._names)) * len(self._years) * len(self._parks)
        step = max(1, READ_AT_ONCE // replicates)
        for first in range(0, total, step):
            count = min(step, total - first)
            blocks, start = [], 0
            for size in self._counts:
                self._file.seek(8 * (start * total + first * size))
                data = self._file.read(8 * count * size)
                blocks.append(np.frombuffer(data).reshape(count, size))
                start += size
            yield np.concatenate(blocks, axis=1)
