"""Tables of grading.toml as arrays that the model grades by."""

import math
from collections.abc import Iterable, Mapping
from typing import Any

import numpy as np

from model.grading_tables import (
    AMOUNTS,
    AVERAGE,
    CRITERIA,
    DEMERITS,
    FIXED,
    INDUSTRY_AVERAGE,
    ITSELF,
    LOWEST,
    GradingScheme,
    GradingTable,
    item_dtype,
    penalty_dtype,
    threshold_dtype,
)
from model.units import SCORE_STEPS, SHARE_STEPS

from .files.grading_shape import AverageOf, CitedNumber, DatedTable, Item, Missing, Penalty, Rules

REFERENCES = {None: FIXED, AverageOf.ALL: AVERAGE, AverageOf.INDUSTRY: INDUSTRY_AVERAGE}
_AMOUNT = {name: index for index, name in enumerate(AMOUNTS)}
_DEMERIT = {name: index for index, name in enumerate(DEMERITS)}


def scheme_of(table: DatedTable) -> GradingScheme:
    """Return a checked table, with its table for small firms if it has one, as arrays."""
    larger = _table(table)
    if table.small is None:
        return GradingScheme(larger, larger, _thresholds({}), _thresholds({}))
    return GradingScheme(
        larger, _table(table.small), _thresholds(table.small.below), _thresholds(table.small.graded_from)
    )


def _table(rules: Rules) -> GradingTable:
    return GradingTable(
        items=_records(item_dtype, (_item(name, item) for name, item in rules.items.items())),
        cuts=_cuts(rules),
        by_share=rules.scores is None,
        missing_average=rules.missing is Missing.AVERAGE,
        penalties=_records(penalty_dtype, (_penalty(each) for each in rules.penalties)),
    )


def _item(name: str, item: Item) -> tuple[Any, ...]:
    criterion = CRITERIA[name]
    return (
        _AMOUNT[criterion.amount],
        _AMOUNT[criterion.over] if criterion.over else ITSELF,
        item.weight.value,
        REFERENCES[item.average],
        item.benchmark.value if item.benchmark else 0.0,
        item.least.value if item.least else -math.inf,
        item.most.value if item.most else math.inf,
    )


def _cuts(rules: Rules) -> np.ndarray:
    """Return the cuts in whole steps: cumulative shares of firms, or lowest scores, of all grades but the last."""
    if rules.shares is not None:
        return np.cumsum(_steps(rules.shares, SHARE_STEPS))[:-1]
    if rules.cumulative_shares is not None:
        return _steps(rules.cumulative_shares, SHARE_STEPS)
    return _steps(rules.scores or (), SCORE_STEPS)


def _steps(numbers: Iterable[CitedNumber], steps: int) -> np.ndarray:
    return np.array([round(number.value * steps) for number in numbers], np.int64)


def _penalty(penalty: Penalty) -> tuple[int, int]:
    return _DEMERIT[penalty.demerit], LOWEST if penalty.grades is None else penalty.grades


def _thresholds(numbers: Mapping[str, CitedNumber]) -> np.recarray:
    return _records(threshold_dtype, ((_AMOUNT[name], number.value) for name, number in numbers.items()))


def _records(dtype: np.dtype, rows: Iterable[tuple[Any, ...]]) -> np.recarray:
    return np.array(list(rows), dtype).view(np.recarray)
