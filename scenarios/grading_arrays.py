"""The tables of grading.toml as the arrays that the model grades by."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from model.calendar import Calendar
from model.criteria import AMOUNT_INDEX, CRITERIA, DEMERIT_INDEX
from model.grading_tables import (
    AVERAGE,
    FIXED,
    INDUSTRY_AVERAGE,
    ITSELF,
    LOWEST,
    Gradings,
    dated_dtype,
    item_dtype,
    penalty_dtype,
    rules_dtype,
    threshold_dtype,
)
from model.state import GRADES
from model.units import SCORE_STEPS, SHARE_STEPS

from .files.cited_numbers import CitedNumber
from .files.grading_shape import AverageOf, DatedTable, GradingFile, Item, Missing, Penalty, Rules

REFERENCES = {None: FIXED, AverageOf.ALL: AVERAGE, AverageOf.INDUSTRY: INDUSTRY_AVERAGE}


class _Rows:
    """Rows of the arrays, gathered table by table."""

    def __init__(self) -> None:
        self.tables: list[tuple[Any, ...]] = []
        self.rules: list[tuple[int, ...]] = []
        self.items: list[tuple[Any, ...]] = []
        self.cuts: list[int] = []
        self.penalties: list[tuple[int, int]] = []
        self.thresholds: list[tuple[int, float]] = []

    def add_table(self, table: DatedTable, calendar: Calendar) -> None:
        """Add a dated table with its rules."""
        larger = small = self._add_rules(table)
        scale = scope = _added(self.thresholds, ())
        if table.small is not None:
            small = self._add_rules(table.small)
            scale = _added(self.thresholds, _thresholds(table.small.below))
            scope = _added(self.thresholds, _thresholds(table.small.graded_from))
        surcharges = [_by_grade(table, given) for given in (table.electricity_surcharge, table.water_surcharge)]
        self.tables.append((calendar.quarter_of(table.start), larger, small, *scale, *scope, *surcharges))

    def _add_rules(self, rules: Rules) -> int:
        """Add rules and return their row."""
        items = _added(self.items, (_item(name, item) for name, item in rules.items.items()))
        cuts = _added(self.cuts, _cuts(rules))
        penalties = _added(self.penalties, (_penalty(each) for each in rules.penalties))
        switches = rules.scores is None, rules.missing is Missing.AVERAGE
        self.rules.append((*items, *cuts, *penalties, *switches))
        return len(self.rules) - 1


def gradings_of(file: GradingFile | None, calendar: Calendar) -> Gradings:
    """Return the tables of a checked file as arrays, in the order of their dates; empty ones without a file."""
    rows = _Rows()
    for table in file.tables if file is not None else ():
        rows.add_table(table, calendar)
    return Gradings(
        tables=_records(dated_dtype, rows.tables),
        rules=_records(rules_dtype, rows.rules),
        items=_records(item_dtype, rows.items),
        cuts=np.array(rows.cuts, np.int64),
        penalties=_records(penalty_dtype, rows.penalties),
        thresholds=_records(threshold_dtype, rows.thresholds),
    )


def _added(rows: list[Any], more: Iterable[Any]) -> tuple[int, int]:
    """Add rows, and return the first of them and the first after them."""
    first = len(rows)
    rows.extend(more)
    return first, len(rows)


def _item(name: str, item: Item) -> tuple[Any, ...]:
    criterion = CRITERIA[name]
    return (
        AMOUNT_INDEX[criterion.amount],
        AMOUNT_INDEX[criterion.over] if criterion.over else ITSELF,
        item.weight.value,
        REFERENCES[item.average],
        item.benchmark.value if item.benchmark else 0.0,
        item.least.value if item.least else -math.inf,
        item.most.value if item.most else math.inf,
    )


def _cuts(rules: Rules) -> list[int]:
    """Return the cuts in whole steps: cumulative shares of firms, or lowest scores, of all grades but the last."""
    if rules.shares is not None:
        return np.cumsum(_steps(rules.shares, SHARE_STEPS))[:-1].tolist()
    if rules.cumulative_shares is not None:
        return _steps(rules.cumulative_shares, SHARE_STEPS)
    return _steps(rules.scores or (), SCORE_STEPS)


def _steps(numbers: Iterable[CitedNumber], steps: int) -> list[int]:
    return [round(number.value * steps) for number in numbers]


def _penalty(penalty: Penalty) -> tuple[int, int]:
    return DEMERIT_INDEX[penalty.demerit], LOWEST if penalty.grades is None else penalty.grades


def _thresholds(numbers: Mapping[str, CitedNumber]) -> list[tuple[int, float]]:
    return [(AMOUNT_INDEX[name], number.value) for name, number in numbers.items()]


def _by_grade(table: DatedTable, numbers: Mapping[str, CitedNumber]) -> list[float]:
    """Return a number for each grade, the best first; 0 where none is given."""
    values = [0.0] * GRADES
    for grade, number in numbers.items():
        values[table.grades.index(grade)] = number.value
    return values


def _records(dtype: np.dtype, rows: list[Any]) -> np.recarray:
    return np.array(rows, dtype).view(np.recarray)
