"""Finished runs, read back to be analysed: the folder of a run, of a sweep, or of a robust search."""

from collections.abc import Mapping
from pathlib import Path
from typing import Annotated, Any, NamedTuple

import pandas as pd
from pydantic import BaseModel, Field

from .axes import SCENARIO, known
from .case import CASE_COPY, Case, load_case
from .contents.checking import Checked, refuse_damaged
from .contents.described import read_object, read_parquet, shaped
from .contents.place import place_of_file
from .contents.tables import refuse_missing_columns, refuse_missing_values, refuse_unnamed
from .files.names import check_label, check_name
from .files.scenario_file import NONE
from .files.text import is_folder
from .populations import PROVENANCE, pool_of_case, pool_of_sweep, populations_of
from .refusals.gathering import Faults
from .refusals.problem import InputProblem, Message, as_written, check_known, say
from .sweep.described import MANIFEST
from .targets import Target, known_indicators

INDICATORS, PARAMETERS = "indicators.parquet", "parameters.parquet"  # of the folder of a run
UNITS = "units"  # of that of a sweep
SEARCH, POINTS, OUTCOMES = "search.json", "points.csv", "outcomes.csv"  # of that of a robust search


class FinishedRuns(NamedTuple):
    """Points (axes by `point`), their outcomes (a row a run and year), and what they were run with.

    `scenario` is the base of points that name none, `seed` that of the replicates; `case_digest` is the hash of the
    case's files. `adaptive` says whether a rule decided how many replicates a point has. `populations` are the numbers
    of baseline populations by replicate; None where each has its own, or a folder does not say. A search has no targets
    here. `own_case` is where the folder keeps a copy of the case, `described_in` the file that names seed and targets.
    `checked` says what of the folder differs from its list of contents.
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
    described_in: Message | None = None
    checked: Checked | None = None

    @property
    def last_year(self) -> int | None:
        """The last year of the runs; None where there are none."""
        return int(self.outcomes["year"].max()) if len(self.outcomes) else None


class DescribedCase(BaseModel):
    """What is read of a case in a provenance, which says more."""

    name: str
    targets: tuple[Target, ...] = ()


class DescribedRun(BaseModel):
    """What is read of the provenance of a run, which says more."""

    case_file: DescribedCase
    input_hash: str
    seed: Annotated[int, Field(strict=True, ge=0)]


class DescribedSearch(BaseModel):
    """What is read of what a search was asked; it says more."""

    case_name: str
    case: str
    base: str
    seed: Annotated[int, Field(strict=True, ge=0)]
    pool: Annotated[int, Field(strict=True, ge=1)] | None = None


def read_finished(folder: Path) -> FinishedRuns:
    """Return the runs of a folder, every file held against the list of contents.

    Raises InputProblem for a folder that holds none, is unfinished, or has failed units, and for files that are damaged.
    """
    from .folders.held_folder import refuse_running  # which needs this file

    refuse_running(folder, place_of(folder))
    if not is_folder(folder):  # a name that is too long for one cannot even be looked into
        raise InputProblem(place_of(folder), say("no_runs"), say("runs_rule"))
    state = refuse_damaged(folder)
    if (folder / SEARCH).is_file():
        runs, described, table = _of_search(folder), SEARCH, OUTCOMES
    elif (folder / MANIFEST).is_file():
        runs, described, table = _of_sweep(folder), MANIFEST, UNITS
    elif (folder / INDICATORS).is_file() and (folder / PROVENANCE).is_file():
        runs, described, table = _of_run(folder), PROVENANCE, INDICATORS
    else:
        raise InputProblem(place_of(folder), say("no_runs"), say("runs_rule"))
    check_names(runs, place_of_file(folder, described))
    known_indicators(place_of_file(folder, described), runs.targets)
    refuse_missing_values(place_of_file(folder, table), runs.outcomes, runs.targets)
    own = folder / CASE_COPY
    place = place_of_file(folder, described)
    return runs._replace(own_case=own if is_folder(own) else None, described_in=place, checked=state)


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
    frame = read_parquet(folder, INDICATORS)
    described = read_object(folder, PROVENANCE)
    told = shaped(PROVENANCE, DescribedRun, described)
    refuse_missing_columns(place_of_file(folder, INDICATORS), frame, ("replicate", "year"))
    refuse_unnamed(place_of_file(folder, INDICATORS), frame, SCENARIO)
    names = list(dict.fromkeys(frame[SCENARIO]))
    frame["point"] = frame[SCENARIO].map({name: point for point, name in enumerate(names)})
    points = pd.DataFrame({SCENARIO: names}, pd.RangeIndex(len(names), name="point"))
    run_for = tuple(target for target in told.case_file.targets if target.year <= frame["year"].max())
    of_case = (run_for, told.case_file.name, told.input_hash)
    outcomes = frame.drop(columns=["case", SCENARIO], errors="ignore")
    populations = _populations_of_run(folder, pool_of_case(described), outcomes)
    return FinishedRuns(points, outcomes, *of_case, told.seed, populations=populations)


def _populations_of_run(folder: Path, pool: int | None, outcomes: pd.DataFrame) -> pd.Series | None:
    """Return the populations that a run wrote down; those of its pool where it is an older one that wrote none."""
    parameters = read_parquet(folder, PARAMETERS) if (folder / PARAMETERS).is_file() else pd.DataFrame()
    if "population" in parameters:
        refuse_missing_columns(place_of_file(folder, PARAMETERS), parameters, ("replicate", "population"))
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
    described = read_object(folder, SEARCH).get("asked")
    if not isinstance(described, dict):
        raise InputProblem(place_of_file(folder, SEARCH), say("no_object"), say("search_with_futures"))
    asked = shaped(SEARCH, DescribedSearch, described)
    tables = []
    for name, numbers in ((POINTS, ("point",)), (OUTCOMES, ("point", "replicate", "year"))):
        try:
            table = pd.read_csv(folder / name)
        except (OSError, ValueError) as error:
            raise InputProblem(
                place_of_file(folder, name), say("unreadable_search"), say("search_with_futures")
            ) from error
        refuse_missing_columns(place_of_file(folder, name), table, numbers)
        tables.append(table)
    points, outcomes = tables
    for column in points.columns:
        check_known(place_of_file(folder, POINTS), "unknown_column", column, {"point", *known()})
    populations = populations_of(outcomes, asked.pool)
    of_case = ((), asked.case_name, asked.case)
    return FinishedRuns(points.set_index("point"), outcomes, *of_case, asked.seed, asked.base, populations=populations)


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


def refuse_other_targets(runs: FinishedRuns, case: Case) -> None:
    """Refuse runs whose folder names other targets than the case that was run has. Raises InputProblem naming the first.

    A search names none. Only what decides whether a target is met is compared: an older version may have written less.
    """
    there = {target.key: target.bounds for target in runs.targets}
    own = {target.key: target.bounds for target in case.targets} if there and runs.described_in else there
    for key in dict.fromkeys([*there, *own]):
        if there.get(key) != own.get(key):
            what = say("other_targets", key=as_written(key), name=as_written(case.name))
            raise InputProblem(runs.described_in or "", what, say("whole_folder"))


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
        raise InputProblem(place_of_file(folder, MANIFEST), say("not_described", key=key), say("new_sweep"))
    return described[key]
