"""Ranges of a case's numbers: what sources.csv and case.toml say that a number may lie between, in the number's unit.

A range of sources.csv is written in one of three ways: shares of the number (-30%, +30%), amounts added to it (-0.15,
+0.15; the upper end has its sign), or two plain numbers. A row `zones` of parks.csv speaks of the sum over the zones.
"""

import math
from collections.abc import Collection, Iterator, Mapping, Sequence
from enum import Enum
from pathlib import Path
from typing import NamedTuple

from model.parameters import PARAMETERS
from model.world import INDUSTRY_COLUMNS

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, check_known, number_text, say
from .case_shape import CaseFile
from .firms_file import FIRM_FILE_COLUMNS, FIRMS_FILE
from .industry_table import INDUSTRY_FILE_COLUMNS, INDUSTRY_NUMBERS, INDUSTRY_RANGES, MIXES
from .input_coefficients import INPUTS_FILE
from .known_names import id_meant
from .park_table import COUNTED, OUTPUT, PARK_FILE_COLUMNS, PARK_NUMBERS
from .table import Row, number_written, read_table
from .table_labels import UNKNOWN, Label
from .text import plain
from .totals import TOTALS

PARKS_FILE, INDUSTRIES_FILE, CASE_FILE = "parks.csv", "industries.csv", "case.toml"
EVERY_ROW, SUM_OF_ZONES = "*", "zones"
CITED_COLUMNS: dict[str, tuple[str, ...]] = {
    PARKS_FILE: PARK_FILE_COLUMNS,
    INDUSTRIES_FILE: INDUSTRY_FILE_COLUMNS,
    FIRMS_FILE: tuple(FIRM_FILE_COLUMNS),
    INPUTS_FILE: ("coefficient",),
}
# Columns of parks.csv that are amounts: only they have a sum over the zones that means something.
AMOUNTS = (
    "output", "firms", "planned", "other", "industrial_land", "factory_floor", "land_plan", "small_firm_land",
    "low_hill_block",
)  # fmt: skip


class NumberColumn(NamedTuple):
    """Admissible range of a column of numbers in its unit, and whether it counts something."""

    low: float
    high: float
    whole: bool = False


NUMBER_COLUMNS: dict[str, dict[str, NumberColumn]] = {
    PARKS_FILE: {
        "output": NumberColumn(OUTPUT.low, OUTPUT.high),
        **{name: NumberColumn(each.low, each.high, name in COUNTED) for name, each in PARK_NUMBERS.items()},
    },
    # Columns of 0 and 1 are answers, not amounts: nothing lies between them.
    INDUSTRIES_FILE: {
        name: NumberColumn(*INDUSTRY_RANGES.get(name, (0, 1)))
        for name in (*INDUSTRY_NUMBERS, *MIXES)
        if name in MIXES or INDUSTRY_COLUMNS[name][0] != "0/1"
    },
}


class Cell(NamedTuple):
    """Where a number is: the file, its row (an id; in case.toml `totals` or `parameters`) and its column or key."""

    file: str
    row: str
    column: str


class Range(NamedTuple):
    """What a number may lie between, its source and its value, all in the unit of its column; never empty."""

    low: float
    high: float
    source: str
    value: float


class KnownSum(NamedTuple):
    """A sum over cells of a column that is known, or known to lie between two numbers; `cells` are those it is of."""

    cells: tuple[Cell, ...]
    low: float
    high: float
    source: str

    @property
    def exact(self) -> bool:
        """Whether the sum itself is known, so that only its split may vary."""
        return self.low == self.high


class Ranges(NamedTuple):
    """The ranges of a case: by cell of its tables, and the sums that go with them."""

    cells: Mapping[Cell, Range] = {}
    sums: tuple[KnownSum, ...] = ()

    @property
    def varying(self) -> dict[Cell, Range]:
        """The cells that may differ from their values, in the order of file, row and column."""
        return {cell: each for cell, each in sorted(self.cells.items()) if each.low < each.high}

    @property
    def sums_kept(self) -> tuple[KnownSum, ...]:
        """The sums over cells of which at least one varies."""
        varying = self.varying
        return tuple(each for each in self.sums if any(cell in varying for cell in each.cells))

    @property
    def text(self) -> str:
        """What of the ranges decides results, as one text: no sources, no notes, and nothing of how they were written."""
        cells = [f"{','.join(cell)},{each.low!r},{each.high!r}" for cell, each in self.varying.items()]
        sums = [f"{each.cells[0].column},{each.low!r},{each.high!r}" for each in self.sums_kept]
        return "\n".join([*cells, *sorted(sums)])


class Manner(Enum):
    """How the ends of a range are written."""

    SHARES = "shares of the number"
    ADDED = "added to the number"
    PLAIN = "numbers of their own"


