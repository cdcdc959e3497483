"""What a case does not know exactly, in the units of the baseline: the ranges of its cells, totals and parameters."""

from collections.abc import Iterator
from dataclasses import fields, replace

from model.parameters import range_around
from model.population.baseline import INDUSTRIES, PARAMETERS, PARKS, TOTALS, Baseline, Unknown, ZoneSum
from model.synthesis_parameters import SYNTHESIS_PARAMETERS
from model.units import HUNDRED_MILLION
from model.world import INDUSTRY_COLUMNS

from .case_faults import NUMBERS
from .case_shape import CaseFile
from .industry_table import MIXES
from .park_table import PARK_NUMBERS
from .ranges import CASE_FILE, INDUSTRIES_FILE, PARKS_FILE, Cell, Ranges, ranges_of_case_file

TABLES = {PARKS_FILE: PARKS, INDUSTRIES_FILE: INDUSTRIES}
OUTPUT, OUTPUT_UNIT = "output", "10k yuan/year"  # as the baseline has it
LISTED = (OUTPUT, "firms")  # what firms that the city lists itself have been held against
FIELDS = frozenset(field.name for field in fields(Baseline))


def with_unknowns(baseline: Baseline, file: CaseFile, ranges: Ranges) -> Baseline:
    """Return a baseline whose populations have values of their own of what is not known, unless the case holds them."""
    if not file.population.vary_baseline:
        return baseline
    scale = HUNDRED_MILLION * (1.0 + baseline.zone_output_growth)
    unknowns = [*_cells(baseline, ranges, scale), *_totals(file), *_parameters(file)]
    held = LISTED if len(baseline.given) else ()
    sums = [
        ZoneSum(each.cells[0].column, each.low * _scale(each.cells[0], scale), each.high * _scale(each.cells[0], scale))
        for each in ranges.sums_kept
        if each.cells[0].file == PARKS_FILE
    ]
    return replace(
        baseline,
        unknowns=tuple(each for each in unknowns if each.table != PARKS or each.column not in held),
        sums=tuple(each for each in sums if each.column not in held),
    )


def cell_of(unknown: Unknown) -> Cell:
    """Return where a case gives a number that is drawn; a parameter that it does not give would be there."""
    if unknown.table in NUMBERS:
        return Cell(CASE_FILE, unknown.table, unknown.column)
    return Cell(next(file for file, table in TABLES.items() if table == unknown.table), unknown.row, unknown.column)


def unit_of(unknown: Unknown) -> str:
    """Return the unit that the baseline has a number in: that of the case, but for the output of parks."""
    if unknown.table in NUMBERS:
        return NUMBERS[unknown.table][unknown.column].unit
    if unknown.table == PARKS:
        return OUTPUT_UNIT if unknown.column == OUTPUT else PARK_NUMBERS[unknown.column].unit
    return "share" if unknown.column in MIXES else INDUSTRY_COLUMNS[unknown.column][0]


def _scale(cell: Cell, scale: float) -> float:
    """Return what the baseline has for one unit of a cell."""
    return scale if (cell.file, cell.column) == (PARKS_FILE, OUTPUT) else 1.0


def _cells(baseline: Baseline, ranges: Ranges, scale: float) -> Iterator[Unknown]:
    """Yield the cells that have a range; what is made outside follows from the zones where their share is known."""
    outside = {park.id for park in baseline.parks if not park.is_zone}
    for cell, between in ranges.varying.items():
        follows = cell.column == OUTPUT and cell.row in outside and baseline.zone_gross_output_share is not None
        if not follows:
            factor = _scale(cell, scale)
            yield Unknown(TABLES[cell.file], cell.row, cell.column, between.low * factor, between.high * factor)


def _totals(file: CaseFile) -> Iterator[Unknown]:
    """Yield the totals of the city that have a range."""
    for cell, between in ranges_of_case_file(file).items():
        if cell.row == TOTALS and cell.column in FIELDS and between.low < between.high:
            yield Unknown(TOTALS, "", cell.column, between.low, between.high)


def _parameters(file: CaseFile) -> Iterator[Unknown]:
    """Yield the parameters that the synthesis reads: those of the case with its range, the others with the declared one.

    One that a case takes from a source and gives no range is known.
    """
    given = ranges_of_case_file(file)
    values = file.central_values()[0]
    for name in sorted(SYNTHESIS_PARAMETERS):
        low, high = range_around(name, float(values[name]))
        if name in file.parameters:
            between = given.get(Cell(CASE_FILE, PARAMETERS, name))
            low, high = (between.low, between.high) if between is not None else (0.0, 0.0)
        if low < high:
            yield Unknown(PARAMETERS, "", name, low, high)
