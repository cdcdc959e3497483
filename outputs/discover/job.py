"""The command `discover`: a finished sweep or robust search becomes boxes in which the plan misses a target, in words, tables, a figure."""

from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from calibration.attainment import attainment, axes_of_runs, futures, met, missed, mostly_unclear, unclear
from calibration.discovery.choice import COVERAGE, DENSITY
from calibration.discovery.discover import Discovery, discover, too_few, unlabelled
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, check_known, say
from scenarios.targets import Goal, goal_named

from ..run.folder import RunFolder
from ..shared.contents_words import tell_contents
from ..shared.findings import WRITTEN, Findings, findings_folder, show_findings, write_findings
from ..shared.unchecked_words import unchecked_sentence
from ..sweep.reading import Study, goal_text, points_of, read, under_scenario, with_distinct_points
from .tables import box_rows, limit_rows, screen_table, searched_rows, table_title, trajectory_rows
from .words import POINT, RUN, headline, repeated_line, sentences

KINDS = (POINT, RUN)
PROBABILITY = 0.9


class DiscoveryQuestion(NamedTuple):
    """What is asked of a sweep: the target, what a miss is, how dense and wide a box is to be, the seed of the halves."""

    indicator: str
    year: int | None = None
    level: float = PROBABILITY
    by: str = POINT
    density: float = DENSITY
    coverage: float = COVERAGE
    seed: int = 1


class Answer(NamedTuple):
    """What was found, for which study and goal, and how many points more replicates may turn.

    `repeated` are the points left out because an earlier one has the same effective settings.
    """

    study: Study
    goal: Goal
    found: Discovery
    unclear: int
    repeated: int = 0


def run_discover(
    folder: Path, question: DiscoveryQuestion, out: Path | None, language: str, case: Path | None = None
) -> Path:
    """Search a sweep, print the boxes and write the folder of results; return the folder. Raises InputProblem."""
    require("ema_workbench")
    check_question(question)
    if out is not None:  # before anything is read, which takes longer
        RunFolder(out).refuse_unless_free()
    study = read(folder, case)
    tell_contents(study.checked, language)
    return report_discovery(study, question, out, language)


def check_question(question: DiscoveryQuestion) -> None:
    """Refuse an unknown kind of misses. Raises InputProblem."""
    check_known(say("option", option="--by"), "unknown_unit_of_misses", question.by, KINDS)


def answer(study: Study, question: DiscoveryQuestion) -> Answer:
    """Return the boxes of a study. Raises InputProblem for an unknown target, and misses that say nothing."""
    case = study.case
    goal = goal_named(case.targets, question.indicator, question.year)
    study, repeated = with_distinct_points(study)
    points = points_of(study)
    options: dict[str, Any] = {"density": question.density, "coverage": question.coverage, "seed": question.seed}
    if question.by == RUN:
        success = met(study.outcomes, goal)
        replicates = success.index.get_level_values("replicate").unique().to_numpy()
        rows = axes_of_runs(points, success.index, futures(case.world, study.seed, replicates))
        return Answer(study, goal, discover(rows, ~success, unit="runs_unit", **options), 0, repeated)
    table = attainment(study.outcomes, goal, study.populations)
    check_level(table["probability"], question.level)
    misses = missed(table, question.level)
    open_ones = mostly_unclear(table, question.level)
    if open_ones and too_few(misses.to_numpy(bool)):  # that points are unclear says more than that misses are few
        what = say("unclear_points", count=unclear(table, question.level), all=len(table), level=question.level)
        raise InputProblem(say("discovery"), what, say("more_replicates"))
    found = discover(points.loc[table.index], misses, **options)
    if open_ones:
        found = unlabelled(found)
    return Answer(study, goal, found, unclear(table, question.level), repeated)


def check_level(probabilities: pd.Series, level: float) -> None:
    """Refuse a level that all points or none reach, and say between which levels they lie. Raises InputProblem."""
    low, high = float(probabilities.min()), float(probabilities.max())
    if low < high and not low < level <= high:
        key = "constant_miss" if level > high else "constant_hit"
        what = say(key, count=len(probabilities), unit=say("points_unit"))
        raise InputProblem(say("option", option="--level"), what, say("level_between", low=low, high=high))


def report_discovery(study: Study, question: DiscoveryQuestion, out: Path | None, language: str) -> Path:
    """Search a sweep that has been read, print and write the results; return their folder."""
    with findings_folder(out, study.case.name, "discovery") as writing:
        findings = findings_of(answer(study, question), question, language)
        write_findings(findings, writing.path)
    show_findings(findings, writing.path, language)
    return writing.path


def asked_for(result: Answer, language: str) -> str:
    """Return the target of a result in words, with the scenario."""
    return under_scenario(result.study, goal_text(result.study, result.goal, language), language)


def said_of(result: Answer, question: DiscoveryQuestion, language: str) -> list[str]:
    """Return the sentences on a result in a language."""
    asked = (question.by, question.level, question.density, result.unclear)
    case = result.study.case
    said = sentences(case, asked_for(result, language), result.found, *asked, language)
    said = [*said, unchecked_sentence(case, language)] if case.goes_on else said
    return [*said, repeated_line(result.repeated, language)] if result.repeated else said


def findings_of(result: Answer, question: DiscoveryQuestion, language: str) -> Findings:
    """Return what is shown and written of a result."""
    case, found = result.study.case, result.found

    def draw() -> Any:
        from ..figures import discovery

        finding = headline(case, asked_for(result, language), found, question.by, language)
        return discovery.draw(case, found, finding, question.density, question.coverage, language)

    return Findings(
        [
            part
            for box in found.boxes
            for part in (table_title(box, language), screen_table(case, box, found, language))
        ],
        {each: said_of(result, question, each) for each in WRITTEN},
        {
            "boxes": box_rows(found),
            "limits": limit_rows(found),
            "trajectory": trajectory_rows(found),
            "cases": searched_rows(found),
        },
        "discovery.png",
        draw,
        {"case": case.name, **question._asdict(), "year": result.goal.year},
    )
