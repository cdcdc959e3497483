"""The documents: generated tables are current, and every equation that code cites is there."""

import re
from dataclasses import replace
from pathlib import Path

import pytest

from model.parameters import PARAMETERS
from outputs.reference.model_tables import MARKED, ODD, TABLES, documents, filled, markdown

ROOT = Path(__file__).parents[2]
ROOMS = ("model", "calibration", "scenarios", "outputs", "tests")
# "eq. 8", "eq. 26-27", "eq. 34, 54" or "eq. 10 and 12"; a number may have a letter behind it.
NUMBER = r"\d+[a-z]?(?![\w])"
CITED = re.compile(rf"\beq\. ({NUMBER}(?:(?:-|, | and ){NUMBER})*)")
EQUATION = re.compile(r"\*\*\((\d+[a-z]?)\)\*\*")


def equations():
    return set(EQUATION.findall(ODD.read_text(encoding="utf-8")))


def cited_in(text):
    """The equations that a text cites, those between the ends of a range included."""
    for group in CITED.findall(" ".join(text.split())):
        for part in re.split(r", | and ", group):
            first, _, last = part.partition("-")
            if last and first.isdigit() and last.isdigit():
                yield from map(str, range(int(first), int(last) + 1))
            else:
                yield from (end for end in (first, last) if end)


@pytest.mark.parametrize("path", documents(), ids=lambda path: path.name)
def test_a_generated_document_is_current(path):
    there = path.read_text(encoding="utf-8") if path.is_file() else ""
    assert there == documents()[path], f"{path.name} is not what is declared now: run make docs"


def test_every_table_stands_in_the_document_once():
    assert sorted(name for _, name, _ in MARKED.findall(ODD.read_text(encoding="utf-8"))) == sorted(TABLES)


def test_a_changed_declaration_makes_the_document_stale(monkeypatch):
    text = ODD.read_text(encoding="utf-8")
    monkeypatch.setitem(PARAMETERS, "rent", replace(PARAMETERS["rent"], value=0.01))
    assert filled(text) != text


def test_a_cell_cannot_break_its_table():
    assert markdown(("a", "b"), [("x|y", "z")]) == "| a | b |\n| --- | --- |\n| x\\|y | z |\n"


def test_citations_are_read_with_ranges_and_lists():
    assert list(cited_in("(ODD eq. 35-37)")) == ["35", "36", "37"]
    assert list(cited_in("(ODD eq. 14d-14e), eq. 34,\n    54.")) == ["14d", "14e", "34", "54"]
    assert list(cited_in("eq. 10 and 12, over 3years")) == ["10", "12"]


@pytest.mark.parametrize("room", ROOMS)
def test_every_equation_cited_in_code_stands_in_the_document(room):
    known = equations()
    missing = {}
    for path in sorted((ROOT / room).rglob("*.py")):
        if path != Path(__file__):
            unknown = set(cited_in(path.read_text(encoding="utf-8"))) - known
            missing |= {path.relative_to(ROOT).as_posix(): sorted(unknown)} if unknown else {}
    assert not missing
