"""The firms that a city lists itself: what the columns of firms.csv are, and the file read and checked cell by cell.

Totals are asked for where a statistical office keeps totals. Form 205-1 of above-scale industry reports the energy a firm
uses in a year, not an intensity, and discharge fees are charged on a year's equivalents. The intensities follow.
"""

import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from model.identities import FIRM_BITS, numbers_of_names
from model.population.baseline import ParkBaseline
from model.population.given_table import given_dtype
from model.state import Grade
from model.units import M2_PER_MU

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from .known_names import id_meant
from .table import Row, read_table
from .table_labels import UNKNOWN, Label, check_unique
from .total_rows import without_totals

FIRMS_FILE = "firms.csv"
FLAG = "0/1"


class FirmColumn(NamedTuple):
    """Declaration of a column of firms.csv: unit, range (numbers only), labels, meaning, and whether it must be filled."""

    unit: str
    low: float
    high: float
    zh: str
    en: str
    meaning: str
    required: bool = False


FIRM_FILE_COLUMNS: dict[str, FirmColumn] = {
    "id": FirmColumn("text", 0, 0, "企业编号", "id", "unique; orders the firms, so the order of rows does not matter", True),
    "name": FirmColumn("text", 0, 0, "企业名称", "name", "for people; the model never reads it"),
    "park": FirmColumn("id", 0, 0, "所在开发区", "park", "id of a park in parks.csv", True),
    "industry": FirmColumn("id", 0, 0, "所属行业", "industry", "id of an industry in industries.csv", True),
    "output": FirmColumn("10k yuan/year", 0, 1e8, "产值", "output", "gross output of the baseline year", True),
    "hightech": FirmColumn(FLAG, 0, 1, "高新技术企业", "high-tech", "recognised as a high-tech firm"),
    "suited": FirmColumn(FLAG, 0, 1, "适合多层厂房", "suited", "its production suits several storeys"),
    "energy": FirmColumn("tce/year", 0, 1e8, "综合能源消费量", "energy", "energy used in the baseline year"),
    "emissions": FirmColumn("equivalents/year", 0, 1e10, "污染当量数", "emissions", "pollution equivalents of the baseline year"),
    "capital": FirmColumn("10k yuan", 0, 1e9, "固定资产投资", "capital", "fixed investment in place"),
    "land": FirmColumn("mu", 0, 1e6, "用地面积", "land", "land it holds; 0 for a tenant"),
    "floor": FirmColumn("m2", 0, 1e8, "自有建筑面积", "own floor", "floor on its own land"),
    "leased": FirmColumn("m2", 0, 1e8, "租用标准厂房面积", "leased floor", "standard-factory floor that it leases"),
    "grade": FirmColumn("A-D", 0, 0, "绩效评级", "grade", "performance grade of the last assessment; all are B where it is empty"),
}  # fmt: skip
REQUIRED = tuple(name for name, column in FIRM_FILE_COLUMNS.items() if column.required)
OPTIONAL = tuple(name for name, column in FIRM_FILE_COLUMNS.items() if not column.required)
# Column of the population that a column of the file sets, where it is not of the same name.
POPULATION_COLUMN = {"energy": "energy_intensity", "emissions": "emission_intensity"}
SYNTHESISED = tuple(name for name in OPTIONAL if name != "name")  # what is drawn where the cell is empty


class FirmRows(NamedTuple):
    """The firms of a file in the order of their ids, and where each is in it."""

    firms: np.ndarray  # (firm,), given_dtype
    rows: list[Row]


def read_firms(
    path: Path, parks: Sequence[ParkBaseline], park_labels: Sequence[Label], industries: Sequence[Label], least: float
) -> FirmRows:
    """Return the firms of firms.csv, sorted by id. Raises InputProblem for the cells that cannot be.

    `least` is the output, 10k yuan a year, that a firm makes at least as long as it stays on the register.
    """
    faults = Faults()
    rows = without_totals(read_table(path, REQUIRED, OPTIONAL), ("id", "name"), faults)
    seen: dict[str, int] = {}
    for row in rows:
        with faults:
            check_unique(row, seen)
    firms = np.zeros(len(rows), given_dtype)
    firms["number"] = numbers_of_names([row.word("id") for row in rows], FIRM_BITS)
    places = {"park": NamedPlaces(park_labels), "industry": NamedPlaces(industries)}
    for firm, row in zip(firms, rows, strict=True):
        read_firm(firm, row, places, least, faults)
    faults.refuse()
    order = sorted(range(len(rows)), key=lambda place: rows[place].word("id"))
    firms, rows = firms[order], [rows[place] for place in order]
    demand_room(firms, parks)
    return FirmRows(firms, rows)


