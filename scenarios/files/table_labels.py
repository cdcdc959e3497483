"""Labels of the rows of a table: an id that is unique, and a name in each language."""

from typing import NamedTuple

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from .names import check_label, check_name
from .spoiled import check_id
from .strict import LABEL_COLUMNS
from .table import Row

UNKNOWN = {"park": "unknown_park", "industry": "unknown_industry"}  # messages of names that no row has


class Label(NamedTuple):
    """Names of a park or an industry."""

    id: str
    zh: str
    en: str


def read_labels(rows: list[Row], faults: Faults) -> tuple[Label, ...]:
    """Return the labels of the rows that have any.

    An id that occurs twice or is no name, and a label that is none are added to `faults`.
    """
    seen: dict[str, int] = {}
    labels = []
    for row in rows:
        with faults:
            check_unique(row, seen)
            name = row.word("id")
            check_name(name, row.place("id"))
            labels.append(Label(name, *(label_in(row, column) for column in LABEL_COLUMNS)))
    return tuple(labels)


def check_unique(row: Row, seen: dict[str, int]) -> None:
    """Refuse an id that was `seen` in another line, or that became a number; else note its line. Raises InputProblem."""
    name = row.word("id")
    check_id(name, row.place("id"))
    if name in seen:
        raise InputProblem(row.place("id"), say("id_twice", name=as_written(name), line=seen[name]), say("ids_unique"))
    seen[name] = row.line


def label_in(row: Row, column: str) -> str:
    """Return the label of a row in the language of a column, or the other one where that is empty. Raises InputProblem."""
    label = row.either(column, next(each for each in LABEL_COLUMNS if each != column))
    if not label:
        raise InputProblem(row.place(LABEL_COLUMNS[0]), say("is_empty"), say("one_label_rule"))
    check_label(label, row.place(column))
    return label