class Ends(NamedTuple):
    """A range as it is written."""

    manner: Manner
    low: float
    high: float

    def around(self, value: float) -> tuple[float, float]:
        """Return the ends for a number."""
        if self.manner is Manner.PLAIN:
            return self.low, self.high
        step = abs(value) / 100 if self.manner is Manner.SHARES else 1.0
        return value + step * self.low, value + step * self.high


class Citation(NamedTuple):
    """A row of sources.csv: the cells that it speaks of, and their range if it gives one."""

    cell: Cell  # its row may be EVERY_ROW or SUM_OF_ZONES
    row: Row
    ends: Ends | None


def read_ranges(
    folder: Path, citations: Sequence[Row], parks: Sequence[Label], zones: Collection[str], industries: Sequence[Label]
) -> Ranges:
    """Return the ranges that rows of sources.csv give the cells of parks.csv and industries.csv, which have been read.

    A row of its own goes before `*`, and of two rows of the same cell the later one counts. Raises InputProblem.
    """
    cited = cited_cells(citations, parks, industries)
    values = dict(_values(folder, (PARKS_FILE, INDUSTRIES_FILE))) if cited else {}
    faults = Faults()
    cells: dict[Cell, Range] = {}
    missed: set[Cell] = set()
    for cell, value in values.items():
        of_cell = cited_for(cell, cited)
        if of_cell is None or of_cell.ends is None or of_cell.cell in missed:
            continue
        try:
            cells[cell] = _range(of_cell, of_cell.ends, cell.row, value)
        except InputProblem as problem:
            missed.add(of_cell.cell)  # one fault a row of sources.csv, not one a cell
            faults.add(problem)
    sums = list(_mixes(values))
    for citation in cited.values():
        if citation.cell.row == SUM_OF_ZONES:
            with faults:
                sums.append(_sum(citation, values, zones))
    faults.refuse()
    return Ranges(cells, tuple(sums))


def ranges_of_case_file(file: CaseFile) -> dict[Cell, Range]:
    """Return the ranges that case.toml gives its totals and parameters, cut to what is admissible."""
    found = {}
    for table, declared in (("totals", TOTALS), ("parameters", PARAMETERS)):
        for name, number in getattr(file, table).items():
            if number.low is not None and number.high is not None:
                entry = declared[name]
                column = NumberColumn(entry.low, entry.high, table == "totals" and TOTALS[name].whole)
                found[Cell(CASE_FILE, table, name)] = Range(
                    *_admissible(number.low, number.high, column), number.source, number.value
                )
    return found


def cited_cells(citations: Sequence[Row], parks: Sequence[Label], industries: Sequence[Label]) -> dict[Cell, Citation]:
    """Return what rows of sources.csv speak of, by cell; its row may be EVERY_ROW or SUM_OF_ZONES. Raises InputProblem."""
    known = {PARKS_FILE: {each.id: each for each in parks}, INDUSTRIES_FILE: {each.id: each for each in industries}}
    faults = Faults()
    cited: dict[Cell, Citation] = {}
    for row in citations:
        with faults:
            citation = _citation(row, known)
            cited[citation.cell] = citation
    faults.refuse()
    return cited


def cited_for(cell: Cell, cited: Mapping[Cell, Citation]) -> Citation | None:
    """Return what is cited for a cell: a row of its own goes before the one of the column; None where neither is there."""
    return cited.get(cell) or cited.get(cell._replace(row=EVERY_ROW))


def _citation(row: Row, known: Mapping[str, Mapping[str, Label]]) -> Citation:
    """Return what a row of sources.csv speaks of. Raises InputProblem for what the case does not have."""
    file, name, column = (row.word(each) for each in ("file", "row", "column"))
    check_known(row.place("file"), "uncited_file", file, CITED_COLUMNS)
    check_known(row.place("column"), "unknown_column", column, CITED_COLUMNS[file])
    if file == PARKS_FILE and name == SUM_OF_ZONES:
        if SUM_OF_ZONES in known[file]:
            raise InputProblem(row.place("row"), say("zones_is_a_park"), say("another_name"))
        if column not in AMOUNTS:
            raise InputProblem(
                row.place("column"), say("no_amount", name=as_written(column)), say("known", names=AMOUNTS)
            )
    elif file == FIRMS_FILE:
        _check_whole_column(row, "one_firm_cited", "firms_ranged")
    elif file == INPUTS_FILE:
        _check_whole_column(row, "whole_table_cited", "inputs_ranged")
    elif name != EVERY_ROW:
        name = id_meant(row.place("row"), UNKNOWN["park" if file == PARKS_FILE else "industry"], name, known[file])
    number = NUMBER_COLUMNS.get(file, {}).get(column)
    if number is None:
        return Citation(Cell(file, name, column), row, None)
    total = number if name != SUM_OF_ZONES else number._replace(high=math.inf)
    return Citation(Cell(file, name, column), row, _ends(row, total))


