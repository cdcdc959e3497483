"""Rows of sources.csv that say nothing: a cell cited twice, a file that the case does not have, a range that no column has."""

from collections.abc import Iterator

from ..case import Case
from ..files.ranges import EVERY_ROW, INDUSTRIES_FILE, NUMBER_COLUMNS, Cell, cited_cells
from ..files.table import Row, number_written
from ..files.text import plain
from ..refusals.problem import number_text
from .finding import Finding


def citation_findings(case: Case) -> Iterator[Finding]:
    """Yield the rows of sources.csv that have no effect, or none that is meant, with their lines."""
    first: dict[Cell, Row] = {}
    absent: set[str] = set()
    for row in case.data.citations:
        (cell,) = cited_cells([row], case.data.parks, case.data.industries)
        if cell in first:
            values = {"cell": " ".join(cell), "line": str(first[cell].line)}
            yield Finding("cited_twice", values={"place": row.place("row"), **values})
        first.setdefault(cell, row)
        if cell.file not in absent and not (case.folder / cell.file).is_file():
            absent.add(cell.file)
            yield Finding("cited_absent", values={"place": row.place("file"), "file": cell.file})
        yield from _of_answers(case, cell, row)


def _of_answers(case: Case, cell: Cell, row: Row) -> Iterator[Finding]:
    """Yield a lower end above the value of a column of 0 and 1, whose range is a remark and is never drawn from."""
    file, name, column = cell
    baseline = case.data.baseline
    if (
        file != INDUSTRIES_FILE
        or column in NUMBER_COLUMNS[file]
        or column not in (baseline.industries.dtype.names or ())
    ):
        return
    low = number_written(plain(row.cells.get("low", "")))
    values = [
        float(record[column])
        for industry, record in zip(baseline.industry_ids, baseline.industries, strict=True)
        if name in (EVERY_ROW, industry)
    ]
    if low is not None and values and low > max(values):
        shown = {"value": number_text(max(values)), "low": number_text(low)}
        yield Finding("low_above_value", values={"place": row.place("low"), **shown})
