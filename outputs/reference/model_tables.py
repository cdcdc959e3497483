"""Tables of what is declared, as Markdown: written into model/ODD.md between its markers, never by hand.

`python -m outputs.reference.model_tables` (or `make docs`) brings the files up to date; a test fails while they are not.
"""

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from pathlib import Path

from model import permit_ledger, record, state, world
from model.declaration import Choice
from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import PARAMETERS, Parameter
from model.sources import SOURCES

from ..explain.job import when
from ..shared.values import numeral, value_text
from .levers_zh import lever_reference

ROOT = Path(__file__).parents[2]
ODD = ROOT / "model" / "ODD.md"
LEVER_REFERENCE = ROOT / "docs" / "levers.zh.md"
MARKED = re.compile(r"(<!-- generated: ([\w ]+) -->\n).*?(<!-- end -->)", re.DOTALL)


def markdown(header: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """Return a table in Markdown."""
    lines = ([cell.replace("|", "\\|") for cell in line] for line in (header, ["---"] * len(header), *rows))
    return "".join(f"| {' | '.join(line)} |\n" for line in lines)


def span(low: float, high: float) -> str:
    """Return a range as it is written in a table."""
    return f"{numeral(low)} to {numeral(high)}"


def parameter_table() -> str:
    """Return the table of all parameters."""
    header = ("parameter", "value", "range", "unit", "varies", "what it is", "source")
    rows = (
        (f"`{p.name}`", *value_and_range(p), p.unit, "yes" if p.varies else "", p.en, p.source)
        for p in PARAMETERS.values()
    )
    return markdown(header, rows)


def value_and_range(parameter: Parameter) -> tuple[str, str]:
    """Return the central value of a parameter and its range; of a choice words, with the shares they are drawn by."""
    if not isinstance(parameter, Choice):
        return numeral(parameter.value), span(parameter.low, parameter.high)
    shares = (value_text(share, "share", "en", rounded=True) for share in parameter.shares)
    drawn = (f"`{word}` {share}" for word, share in zip(parameter.words, shares, strict=True))
    return f"`{parameter.words[int(parameter.value)]}`", ", ".join(drawn)


def lever_table() -> str:
    """Return the table of all levers."""
    header = ("lever", "unit", "neutral", "range", "phases", "acts", "by park", "needs", "moves first", "cost")
    rows = []
    for lever in LEVERS.values():
        moved = f"`{lever.first_indicator}` {'up' if lever.direction > 0 else 'down'}"
        extent = "0 or 1" if lever.switch else span(lever.low, lever.high)
        extent += f", grows with `{lever.scale}`" if lever.scale else ""
        row = (lever.unit, numeral(lever.neutral), extent, ", ".join(lever.phases), when(lever, "en"))
        by_park = "yes" if lever.by_park else ""
        rows.append((f"`{lever.name}`", *row, by_park, lever.needs, moved, lever.cost))
    return markdown(header, rows)


def lever_definitions() -> str:
    """Return what each lever does."""
    return markdown(("lever", "what it does"), ((f"`{lever.name}`", lever.definition) for lever in LEVERS.values()))


def indicator_table() -> str:
    """Return the table of all indicators."""
    header = ("indicator", "unit", "better", "also by", "definition")
    better = {1: "more", -1: "less", 0: ""}
    rows = (
        (f"`{each.name}`", each.unit, better[each.better], ", ".join(each.by), each.definition)
        for each in INDICATORS.values()
    )
    return markdown(header, rows)


def source_table() -> str:
    """Return the table of all sources."""
    rows = ((f"`{key}`", source.en, source.date) for key, source in SOURCES.items())
    return markdown(("source", "what it is", "date"), rows)


def column_table(columns: Mapping[str, Sequence[str]]) -> str:
    """Return a table of columns declared as (dtype, unit, meaning)."""
    rows = ((f"`{name}`", *column) for name, column in columns.items())
    return markdown(("column", "dtype", "unit", "meaning"), rows)


def state_table(columns: Mapping[str, state.Column]) -> str:
    """Return a table of columns of the state."""
    return column_table({name: column[:3] for name, column in columns.items()})


def agent_table(columns: Mapping[str, state.Column]) -> str:
    """Return a table of columns of the state that are attributes of agents, with the range of what may be written."""
    rows = ((f"`{name}`", *column[:3], written_range(name, column)) for name, column in columns.items())
    return markdown(("column", "dtype", "unit", "meaning", "may be set to"), rows)


def written_range(name: str, column: state.Column) -> str:
    """Return the range of what may be written into a column; empty for one that only the engine writes."""
    if name in state.FIXED_COLUMNS:
        return ""
    if column.unit in state.PLACES:
        return "0 to parks - 1"
    return " to ".join(numeral(end) for end in column.allowed(parks=0))


def industry_table() -> str:
    """Return the columns that a case gives for each industry; all are floating-point numbers."""
    return column_table({name: ("f8", *column) for name, column in world.INDUSTRY_COLUMNS.items()})


TABLES: dict[str, Callable[[], str]] = {
    "parameters": parameter_table,
    "levers": lever_table,
    "lever definitions": lever_definitions,
    "indicators": indicator_table,
    "sources": source_table,
    "industries": industry_table,
    "sites": lambda: column_table(world.SITE_COLUMNS),
    "firms": lambda: agent_table(state.FIRM_COLUMNS),
    "parks": lambda: agent_table(state.PARK_COLUMNS),
    "market": lambda: state_table(state.MARKET_COLUMNS),
    "cells": lambda: state_table(state.CELL_COLUMNS),
    "grades": lambda: state_table(state.GRADE_COLUMNS),
    "city": lambda: state_table(state.CITY_COLUMNS),
    "emission quotas": lambda: agent_table(state.EMISSION_QUOTA_COLUMNS),
    "holdings": lambda: column_table({**permit_ledger.HOLDING_COLUMNS, **permit_ledger.BY_POLLUTANT}),
    "queue": lambda: state_table(state.QUEUE_COLUMNS),
    "sums": lambda: state_table(record.SUM_COLUMNS),
    "books": lambda: state_table(record.BOOK_COLUMNS),
    "permits": lambda: column_table(
        {name: ("i8", *column) for name, column in permit_ledger.PERMIT_BOOK_COLUMNS.items()}
    ),
}


def filled(text: str) -> str:
    """Return a text with every marked table as it is declared now. Raises KeyError for a table that nobody makes."""
    return MARKED.sub(lambda found: found[1] + TABLES[found[2]]() + found[3], text)


def documents() -> dict[Path, str]:
    """Return the generated files with the contents that they should have."""
    return {ODD: filled(ODD.read_text(encoding="utf-8")), LEVER_REFERENCE: lever_reference()}


def write() -> None:
    """Bring every generated file up to date and say which have changed."""
    for path, text in documents().items():
        if not path.is_file() or path.read_text(encoding="utf-8") != text:
            path.write_text(text, encoding="utf-8", newline="\n")
            print(f"wrote {path.relative_to(ROOT).as_posix()}")


if __name__ == "__main__":
    write()
