"""Points listed in a CSV file: one row a point, columns named as the axes are, an empty cell for what is not set."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from model.levers import LEVERS
from model.parameters import PARAMETERS

from ..files.scenario_file import LONGEST_RAMP
from ..files.table import Row, read_table
from ..files.text import plain
from ..refusals.problem import InputProblem, as_written, say
from .columns import RAMP, UNCERTAINTY, is_number, lever_of
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
    if not is_number(column):
        return row.word(column)
    number = row.number(column, *declared_range(column))
    if column.endswith(f".{RAMP}"):
        if number != int(number):
            raise InputProblem(row.place(column), say("not_whole", value=as_written(row.text(column))))
        return int(number)
    return number


def declared_range(column: str) -> tuple[float, float]:
    """Return the range of the numbers of a column."""
    if column.startswith(UNCERTAINTY):
        parameter = PARAMETERS[column.removeprefix(UNCERTAINTY)]
        return parameter.low, parameter.high
    lever, setting = lever_of(column)
    return (0, LONGEST_RAMP) if setting == RAMP else (LEVERS[lever].low, LEVERS[lever].high)
