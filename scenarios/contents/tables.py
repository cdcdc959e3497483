"""Tables of results whose columns are held against what is read of them."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from ..refusals.problem import InputProblem, Message, say
from ..targets import Target, known_indicators, with_readings


def refuse_missing_columns(place: Message, table: pd.DataFrame, wanted: Sequence[str]) -> None:
    """Refuse a table without a column, or with empty cells or other than whole numbers in one. Raises InputProblem.

    `wanted` are columns of whole numbers.
    """
    for column in wanted:
        named = say("column", file=place, column=column)
        if column not in table:
            raise InputProblem(named, say("is_missing"), say("whole_folder"))
        if not pd.api.types.is_integer_dtype(table[column]) or table[column].isna().any():
            raise InputProblem(named, say("no_whole_numbers"), say("whole_folder"))


def refuse_unnamed(place: Message, table: pd.DataFrame, column: str) -> None:
    """Refuse a table without a column of texts, or with empty cells in it. Raises InputProblem."""
    named = say("column", file=place, column=column)
    if column not in table:
        raise InputProblem(named, say("is_missing"), say("whole_folder"))
    if not table[column].map(lambda cell: isinstance(cell, str)).all():
        raise InputProblem(named, say("empty_texts"), say("whole_folder"))


def refuse_missing_values(place: Message, outcomes: pd.DataFrame, targets: Sequence[Target]) -> None:
    """Refuse outcomes with a column of no indicator or of no numbers, and those in which what targets ask for has no value.

    Other indicators may have none: events of the baseline year do not. Raises InputProblem naming the column.
    """
    values = [column for column in map(str, outcomes.columns) if column not in ("point", "replicate", "year")]
    known_indicators(place, (), values)
    for column in values:
        if not pd.api.types.is_numeric_dtype(outcomes[column]):
            raise InputProblem(say("column", file=place, column=column), say("no_numbers"), say("whole_folder"))
    for target in with_readings(targets):
        named = say("column", file=place, column=target.measure)
        if target.measure not in outcomes:
            raise InputProblem(named, say("is_missing"), say("whole_folder"))
        missing = ~np.isfinite(outcomes.loc[outcomes["year"] == target.year, target.measure].to_numpy(float))
        if missing.any():
            what = say("values_missing", year=target.year, count=int(missing.sum()))
            raise InputProblem(named, what, say("whole_folder"))
