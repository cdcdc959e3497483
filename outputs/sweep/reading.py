"""A finished sweep, or the futures of a robust search, as the analysis reads them: points, outcomes, and their case."""

import json
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from calibration.attainment import Goal
from scenarios import load_case
from scenarios.axes import filled
from scenarios.case import Case
from scenarios.comparison.target_table import JOINT
from scenarios.refusals.problem import InputProblem, as_written, say
from scenarios.sweep.results import Sweep, read_sweep

from ..figures.labels import indicator_label, scenario_label
from ..shared.language import listed
from ..shared.values import unit_of, value_text

SEARCH, POINTS, OUTCOMES = "search.json", "points.csv", "outcomes.csv"  # of the folder of a search


class Study(NamedTuple):
    """What is analysed: points (axes by `point`), outcomes (a row a run and year), and what they were run with.

    `scenario` is the base of points that name none, `seed` that of the replicates.
    """

    case: Case
    points: pd.DataFrame
    outcomes: pd.DataFrame
    seed: int
    scenario: str


def read(folder: Path, case_folder: Path | None = None) -> Study:
    """Return the study of a folder. Raises InputProblem for one that holds none, is unfinished, or has failed units.

    `case_folder` is the folder of a case that is not shipped.
    """
    if (folder / SEARCH).is_file():
        return _of_search(folder, case_folder)
    sweep = read_sweep(folder)
    _check_finished(folder, sweep)
    described = sweep.manifest
    case = _case(folder, sweep.case_name, described.get("case_digest"), case_folder)
    seed, scenario = _known(folder, described, "seed"), _known(folder, described, "scenario")
    return Study(case, sweep.points, sweep.outcomes, int(seed), str(scenario))


def _check_finished(folder: Path, sweep: Sweep) -> None:
    """Refuse a sweep that lacks runs: what is missing may be what matters. Raises InputProblem."""
    if not sweep.failures.empty:
        what = say("units_failed", count=len(sweep.failures))
        raise InputProblem(_place(folder), what, say("resume_the_sweep"))
    lacking = len(sweep.points) - sweep.outcomes["point"].nunique()
    if sweep.missing or lacking:
        key, count = ("runs_missing", sweep.missing) if sweep.missing else ("points_lacking", lacking)
        raise InputProblem(_place(folder), say(key, count=count), say("resume_the_sweep"))


def _of_search(folder: Path, case_folder: Path | None) -> Study:
    """Return the winner of a robust search under its fresh futures. Raises InputProblem for another search."""
    if not ((folder / POINTS).is_file() and (folder / OUTCOMES).is_file()):
        raise InputProblem(_place(folder), say("no_futures"), say("search_with_futures"))
    try:
        asked = json.loads((folder / SEARCH).read_text(encoding="utf-8"))["asked"]
        points = pd.read_csv(folder / POINTS, index_col="point")
        outcomes = pd.read_csv(folder / OUTCOMES)
    except (OSError, ValueError, KeyError) as error:
        raise InputProblem(_place(folder), say("unreadable_search"), say("search_with_futures")) from error
    case = _case(folder, str(_known(folder, asked, "case_name")), asked.get("case"), case_folder)
    return Study(case, points, outcomes, int(_known(folder, asked, "seed")), str(_known(folder, asked, "base")))


def _case(folder: Path, name: str, digest: object, case_folder: Path | None) -> Case:
    """Return the case that was run. Raises InputProblem where it is not shipped, or not as it was."""
    if case_folder is None:
        try:
            case = load_case(name)
        except InputProblem:
            raise InputProblem(
                _place(folder), say("case_not_shipped", name=as_written(name)), say("name_case")
            ) from None
    else:
        case = load_case(case_folder)
    if case.digest != digest:
        raise InputProblem(_place(folder), say("case_changed", name=as_written(name)), say("name_case"))
    return case


def _known(folder: Path, described: Any, key: str) -> Any:
    if key not in described:
        raise InputProblem(_place(folder), say("not_described", key=key), say("new_sweep"))
    return described[key]


def _place(folder: Path) -> Any:
    return say("folder", folder=as_written(str(folder)))


def points_of(study: Study) -> pd.DataFrame:
    """Return the points of a study, with what they leave to their scenario filled in."""
    return filled(study.points, study.case, study.scenario)


def under_scenario(study: Study, text: str, language: str) -> str:
    """Return what is looked at, with the scenario that the points change; as it is where they name several."""
    if "scenario" in study.points.columns and study.points["scenario"].nunique() > 1:
        return text
    name = study.points["scenario"].iloc[0] if "scenario" in study.points.columns else study.scenario
    called = scenario_label(study.case.scenario(str(name)), language)
    return f"“{called}”情景下，{text}" if language == "zh" else f"{text}, scenario '{called}'"


def goal_text(goal: Goal, language: str) -> str:
    """Return what a goal asks for, such as: high-tech share of zone output ≥ 50 % in 2020."""
    if goal.indicator == JOINT:
        years = listed(map(str, sorted({target.year for target in goal.targets})), language)
        count = len(goal.targets)
        return (
            f"{years} 年全部 {count} 项目标同时达到" if language == "zh" else f"all {count} targets of {years} at once"
        )
    target = goal.targets[0]
    name, asked = (
        indicator_label(target.indicator, language),
        value_text(target.at_least, unit_of(target.indicator), language),
    )
    return f"{target.year} 年{name}不低于 {asked}" if language == "zh" else f"{name} ≥ {asked} in {target.year}"
