"""Tables as CSV files: the one place where they are written, so that Excel reads the Chinese in all of them.

A text that a spreadsheet would take for a formula is written with an apostrophe before it, whoever wrote the text. What
writes cells of a workbook uses the same `as_text`.
"""

import codecs
import csv
import io
import re
from typing import Any

import pandas as pd

# What a formula begins with, in full width too; a tab or the end of a line before it is skipped by some programs.
FORMULA = tuple("=+-@\t\r\n＝＋－＠")
_LINE_END = re.compile("\r\n?")


def as_text(value: Any) -> Any:
    """Return a text so that no spreadsheet takes it for a formula; numbers, also those in words such as -0.5, as they are."""
    return f"'{value}" if isinstance(value, str) and value.startswith(FORMULA) and not _is_number(value) else value


def csv_bytes(table: pd.DataFrame, *, index: bool = False) -> bytes:
    """Return a table as a CSV file: UTF-8 with a byte order mark, without which Excel takes Chinese for another code."""
    # Ends of lines within a text are quoted where they are those of the file: none may become a row of its own.
    rows = csv.reader(io.StringIO(table.to_csv(index=index, lineterminator="\r\n"), newline=""))
    text = io.StringIO(newline="")
    csv.writer(text, lineterminator="\n").writerows(
        [_LINE_END.sub("\n", as_text(cell)) for cell in row] for row in rows
    )
    return codecs.BOM_UTF8 + text.getvalue().encode()


def _is_number(text: str) -> bool:
    try:
        float(text)
    except ValueError:
        return False
    return text == text.strip()
