"""Scoring tables by name: that of a case, a shipped one, or a file of one's own."""

from functools import cache
from pathlib import Path
from typing import NamedTuple

from model.parameters import central_values
from model.sources import SOURCES

from ..case import FILES, load_case, shipped_labels
from ..files.known_names import ids_meant, not_one_meant
from ..files.names import check_name
from ..files.scoring_faults import FILE
from ..files.scoring_file import Scoring, read_scoring
from ..files.strict import LABEL_COLUMNS, with_both_labels
from ..files.table_labels import Label
from ..files.text import is_folder, stands
from ..files.toml_file import read_toml
from ..refusals.problem import InputProblem, say

SCORINGS = Path(__file__).parents[1] / "scorings"


class LoadedScoring(NamedTuple):
    """A scoring table: its name, that of the case where it is a case's, the file that it is from, and what that says."""

    name: str
    path: Path
    scoring: Scoring


def shipped_scorings() -> dict[str, Label]:
    """Return the labels of the shipped tables, by name."""
    found = {}
    for path in sorted(SCORINGS.glob("*.toml")):
        table = with_both_labels(read_toml(path))
        found[path.stem] = Label(path.stem, **{key: str(table[key]) for key in LABEL_COLUMNS})
    return found


def load_scoring(name: str) -> LoadedScoring:
    """Return a table by its name: a case, by id, label or folder; a shipped table; or a file ending in `.toml`.

    Raises InputProblem for a name that means none of them, and for a case without a table.
    """
    place = say("option", option="CASE|TABLE")
    if name.endswith(".toml"):
        path = Path(name)
        if path.name == FILE and stands(path.with_name(FILES[0])):  # that of a case, which knows its sources
            return _of_case(path.parent)
        check_name(path.stem, place)  # results are in a folder of that name
        return _from_file(path)
    tables, cases = shipped_scorings(), shipped_labels()
    meant = ids_meant(name, {**cases, **tables})
    if len(meant) == 1 and meant[0] in tables:
        return _from_file(SCORINGS / f"{meant[0]}.toml")
    if len(meant) != 1 and not (name and is_folder(Path(name))):
        raise not_one_meant(place, "unknown_scoring", name, {**cases, **tables})
    return _of_case(meant[0] if len(meant) == 1 else name)


@cache
def zones_scoring() -> Scoring:
    """Return the table of the yearly assessment that every run makes of its zones."""
    return _from_file(SCORINGS / "zones.toml").scoring


def _of_case(name: str | Path) -> LoadedScoring:
    case = load_case(name)
    if case.scoring is None:
        raise InputProblem(say("case", name=case.name), say("no_scoring"), say("scoring_rule", file=FILE))
    return LoadedScoring(case.name, case.folder / FILE, case.scoring)


def _from_file(path: Path) -> LoadedScoring:
    scoring = read_scoring(path, SOURCES, central_values()[0])
    if scoring is None:
        raise InputProblem(path.name, say("is_missing"), say("scoring_file_rule"))
    return LoadedScoring(path.stem, path, scoring)
