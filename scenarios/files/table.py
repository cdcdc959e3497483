"""Tables of a case: CSV files read cell by cell, so that a refusal can name row and column."""

import csv
import io
import re
from collections.abc import Sequence
from pathlib import Path

from ..limits import LISTED_FIRMS
from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .spoiled import check_cell, check_no_date
from .text import TABLE_BYTES, line_place, plain, read_text

LONGEST_CELL = 500  # characters
_THOUSANDS = re.compile(r"[+-]?[1-9]\d{0,2}(,\d{3})+(\.\d+)?", re.ASCII)
_NUMBER = re.compile(r"[+-]?\d+(\.\d+)?(e[+-]?\d+)?", re.ASCII | re.IGNORECASE)


class Row:
    """One row of a table: cells by column, and where it is."""

    def __init__(self, file: str, line: int, cells: dict[str, str]) -> None:
        self.file = file
        self.line = line
        self.cells = cells

    def place(self, column: str) -> Message:
        """Return where a cell is."""
        return say("cell", file=self.file, line=self.line, column=column)

    def text(self, column: str) -> str:
        """Return the text of a cell, which must not be empty."""
        value = self.cells[column].strip()
        if not value:
            raise InputProblem(self.place(column), say("is_empty"))
        return value

    def word(self, column: str) -> str:
        """Return the word of a cell, full-width letters made plain; it must not be empty."""
        return plain(self.text(column))

    def either(self, column: str, other: str) -> str:
        """Return the text of a cell, or of another where it is empty; either column may be left out of the file."""
        return next((text for each in (column, other) if (text := self.cells.get(each, "").strip())), "")

    def holds(self, column: str) -> bool:
        """Return whether a cell holds anything; its column may be left out of the file."""
        return bool(self.cells.get(column, "").strip())

    def words(self, column: str) -> tuple[str, ...]:
        """Return the words of a cell, separated by semicolons; none for an empty cell, or without the column."""
        return tuple(word.strip() for word in plain(self.cells.get(column, "")).split(";") if word.strip())

    def number(self, column: str, low: float, high: float) -> float:
        """Return the number of a cell, which must lie between `low` and `high`.

        Full-width digits and separators of thousands (1,234) are read; a percent sign is not, nor is inf or nan.
        """
        value = self.text(column)
        allowed = say("range", low=float(low), high=float(high))
        digits = plain(value)
        number = number_written(digits)
        if number is None:
            percentage = number_written(digits[:-1].strip()) if digits.endswith("%") else None
            if percentage is not None:
                hint = say("write_fraction", number=percentage / 100)
                raise InputProblem(self.place(column), say("percent_sign", value=as_written(value)), hint)
            check_no_date(digits, self.place(column))
            raise InputProblem(self.place(column), say("not_a_number", value=as_written(value)), allowed)
        if not low <= number <= high:
            raise InputProblem(self.place(column), say("out_of_range", value=value), allowed)
        return number

    def whole(self, column: str, low: float, high: float) -> int:
        """Return the whole number of a cell, which must lie between `low` and `high`."""
        number = self.number(column, low, high)
        if number != int(number):
            what = say("not_whole", value=self.text(column))
            raise InputProblem(self.place(column), what, say("range", low=float(low), high=float(high)))
        return int(number)


def number_written(text: str) -> float | None:
    """Return the number that plain text is, separators of thousands (1,234) left out; None where it is none."""
    digits = text.replace(",", "") if _THOUSANDS.fullmatch(text) else text
    return float(digits) if _NUMBER.fullmatch(digits) else None


def read_table(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """Return the rows of a CSV file with the `required` columns, any of the `optional` and no other, in any order.

    Raises InputProblem for a file that cannot be read, a missing, unknown or repeated column, a row of another length,
    or a quotation mark that is not closed. Too many rows, too long cells and cells that Excel spoiled are refused too.
    """
    lines = _split(path.name, read_text(path, TABLE_BYTES))
    if not lines:  # commas and quotation marks only
        raise InputProblem(path.name, say("empty_file"))
    first, titles = lines[0]
    header = _header(path.name, first, titles, required, optional)
    rows, faults = [], Faults()
    for line, cells in lines[1:]:
        if not any(cell.strip() for cell in cells):
            continue
        with faults:
            if any(cell.strip() for cell in cells[len(header) :]) or len(cells) < len(header):
                what = say("row_length", count=len(cells))
                raise InputProblem(line_place(path.name, line), what, say("header_length", count=len(header)))
            rows.append(Row(path.name, line, dict(zip(header, cells, strict=False))))
            _check_cells(rows[-1], faults)
    faults.refuse()
    if not rows:
        raise InputProblem(path.name, say("no_rows"))
    return rows


def _split(name: str, text: str) -> list[tuple[int, list[str]]]:
    """Return the cells of every row with the line where it begins; rows before the header that are empty are left out."""
    top = text.lstrip().splitlines()[0]
    delimiter = "\t" if "\t" in top and "," not in top else ","  # Excel's "Unicode text" has tabs
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
    lines: list[tuple[int, list[str]]] = []
    line = 1
    try:
        for cells in reader:
            if lines or any(cell.strip() for cell in cells):
                lines.append((line, cells))
            line = reader.line_num + 1
            if len(lines) > LISTED_FIRMS + 1:
                more = sum(any(cell.strip() for cell in cells) for cells in reader)
                what = say("row_count", count=len(lines) - 1 + more)
                raise InputProblem(name, what, say("at_most", limit=LISTED_FIRMS))
    except csv.Error:
        raise InputProblem(line_place(name, line), say("quotes"), say("quotes_rule")) from None
    return lines


def _header(name: str, line: int, titles: list[str], required: Sequence[str], optional: Sequence[str]) -> list[str]:
    """Return the names of the columns; empty ones at the end, which Excel leaves behind, are dropped."""
    place, known = line_place(name, line), (*required, *optional)
    header = [plain(title) for title in titles]
    while header and not header[-1]:
        header.pop()
    if len(header) == 1 and len(required) > 1:
        if ";" in header[0]:
            raise InputProblem(place, say("semicolons", text=as_written(titles[0])), say("save_with_commas"))
        raise InputProblem(place, say("one_column", text=as_written(titles[0])), say("separate_by_commas"))
    faults = Faults()
    for title in dict.fromkeys(header):
        with faults:
            if title not in known:
                raise InputProblem(place, say("unknown_column", name=as_written(title)), nearest(title, known))
            if header.count(title) > 1:
                raise InputProblem(place, say("column_twice", name=as_written(title)))
    for title in required:
        with faults:
            if title not in header:
                raise InputProblem(place, say("column_missing", name=as_written(title)))
    faults.refuse()
    return header


def _check_cells(row: Row, faults: Faults) -> None:
    for column, cell in row.cells.items():
        with faults:
            if len(cell) > LONGEST_CELL:
                what = say("cell_too_long", count=len(cell), text=as_written(cell))
                raise InputProblem(row.place(column), what, say("at_most", limit=LONGEST_CELL))
            check_cell(plain(cell), row.place(column))
