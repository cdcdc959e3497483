"""grading.toml, read and checked: the tables by which a case grades its firms, in the order of their dates."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from model.criteria import AMOUNTS, CRITERIA, DEMERITS

from ..refusals.gathering import Faults
from ..refusals.problem import Message, say
from .grading_faults import FILE, grading_faults, range_of
from .grading_shape import GradingFile, Penalty, Rules
from .key_faults import validated
from .known_names import id_meant, keyed_by_id
from .text import stands
from .toml_file import read_toml


def read_grading(path: Path, known: Collection[str]) -> GradingFile | None:
    """Return the contents of a grading file, the earliest table first; None where there is no such file.

    The file may cite the sources `known` and those that it declares itself. Labels of criteria, amounts and demerits
    become ids. Raises InputProblem naming every key at fault.
    """
    if not stands(path):
        return None
    faults = Faults()
    file = _by_id(validated(FILE, GradingFile, read_toml(path), range_of), faults)
    for problem in grading_faults(file, known):
        faults.add(problem)
    faults.refuse()
    return file.model_copy(update={"tables": tuple(sorted(file.tables, key=lambda table: table.start))})


def _by_id(file: GradingFile, faults: Faults) -> GradingFile:
    tables = []
    for number, table in enumerate(file.tables, start=1):
        place = f"tables {number}"
        changed = _rules_by_id(place, table, faults)
        if table.small is not None:
            small = _rules_by_id(f"{place}.small", table.small, faults)
            for key in ("below", "graded_from"):
                given = getattr(table.small, key)
                small[key] = keyed_by_id(_key(f"{place}.small.{key}"), "unknown_amount", given, AMOUNTS, faults)
            changed["small"] = table.small.model_copy(update=small)
        tables.append(table.model_copy(update=changed))
    return file.model_copy(update={"tables": tuple(tables)})


def _rules_by_id(place: str, rules: Rules, faults: Faults) -> dict[str, Any]:
    items: Mapping[str, Any] = keyed_by_id(_key(f"{place}.items"), "unknown_criterion", rules.items, CRITERIA, faults)
    if len(items) < len(rules.items):
        items = rules.items  # refused anyway; without the unknown ones the weights would seem not to add up
    penalties = []
    for number, penalty in enumerate(rules.penalties, start=1):
        with faults:
            there = _key(f"{place}.penalties {number}.demerit")
            penalties.append(_with_id(penalty, id_meant(there, "unknown_demerit", penalty.demerit, DEMERITS)))
    return {"items": items, "penalties": tuple(penalties)}


def _with_id(penalty: Penalty, demerit: str) -> Penalty:
    return penalty.model_copy(update={"demerit": demerit})


def _key(key: str) -> Message:
    return say("key", file=FILE, key=key)