class NamedPlaces:
    """Where parks or industries are in their table, by id or label; what was found is kept, as many firms name the same."""

    def __init__(self, labels: Sequence[Label]) -> None:
        self.labels = {label.id: label for label in labels}
        self.found: dict[str, int] = {}

    def of(self, row: Row, column: str) -> int:
        """Return the place of what a cell names. Raises InputProblem."""
        written = row.word(column)
        if written not in self.found:
            name = id_meant(row.place(column), UNKNOWN[column], written, self.labels)
            self.found[written] = list(self.labels).index(name)
        return self.found[written]


def read_firm(firm: np.void, row: Row, places: Mapping[str, NamedPlaces], least: float, faults: Faults) -> None:
    """Read a row into a firm; cells that cannot be are added to `faults`."""
    before = len(faults.found)
    for column, known in places.items():
        with faults:
            firm[column] = known.of(row, column)
    with faults:
        firm["output"] = number(row, "output")
        if firm["output"] < least:
            what = say("off_the_register", value=float(firm["output"]), least=least)
            raise InputProblem(row.place("output"), what, say("off_the_register_rule"))
    read_open_cells(firm, row, faults)
    if len(faults.found) == before:
        with faults:
            demand_seat(firm, row)


def read_open_cells(firm: np.void, row: Row, faults: Faults) -> None:
    """Read the cells that may be empty: NaN where they are."""
    for name in ("hightech", "suited"):
        with faults:
            firm[name] = flag(row, name)
    for name in ("energy", "emissions"):
        with faults:
            total = number(row, name)
            firm[POPULATION_COLUMN[name]] = total / firm["output"] if firm["output"] else math.nan
    with faults:
        firm["capital"] = number(row, "capital")
    with faults:
        firm["land"] = whole(number(row, "land") * M2_PER_MU)
    for name in ("floor", "leased"):
        with faults:
            firm[name] = whole(number(row, name))
    with faults:
        firm["grade"] = grade(row)


def is_empty(row: Row, column: str) -> bool:
    """Whether the file lacks a column, or the row a value in it."""
    return not row.cells.get(column, "").strip()


def number(row: Row, name: str) -> float:
    """Return the number in a cell, within the declared range; NaN if it is empty and may be."""
    column = FIRM_FILE_COLUMNS[name]
    if is_empty(row, name) and not column.required:
        return math.nan
    return row.number(name, column.low, column.high)


def whole(value: float) -> float:
    """Return a number of square metres as a whole one; NaN stays."""
    return value if math.isnan(value) else float(round(value))


def flag(row: Row, name: str) -> float:
    """Return 0, 1 or, for an empty cell, NaN."""
    value = number(row, name)
    if not math.isnan(value) and value not in (0.0, 1.0):
        raise InputProblem(row.place(name), say("no_flag", value=value), say("flag_rule"))
    return value


def grade(row: Row) -> float:
    """Return a grade as the model counts it; NaN for an empty cell."""
    if is_empty(row, "grade"):
        return math.nan
    text = row.word("grade").upper()
    if text not in Grade.__members__:
        what = say("unknown_grade", name=as_written(row.text("grade")))
        raise InputProblem(row.place("grade"), what, say("grade_rule", names=list(Grade.__members__)))
    return float(Grade[text])


def demand_seat(firm: np.void, row: Row) -> None:
    """Refuse a firm that sits nowhere, and own floor without land."""
    landless = firm["land"] == 0 or (np.isnan(firm["land"]) and firm["leased"] > 0)
    if firm["land"] == 0 and firm["leased"] == 0:
        raise InputProblem(row.place("land"), say("no_seat"), say("seat_rule"))
    if landless and firm["floor"] > 0:
        what = say("floor_without_land", floor=float(firm["floor"]))
        raise InputProblem(row.place("floor"), what, say("floor_without_land_rule"))


def demand_room(firms: np.ndarray, parks: Sequence[ParkBaseline]) -> None:
    """Refuse more firms in a park than parks.csv says. Raises InputProblem."""
    faults = Faults()
    count = np.bincount(firms["park"], minlength=len(parks))
    for park, listed in zip(parks, count, strict=True):
        if listed > park.firms:
            place = say("park_of_file", file=FIRMS_FILE, park=park.id)
            what = say("too_many_listed", listed=int(listed), firms=park.firms)
            faults.add(InputProblem(place, what, say("too_many_listed_rule")))
    faults.refuse()
