"""The rows of scoring.toml as the tables that are evaluated: numbers as exact fractions of what is written."""

from collections.abc import Mapping
from fractions import Fraction

import numpy as np

from ..scoring.evaluator import (
    ONE,
    Counted,
    Linear,
    PointRule,
    Ranked,
    Reached,
    Relative,
    ScoringHeading,
    ScoringRow,
    ScoringTable,
)
from .cited_numbers import CitedNumber, exact
from .scoring_shape import LinearEntry, RankedEntry, RelativeEntry, RowEntry, ScoringFile

Values = Mapping[str, float] | np.record  # of the model's parameters, by name


def scoring_table(file: ScoringFile, rows: Mapping[str, RowEntry], parameters: Values) -> ScoringTable:
    """Return the table of some checked rows of a file, with these values of the model's parameters."""
    headings = {
        name: ScoringHeading(entry.zh, entry.en, None if entry.most is None else _of(entry.most))
        for name, entry in file.headings.items()
    }
    found = {
        name: ScoringRow(row.zh, row.en, row.heading, row.clause, rule_of(row, parameters))
        for name, row in rows.items()
    }
    return ScoringTable(file.zh, file.en, file.year, file.figures, headings, found)


def figures_of(row: RowEntry) -> tuple[str, ...]:
    """Return the figures that a row reads, as the file names them; none of a row without a rule."""
    for rule in (row.linear, row.reached):
        if rule is not None:
            return (rule.figure,)
    if row.ranked is not None:
        return row.ranked.figures
    if row.relative is not None:
        return row.relative.figure, row.relative.over
    return () if row.counted is None else tuple(row.counted.each)


def rule_of(row: RowEntry, parameters: Values) -> PointRule:
    """Return the rule of a checked row. Raises ValueError for a row without one."""
    if row.linear is not None:
        return _linear(row.linear)
    if row.ranked is not None:
        return _ranked(row.ranked)
    if row.counted is not None:
        most = row.counted.most
        each = {name: _of(points) for name, points in row.counted.each.items()}
        return Counted(each, None if most is None else _of(most))
    if row.reached is not None:
        return Reached(row.reached.figure, _of(row.reached.least), _of(row.reached.award))
    if row.relative is not None:
        return Relative(row.relative.figure, row.relative.over, _award(row.relative, parameters))
    raise ValueError(row)


def _of(number: CitedNumber) -> Fraction:
    return exact(number.value)


def _linear(entry: LinearEntry) -> Linear:
    return Linear(
        figure=entry.figure, base=_of(entry.base), reference=_of(entry.reference),
        at_reference=_of(entry.at_reference), step=_of(entry.step), a_step=_of(entry.a_step),
        most_added=_of(entry.most_added), most_taken=_of(entry.most_taken), whole_steps=entry.whole_steps,
    )  # fmt: skip


def _ranked(entry: RankedEntry) -> Ranked:
    weights = [_of(weight) for weight in entry.weights]
    ranges = [_range(weight) for weight in entry.weights]
    return Ranked(
        entry.figures, (*weights, ONE - sum(weights)), _of(entry.best), _of(entry.step), weight_ranges=tuple(ranges)
    )


def _range(number: CitedNumber) -> tuple[Fraction, Fraction]:
    if number.low is None or number.high is None:
        return _of(number), _of(number)
    return exact(number.low), exact(number.high)


def _award(entry: RelativeEntry, parameters: Values) -> Fraction:
    if entry.award is not None:
        return _of(entry.award)
    if entry.parameter is not None:
        return exact(parameters[entry.parameter])
    return ONE - sum(exact(parameters[name]) for name in entry.rest_of or ())
