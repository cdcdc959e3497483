"""Finished runs, read back to be analysed: the folder of a run, of a sweep, or of a robust search."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from .axes import SCENARIO
from .case import CASE_COPY, Case, load_case
from .files.names import check_label, check_name
from .files.scenario_file import NONE
from .files.text import is_folder
from .populations import POOL, PROVENANCE, pool_of_case, pool_of_sweep, populations_of
from .refusals.gathering import Faults
from .refusals.problem import InputProblem, Message, as_written, say
from .targets import Target

INDICATORS, PARAMETERS = "indicators.parquet", "parameters.parquet"  # of the folder of a run
SEARCH, POINTS, OUTCOMES = "search.json", "points.csv", "outcomes.csv"  # of that of a robust search


class FinishedRuns(NamedTuple):
    """Points (axes by `point`), their outcomes (a row a run and year), and what they were run with.

    `scenario` is the base of points that name none, `seed` that of the replicates; `case_digest` is the hash of the
    case's files. `adaptive` says whether a rule decided how many replicates a point has. `populations` are the numbers
    of baseline populations by replicate; None where each has its own, or a folder does not say. A search has no targets
    here. `own_case` is where the folder keeps a copy of the case.
    """

    points: pd.DataFrame
    outcomes: pd.DataFrame
    targets: tuple[Target, ...]
    case_name: str
    case_digest: str
    seed: int
    scenario: str = NONE
    adaptive: bool = False
    populations: pd.Series | None = None
    own_case: Path | None = None

    @property
    def last_year(self) -> int | None:
        """The last year of the runs; None where there are none."""
        return int(self.outcomes["year"].max()) if len(self.outcomes) else None


def read_finished(folder: Path) -> FinishedRuns:
    """Return the runs of a folder. Raises InputProblem for one that holds none, is unfinished, or has failed units."""
    from .folders.held_folder import refuse_running
    from .sweep.store import MANIFEST  # takes a while to import

    refuse_running(folder, place_of(folder))
    if not is_folder(folder):  # a name that is too long for one cannot even be looked into
        raise InputProblem(place_of(folder), say("no_runs"), say("runs_rule"))
    if (folder / SEARCH).is_file():
        runs, described = _of_search(folder), SEARCH
    elif (folder / MANIFEST).is_file():
        runs, described = _of_sweep(folder), MANIFEST
    elif (folder / INDICATORS).is_file() and (folder / PROVENANCE).is_file():
        runs, described = _of_run(folder), PROVENANCE
    else:
        raise InputProblem(place_of(folder), say("no_runs"), say("runs_rule"))
    check_names(runs, say("file_of_folder", folder=as_written(str(folder)), file=described))
    own = folder / CASE_COPY
    return runs._replace(own_case=own if is_folder(own) else None)


def check_names(runs: FinishedRuns, place: Message) -> None:
    """Refuse names that no case and no scenario can have: the folder may be anybody's. Raises InputProblem.

    The name of the case becomes that of a folder of results, and those of scenarios are shown.
    """
    faults = Faults()
    with faults:
        check_name(runs.case_name, place)
    for name in runs.points[SCENARIO].dropna().unique() if SCENARIO in runs.points else ():
        with faults:
            check_label(str(name), place)
    faults.refuse()


def _of_run(folder: Path) -> FinishedRuns:
    """Return the runs that the command `run` wrote: a point a scenario, and the targets that it was run with."""
    frame = pd.read_parquet(folder / INDICATORS)
    described = json.loads((folder / PROVENANCE).read_text(encoding="utf-8"))
    names = list(dict.fromkeys(frame[SCENARIO]))
    frame["point"] = frame[SCENARIO].map({name: point for point, name in enumerate(names)})
    points = pd.DataFrame({SCENARIO: names}, pd.RangeIndex(len(names), name="point"))
    case = described["case_file"]
    run_for = tuple(target for target in targets_of(case["targets"]) if target.year <= frame["year"].max())
    of_case = (run_for, str(case["name"]), described["input_hash"])
    outcomes = frame.drop(columns=["case", SCENARIO])
    populations = _populations_of_run(folder, pool_of_case(described), outcomes)
    return FinishedRuns(points, outcomes, *of_case, described["seed"], populations=populations)


def _populations_of_run(folder: Path, pool: int | None, outcomes: pd.DataFrame) -> pd.Series | None:
    """Return the populations that a run wrote down; those of its pool where it is an older one that wrote none."""
    path = folder / PARAMETERS
    parameters = pd.read_parquet(path) if path.is_file() else pd.DataFrame()
    if "population" in parameters:
        return parameters.set_index("replicate")["population"]
    return populations_of(outcomes, pool)


def _of_sweep(folder: Path) -> FinishedRuns:
    """Return the runs of a sweep, which must lack none: what is missing may be what matters. Raises InputProblem."""
    from .sweep.results import read_sweep

    sweep, place = read_sweep(folder), place_of(folder)
    if len(sweep.failures):
        what = say("units_failed", count=len(sweep.failures), reason=str(sweep.failures["reason"].iloc[0]))
        raise InputProblem(place, what, say("resume_the_sweep"))
    lacking = len(sweep.points) - sweep.outcomes["point"].nunique()
    if sweep.missing or lacking:
        key, count = ("runs_missing", sweep.missing) if sweep.missing else ("points_lacking", lacking)
        raise InputProblem(place, say(key, count=count), say("resume_the_sweep"))
    seed, base = (_known(folder, sweep.manifest, key) for key in ("seed", "scenario"))
    of_case = (targets_of(sweep.manifest["targets"]), sweep.case_name, str(sweep.manifest.get("case_digest")))
    adaptive = bool(sweep.manifest.get("replicates", {}).get("adaptive"))
    populations = populations_of(sweep.outcomes, pool_of_sweep(folder, sweep.manifest))
    return FinishedRuns(sweep.points, sweep.outcomes, *of_case, int(seed), str(base), adaptive, populations)


def _of_search(folder: Path) -> FinishedRuns:
    """Return the best candidate of a robust search under its fresh futures. Raises InputProblem for another search."""
    if not ((folder / POINTS).is_file() and (folder / OUTCOMES).is_file()):
        raise InputProblem(place_of(folder), say("no_futures"), say("search_with_futures"))
    try:
        asked = json.loads((folder / SEARCH).read_text(encoding="utf-8"))["asked"]
        points = pd.read_csv(folder / POINTS, index_col="point")
        outcomes = pd.read_csv(folder / OUTCOMES)
    except (OSError, ValueError, KeyError) as error:
        raise InputProblem(place_of(folder), say("unreadable_search"), say("search_with_futures")) from error
    name, seed, base = (_known(folder, asked, key) for key in ("case_name", "seed", "base"))
    of_case = ((), str(name), str(asked.get("case")))
    populations = populations_of(outcomes, asked.get(POOL))
    return FinishedRuns(points, outcomes, *of_case, int(seed), str(base), populations=populations)


def case_of(runs: FinishedRuns, place: Message, case_folder: Path | None = None) -> Case:
    """Return the case that was run: that of a folder, the shipped one, or the copy beside the results.

    Its runs end with the year that these end with. Raises InputProblem where none is as it was when it was run.
    """
    case = _case_that_was_run(runs, place, case_folder)
    last = max(case.last_year, runs.last_year or 0)
    return case if last == case.last_year else case.running_until(last)


def _case_that_was_run(runs: FinishedRuns, place: Message, case_folder: Path | None) -> Case:
    name = as_written(runs.case_name)
    if case_folder is not None:
        case = load_case(case_folder)
        if not _was_run(case, runs):
            raise InputProblem(place, say("case_changed", name=name), say("name_case"))
        return case
    try:
        shipped = load_case(runs.case_name)
    except InputProblem:
        shipped = None
    if shipped is not None and _was_run(shipped, runs):
        return shipped
    own = load_case(runs.own_case) if runs.own_case is not None else None
    if own is not None and _was_run(own, runs):
        return own
    what = "case_changed" if shipped or own else "case_not_shipped"
    raise InputProblem(place, say(what, name=name), say("name_case"))


def _was_run(case: Case, runs: FinishedRuns) -> bool:
    """Return whether a case is as it was when it was run, as far as results depend on it."""
    return runs.case_digest in (case.digest, *case.file.earlier_digests)


def targets_of(described: Any) -> tuple[Target, ...]:
    """Return targets as a folder describes them."""
    return tuple(Target.model_validate(target) for target in described)


def place_of(folder: Path) -> Message:
    """Return what a folder is called in refusals."""
    return say("folder", folder=as_written(str(folder)))


def _known(folder: Path, described: Mapping[str, Any], key: str) -> Any:
    if key not in described:
        raise InputProblem(place_of(folder), say("not_described", key=key), say("new_sweep"))
    return described[key]
