"""Columns of a table of points: which axes there are, and how they are called in every file and table.

Levers, what government sets, and uncertainties, what nature sets, differ in the beginning of the name.
"""

from model.levers import LEVERS
from model.parameters import PARAMETERS

SCENARIO = "scenario"
LEVER = "lever."
UNCERTAINTY = "uncertainty."
STRENGTH, START, RAMP, END = "strength", "start", "ramp", "end"
SETTINGS = (STRENGTH, START, RAMP, END)


def lever_column(lever: str, setting: str) -> str:
    """Return the column of a setting of a lever: lever.<id>.<setting>."""
    return f"{LEVER}{lever}.{setting}"


def uncertainty_column(parameter: str) -> str:
    """Return the column of a parameter that is held: uncertainty.<id>."""
    return UNCERTAINTY + parameter


def lever_columns() -> list[str]:
    """Return every column that sets what government sets: the scenario, and the settings of each lever."""
    return [SCENARIO, *(lever_column(lever, setting) for lever in LEVERS for setting in SETTINGS)]


def uncertainty_columns() -> list[str]:
    """Return every column that sets what nature sets."""
    return [uncertainty_column(parameter) for parameter in PARAMETERS]


def lever_of(column: str) -> tuple[str, str]:
    """Return the lever and the setting of a column lever.<id>.<setting>."""
    lever, _, setting = column.removeprefix(LEVER).rpartition(".")
    return lever, setting


def is_number(column: str) -> bool:
    """Return whether a column holds numbers; the others hold names and quarters."""
    return column.startswith(UNCERTAINTY) or column.endswith((f".{STRENGTH}", f".{RAMP}"))
