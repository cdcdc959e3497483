"""Points listed in a CSV file: one row a point, columns named as the axes are, an empty cell for what is not set."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from ..axes import NUMBER, WHOLE, describe
from ..files.table import Row, read_table
from ..files.text import plain
from .generators import table


def read_points(path: Path, known: Sequence[str]) -> pd.DataFrame:
    """Return the points of a CSV file whose columns are among `known`. Raises InputProblem naming row and column."""
    rows = read_table(path, (), known)
    columns = list(rows[0].cells)
    return table(columns, [[cell(row, column) for row in rows] for column in columns], len(rows))


def cell(row: Row, column: str) -> Any:
    """Return what is in a cell: a number, a word, or None."""
    if not plain(row.cells[column]):
        return None
    axis = describe(column)
    if axis.kind not in (NUMBER, WHOLE):
        return row.word(column)
    read = row.whole if axis.kind == WHOLE else row.number
    return read(column, axis.low, axis.high)
