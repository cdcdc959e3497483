"""scoring.toml, read and checked: a scoring table in its main reading and its variants."""

from collections.abc import Collection, Iterator, Mapping
from itertools import chain
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from ..refusals.gathering import Faults
from ..scoring.evaluator import ScoringTable
from .cited_numbers import PlacedNumber
from .key_faults import key_faults, validated
from .known_names import id_meant, keyed_by_id
from .scoring_faults import Checking, file_faults, row_faults, unread_faults
from .scoring_numbers import heading_numbers, row_numbers
from .scoring_shape import RULES, HeadingEntry, RowEntry, ScoringFile
from .scoring_tables import Values, figures_of, scoring_table
from .table_labels import Label
from .text import stands
from .toml_file import read_toml


class Scoring(NamedTuple):
    """A scoring table: what its file says, and by variant its rows and the table to evaluate; the main reading is first."""

    file: ScoringFile
    rows: Mapping[str, Mapping[str, RowEntry]]
    tables: Mapping[str, ScoringTable]

    @property
    def variants(self) -> dict[str, Label]:
        """Labels of the variants; the main reading has none but its name."""
        labels = {name: Label(name, entry.zh, entry.en) for name, entry in self.file.variants.items()}
        return {self.file.variant: Label(self.file.variant, self.file.variant, self.file.variant), **labels}

    def citing(self, source: str) -> list[HeadingEntry | RowEntry]:
        """Return the headings, and the rows of all variants, each once, that have a number from a source."""

        def cites(numbers: Iterator[PlacedNumber]) -> bool:
            return any(number.sourced.source == source for number in numbers)

        headings = [each for each in self.file.headings.values() if cites(heading_numbers("", each, self.file.source))]
        rows: dict[str, RowEntry] = {}
        for name, row in chain.from_iterable(each.items() for each in self.rows.values()):
            if cites(row_numbers("", row, self.file)):
                rows.setdefault(name, row)
        return [*headings, *rows.values()]


def read_scoring(path: Path, known: Collection[str], parameters: Values) -> Scoring | None:
    """Return a scoring table; None where there is no such file.

    It may cite the sources `known` and those that it declares itself, and read the values of `parameters`. Labels of
    figures, headings and rows become ids. Raises InputProblem naming every key at fault.
    """
    if not stands(path):
        return None
    contents = read_toml(path)
    file = validated(path.name, ScoringFile, contents)
    checking = Checking(path.name, file, known, Faults())
    file_faults(checking)
    main = {name: _checked("rows", name, row, checking) for name, row in file.rows.items()}
    readings = {file.variant: main}
    for name in file.variants:
        readings[name] = _varied(name, main, contents["rows"], checking)
    rows_of_all = [row for rows in readings.values() for row in rows.values()]
    figures = {name for row in rows_of_all for name in figures_of(row)}
    unread_faults(figures, {row.heading for row in rows_of_all}, checking)
    checking.faults.refuse()
    return Scoring(file, readings, {name: scoring_table(file, rows, parameters) for name, rows in readings.items()})


def _varied(
    name: str, main: Mapping[str, RowEntry], written: Mapping[str, Any], checking: Checking
) -> dict[str, RowEntry]:
    """Return the rows of a variant: those of the main reading as `written`, with what the variant says of them."""
    variant, rows = checking.file.variants[name], dict(main)
    for number, row in enumerate(variant.without, start=1):
        with checking.faults:
            there = checking.key(f"variants.{name}.without {number}")
            rows.pop(id_meant(there, "unknown_row", row, checking.file.rows), None)
    for row, changes in variant.rows.items():
        table = ("variants", name, "rows")
        try:
            entry = RowEntry.model_validate(_changed(written.get(row, {}), changes))
        except ValidationError as error:
            checking.gather(key_faults(checking.name, RowEntry, error, lambda location: None, table=(*table, row)))
        else:
            rows[row] = _checked(".".join(table), row, entry, checking)
    return rows


def _changed(row: Mapping[str, Any], changes: Mapping[str, Any]) -> dict[str, Any]:
    """Return a row as written, with the keys that change; of its rule only those keys that are named."""
    found = {**row, **changes}
    for rule in RULES:
        if isinstance(row.get(rule), dict) and isinstance(changes.get(rule), dict):
            found[rule] = {**row[rule], **changes[rule]}
    return found


def _checked(table: str, name: str, row: RowEntry, checking: Checking) -> RowEntry:
    """Return a row of a table of rows with ids for labels; what is wrong with it is added to the faults."""
    by_id = _by_id(f"{table}.{name}", row, checking)
    row_faults(table, name, by_id, checking)
    return by_id


def _by_id(place: str, row: RowEntry, checking: Checking) -> RowEntry:
    file, faults = checking.file, checking.faults
    changed: dict[str, Any] = {}
    with faults:
        changed["heading"] = id_meant(checking.key(f"{place}.heading"), "unknown_heading", row.heading, file.headings)
    for rule in RULES:
        entry, there = getattr(row, rule), f"{place}.{rule}"
        if entry is None:
            continue
        ids: dict[str, Any] = {}
        for key in ("figure", "over"):
            if hasattr(entry, key):
                ids[key] = _figure(f"{there}.{key}", getattr(entry, key), checking)
        if row.ranked is entry:
            figures = enumerate(row.ranked.figures, start=1)
            ids["figures"] = tuple(_figure(f"{there}.figures {number}", name, checking) for number, name in figures)
        if row.counted is entry:
            of_figures = row.counted.each
            ids["each"] = keyed_by_id(checking.key(f"{there}.each"), "unknown_figure", of_figures, file.figures, faults)
        changed[rule] = entry.model_copy(update=ids)
    return row.model_copy(update=changed)


def _figure(place: str, name: str, checking: Checking) -> str:
    """Return the id of a figure; the name as written, with a fault, where it means none."""
    with checking.faults:
        return id_meant(checking.key(place), "unknown_figure", name, checking.file.figures)
    return name
