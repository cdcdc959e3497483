"""Points listed in a CSV file: one row a point, columns named as the axes are, an empty cell for what is not set."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from model.levers import LEVERS, range_in

from ..axes import LEVER, NUMBER, STRENGTH, WHOLE, describe, lever_of
from ..axis_reading import value_reader
from ..files.table import Row, read_table
from ..files.text import plain
from .generators import table


def read_points(path: Path, known: Sequence[str], offers: Collection[str] = ()) -> pd.DataFrame:
    """Return the points of a CSV file whose columns are among `known`. Raises InputProblem naming row and column.

    `offers` is what the case offers the levers.
    """
    rows = read_table(path, (), known)
    columns = list(rows[0].cells)
    return table(columns, [[cell(row, column, offers) for row in rows] for column in columns], len(rows))


def cell(row: Row, column: str, offers: Collection[str]) -> Any:
    """Return what is in a cell: a number, a word, or None."""
    if not plain(row.cells[column]):
        return None
    axis = describe(column)
    if axis.choices:
        return value_reader(column)(row.place(column), row.word(column))
    if axis.kind not in (NUMBER, WHOLE):
        return row.word(column)
    read = row.whole if axis.kind == WHOLE else row.number
    lever, setting = lever_of(column) if column.startswith(LEVER) else ("", "")
    low, high = range_in(LEVERS[lever], offers) if setting == STRENGTH else (axis.low, axis.high)
    return read(column, low, high)
