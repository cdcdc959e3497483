"""What is compared: finished runs, or those of an experiment made now, in pairs."""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd

from ..axes import LEVER, SCENARIO
from ..case import Case, shipped
from ..files.text import is_folder
from ..finished import FinishedRuns
from ..refusals.problem import InputProblem, say
from ..sweep.distinct import equal_points
from ..sweep.points import candidate_points
from ..targets import refuse_without_targets
from .arrange import NotPaired, Paired, arrange
from .measures import RUN


def is_results(name: str) -> bool:
    """Return whether a name is that of a folder of results rather than of a case."""
    folder = Path(name)
    return name not in shipped() and is_folder(folder) and not (folder / "case.toml").is_file()


def comparable(runs: FinishedRuns) -> tuple[FinishedRuns, int]:
    """Return runs whose points all name their scenario and, where a rule decided, have the same replicates.

    The number is that of the runs left out because not every point has their replicate.
    """
    named = runs.points[SCENARIO].fillna(runs.scenario) if SCENARIO in runs.points else runs.scenario
    outcomes = shared_replicates(runs.outcomes) if runs.adaptive else runs.outcomes
    left_out = len(runs.outcomes[RUN].drop_duplicates()) - len(outcomes[RUN].drop_duplicates())
    return runs._replace(points=runs.points.assign(**{SCENARIO: named}), outcomes=outcomes), left_out


def shared_replicates(outcomes: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of the replicates that every point has: where a rule decided how many, some points have more."""
    points = outcomes.groupby("replicate")["point"].nunique()
    return outcomes[outcomes["replicate"].isin(points.index[points == outcomes["point"].nunique()])]


def distinct_scenarios(case: Case, names: Sequence[str]) -> tuple[list[str], list[pd.DataFrame]]:
    """Return the scenarios that differ in their effective settings, and of each of the others the pair with its equal.

    A pair is a table of two points: the one left out, then the one kept.
    """
    points = pd.DataFrame({SCENARIO: list(names)})
    kept, pairs = _distinct(points, case)
    return [str(name) for name in points.loc[kept, SCENARIO]], pairs


def distinct_runs(runs: FinishedRuns, case: Case) -> tuple[FinishedRuns, list[pd.DataFrame]]:
    """Return runs without points that have the same effective settings as an earlier one, and pairs as above."""
    kept, pairs = _distinct(runs.points, case)
    outcomes = runs.outcomes[runs.outcomes["point"].isin(kept)]
    return runs._replace(points=runs.points.loc[kept], outcomes=outcomes), pairs


def _distinct(points: pd.DataFrame, case: Case) -> tuple[list[int], list[pd.DataFrame]]:
    first = equal_points(case, candidate_points(case, points))
    kept = [number for number, other in first.items() if number == other]
    return kept, [points.loc[[number, other]] for number, other in first.items() if number != other]


def refuse_one_alternative(points: pd.DataFrame, place: str) -> None:
    """Refuse points that are all of one alternative: there is nothing to compare it with. Raises InputProblem."""
    levers = [column for column in map(str, points) if column == SCENARIO or column.startswith(LEVER)]
    if len(points[levers].drop_duplicates()) < 2:
        raise InputProblem(place, say("one_scenario"), say("two_to_compare"))


def paired_from(runs: FinishedRuns, place: str) -> Paired:
    """Return the runs in pairs. Raises InputProblem where they are too few or not paired."""
    points = runs.points
    refuse_one_alternative(points, place)
    refuse_without_targets(runs.targets, place)
    try:
        return arrange(points, runs.outcomes, runs.targets, runs.populations)
    except NotPaired as error:
        raise InputProblem(place, say("not_paired", reason=error.reason)) from error
