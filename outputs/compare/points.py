"""What the points of a sweep set, as a table, where their names leave out some of it."""

from collections.abc import Mapping, Sequence
from typing import Any

from model.levers import LEVERS
from scenarios.axes import RAMP, SCENARIO, STRENGTH, lever_of
from scenarios.comparison.arrange import Paired

from ..shared.language import label
from ..shared.point_names import telling_axes
from ..shared.tables import FittedTable
from ..shared.values import bracketed, number_in, shown_as
from .words import WORDS


def points_table(paired: Paired, names: Mapping[str, str], shown: Sequence[str], language: str) -> FittedTable | None:
    """Return what the alternatives shown set, a column an axis; None where their names say it all."""
    columns = [str(column) for column in paired.settings if column != SCENARIO]
    if columns == telling_axes(paired.settings):
        return None
    table = FittedTable(WORDS[language]["points"])
    table.add_column(WORDS[language]["point"])
    for column in columns:
        table.add_column(axis_name(column, language), number=True)
    rows = paired.settings.set_axis(list(paired.names))
    for name in shown:
        table.add_row(names[name], *(_cell(rows.loc[name, column], str(column), language) for column in columns))
    return table


def axis_name(column: str, language: str) -> str:
    """Return the heading of a lever axis: the lever, and which of its settings or the unit of its strength."""
    lever, setting = lever_of(column)
    name = label(LEVERS[lever], language)
    if setting == STRENGTH:
        unit = shown_as(LEVERS[lever].unit, language).text
        if not unit:
            return name
        return bracketed(name, unit, language)
    word = WORDS[language][setting]
    return f"{name}：{word}" if language == "zh" else f"{name}: {word}" + (" (quarters)" if setting == RAMP else "")


def _cell(value: Any, column: str, language: str) -> str:
    """Return what a point sets, below the unit in the heading; a date as it is written."""
    if isinstance(value, str):
        return value
    lever, setting = lever_of(column)
    return number_in(value, LEVERS[lever].unit if setting == STRENGTH else "1", language)
