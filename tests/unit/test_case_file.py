"""Every number of the shipped case says where it comes from."""

import csv

import pytest

from model.sources import ASSUMPTION
from scenarios.files.ranges import AMOUNTS, SUM_OF_ZONES

LABELS = {"id", "zh", "en"}
TABLES = ("parks.csv", "industries.csv")
WHOLE = ("input_coefficients.csv", "*", "coefficient")  # one source for all that industries buy of each other


def read(case, name):
    """Rows of a table of the case."""
    with (case.folder / name).open(encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="session")
def citations(case):
    """Rows of sources.csv."""
    return read(case, "sources.csv")


def cells(table):
    """Rows and columns of a table that need a source."""
    return [(row["id"], column) for row in table for column in row if column not in LABELS]


@pytest.mark.parametrize("name", TABLES)
def test_every_cell_has_a_source(case, citations, name):
    covered = {(row["row"], row["column"]) for row in citations if row["file"] == name}
    bare = [cell for cell in cells(read(case, name)) if not {cell, ("*", cell[1])} & covered]
    assert bare == []


@pytest.mark.parametrize("name", TABLES)
def test_no_source_speaks_of_a_cell_that_is_not_there(case, citations, name):
    table = read(case, name)
    known = {*cells(table), *(("*", column) for _, column in cells(table))}
    if name == "parks.csv":
        known |= {(SUM_OF_ZONES, column) for column in AMOUNTS}
    assert [row for row in citations if row["file"] == name and (row["row"], row["column"]) not in known] == []


def test_no_cell_has_two_sources(citations):
    keys = [(row["file"], row["row"], row["column"]) for row in citations]
    assert len(keys) == len(set(keys))
    assert {key for key in keys if key[0] not in TABLES} <= {WHOLE}


def test_every_source_is_known(case, citations):
    assert [row for row in citations if row["source"] not in case.sources] == []


def test_an_assumption_has_a_range(citations):
    assert [row for row in citations if row["source"] == ASSUMPTION and not (row["low"] and row["high"])] == []


def test_numbers_lie_in_the_ranges_given_for_them(case, citations):
    """A range in plain numbers holds the cells it speaks of; relative ranges (+10 %, +0.1) always do."""
    tables = {name: {row["id"]: row for row in read(case, name)} for name in TABLES}
    outside = []
    for citation in citations:
        try:
            low, high = float(citation["low"]), float(citation["high"])
        except ValueError:
            continue
        if citation["low"].startswith(("+", "-")) and citation["high"].startswith("+"):
            continue
        named = {row["row"] for row in citations if row["column"] == citation["column"]}
        for name, row in tables[citation["file"]].items():
            speaks = citation["row"] == name or (citation["row"] == "*" and name not in named)
            if speaks and row[citation["column"]] and not low <= float(row[citation["column"]]) <= high:
                outside.append((citation["file"], name, citation["column"], row[citation["column"]]))
    assert outside == []


def test_the_totals_of_the_case_are_sourced(case):
    for total in case.file.totals.values():
        assert total.source in case.sources
        assert total.unit


def test_every_source_that_the_case_declares_is_cited(case):
    assert [name for name in case.data.sources if not case.data.citing(name)] == []


@pytest.mark.chizhou
def test_outputs_of_the_zones_are_those_of_2014_grown_by_a_year(case):
    # 471.7 in 100 million yuan of 2014, a year on 9 % more; 72.1 % of the city's
    zones = sum(park.output for park in case.data.baseline.parks if park.is_zone)
    assert zones == pytest.approx(471.7 * 1e4 * 1.09)
    assert zones / sum(park.output for park in case.data.baseline.parks) == pytest.approx(0.721)
