"""The command `discover`: a finished sweep or robust search becomes boxes in which the plan misses a target, in words, tables, a figure."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd

from calibration.attainment import Goal, attainment, axes_of_runs, futures, goal_of, met, missed, unclear
from calibration.discovery.choice import COVERAGE, DENSITY
from calibration.discovery.discover import Discovery, discover
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, as_written, nearest, say

from ..run.folder import RESULTS, RunFolder, refuse_taken
from ..shared.provenance import package_versions
from ..shared.screen import console
from ..sweep.reading import Study, goal_text, points_of, read, under_scenario
from .tables import box_rows, limit_rows, screen_table, searched_rows, table_title, trajectory_rows
from .words import POINT, RUN, headline, sentences

WRITTEN = {"zh": "结果已写入 {folder}", "en": "Results are in {folder}"}
KINDS = (POINT, RUN)
LEVEL = 0.9


class Question(NamedTuple):
    """What is asked of a sweep: the target, what a miss is, how dense and wide a box is to be, the seed of the halves."""

    indicator: str
    year: int | None = None
    level: float = LEVEL
    by: str = POINT
    density: float = DENSITY
    coverage: float = COVERAGE
    seed: int = 1


class Answer(NamedTuple):
    """What was found, for which study and goal, and how many points more replicates may turn."""

    study: Study
    goal: Goal
    found: Discovery
    unclear: int


def run_discover(folder: Path, question: Question, out: Path | None, language: str, case: Path | None = None) -> Path:
    """Search a sweep, print the boxes and write the folder of results; return the folder. Raises InputProblem."""
    require("ema_workbench")
    check_question(question)
    return report_discovery(read(folder, case), question, out, language)


def check_question(question: Question) -> None:
    """Refuse an unknown kind of misses. Raises InputProblem."""
    if question.by not in KINDS:
        what = say("unknown_unit_of_misses", name=as_written(question.by))
        raise InputProblem(say("option", option="--by"), what, nearest(question.by, KINDS))


def answer(study: Study, question: Question) -> Answer:
    """Return the boxes of a study. Raises InputProblem for an unknown target, and misses that say nothing."""
    case = study.case
    goal = goal_of(case.targets, question.indicator, question.year)
    points = points_of(study)
    options: dict[str, Any] = {"density": question.density, "coverage": question.coverage, "seed": question.seed}
    if question.by == RUN:
        success = met(study.outcomes, goal)
        replicates = success.index.get_level_values("replicate").unique().to_numpy()
        rows = axes_of_runs(points, success.index, futures(case.world.parameters, study.seed, replicates))
        return Answer(study, goal, discover(rows, ~success, unit="runs_unit", **options), 0)
    table = attainment(study.outcomes, goal)
    check_level(table["probability"], question.level)
    found = discover(points.loc[table.index], missed(table, question.level), **options)
    return Answer(study, goal, found, unclear(table, question.level))


def check_level(probabilities: pd.Series, level: float) -> None:
    """Refuse a level that all points or none reach, and say between which levels they lie. Raises InputProblem."""
    low, high = float(probabilities.min()), float(probabilities.max())
    if low < high and not low < level <= high:
        key = "constant_miss" if level > high else "constant_hit"
        what = say(key, count=len(probabilities), unit=say("points_unit"))
        raise InputProblem(say("option", option="--level"), what, say("level_between", low=low, high=high))


def report_discovery(study: Study, question: Question, out: Path | None, language: str) -> Path:
    """Search a sweep that has been read, print and write the results; return their folder."""
    case = study.case
    moment = datetime.now()
    folder = out if out is not None else RESULTS / case.name / f"{moment:%Y%m%d-%H%M%S}-discovery"
    refuse_taken(folder)
    result = answer(study, question)
    said = {each: said_of(result, question, each) for each in WRITTEN}
    screen = console()
    with RunFolder(folder) as writing:
        for box in result.found.boxes:
            screen.print(table_title(box, language), soft_wrap=True)
            screen.print(screen_table(result.study.case, box, result.found, language))
        screen.print("\n".join(said[language]), soft_wrap=True)
        write(result, question, said, moment, writing.path, language)
    screen.print(WRITTEN[language].format(folder=folder), soft_wrap=True)
    return folder


def asked_for(result: Answer, language: str) -> str:
    """Return the target of a result in words, with the scenario."""
    return under_scenario(result.study, goal_text(result.goal, language), language)


def said_of(result: Answer, question: Question, language: str) -> list[str]:
    """Return the sentences on a result in a language."""
    asked = (question.by, question.level, question.density, result.unclear)
    return sentences(result.study.case, asked_for(result, language), result.found, *asked, language)


def write(
    result: Answer, question: Question, said: Mapping[str, Sequence[str]], moment: datetime, folder: Path, language: str
) -> None:
    """Write boxes.csv, limits.csv, trajectory.csv, cases.csv, sentences in both languages, figure and settings."""
    from ..figures import discovery, save

    tables: dict[str, pd.DataFrame] = {
        "boxes": box_rows(result.found),
        "limits": limit_rows(result.found),
        "trajectory": trajectory_rows(result.found),
        "cases": searched_rows(result.found),
    }
    for name, table in tables.items():
        table.to_csv(folder / f"{name}.csv", index=False)
    for each, lines in said.items():
        (folder / f"sentences.{each}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    finding = headline(result.study.case, asked_for(result, language), result.found, question.by, language)
    drawn = discovery.draw(result.study.case, result.found, finding, question.density, question.coverage, language)
    save(drawn, folder / "discovery.png")
    settings = {"case": result.study.case.name, **question._asdict(), "year": result.goal.year}
    settings |= {"made": moment.isoformat(timespec="seconds"), "versions": package_versions()}
    (folder / "settings.json").write_text(json.dumps(settings, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
