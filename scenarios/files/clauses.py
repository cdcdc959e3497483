"""The clauses of a plan, and how each is treated: by a lever, a target, a date of a scenario, or a reason why not."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple, Protocol

from model.indicators import INDICATORS
from model.levers import LEVERS

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, nearest, say
from ..targets import Target
from .known_names import id_meant
from .table import Row, read_table
from .text import stands

FILE = "clauses.csv"
REQUIRED = ("clause", "treatment", "by")
OPTIONAL = ("zh", "en", "reason_zh", "reason_en")  # one language is enough
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
    known = {**LEVERS, **INDICATORS, **{target.key: target for target in targets}}
    faults, clauses = Faults(), {}
    for row in read_table(path, REQUIRED, OPTIONAL):
        with faults:
            clause = _clause(row, known)
            if clause.clause in clauses:
                raise InputProblem(row.place("clause"), say("clause_twice", name=as_written(clause.clause)))
            clauses[clause.clause] = clause
    faults.refuse()
    return tuple(clauses.values())


def cited_but_unknown(cited: Collection[str], clauses: Collection[Clause]) -> list[str]:
    """Return the clauses that are cited somewhere and not in the register."""
    known = {clause.clause for clause in clauses}
    return sorted(set(cited) - known)


def _clause(row: Row, known: Mapping[str, Any]) -> Clause:
    faults = Faults()
    treatment = row.text("treatment")
    if treatment not in TREATMENTS:
        what = say("unknown_treatment", name=as_written(treatment))
        raise InputProblem(row.place("treatment"), what, nearest(treatment, TREATMENTS))
    by: list[str] = []
    for name in row.words("by"):
        with faults:
            by.append(id_meant(row.place("by"), "unknown_in_clause", name, known))
    faults.refuse()
    zh, en = row.either("zh", "en"), row.either("en", "zh")
    reasons = row.either("reason_zh", "reason_en"), row.either("reason_en", "reason_zh")
    if not zh:
        raise InputProblem(row.place("zh"), say("is_empty"), say("one_label_rule"))
    if treatment == NOT_SIMULATED and not all(reasons):
        raise InputProblem(row.place("reason_zh"), say("is_empty"), say("reason_rule"))
    if treatment != NOT_SIMULATED and not by:
        raise InputProblem(row.place("by"), say("is_empty"), say("by_rule"))
    return Clause(row.text("clause"), zh, en, treatment, tuple(by), *reasons)