def _check_whole_column(row: Row, one_row: str, ranged: str) -> None:
    """Refuse, by the messages of two keys, a source for one row of a file cited as a whole, and a range. Raises InputProblem."""
    if row.word("row") != EVERY_ROW:
        raise InputProblem(row.place("row"), say(one_row, name=as_written(row.text("row"))), say("every_row"))
    if row.either("low", "high"):
        raise InputProblem(row.place("low"), say(ranged), say("leave_empty"))


def _ends(row: Row, column: NumberColumn) -> Ends | None:
    """Return the range of a row as it is written; None where it gives none. Raises InputProblem."""
    written = {name: plain(row.cells.get(name, "")) for name in ("low", "high")}
    empty = [name for name, text in written.items() if not text]
    if len(empty) == len(written):
        return None
    if empty:
        raise InputProblem(row.place(empty[0]), say("is_empty"), say("both_ends_rule"))
    numbers = {}
    for name, text in written.items():
        number = number_written(text.removesuffix("%").strip())
        if number is None:
            raise InputProblem(row.place(name), say("not_a_number", value=as_written(text)), say("ends_rule"))
        numbers[name] = number
    if numbers["low"] > numbers["high"]:
        raise InputProblem(row.place("low"), say("ends_crossed", **written), say("ends_rule"))
    manner = _manner(written["high"], column, Manner.PLAIN)
    if _manner(written["low"], column, manner) is not manner:
        raise InputProblem(row.place("low"), say("ends_mixed", **written), say("ends_rule"))
    for name, number in numbers.items():
        if manner is Manner.PLAIN and not column.low <= number <= column.high:
            allowed = say("range", low=float(column.low), high=float(column.high))
            raise InputProblem(row.place(name), say("out_of_range", value=written[name]), allowed)
    return Ends(manner, **numbers)


def _manner(text: str, column: NumberColumn, unclear: Manner) -> Manner:
    """Return how an end is written; `unclear` where its minus sign may be that of a number of the column."""
    if text.endswith("%"):
        return Manner.SHARES
    if text[0] == "-":
        return unclear if column.low < 0.0 else Manner.ADDED
    return Manner.ADDED if text[0] == "+" else Manner.PLAIN


def _range(citation: Citation, ends: Ends, name: str, value: float) -> Range:
    """Return the range of a number, in the row `name` of its table. Raises InputProblem where it leaves the number out."""
    low, high = ends.around(value)
    if not low <= value <= high:
        written = {each: citation.row.word(each) for each in ("low", "high")}
        what = say("range_misses", name=name, column=citation.cell.column, value=number_text(value), **written)
        raise InputProblem(citation.row.place("low"), what, say("value_or_range"))
    column = NUMBER_COLUMNS[citation.cell.file][citation.cell.column]
    if name == SUM_OF_ZONES:
        column = column._replace(high=math.inf)
    return Range(*_admissible(low, high, column), citation.row.word("source"), value)


def _admissible(low: float, high: float, column: NumberColumn) -> tuple[float, float]:
    """Return the part of a range that a column admits: of a count, the whole numbers in it."""
    low, high = max(low, column.low), min(high, column.high)
    # 70 % of 40 is 27.999999999999996: what is whole but for rounding stays.
    return (float(math.ceil(round(low, 6))), float(math.floor(round(high, 6)))) if column.whole else (low, high)


def _values(folder: Path, files: Sequence[str]) -> Iterator[tuple[Cell, float]]:
    """Yield the numbers of the tables, by cell; empty cells have none."""
    for file in files:
        for row in read_table(folder / file, CITED_COLUMNS[file][:1], CITED_COLUMNS[file][1:]):
            for name, column in NUMBER_COLUMNS[file].items():
                if row.holds(name):
                    yield Cell(file, row.word("id"), name), row.number(name, column.low, column.high)


def _mixes(values: Mapping[Cell, float]) -> Iterator[KnownSum]:
    """Yield the sums of the mixes of industries, which are 1 whatever their shares are."""
    for name in MIXES:
        cells = tuple(cell for cell in values if cell.file == INDUSTRIES_FILE and cell.column == name)
        if cells:
            yield KnownSum(cells, 1.0, 1.0, "")


def _sum(citation: Citation, values: Mapping[Cell, float], zones: Collection[str]) -> KnownSum:
    """Return the sum over the zones that a row of sources.csv says is known. Raises InputProblem."""
    file, _, column = citation.cell
    cells = tuple(cell for cell in values if (cell.file, cell.column) == (file, column) and cell.row in zones)
    total = math.fsum(values[cell] for cell in cells)
    source = citation.row.word("source")
    if citation.ends is None:
        return KnownSum(cells, total, total, source)
    each = _range(citation, citation.ends, SUM_OF_ZONES, total)
    return KnownSum(cells, each.low, each.high, source)
