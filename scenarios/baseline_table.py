"""What is not known of a city as each baseline population has it: a row a population, a column a number that is drawn.

Populations are asked for soon after runs have used them, while they are still kept, and a few at a time.
"""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
from numpy.typing import NDArray

from model.population.populations import DrawnPopulations

from .case import Case
from .column_file import ColumnFile
from .files.cell_labels import cell_label
from .files.unknowns import cell_of
from .result_columns import about, key_field, unknown_field

BASELINE_FILE = "baseline.parquet"
POPULATION, SHARE_KEPT = "population", "share_kept"
AT_ONCE = 50  # populations whose firms are copied together
GROUP_ROWS = 2_000  # of some hundred columns each


def baseline_values(case: Case, populations: NDArray[np.integer[Any]]) -> pd.DataFrame:
    """Return the values used of every number of a case that is drawn, in the units of the baseline.

    The index is the number of the population. The first column is `share_kept`: 1 where all is as drawn, less where the
    draw contradicted itself and moved towards the central values (0). The others are called by `Unknown.name`, such as
    `parks/etdz/plot_ratio`. Where nothing is drawn the table has no columns.
    """
    names = [each.name for each in case.data.baseline.unknowns]
    index = pd.Index(populations, name=POPULATION)
    if not names:
        return pd.DataFrame(index=index)
    parts = list(_parts(case, populations))
    values, shares = (np.concatenate([part[place] for part in parts]) for place in (0, 1))
    return pd.DataFrame(np.column_stack([shares, values]), index, [SHARE_KEPT, *names])


def _parts(case: Case, populations: NDArray[np.integer[Any]]) -> Iterator[tuple[NDArray[Any], NDArray[Any]]]:
    for first in range(0, len(populations), AT_ONCE):
        members = case.world.populations.members(populations[first : first + AT_ONCE])
        assert members.values is not None
        assert members.shares is not None
        yield members.values, members.shares


def schema_of(case: Case) -> pa.Schema:
    """Return the columns of the file: unit, labels, central value and range of each number."""
    populations, baseline = case.world.populations, case.data.baseline
    assert isinstance(populations, DrawnPopulations)
    assert populations.baselines is not None
    central = populations.baselines.drawn(0, baseline.pool_seed, 0.0).values
    numbers = [
        unknown_field(each, cell_label(cell_of(each), case.data.parks, case.data.industries), float(value))
        for each, value in zip(baseline.unknowns, central, strict=True)
    ]
    return pa.schema([key_field(POPULATION), key_field(SHARE_KEPT), *numbers], about(case.name))


def baseline_bytes(case: Case, replicates: int) -> float:
    """Return the bytes of the table of so many replicates, not compressed."""
    populations = min(replicates, case.file.population.pool or replicates)
    return 8.0 * populations * len(case.data.baseline.unknowns)


class BaselineTable:
    """The file of a run, written as populations come up. There is none where nothing is drawn."""

    def __init__(self, folder: Path, case: Case) -> None:
        self._path, self._case = folder / BASELINE_FILE, case
        self._file: ColumnFile | None = None
        self.rows = 0  # populations so far, which are numbered from 0
        self.moved = 0  # of them, how many are not as drawn

    def add(self, populations: NDArray[np.integer[Any]]) -> None:
        """Write those of some populations that are not there yet."""
        if not self._case.data.baseline.unknowns:
            return
        new = np.unique(populations)
        new = new[new >= self.rows]
        if not len(new):
            return
        if self._file is None:
            self._file = ColumnFile(self._path, schema_of(self._case), GROUP_ROWS)
        values = baseline_values(self._case, new)
        self._file.write("", [new.astype(np.int32), *(values[name].to_numpy() for name in values)])
        self.rows += len(new)
        self.moved += int(np.count_nonzero(values[SHARE_KEPT] < 1.0))

    def read(self, most: int) -> pd.DataFrame:
        """Return the values of the first populations, at most so many, by population. Nothing can be added any more."""
        self.close()
        if self._file is None:
            return pd.DataFrame(index=pd.RangeIndex(0, name=POPULATION))
        with pq.ParquetFile(self._path) as file:
            groups = range(min(file.num_row_groups, -(-most // GROUP_ROWS)))
            frame: pd.DataFrame = file.read_row_groups(list(groups)).to_pandas()
        return frame.set_index(POPULATION).iloc[:most]

    def close(self) -> None:
        """Write what waits, and close the file."""
        if self._file is not None:
            self._file.close()
