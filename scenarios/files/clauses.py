"""The clauses of a plan, and how each is treated: by a lever, a target, a date of a scenario, or a reason why not."""

from collections.abc import Collection, Sequence
from pathlib import Path
from typing import NamedTuple, Protocol

from model.indicators import INDICATORS
from model.levers import LEVERS

from ..refusals.problem import InputProblem, as_written, nearest, say
from ..targets import Target
from .table import Row, read_table
from .text import stands

FILE = "clauses.csv"
COLUMNS = ("clause", "zh", "en", "treatment", "by", "reason_zh", "reason_en")
NOT_SIMULATED = "not simulated"
TREATMENTS = ("lever", "target", "scenario", NOT_SIMULATED)


class Clause(NamedTuple):
    """One clause of a plan: what it asks in two languages, how it is treated, and why.

    `by` names the levers, indicators and targets (INDICATOR.YEAR) that it is treated by.
    """

    clause: str
    zh: str
    en: str
    treatment: str
    by: tuple[str, ...]
    reason_zh: str
    reason_en: str

    def reason(self, language: str) -> str:
        """Return the remark on the treatment in a language."""
        return self.reason_zh if language == "zh" else self.reason_en


class Registered(Protocol):
    """A case with its register of clauses."""

    @property
    def clauses(self) -> tuple[Clause, ...]:
        """The clauses of its plan."""


def clauses_of(case: Registered, name: str) -> tuple[str, ...]:
    """Return the clauses of a case's plan that name a lever, an indicator or a target (INDICATOR.YEAR), in their order."""
    return tuple(clause.clause for clause in case.clauses if name in clause.by)


def read_clauses(folder: Path, targets: Sequence[Target] = ()) -> tuple[Clause, ...]:
    """Return the clauses of a case's plan; none if it has no file of them. Raises InputProblem for what does not fit.

    Clauses may name levers, indicators and those `targets`.
    """
    path = folder / FILE
    if not stands(path):
        return ()
    known = [*LEVERS, *INDICATORS, *(target.key for target in targets)]
    clauses = [_clause(row, known) for row in read_table(path, COLUMNS)]
    seen: set[str] = set()
    for clause in clauses:
        if clause.clause in seen:
            raise InputProblem(FILE, say("clause_twice", name=as_written(clause.clause)))
        seen.add(clause.clause)
    return tuple(clauses)


def cited_but_unknown(cited: Collection[str], clauses: Collection[Clause]) -> list[str]:
    """Return the clauses that are cited somewhere and not in the register."""
    known = {clause.clause for clause in clauses}
    return sorted(set(cited) - known)


def _clause(row: Row, known: Sequence[str]) -> Clause:
    treatment = row.text("treatment")
    if treatment not in TREATMENTS:
        what = say("unknown_treatment", name=as_written(treatment))
        raise InputProblem(row.place("treatment"), what, nearest(treatment, TREATMENTS))
    by = row.words("by")
    for name in by:
        if name not in known:
            what = say("unknown_in_clause", name=as_written(name))
            raise InputProblem(row.place("by"), what, nearest(name, known))
    reason_zh, reason_en = (row.cells[column].strip() for column in ("reason_zh", "reason_en"))
    if treatment == NOT_SIMULATED and not (reason_zh and reason_en):
        raise InputProblem(row.place("reason_en"), say("is_empty"), say("reason_rule"))
    if treatment != NOT_SIMULATED and not by:
        raise InputProblem(row.place("by"), say("is_empty"), say("by_rule"))
    return Clause(row.text("clause"), row.text("zh"), row.text("en"), treatment, by, reason_zh, reason_en)
