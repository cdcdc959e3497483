"""Tables as CSV files: the one place where they are written, so that Excel reads the Chinese in all of them.

A text that a spreadsheet would take for a formula is written with an apostrophe before it, whoever wrote the text. What
writes cells of a workbook uses the same `as_text`.
"""

import codecs
import re
from typing import Any

import pandas as pd
from pandas.api.types import is_numeric_dtype

# What a formula begins with, in full width too; a tab or the end of a line before it is skipped by some programs.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_LINE_END = re.compile("\r\n?")


def as_text(value: Any) -> Any:
    """Return a text so that no spreadsheet takes it for a formula; numbers, also those in words such as -0.5, as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) and not _is_number(value) else value


def csv_bytes(table: pd.DataFrame, *, index: bool = False) -> bytes:
    """Return a table as a CSV file: UTF-8 with a byte order mark, without which Excel takes Chinese for another code."""
    columns = [column for _, column in table.items()]
    titles: list[Any] = list(table.columns)
    if index:
        levels = range(table.index.nlevels)
        columns = [*(pd.Series(table.index.get_level_values(level)) for level in levels), *columns]
        titles = ["" if name is None else name for name in table.index.names] + titles
    # Numbered, since headings may be there twice.
    cells = pd.DataFrame({place: _cells(column) for place, column in enumerate(columns)})
    text = cells.to_csv(index=False, header=[str(_cell(title)) for title in titles], lineterminator="\n")
    return codecs.BOM_UTF8 + text.encode()


def _cells(column: pd.Series) -> pd.Series:
    """Return a column as it is written. Of numbers nothing is a formula; of other columns each value is looked at once."""
    column = column.reset_index(drop=True)
    if is_numeric_dtype(column.dtype):
        return column
    if column.dtype == object:  # of which different ones may be equal, such as 1 and true
        return pd.Series([_cell(value) for value in column], dtype=object)
    return column if all(_cell(value) is value for value in column.unique()) else column.map(_cell)


def _cell(value: Any) -> Any:
    """Return what is written of a value: itself, or its text if that would be a formula or has ends of lines of its own."""
    text = str(value)
    # Ends of lines within a text are those of the file, and quoted: none becomes a row of its own.
    harmless = _LINE_END.sub("\n", as_text(text))
    return value if harmless == text else harmless


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip()
