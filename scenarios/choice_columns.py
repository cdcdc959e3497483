"""Alternatives as columns of 0 and 1: words have no order, so what is asked of a number is asked of each alternative."""

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.declaration import Choice

from .axes import UNCERTAINTY, choice_of
from .files.table_labels import Label

DRAWN = "="  # between a choice and its alternative in the name of a column


def indicator_columns(choice: Choice, drawn: NDArray[np.object_]) -> dict[str, NDArray[np.float64]]:
    """Return by name a column for each alternative, 1 where a row of `drawn`, (row,) words, has it.

    Of two alternatives the first has one only: the other column would say the same.
    """
    words = choice.words if len(choice.words) > 2 else choice.words[:1]
    return {f"{choice.name}{DRAWN}{word}": (drawn == word).astype(float) for word in words}


def with_indicators(points: pd.DataFrame) -> pd.DataFrame:
    """Return a table of uncertainties as numbers: in the place of a choice the columns of its alternatives."""
    columns: dict[str, NDArray[np.float64]] = {}
    for column in map(str, points.columns):
        choice, values = choice_of(column), points[column]
        if choice is None:
            columns[column] = values.to_numpy(float)
        else:
            own = indicator_columns(choice, values.to_numpy(object))
            columns |= {UNCERTAINTY + name: each for name, each in own.items()}
    return pd.DataFrame(columns, index=points.index)


def alternative_label(column: str) -> Label | None:
    """Return what a column of an alternative is called; None of any other column."""
    name, drawn, word = column.removeprefix(UNCERTAINTY).partition(DRAWN)
    choice = choice_of(UNCERTAINTY + name)
    if not drawn or choice is None:
        return None
    alternative = choice.labels[word]
    return Label(column, zh=f"{choice.zh}：{alternative.zh}", en=f"{choice.en}: {alternative.en}")
