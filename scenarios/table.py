"""Tables of a case: CSV files read cell by cell, so that a refusal can name row and column."""

import csv
from collections.abc import Sequence
from pathlib import Path

from .problem import InputProblem, nearest


class Row:
    """One row of a table: cells by column, and where it stands."""

    def __init__(self, file: str, line: int, cells: dict[str, str]) -> None:
        self.file = file
        self.line = line
        self.cells = cells

    def place(self, column: str) -> str:
        """Return where a cell stands."""
        return f"{self.file}: line {self.line}, column {column}"

    def text(self, column: str) -> str:
        """Return the text of a cell, which must not be empty."""
        value = self.cells[column].strip()
        if not value:
            raise InputProblem(self.place(column), "is empty")
        return value

    def words(self, column: str) -> tuple[str, ...]:
        """Return the words of a cell, separated by semicolons; none for an empty cell."""
        return tuple(word.strip() for word in self.cells[column].split(";") if word.strip())

    def number(self, column: str, low: float, high: float) -> float:
        """Return the number of a cell, which must lie between `low` and `high`."""
        value = self.text(column)
        try:
            number = float(value)
        except ValueError:
            raise InputProblem(
                self.place(column), f"{value!r} is not a number", f"allowed: {low:g} to {high:g}"
            ) from None
        if not low <= number <= high:
            raise InputProblem(self.place(column), f"{value} is out of range", f"allowed: {low:g} to {high:g}")
        return number


def read_table(path: Path, required: Sequence[str], optional: Sequence[str] = ()) -> list[Row]:
    """Return the rows of a CSV file with the `required` columns, any of the `optional` and no other, in any order.

    Raises InputProblem for a missing file, a missing, unknown or repeated column, or a row of another length.
    """
    if not path.is_file():
        raise InputProblem(path.name, "is missing")
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            lines = list(csv.reader(file))
    except (UnicodeDecodeError, csv.Error) as error:
        raise InputProblem(path.name, f"is not readable as a table: {error}", "save it as CSV in UTF-8") from error
    if not lines:
        raise InputProblem(path.name, "is empty")
    header = [name.strip() for name in lines[0]]
    for name in header:
        if name not in (*required, *optional):
            raise InputProblem(
                f"{path.name}: line 1", f"unknown column {name!r}", nearest(name, (*required, *optional))
            )
        if header.count(name) > 1:
            raise InputProblem(f"{path.name}: line 1", f"column {name!r} stands twice")
    for name in required:
        if name not in header:
            raise InputProblem(f"{path.name}: line 1", f"column {name!r} is missing")
    rows = []
    for line, cells in enumerate(lines[1:], start=2):
        if not any(cell.strip() for cell in cells):
            continue
        if len(cells) != len(header):
            raise InputProblem(f"{path.name}: line {line}", f"has {len(cells)} cells", f"the header has {len(header)}")
        rows.append(Row(path.name, line, dict(zip(header, cells, strict=True))))
    if not rows:
        raise InputProblem(path.name, "has no rows")
    return rows
