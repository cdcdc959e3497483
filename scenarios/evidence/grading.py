"""The grade of a number: whether a source says it, whether it is derived from one, or whether it is assumed."""

from collections import Counter
from collections.abc import Iterator, Mapping
from enum import StrEnum

import numpy as np

from model.sources import ASSUMPTION

from ..case import Case
from ..files.case_shape import Sourced
from ..files.firms_file import FIRM_FILE_COLUMNS, FIRMS_FILE, POPULATION_COLUMN
from ..files.grading_faults import FILE as GRADING_FILE
from ..files.grading_numbers import numbers_of
from ..files.industry_table import INDUSTRY_NUMBERS, MIXES
from ..files.industry_table import UNGIVEN as UNGIVEN_OF_INDUSTRIES
from ..files.input_coefficients import INPUTS_FILE
from ..files.park_table import OUTSIDE, PARK_NUMBERS
from ..files.park_table import UNGIVEN as UNGIVEN_OF_PARKS
from ..files.ranges import CASE_FILE, EVERY_ROW, INDUSTRIES_FILE, PARKS_FILE, Cell, Citation, cited_cells, cited_for

NO_NUMBERS = ("text", "id", "A-D")  # units of columns of firms.csv that hold words


class EvidenceGrade(StrEnum):
    """How well a number is known, the best first."""

    SOURCED = "sourced"  # its source says it: there is no range
    DERIVED = "derived"  # split, carried over or recollected from a source: there is a range
    ASSUMED = "assumed"  # nobody has measured it here: its source is `assumption`
    NO_SOURCE = "no_source"  # it is not said where it comes from


Counts = Mapping[EvidenceGrade, int]


def grade_of(source: str | None, ranged: bool) -> EvidenceGrade:
    """Return the grade of a number by its source (None: none is cited) and whether a range is given for it."""
    if source is None:
        return EvidenceGrade.NO_SOURCE
    if source == ASSUMPTION:
        return EvidenceGrade.ASSUMED
    return EvidenceGrade.DERIVED if ranged else EvidenceGrade.SOURCED


def grades(case: Case) -> dict[Cell, EvidenceGrade]:
    """Return the grades of the numbers of case.toml, parks.csv and industries.csv, in the order of the files."""
    found = {}
    for table in ("totals", "parameters"):
        for name, number in getattr(case.file, table).items():
            found[Cell(CASE_FILE, table, name)] = _grade_of_number(number)
    cited = cited_cells(case.data.citations, case.data.parks, case.data.industries)
    return found | {cell: _grade_of_cell(cited_for(cell, cited)) for cell in _cells(case)}


def counts_by_file(case: Case) -> dict[str, Counts]:
    """Return, by file, how many of its numbers have each grade. Cells of firms.csv that are empty are none."""
    counts: dict[str, Counter[EvidenceGrade]] = {}
    for cell, grade in grades(case).items():
        counts.setdefault(cell.file, Counter())[grade] += 1
    if case.data.grading is not None:
        counts[GRADING_FILE] = Counter(_grade_of_number(each.sourced) for each in numbers_of(case.data.grading))
    cited = cited_cells(case.data.citations, case.data.parks, case.data.industries)
    if case.data.baseline.inputs is not None:
        citation = cited_for(Cell(INPUTS_FILE, EVERY_ROW, "coefficient"), cited)
        source = None if citation is None else citation.row.word("source")
        grade = grade_of(source, ranged=True)  # a parameter of the model is their range
        counts[INPUTS_FILE] = Counter({grade: case.data.baseline.inputs.size})
    if len(case.data.baseline.given):
        counts[FIRMS_FILE] = Counter()
        for name, column in FIRM_FILE_COLUMNS.items():
            if column.unit not in NO_NUMBERS:
                grade = _grade_of_cell(cited_for(Cell(FIRMS_FILE, "", name), cited))
                counts[FIRMS_FILE][grade] += _filled(case, name)
    return {file: {grade: each[grade] for grade in EvidenceGrade} for file, each in counts.items()}


def counts_of(case: Case) -> Counts:
    """Return how many numbers of a case have each grade."""
    by_file = counts_by_file(case).values()
    return {grade: sum(counts[grade] for counts in by_file) for grade in EvidenceGrade}


def unranged_columns(case: Case) -> list[str]:
    """Return the columns, as file and column, in which sources.csv assumes numbers without giving them a range."""
    cited = cited_cells(case.data.citations, case.data.parks, case.data.industries)
    found = (
        f"{cell.file} {cell.column}"
        for cell, grade in grades(case).items()
        if grade is EvidenceGrade.ASSUMED
        and (citation := cited_for(cell, cited)) is not None
        and not citation.row.either("low", "high")
    )
    return list(dict.fromkeys(found))


def _grade_of_number(number: Sourced) -> EvidenceGrade:
    return grade_of(number.source, number.low is not None)


def _grade_of_cell(citation: Citation | None) -> EvidenceGrade:
    """Return the grade of a cell; the range of an answer, 0 or 1, is a remark, and says that it is derived all the same."""
    if citation is None:
        return grade_of(None, ranged=False)
    return grade_of(citation.row.word("source"), ranged=bool(citation.row.either("low", "high")))


def _cells(case: Case) -> Iterator[Cell]:
    """Yield the cells of parks.csv and industries.csv that hold a number, which may be 0 or 1 for an answer.

    What may be left out is counted where it says that there is something.
    """
    baseline = case.data.baseline
    levels = {park.id: park.level for park in baseline.parks}
    left_out = {(park.id, name) for park in baseline.parks for name in UNGIVEN_OF_PARKS if not getattr(park, name)}
    left_out |= {
        (row, name)
        for row, industry in zip(baseline.industry_ids, baseline.industries, strict=True)
        for name in UNGIVEN_OF_INDUSTRIES
        if not industry[name]
    }
    follows = case.file.total("zone_gross_output_share") is not None  # its cell of the park outside is empty
    for label in case.data.parks:
        for name in ("output", *PARK_NUMBERS):
            empty = name == "output" and follows and levels[label.id] == OUTSIDE
            if not empty and (label.id, name) not in left_out:
                yield Cell(PARKS_FILE, label.id, name)
    for label in case.data.industries:
        for name in (*INDUSTRY_NUMBERS, *MIXES):
            if (label.id, name) not in left_out:
                yield Cell(INDUSTRIES_FILE, label.id, name)


def _filled(case: Case, column: str) -> int:
    """Return how many cells of a column of firms.csv hold a number."""
    given = case.data.baseline.given
    return int(np.count_nonzero(~np.isnan(given[POPULATION_COLUMN.get(column, column)])))
