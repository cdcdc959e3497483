"""Labels of the rows of a table: an id that is unique, and a name in each language."""

from typing import NamedTuple

from ..refusals.problem import InputProblem, as_written, say
from .names import check_label, check_name
from .table import Row


class Label(NamedTuple):
    """Names of a park or an industry."""

    id: str
    zh: str
    en: str


def labels_of(rows: list[Row]) -> tuple[Label, ...]:
    """Return the labels of a table's rows. Raises InputProblem for an id that occurs twice or is no name."""
    seen: dict[str, int] = {}
    labels = []
    for row in rows:
        name = row.word("id")
        check_name(name, row.place("id"))
        if name in seen:
            what = say("id_twice", name=as_written(name), line=seen[name])
            raise InputProblem(row.place("id"), what, say("ids_unique"))
        seen[name] = row.line
        for column in ("zh", "en"):
            check_label(row.text(column), row.place(column))
        labels.append(Label(name, row.text("zh"), row.text("en")))
    return tuple(labels)
