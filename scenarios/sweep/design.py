"""Designs: a design file, or the same as Python objects, becomes a table of checked points and a rule of replicates."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ..axes import SCENARIO, known, uncertainty_columns
from ..case import Case, load_case, shipped, shipped_labels
from ..files.key_faults import validated
from ..files.known_names import id_meant
from ..files.text import is_folder, stands
from ..files.toml_file import read_toml
from ..refusals.problem import InputProblem, Message, as_written, check_known, say
from .choosing import chosen_points, demand_count
from .design_file import DesignFile, ReplicateTable
from .generators import numbered, table
from .points import Point, points_of
from .replicates import Rule, read_rule
from .worlds import check_worlds


@dataclass(frozen=True, eq=False)
class Design:
    """What a sweep runs: a case, points that all have been checked, how many replicates of each, and the seed.

    `frame` is the table of points, indexed by `point`; `contents` is the design as it was read; `references` names, for
    points that are compared, the point that they are compared with.
    """

    file: str
    name: str
    case: Case
    scenario: str
    frame: pd.DataFrame
    rule: Rule
    seed: int
    contents: Mapping[str, Any] = field(default_factory=dict)
    references: Mapping[int, int] = field(default_factory=dict)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points. Raises InputProblem naming the first that cannot be run."""
        return points_of(self.case, self.scenario, self.frame, self.called)

    @property
    def digest(self) -> str:
        """Hash (16 hexadecimal digits) of the table of points."""
        return hashlib.sha256(self.frame.to_csv().encode()).hexdigest()[:16]

    def check(self) -> None:
        """Refuse the design if any of its points cannot be run. Raises InputProblem naming the point."""
        check_worlds(self.case, self.points, lambda point: self.called(point.number))

    def called(self, number: int) -> Message:
        """Return where the point of a number is."""
        return say("point", file=self.file, point=number)


def read_design(path: Path) -> Design:
    """Return the design of a file, every point checked. Raises InputProblem."""
    if not stands(path):
        raise InputProblem(as_written(str(path)), say("is_missing"), say("design_files"))
    return design_of(read_toml(path), path.name, path.parent)


def design_of(contents: Mapping[str, Any], file: str = "design", folder: Path = Path()) -> Design:
    """Return the design of what a design file would hold. Raises InputProblem.

    `file` is what it is called in refusals; paths are relative to `folder`.
    """
    written = validated(file, DesignFile, contents)
    case = case_of(file, written, folder)
    scenario = case.scenario_id(written.scenario, say("key", file=file, key="scenario"))
    written = written.model_copy(update={"scenario": scenario})
    frame = chosen_points(file, written, case, folder)
    rule = read_rule(file, written.replicates, case)
    frame, references = with_references(file, frame, rule, written.scenario)
    dumped = written.model_dump(mode="json", exclude_none=True)
    design = Design(file, written.name, case, written.scenario, frame, rule, written.seed, dumped, references)
    design.check()
    return design


def of_points(
    case: Case, points: pd.DataFrame, replicates: int, seed: int, *, name: str = "points", scenario: str = "none"
) -> Design:
    """Return the design of a table of points, columns as in a design file. Raises InputProblem."""
    for column in points.columns:
        check_known(name, "unknown_column", column, known())
    columns = [str(column) for column in points.columns]
    values = [[None if pd.isna(value) else value for value in points[column]] for column in points.columns]
    rule = read_rule(name, ReplicateTable(number=replicates), case)
    contents = {"name": name, "case": case.name, "scenario": scenario, "seed": seed, "replicates": rule.number}
    design = Design(name, name, case, scenario, table(columns, values, len(points)), rule, seed, contents)
    design.check()
    return design


def case_of(file: str, written: DesignFile, folder: Path) -> Case:
    """Return the case of a design: a shipped one, or a folder beside the design."""
    if written.case not in shipped() and is_folder(folder / written.case):
        return load_case(folder / written.case)
    return load_case(id_meant(say("key", file=file, key="case"), "no_case", written.case, shipped_labels()))


def with_references(file: str, frame: pd.DataFrame, rule: Rule, base: str) -> tuple[pd.DataFrame, dict[int, int]]:
    """Return the points, those that others are compared with added where they are not there, and which is whose.

    The reference of a point is the unchanged reference scenario in the same future: with the uncertainties of the
    point.
    """
    if rule.reference is None:
        return frame, {}
    if isinstance(rule.reference, int):
        if not 0 <= rule.reference < len(frame):
            place = say("key", file=file, key="replicates.reference")
            what = say("unknown_point", point=rule.reference)
            raise InputProblem(place, what, say("range", low=0, high=len(frame) - 1))
        return frame, dict.fromkeys(range(len(frame)), rule.reference)
    nature = [column for column in frame.columns if column in set(uncertainty_columns())]
    levers = [column for column in frame.columns if column not in nature]
    futures = frame[nature].drop_duplicates() if nature else frame.iloc[:1, :0]
    wanted = futures.copy()
    wanted[SCENARIO] = rule.reference
    there = _plain_points(frame, levers, nature, rule.reference, base)
    missing = [row for row in range(len(wanted)) if _future(wanted.iloc[row], nature) not in there]
    for added, row in enumerate(missing):
        there[_future(wanted.iloc[row], nature)] = len(frame) + added
    grown = frame
    if missing:
        if SCENARIO not in frame.columns:
            grown = frame.assign(**{SCENARIO: base})[[SCENARIO, *frame.columns]]
        grown = numbered(pd.concat([grown, wanted.iloc[missing]], ignore_index=True)[list(grown.columns)])
        for column in frame.columns:
            grown[column] = grown[column].astype(frame[column].dtype)
    demand_count(file, len(grown))
    return grown, {row: there[_future(frame.iloc[row], nature)] for row in range(len(frame))}


def _plain_points(
    frame: pd.DataFrame, levers: list[str], nature: list[str], scenario: str, base: str
) -> dict[tuple[float, ...], int]:
    """Return, by future, the points that are a scenario unchanged."""
    settings = [column for column in levers if column != SCENARIO]
    there: dict[tuple[float, ...], int] = {}
    for place in range(len(frame)):
        row = frame.iloc[place]
        name = row[SCENARIO] if SCENARIO in levers and not pd.isna(row[SCENARIO]) else base
        if name == scenario and all(pd.isna(row[column]) for column in settings):
            there.setdefault(_future(row, nature), place)
    return there


def _future(row: Any, nature: list[str]) -> tuple[float, ...]:
    return tuple(-1e300 if pd.isna(row[column]) else float(row[column]) for column in nature)
