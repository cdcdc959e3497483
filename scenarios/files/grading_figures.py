"""Every number of a grading file, with its place, declared unit, range and source."""

from collections.abc import Iterator
from typing import NamedTuple

from model.grading_tables import AMOUNTS, CRITERIA, POINTS

from .case_shape import Sourced
from .grading_shape import CUTS, LARGEST_FIGURE, MOST_TIMES, DatedTable, Figure, GradingFile, Item, Rules

SMALLEST = 1e-9  # of what must be above zero


class PlacedFigure(NamedTuple):
    """A number with its key, and what it may be: its unit, whether the file has to write it, and its range."""

    key: str
    sourced: Sourced
    unit: str
    written: bool
    low: float
    high: float


def figures_of(file: GradingFile) -> Iterator[PlacedFigure]:
    """Yield the numbers of a grading file in its order; those of unknown criteria and amounts are left out."""
    for number, table in enumerate(file.tables, start=1):
        place = f"tables {number}"
        yield from _rule_figures(place, table, table)
        if table.small is not None:
            yield from _rule_figures(f"{place}.small", table.small, table)
            for key in ("below", "at_least"):
                for name, figure in getattr(table.small, key).items():
                    if name in AMOUNTS:
                        found = _placed(f"{place}.small.{key}.{name}", figure, table, AMOUNTS[name].unit)
                        yield found._replace(written=True, low=SMALLEST, high=LARGEST_FIGURE)


def _rule_figures(place: str, rules: Rules, table: DatedTable) -> Iterator[PlacedFigure]:
    for name, item in rules.items.items():
        if name in CRITERIA:
            yield from _item_figures(f"{place}.items.{name}", CRITERIA[name].unit, item, table)
    for key in CUTS:
        for number, figure in enumerate(getattr(rules, key) or (), start=1):
            found = _placed(f"{place}.{key} {number}", figure, table, "points" if key == "scores" else "share")
            yield found._replace(low=-LARGEST_FIGURE, high=LARGEST_FIGURE) if key == "scores" else found


def _item_figures(place: str, unit: str, item: Item, table: DatedTable) -> Iterator[PlacedFigure]:
    yield _placed(f"{place}.weight", item.weight, table, "points")._replace(high=POINTS)
    if item.benchmark is not None:
        found = _placed(f"{place}.benchmark", item.benchmark, table, unit)
        yield found._replace(written=True, high=LARGEST_FIGURE)
    for key in ("least", "most"):
        if (figure := getattr(item, key)) is not None:
            yield _placed(f"{place}.{key}", figure, table, "1")._replace(low=-MOST_TIMES, high=MOST_TIMES)


def _placed(key: str, figure: Figure, table: DatedTable, unit: str) -> PlacedFigure:
    """Return a number that is above 0 and at most 1, whose source is that of its table if it has none of its own."""
    known = figure.model_dump() | {"unit": figure.unit or "", "source": figure.source or table.source}
    return PlacedFigure(key, Sourced(**known), unit, written=False, low=SMALLEST, high=1.0)
