"""Where runs to compare come from: a finished run's folder, the folder of a sweep, or an experiment made now."""

import json
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..axes import SCENARIO
from ..case import shipped
from ..files.scenario_file import NONE
from ..files.text import is_folder
from ..refusals.problem import InputProblem, as_written, say
from ..targets import Target
from .arrange import NotPaired, Paired, arrange
from .measures import RUN

INDICATORS, PROVENANCE = "indicators.parquet", "provenance.json"


class Material(NamedTuple):
    """Points and outcomes (as in the tables of a sweep), the targets that they are held to, and the case's name.

    `left_out` is how many runs are not among the outcomes because not every point has their replicate.
    """

    points: pd.DataFrame
    outcomes: pd.DataFrame
    targets: tuple[Target, ...]
    case_name: str
    left_out: int = 0


def is_results(name: str) -> bool:
    """Return whether a name is that of a folder of results rather than of a case."""
    folder = Path(name)
    return name not in shipped() and is_folder(folder) and not (folder / "case.toml").is_file()


def read_results(folder: Path) -> Material:
    """Return what the folder of a run or of a sweep holds. Raises InputProblem where it holds neither, or not all."""
    from ..sweep.store import MANIFEST  # takes a while to import

    if (folder / INDICATORS).is_file() and (folder / PROVENANCE).is_file():
        return _read_run(folder)
    if (folder / MANIFEST).is_file():
        return _read_sweep(folder)
    raise InputProblem(as_written(str(folder)), say("no_runs", folder=as_written(str(folder))), say("runs_rule"))


def _read_sweep(folder: Path) -> Material:
    """Return the runs of a sweep, which must be complete; points that name no scenario are of the design's."""
    from ..sweep.results import read_sweep

    sweep, place = read_sweep(folder), as_written(str(folder))
    if len(sweep.failures):
        reason = str(sweep.failures["reason"].iloc[0])
        what = say("sweep_failed", count=len(sweep.failures), reason=reason)
        raise InputProblem(place, what, say("finish_sweep"))
    if sweep.missing or sweep.outcomes.empty:
        runs = len(sweep.outcomes[RUN].drop_duplicates())
        raise InputProblem(place, say("sweep_unfinished", runs=runs, missing=sweep.missing or ""), say("finish_sweep"))
    base = str(sweep.design.get("scenario", NONE))
    named = sweep.points[SCENARIO].fillna(base) if SCENARIO in sweep.points else base
    points = sweep.points.assign(**{SCENARIO: named})
    targets = tuple(Target.model_validate(target) for target in sweep.manifest["targets"])
    if not sweep.manifest.get("replicates", {}).get("adaptive"):
        return Material(points, sweep.outcomes, targets, sweep.case_name)
    shared = shared_replicates(sweep.outcomes)
    left_out = len(sweep.outcomes[RUN].drop_duplicates()) - len(shared[RUN].drop_duplicates())
    return Material(points, shared, targets, sweep.case_name, left_out)


def shared_replicates(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the replicates that every point has: where a rule decided how many, some points have more."""
    points = outcomes.groupby("replicate")["point"].nunique()
    return outcomes[outcomes["replicate"].isin(points.index[points == outcomes["point"].nunique()])]


def _read_run(folder: Path) -> Material:
    """Return the runs of a folder that `run.py run` wrote: the targets are those that it was run with."""
    frame = pd.read_parquet(folder / INDICATORS)
    case_file = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))["case_file"]
    names = list(dict.fromkeys(frame[SCENARIO]))
    frame["point"] = frame[SCENARIO].map({name: point for point, name in enumerate(names)})
    points = pd.DataFrame({SCENARIO: names}, pd.RangeIndex(len(names), name="point"))
    targets = tuple(Target.model_validate(target) for target in case_file["targets"])
    return Material(points, frame.drop(columns=["case", SCENARIO]), targets, str(case_file["name"]))


def paired_from(material: Material, place: str, names: Sequence[str] | None = None) -> Paired:
    """Return the runs in pairs, of all scenarios or of some. Raises InputProblem where they are too few or not paired."""
    points = material.points
    if names:
        points = points[points[SCENARIO].isin(list(names))]
    if len(points) < 2:
        raise InputProblem(place, say("one_scenario"), say("two_to_compare"))
    try:
        paired = arrange(points, material.outcomes, material.targets)
    except NotPaired as error:
        raise InputProblem(place, say("not_paired", reason=error.reason)) from error
    if len(paired.names) < 2:
        raise InputProblem(place, say("one_scenario"), say("two_to_compare"))
    return paired
