"""Every number of a grading file, with its place, declared unit, range and source."""

from collections.abc import Iterator
from typing import NamedTuple

from model.criteria import AMOUNTS, CRITERIA
from model.grading_tables import POINTS

from .case_shape import Sourced
from .grading_shape import (
    CUTS,
    LARGEST_NUMBER,
    MOST_TIMES,
    SURCHARGES,
    CitedNumber,
    DatedTable,
    GradingFile,
    Item,
    Rules,
)

SMALLEST = 1e-9  # of what must be above zero


class PlacedNumber(NamedTuple):
    """A number with its key, and what it may be: its unit, whether the file has to write it, and its range."""

    key: str
    sourced: Sourced
    unit: str
    written: bool
    low: float
    high: float


def numbers_of(file: GradingFile) -> Iterator[PlacedNumber]:
    """Yield the numbers of a grading file in its order; those of unknown criteria and amounts are left out."""
    for position, table in enumerate(file.tables, start=1):
        place = f"tables {position}"
        yield from _rule_numbers(place, table, table)
        for key, unit in SURCHARGES.items():
            for grade, number in getattr(table, key).items():
                yield _placed(f"{place}.{key}.{grade}", number, table, unit)._replace(written=True)
        if table.small is not None:
            yield from _rule_numbers(f"{place}.small", table.small, table)
            for key in ("below", "graded_from"):
                for name, number in getattr(table.small, key).items():
                    if name in AMOUNTS:
                        found = _placed(f"{place}.small.{key}.{name}", number, table, AMOUNTS[name].unit)
                        yield found._replace(written=True, low=SMALLEST, high=LARGEST_NUMBER)


def _rule_numbers(place: str, rules: Rules, table: DatedTable) -> Iterator[PlacedNumber]:
    for name, item in rules.items.items():
        if name in CRITERIA:
            yield from _item_numbers(f"{place}.items.{name}", CRITERIA[name].unit, item, table)
    for key in CUTS:
        for grade, number in enumerate(getattr(rules, key) or (), start=1):
            found = _placed(f"{place}.{key} {grade}", number, table, "points" if key == "scores" else "share")
            yield found._replace(low=-LARGEST_NUMBER, high=LARGEST_NUMBER) if key == "scores" else found


def _item_numbers(place: str, unit: str, item: Item, table: DatedTable) -> Iterator[PlacedNumber]:
    yield _placed(f"{place}.weight", item.weight, table, "points")._replace(high=POINTS)
    if item.benchmark is not None:
        found = _placed(f"{place}.benchmark", item.benchmark, table, unit)
        yield found._replace(written=True, high=LARGEST_NUMBER)
    for key in ("least", "most"):
        if (number := getattr(item, key)) is not None:
            yield _placed(f"{place}.{key}", number, table, "1")._replace(low=-MOST_TIMES, high=MOST_TIMES)


def _placed(key: str, number: CitedNumber, table: DatedTable, unit: str) -> PlacedNumber:
    """Return a number that is above 0 and at most 1, whose source is that of its table if it has none of its own."""
    known = number.model_dump() | {"unit": number.unit or "", "source": number.source or table.source}
    return PlacedNumber(key, Sourced(**known), unit, written=False, low=SMALLEST, high=1.0)
