"""The firms that a city lists itself: what the columns of firms.csv are, and the file read and checked cell by cell.

Totals are asked for where a statistical office keeps totals. Form 205-1 of above-scale industry reports the energy a firm
uses in a year, not an intensity, and discharge fees are charged on a year's equivalents. The intensities follow.
"""

import math
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import numpy as np

from model.identities import FIRM_BITS, numbers_of_names
from model.population.baseline import ParkBaseline
from model.population.given_table import given_dtype
from model.state import Grade
from model.units import M2_PER_MU

from ..refusals.problem import InputProblem, as_written, nearest, say
from .table import Row, read_table

FIRMS_FILE = "firms.csv"
FLAG = "0/1"
UNKNOWN = {"park": "unknown_park", "industry": "unknown_industry"}  # messages of unknown ids


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


def read_firms(path: Path, parks: Sequence[ParkBaseline], industries: Sequence[str], least_output: float) -> FirmRows:
    """Return the firms of firms.csv, sorted by id. Raises InputProblem for any cell that cannot be.

    `least_output` is what a firm makes at least as long as it stays on the register.
    """
    rows = read_table(path, REQUIRED, OPTIONAL)
    demand_unique(rows)
    rows.sort(key=lambda row: row.word("id"))
    park_ids = [park.id for park in parks]
    firms = np.zeros(len(rows), given_dtype)
    firms["number"] = numbers_of_names([row.word("id") for row in rows], FIRM_BITS)
    for firm, row in zip(firms, rows, strict=True):
        firm["park"] = index_of(row, "park", park_ids)
        firm["industry"] = index_of(row, "industry", industries)
        firm["output"] = number(row, "output")
        if firm["output"] < least_output:
            what = say("off_the_register", value=float(firm["output"]), least=float(least_output))
            raise InputProblem(row.place("output"), what, say("off_the_register_rule"))
        read_open_cells(firm, row)
        demand_seat(firm, row)
    demand_room(firms, rows, parks)
    return FirmRows(firms, rows)


def read_open_cells(firm: np.void, row: Row) -> None:
    """Read the cells that may be empty: NaN where they are."""
    for name in ("hightech", "suited"):
        firm[name] = flag(row, name)
    for name in ("energy", "emissions"):
        firm[POPULATION_COLUMN[name]] = number(row, name) / firm["output"]
    firm["capital"] = number(row, "capital")
    firm["land"] = whole(number(row, "land") * M2_PER_MU)
    for name in ("floor", "leased"):
        firm[name] = whole(number(row, name))
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


def index_of(row: Row, column: str, known: Sequence[str]) -> int:
    """Return the place of the id in a cell among the known ones."""
    name = row.word(column)
    if name not in known:
        what = say(UNKNOWN[column], name=as_written(name))
        raise InputProblem(row.place(column), what, nearest(name, known))
    return list(known).index(name)


def demand_unique(rows: list[Row]) -> None:
    """Refuse an id that occurs twice."""
    seen: dict[str, int] = {}
    for row in rows:
        name = row.word("id")
        if name in seen:
            what = say("id_twice", name=as_written(name), line=seen[name])
            raise InputProblem(row.place("id"), what, say("ids_unique"))
        seen[name] = row.line


def demand_seat(firm: np.void, row: Row) -> None:
    """Refuse a firm that sits nowhere, and own floor without land."""
    landless = firm["land"] == 0 or (np.isnan(firm["land"]) and firm["leased"] > 0)
    if firm["land"] == 0 and firm["leased"] == 0:
        raise InputProblem(row.place("land"), say("no_seat"), say("seat_rule"))
    if landless and firm["floor"] > 0:
        what = say("floor_without_land", floor=float(firm["floor"]))
        raise InputProblem(row.place("floor"), what, say("floor_without_land_rule"))


def demand_room(firms: np.ndarray, rows: list[Row], parks: Sequence[ParkBaseline]) -> None:
    """Refuse more firms in a park than parks.csv says."""
    count = np.bincount(firms["park"], minlength=len(parks))
    for park, listed in zip(parks, count, strict=True):
        if listed > park.firms:
            place = say("park_of_file", file=FIRMS_FILE, park=park.id)
            what = say("too_many_listed", listed=int(listed), firms=park.firms)
            raise InputProblem(place, what, say("too_many_listed_rule"))
