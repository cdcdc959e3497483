"""Designs: a design file, or the same as Python objects, becomes a table of checked points and a rule of replicates."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

import pandas as pd

from ..axes import known
from ..case import Case, load_case, shipped, shipped_labels
from ..files.beside import case_beside
from ..files.key_faults import validated
from ..files.known_names import id_meant
from ..files.text import stands
from ..files.toml_file import read_toml
from ..refusals.problem import InputProblem, Message, as_written, check_known, say
from .choosing import chosen_points, demand_count
from .described import digest_of_points
from .design_file import DesignFile, ReplicateTable
from .distinct import Merged, distinct_points, too_small, with_references
from .generators import table
from .points import Point, points_of
from .replicates import Rule, read_rule
from .worlds import check_worlds


@dataclass(frozen=True, eq=False)
class Design:
    """What a sweep runs: a case, points that all have been checked, how many replicates of each, and the seed.

    `frame` is the table of points, indexed by `point`, no two of a design file with the same effective settings.
    `contents` is the design as it was read, `merged` names the points that the file lists. `references` names, for
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
    merged: Merged = field(default_factory=Merged)

    @cached_property
    def points(self) -> tuple[Point, ...]:
        """The points. Raises InputProblem naming the first that cannot be run."""
        return points_of(self.case, self.scenario, self.frame, self.called)

    @property
    def too_small(self) -> Mapping[str, int]:
        """By lever, how many points set a strength too small to act, which counts as neutral."""
        return self.merged.too_small or too_small(self.points)

    @property
    def digest(self) -> str:
        """Hash (16 hexadecimal digits) of the table of points."""
        return digest_of_points(self.frame)

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
    dumped = written.model_dump(mode="json", exclude_none=True)
    listed = Design(file, written.name, case, written.scenario, frame, rule, written.seed, dumped)
    kept, merged = distinct_points(case, written.scenario, frame, listed.called)
    design = with_rule(replace(listed, frame=kept, merged=merged), len(frame))
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
    """Return the case of a design: a shipped one, a folder beside the design, or the one that the design belongs to."""
    place = say("key", file=file, key="case")
    own = None if written.case in shipped() else case_beside(folder, written.case, place)
    return load_case(own or id_meant(place, "no_case", written.case, shipped_labels()))


def with_rule(design: Design, listed: int) -> Design:
    """Return a design with the points that its rule compares others with, added where they are not there.

    A reference by number is that of a point as listed, of `listed` ones.
    """
    reference = design.rule.reference
    if reference is None:
        return design
    if isinstance(reference, int):
        if not 0 <= reference < listed:
            place = say("key", file=design.file, key="replicates.reference")
            what = say("unknown_point", point=reference)
            raise InputProblem(place, what, say("range", low=0, high=listed - 1))
        kept = design.merged.place[reference]
        return replace(design, references=dict.fromkeys(range(len(design.frame)), kept))
    frame, references = with_references(design.case, design.scenario, design.frame, reference, design.called)
    demand_count(design.file, len(frame))
    return replace(design, frame=frame, references=references)
