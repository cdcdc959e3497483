"""Every number of a row of a scoring table, with its place, unit, range and source."""

from collections.abc import Iterator

from .cited_numbers import SMALLEST, PlacedNumber, Short, placed
from .scoring_shape import (
    CountedEntry,
    FigureEntry,
    HeadingEntry,
    LinearEntry,
    RankedEntry,
    ReachedEntry,
    RowEntry,
    ScoringFile,
)

MOST_POINTS = 1_000.0  # of a row or a heading
LARGEST_STEP = 1e9  # in the unit of a figure


def heading_numbers(place: str, heading: HeadingEntry, source: str) -> Iterator[PlacedNumber]:
    """Yield the numbers of a heading."""
    if heading.most is not None:
        yield _points(f"{place}.most", heading.most, source)


def row_numbers(place: str, row: RowEntry, file: ScoringFile) -> Iterator[PlacedNumber]:
    """Yield the numbers of a row in the order of its keys; those in the unit of an unknown figure are left out."""
    if row.linear is not None:
        yield from _linear(f"{place}.linear", row.linear, file)
    if row.ranked is not None:
        yield from _ranked(f"{place}.ranked", row.ranked, file.source)
    if row.counted is not None:
        yield from _counted(f"{place}.counted", row.counted, file.source)
    if row.reached is not None:
        yield from _reached(f"{place}.reached", row.reached, file)
    if row.relative is not None and row.relative.award is not None:
        yield _points(f"{place}.relative.award", row.relative.award, file.source)


def _linear(place: str, rule: LinearEntry, file: ScoringFile) -> Iterator[PlacedNumber]:
    yield _points(f"{place}.base", rule.base, file.source)
    figure = file.figures.get(rule.figure)
    if figure is not None:
        yield _of_figure(f"{place}.reference", rule.reference, figure, file.source)
        step = placed(f"{place}.step", rule.step, file.source, figure.unit)
        yield step._replace(low=SMALLEST, high=LARGEST_STEP)
    for key in ("at_reference", "a_step", "most_added", "most_taken"):
        yield placed(f"{place}.{key}", getattr(rule, key), file.source, "share")._replace(low=0.0)


def _ranked(place: str, rule: RankedEntry, source: str) -> Iterator[PlacedNumber]:
    for number, weight in enumerate(rule.weights, start=1):
        yield placed(f"{place}.weights {number}", weight, source, "share")._replace(low=0.0)
    yield _points(f"{place}.best", rule.best, source)
    yield _points(f"{place}.step", rule.step, source)._replace(low=0.0)


def _counted(place: str, rule: CountedEntry, source: str) -> Iterator[PlacedNumber]:
    for name, points in rule.each.items():
        yield _points(f"{place}.each.{name}", points, source)._replace(low=0.0)
    if rule.most is not None:
        yield _points(f"{place}.most", rule.most, source)


def _reached(place: str, rule: ReachedEntry, file: ScoringFile) -> Iterator[PlacedNumber]:
    figure = file.figures.get(rule.figure)
    if figure is not None:
        yield _of_figure(f"{place}.least", rule.least, figure, file.source)
    yield _points(f"{place}.award", rule.award, file.source)


def _points(key: str, number: Short, source: str) -> PlacedNumber:
    return placed(key, number, source, "points")._replace(high=MOST_POINTS)


def _of_figure(key: str, number: Short, figure: FigureEntry, source: str) -> PlacedNumber:
    return placed(key, number, source, figure.unit)._replace(low=figure.low, high=figure.high)
