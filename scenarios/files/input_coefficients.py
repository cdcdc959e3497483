"""input_coefficients.csv: what each industry buys of each, over its own output; a table that a case need not have."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from model.population.links import reconciled, spectral_radius

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, number_text, say
from .known_names import id_meant
from .table import Row, read_table
from .table_labels import UNKNOWN, Label
from .text import stands

INPUTS_FILE = "input_coefficients.csv"
INPUT_COLUMNS = ("supplier", "user", "coefficient")


def read_inputs(
    path: Path, industries: Sequence[Label], value_added: NDArray[np.float64]
) -> NDArray[np.float64] | None:
    """Return input coefficients, (supplier, user), both in the order of the ids of `industries`; None without the file.

    `value_added` (industry,) are shares of output in that order, for which the coefficients leave room. What no row names is
    0. Raises InputProblem for an unknown industry, a pair that is there twice, a coefficient that is none, and for
    coefficients by which demand would feed itself without end.
    """
    if not stands(path):
        return None
    known = {label.id: label for label in industries}
    order = sorted(known)
    table = np.zeros((len(order), len(order)))
    lines: dict[tuple[str, str], int] = {}
    faults = Faults()
    for row in read_table(path, INPUT_COLUMNS):
        with faults:
            pair = _industry(row, "supplier", known), _industry(row, "user", known)
            if pair in lines:
                raise InputProblem(row.place("supplier"), say("pair_twice", line=lines[pair]))
            lines[pair] = row.line
            table[order.index(pair[0]), order.index(pair[1])] = row.number("coefficient", 0, 1)
    faults.refuse()
    radius = spectral_radius(table)
    if radius >= 1.0:
        place = say("column", file=path.name, column="coefficient")
        raise InputProblem(place, say("demand_feeds_itself", radius=number_text(radius)), say("radius_rule"))
    return reconciled(table, value_added)


def _industry(row: Row, column: str, known: Mapping[str, Label]) -> str:
    return id_meant(row.place(column), UNKNOWN["industry"], row.word(column), known)
