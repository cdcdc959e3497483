"""The tables of a run: every indicator by replicate and year, the parameters of each replicate, crossed runs, baselines.

Blocks of replicates go into Parquet files as they are finished, and what is computed from them is read back column by
column, so that memory does not grow with the number of replicates. A small experiment may be kept in memory instead.
"""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Any, NamedTuple, Protocol

import numpy as np
import pyarrow as pa
import xarray
from numpy.typing import NDArray
from xarray.backends import BackendArray
from xarray.core import indexing

from model.layers import Layer
from model.measures import names_of

from .baseline_table import POPULATION, BaselineTable
from .case import Case
from .column_file import ColumnFile
from .result_columns import about, indicator_field, key_field, parameter_field

INDICATOR_FILE, PARAMETER_FILE = "indicators.parquet", "parameters.parquet"
CROSSED_FILE = "crossed.parquet"
GROUP_ROWS = 60_000  # rows that are written together: few enough for memory, enough to be read at once
PARAMETER = "parameter_"  # what names of parameters begin with in a data set


Taken = Mapping[str, NDArray[Any]]  # (run,) by layer: the numbers that crossed runs draw it by


class Tables(Protocol):
    """What an experiment puts its blocks into, and what it gets back by scenario when all are done."""

    def add(self, scenario: str, runs: xarray.Dataset) -> None:
        """Keep a block of runs of a scenario. Blocks come in the order of their replicates, scenario by scenario."""

    def add_crossed(self, scenario: str, runs: xarray.Dataset, taken: Taken) -> None:
        """Keep a block of crossed runs of a scenario, and the numbers that they draw layers by."""

    def indicators(self, scenario: str) -> xarray.Dataset:
        """Return all that the runs of a scenario are judged by, (replicate, year)."""

    def crossed(self, scenario: str) -> xarray.Dataset | None:
        """Return what the targets ask for of the crossed runs of a scenario, (replicate, year); None without any."""

    def parameters(self) -> xarray.Dataset:
        """Return parameters and population of each replicate, (replicate,): they are the same under every scenario."""


class KeptTables:
    """Tables in memory."""

    def __init__(self, case: Case) -> None:
        self._names, self._asked = list(names_of(case.world)), asked_of(case)
        self._blocks: dict[str, list[xarray.Dataset]] = {}
        self._crossed: dict[str, list[xarray.Dataset]] = {}
        self._parameters: list[xarray.Dataset] = []

    def add(self, scenario: str, runs: xarray.Dataset) -> None:
        """Keep a block of runs of a scenario."""
        self._blocks.setdefault(scenario, []).append(runs[self._names])
        if len(self._blocks) == 1:
            self._parameters.append(runs[[POPULATION, *parameter_names(runs)]])

    def add_crossed(self, scenario: str, runs: xarray.Dataset, taken: Taken) -> None:
        """Keep a block of crossed runs of a scenario."""
        self._crossed.setdefault(scenario, []).append(self._asked.part_of(runs))

    def indicators(self, scenario: str) -> xarray.Dataset:
        """Return all that the runs of a scenario are judged by, (replicate, year)."""
        return _joined(self._blocks[scenario])

    def crossed(self, scenario: str) -> xarray.Dataset | None:
        """Return what the targets ask for of the crossed runs of a scenario, (replicate, year); None without any."""
        return _joined(self._crossed[scenario]) if scenario in self._crossed else None

    def parameters(self) -> xarray.Dataset:
        """Return the parameters of each replicate, (replicate,)."""
        return _joined(self._parameters)


class Asked(NamedTuple):
    """Measures and years: of all that is recorded, or of what the targets ask for."""

    measures: list[str]
    years: list[int]

    def part_of(self, runs: xarray.Dataset) -> xarray.Dataset:
        """Return these measures and years of runs."""
        return runs[self.measures].sel(year=self.years)


def asked_of(case: Case) -> Asked:
    """Return the measures and years whose spread is explained: those that the targets of a case ask for, if it has any."""
    measures = list(dict.fromkeys(measure for measure, _ in case.looked_at))
    return Asked(measures, sorted({year for _, year in case.looked_at}))


