"""Tables of a discovery: boxes, limits, peeling trajectories and cases, for files and for the screen."""

import pandas as pd

from calibration.discovery.box import Limit, Side
from calibration.discovery.discover import Discovery, FoundBox
from scenarios.axes import NAME, QUARTER, describe
from scenarios.case import Case

from ..shared.axis_words import axis_text, last_inside, limit_texts
from ..shared.tables import FittedTable
from ..shared.values import probability_text

CLAIMED, UNCONFIRMED, BY_CHANCE = "claimed", "not confirmed", "chance"

TEXTS: dict[str, dict[str, str]] = {
    "zh": {
        "title": "达成把握不足的条件（{n} 例）：密度（未达到的比例）{density}，覆盖率（占全部未达到者）{coverage}",
        "limit": "条件",
        "p": "p 值",
        "range": "样本取值范围",
        "below": "<0.0001",
    },
    "en": {
        "title": "Box of {n}: density {density} (share that miss), coverage {coverage} (of all that miss)",
        "limit": "limit",
        "p": "p-value",
        "range": "range in the sample",
        "below": "<0.0001",
    },
}


def box_rows(found: Discovery) -> pd.DataFrame:
    """Return a row a box: rows and cases in it, density, coverage, mass, whether as dense as asked."""
    rows = [
        {"box": place, "n": box.measures.n, "k": box.measures.k, "density": box.measures.density,
         "coverage": box.coverage, "mass": box.measures.n / found.rows, "dense_enough": box.dense_enough}
        for place, box in enumerate(found.boxes, 1)
    ]  # fmt: skip
    return pd.DataFrame(rows, columns=["box", "n", "k", "density", "coverage", "mass", "dense_enough"])


def limit_rows(found: Discovery) -> pd.DataFrame:
    """Return a row a limit, those that are not claimed included: axis, side, value in its own unit, p-values, status."""
    rows: list[dict[str, object]] = []
    for place, box in numbered(found):
        claimed = [_limit_row(place, side, limit, box.p[side], CLAIMED) for side, limit in box.limits.items()]
        rows += [row | {"quasi_p": box.quasi_p[side]} for side, row in zip(box.limits, claimed, strict=True)]
        rows += [_limit_row(place, side, limit, None, UNCONFIRMED) for side, limit in box.unconfirmed.items()]
        rows += [_limit_row(place, side, None, value, BY_CHANCE) for side, value in box.taken_off.items()]
    columns = ["box", "axis", "zh", "en", "unit", "side", "limit", "p", "quasi_p", "status"]
    return pd.DataFrame(rows, columns=columns)


def _limit_row(place: int, side: Side, limit: Limit | None, value: float | None, status: str) -> dict[str, object]:
    axis = describe(side.column)
    if isinstance(limit, frozenset):
        shown: object = " ".join(sorted(limit))
    elif limit is not None and axis.kind == QUARTER:
        shown = axis_text(side.column, last_inside(side.column, side.side, limit), "en")
    else:
        shown = limit
    return {
        "box": place, "axis": side.column, "zh": axis.zh, "en": axis.en, "unit": axis.unit, "side": side.side,
        "limit": shown, "p": value, "status": status,
    }  # fmt: skip


def numbered(found: Discovery) -> list[tuple[int, FoundBox]]:
    """Return the boxes with their numbers from 1; the one that was sought and not confirmed is number 0."""
    return list(enumerate(found.boxes, 1)) if found.trial is None else [(0, found.trial)]


def trajectory_rows(found: Discovery) -> pd.DataFrame:
    """Return the peeling trajectories of all boxes, one row a box peeled."""
    return pd.concat([box.trajectory.assign(box=place) for place, box in numbered(found)], ignore_index=True)


def table_title(box: FoundBox, language: str) -> str:
    """Return what is written above the limits of a box on the screen."""
    density, coverage = probability_text(box.measures.density, language), probability_text(box.coverage, language)
    return TEXTS[language]["title"].format(n=box.measures.n, density=density, coverage=coverage)


def screen_table(case: Case, box: FoundBox, found: Discovery, language: str) -> FittedTable:
    """Return the limits of a box for the screen."""
    texts = TEXTS[language]
    table = FittedTable()
    for heading in ("limit", "range", "p"):
        table.add_column(texts[heading], number=heading == "p")
    for column, text in limit_texts(case, box.limits, language).items():
        value = max(p for side, p in box.p.items() if side.column == column)
        shown = texts["below"] if value < 1e-4 else f"{value:.4f}"
        table.add_row(text, sample_range(found.axes, column, language), shown)
    return table


def sample_range(axes: pd.DataFrame, column: str, language: str) -> str:
    """Return the range of an axis in the sample."""
    if describe(column).kind == NAME:
        return str(axes[column].nunique())
    ends = [axis_text(column, float(end), language) for end in (axes[column].min(), axes[column].max())]
    return " – ".join(ends)


def searched_rows(found: Discovery) -> pd.DataFrame:
    """Return the rows that were searched: their axes and whether each is a case of interest."""
    table = found.axes.copy()
    for column in table.columns:
        if describe(str(column)).kind == QUARTER:
            table[column] = [axis_text(str(column), float(value), "en") for value in table[column]]
    return table.assign(missed=found.interest).reset_index()
