"""What an analysis looks at: finished runs with the case that they are of, and what is asked of them in words."""

from pathlib import Path
from typing import NamedTuple

import pandas as pd

from scenarios.axes import filled
from scenarios.case import Case
from scenarios.contents.checking import Checked
from scenarios.finished import case_of, place_of, read_finished, refuse_other_targets
from scenarios.refusals.problem import Message, say
from scenarios.sweep.distinct import equal_points
from scenarios.sweep.points import points_of as read_points
from scenarios.targets import Goal

from ..shared import target_words
from ..shared.language import label
from ..shared.target_words import places_of


class Study(NamedTuple):
    """What is analysed: points (axes by `point`), outcomes (a row a run and year), and what they were run with.

    `scenario` is the base of points that name none, `seed` that of the replicates. `populations` are the numbers of
    their baseline populations by replicate; None where each has its own. `checked` says what of the folder differs from
    its list of contents.
    """

    case: Case
    points: pd.DataFrame
    outcomes: pd.DataFrame
    seed: int
    scenario: str
    populations: pd.Series | None = None
    checked: Checked | None = None


def read(folder: Path, case_folder: Path | None = None) -> Study:
    """Return the study of a folder. Raises InputProblem for one that holds none, is unfinished, or has failed units.

    `case_folder` is the folder of a case that is not shipped.
    """
    runs = read_finished(folder)
    case = case_of(runs, place_of(folder), case_folder)
    refuse_other_targets(runs, case)
    return Study(case, runs.points, runs.outcomes, runs.seed, runs.scenario, runs.populations, runs.checked)


def with_distinct_points(study: Study) -> tuple[Study, int]:
    """Return a study without points that have the same effective settings as an earlier one, and how many these are."""

    def called(number: int) -> Message:
        return say("points_row", point=number)

    first = equal_points(study.case, read_points(study.case, study.scenario, study.points, called))
    kept = [number for number, other in first.items() if number == other]
    outcomes = study.outcomes[study.outcomes["point"].isin(kept)]
    return study._replace(points=study.points.loc[kept], outcomes=outcomes), len(first) - len(kept)


def points_of(study: Study) -> pd.DataFrame:
    """Return the points of a study, with what they leave to their scenario filled in."""
    return filled(study.points, study.case, study.scenario)


def under_scenario(study: Study, text: str, language: str) -> str:
    """Return what is looked at, with the scenario that the points change; as it is where they name several."""
    if "scenario" in study.points.columns and study.points["scenario"].nunique() > 1:
        return text
    name = study.points["scenario"].iloc[0] if "scenario" in study.points.columns else study.scenario
    called = label(study.case.scenario(str(name)), language)
    return f"“{called}”情景下，{text}" if language == "zh" else f"{text}, scenario '{called}'"


def goal_text(study: Study, goal: Goal, language: str) -> str:
    """Return what a goal asks for, such as: high-tech share of zone output of at least 50 % in 2020."""
    return target_words.goal_text(goal, places_of(study.case), language)