class RunTables:
    """Tables in the folder of a run: use as a context, and read them before it ends.

    `baseline` is what is not known of the city, as the populations of the runs have it.
    """

    def __init__(self, folder: Path, case: Case) -> None:
        self.folder, self._case = folder, case.name
        everything = Asked(list(names_of(case.world)), case.calendar.year_labels)
        self._indicators = OutcomeTable(folder / INDICATOR_FILE, case.name, everything, ["replicate"])
        self._crossed = OutcomeTable(
            folder / CROSSED_FILE, case.name, asked_of(case), [Layer.CHANCE, *case.world.future]
        )
        self.baseline = BaselineTable(folder, case)
        self._parameters: ColumnFile | None = None
        self._parameter_names: list[str] = []
        self._replicates: list[NDArray[Any]] = []
        self._populations: list[NDArray[Any]] = []

    def __enter__(self) -> "RunTables":
        return self

    def __exit__(self, kind: type[BaseException] | None, value: object, trace: TracebackType | None) -> None:
        self._indicators.file.close()
        self._crossed.file.close()
        self.baseline.close()
        if self._parameters is not None:
            self._parameters.close()

    def add(self, scenario: str, runs: xarray.Dataset) -> None:
        """Write a block of runs of a scenario."""
        self._indicators.add(scenario, runs, {"replicate": runs["replicate"].values})
        if len(self._indicators.replicates) == 1:
            self._add_parameters(runs)
            self.baseline.add(runs[POPULATION].values)

    def add_crossed(self, scenario: str, runs: xarray.Dataset, taken: Taken) -> None:
        """Write a block of crossed runs of a scenario, as far as the targets ask for it."""
        self._crossed.add(scenario, runs, taken)

    def _add_parameters(self, runs: xarray.Dataset) -> None:
        if self._parameters is None:
            self._parameter_names = parameter_names(runs)
            names = [name.removeprefix(PARAMETER) for name in self._parameter_names]
            schema = pa.schema(
                [key_field("replicate"), key_field(POPULATION), *map(parameter_field, names)], about(self._case)
            )
            self._parameters = ColumnFile(self.folder / PARAMETER_FILE, schema, GROUP_ROWS)
        keys = runs["replicate"].values, runs[POPULATION].values
        self._replicates.append(keys[0])
        self._populations.append(keys[1])
        values = [np.ascontiguousarray(runs[name].values) for name in self._parameter_names]
        self._parameters.write("", [*(key.astype(np.int32) for key in keys), *values])

    def indicators(self, scenario: str) -> xarray.Dataset:
        """Return all that the runs of a scenario are judged by, (replicate, year), read when it is asked for."""
        return self._indicators.of(scenario)

    def crossed(self, scenario: str) -> xarray.Dataset | None:
        """Return what the targets ask for of crossed runs, (replicate, year), read when it is asked for; or None."""
        return self._crossed.of(scenario) if scenario in self._crossed.replicates else None

    def parameters(self) -> xarray.Dataset:
        """Return the parameters of each replicate, (replicate,), read when they are asked for."""
        assert self._parameters is not None, "no block of runs has been added"
        coordinates = {"replicate": np.concatenate(self._replicates)}
        names = {name: name.removeprefix(PARAMETER) for name in self._parameter_names}
        stored = _stored(self._parameters, "", names, coordinates, (len(coordinates["replicate"]),))
        return stored.assign({POPULATION: ("replicate", np.concatenate(self._populations))})


class OutcomeTable:
    """A table with a row a scenario, run and year, and a column a measure; `numbers` are the columns that name a run."""

    def __init__(self, path: Path, case: str, asked: Asked, numbers: Sequence[str]) -> None:
        self._case, self._asked, self._numbers = case, asked, numbers
        fields = [*map(key_field, ("case", "scenario", *numbers, "year")), *map(indicator_field, asked.measures)]
        self.file = ColumnFile(path, pa.schema(fields, about(case)), GROUP_ROWS)
        self.replicates: dict[str, list[NDArray[Any]]] = {}

    def add(self, scenario: str, runs: xarray.Dataset, numbers: Mapping[str, NDArray[Any]]) -> None:
        """Write a block of runs of a scenario, with the `numbers` that name each run, (run,) by column."""
        years, replicates = np.asarray(self._asked.years, np.int32), runs.sizes["replicate"]
        self.replicates.setdefault(scenario, []).append(runs["replicate"].values)
        places = np.array([runs.get_index("year").get_loc(year) for year in self._asked.years], np.intp)
        rows = replicates * len(years)
        columns = [pa.repeat(self._case, rows), pa.repeat(scenario, rows)]
        columns += [
            np.repeat(numbers[name].astype(key_field(name).type.to_pandas_dtype()), len(years))
            for name in self._numbers
        ]
        columns += [np.tile(years, replicates)]
        # Without labels, which take longer than the values of a small block.
        columns += [
            np.asarray(runs.variables[name].values[:, places], float).reshape(rows) for name in self._asked.measures
        ]
        self.file.write(scenario, columns)

    def of(self, scenario: str) -> xarray.Dataset:
        """Return the rows of a scenario as a data set (replicate, year), read when it is asked for."""
        years, numbers = self._asked.years, np.concatenate(self.replicates[scenario])
        names = {name: name for name in self._asked.measures}
        return _stored(self.file, scenario, names, {"replicate": numbers, "year": years}, (len(numbers), len(years)))


class StoredColumn(BackendArray):
    """A column of a file as an array of a data set: it is read whenever its values are asked for, and not kept."""

    def __init__(self, read: Callable[[], NDArray[Any]], shape: tuple[int, ...], dtype: type = np.float64) -> None:
        self._read, self.shape, self.dtype = read, shape, np.dtype(dtype)

    def __getitem__(self, key: indexing.ExplicitIndexer) -> Any:
        return indexing.explicit_indexing_adapter(key, self.shape, indexing.IndexingSupport.BASIC, self._values)

    def _values(self, key: Any) -> NDArray[Any]:
        return np.asarray(self._read().reshape(self.shape)[key])


def parameter_names(runs: xarray.Dataset) -> list[str]:
    """Return the names of the parameters in a data set."""
    return [str(name) for name in runs.data_vars if str(name).startswith(PARAMETER)]


def _stored(
    file: ColumnFile, part: str, names: dict[str, str], coordinates: dict[str, Any], shape: tuple[int, ...]
) -> xarray.Dataset:
    """Return columns of a file as a data set; `names` are those of the variables, with their columns.

    Of a small file, whose columns are kept once they are read, the values are in the data set.
    """

    def variable(column: str) -> xarray.Variable:
        if file.is_kept():
            return xarray.Variable(tuple(coordinates), file.column(part, column).reshape(shape))
        stored = StoredColumn(lambda: file.column(part, column), shape, object if file.is_text(column) else np.float64)
        return xarray.Variable(tuple(coordinates), indexing.LazilyIndexedArray(stored))

    return xarray.Dataset({name: variable(column) for name, column in names.items()}, coordinates)


def _joined(blocks: Sequence[xarray.Dataset]) -> xarray.Dataset:
    """Return blocks of replicates as one data set."""
    if len(blocks) == 1:
        return blocks[0]
    return xarray.concat(
        blocks, "replicate", data_vars="all", coords="minimal", compat="override", join="override",
        combine_attrs="override",
    )  # fmt: skip
