"""A table of figures to score: a row a participant, a column a figure, with the ends of its range in two more columns."""

from collections.abc import Mapping
from fractions import Fraction
from pathlib import Path
from typing import NamedTuple

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from ..scoring.evaluator import Figures
from .cited_numbers import exact
from .scoring_faults import PARTICIPANT_COLUMNS, columns_of
from .scoring_shape import FigureEntry
from .table import Row, read_table
from .table_labels import Label, read_labels
from .text import stands


class RangedFigure(NamedTuple):
    """A figure of a participant and its range; both ends are the value where it is known exactly."""

    value: Fraction
    low: Fraction
    high: Fraction


class Participant(NamedTuple):
    """A participant: its labels, and its figures by name, None for one that is not known."""

    label: Label
    ranges: Mapping[str, RangedFigure | None]

    @property
    def figures(self) -> Figures:
        """The values of its figures."""
        return {name: None if each is None else each.value for name, each in self.ranges.items()}


def read_participants(path: Path, figures: Mapping[str, FigureEntry]) -> dict[str, Participant]:
    """Return the participants of a CSV file by id, in its order, with the `figures` of a scoring table.

    Columns are `id`, `zh` or `en`, and one for each figure. An empty cell is a figure that is not known. The columns
    `FIGURE_low` and `FIGURE_high` may be left out, and so may `source` and `note`. Raises InputProblem with all faults.
    """
    if not stands(path):
        raise InputProblem(path.name, say("is_missing"), say("figures_file_rule"))
    name, *others = PARTICIPANT_COLUMNS
    ends = [column for figure in figures for column in columns_of(figure)[1:]]
    rows = read_table(path, [name, *figures], [*others, *ends])
    faults = Faults()
    labels = read_labels(rows, faults)
    ranges = []
    for row in rows:
        ranges.append({figure: _ranged(row, figure, kind, faults) for figure, kind in figures.items()})
    faults.refuse()
    return {label.id: Participant(label, each) for label, each in zip(labels, ranges, strict=True)}


def _ranged(row: Row, figure: str, kind: FigureEntry, faults: Faults) -> RangedFigure | None:
    """Return a figure of a row; None where it is not known, and where it is at fault, which is added to the faults."""
    column, low, high = columns_of(figure)
    if not any(row.holds(each) for each in (column, low, high)):
        return None
    found = Faults()
    numbers = []
    for each in (column, low, high) if row.holds(low) or row.holds(high) else (column,):
        with found:
            if not row.holds(each):
                raise InputProblem(row.place(each), say("is_empty"), say("range_of_figure", figure=figure))
            read = row.whole if kind.whole else row.number
            numbers.append(exact(read(each, kind.low, kind.high)))
    if not found.found:
        value, least, most = numbers if len(numbers) == 3 else numbers * 3
        if least <= value <= most:
            return RangedFigure(value, least, most)
        what = say("outside_its_range", value=as_written(float(value)))
        found.add(InputProblem(row.place(column), what, say("range", low=float(least), high=float(most))))
    for fault in found.found:
        faults.add(fault)
    return None
