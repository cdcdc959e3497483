"""The command `sensitivity`: a design that has been run becomes indices, groups and figures; or it is made and run."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from rich.table import Table

from calibration.attainment import goal_of, met, values_of_runs
from calibration.sensitivity.analyse import Sensitivity, analyse
from calibration.sensitivity.design import MORRIS, DesignRecord
from model.indicators import INDICATORS
from scenarios import load_case
from scenarios.axes import labels
from scenarios.case import Case
from scenarios.comparison.target_table import JOINT
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, as_written, nearest, say

from ..figures.labels import indicator_label
from ..run.folder import RESULTS, RunFolder, refuse_taken
from ..shared.axis_words import PERCENT
from ..shared.language import UNITS_ZH
from ..shared.provenance import package_versions
from ..shared.screen import console
from ..sweep.reading import Study, goal_text, read, under_scenario
from .run import DONE, Making, make_and_run, read_record, store_folder
from .words import estimate_text, sentences

TEXTS: dict[str, dict[str, str]] = {
    "zh": {
        "title_morris": "莫里斯筛选：{outcome}",
        "title_sobol": "索博尔指数：{outcome}",
        "headings_morris": "组|可能位次|因素|μ*（95% 区间）|μ|σ|超出偶然",
        "headings_sobol": "组|可能位次|因素|总效应（95% 区间）|一阶（95% 区间）|超出偶然",
        "probability": "{goal}的概率",
        "mean": "{year} 年{indicator}（各次重复的均值）",
        "yes": "是",
        "no": "否",
        "written": "结果已写入 {folder}",
        "points": "个百分点",
    },
    "en": {
        "title_morris": "Morris screening: {outcome}",
        "title_sobol": "Sobol indices: {outcome}",
        "headings_morris": "group|ranks|axis|mu* (95 % interval)|mu|sigma|above chance",
        "headings_sobol": "group|ranks|axis|total (95 % interval)|first (95 % interval)|above chance",
        "probability": "probability of {goal}",
        "mean": "{indicator} in {year}, mean over replicates",
        "yes": "yes",
        "no": "no",
        "written": "Results are in {folder}",
        "points": "percentage points",
    },
}


class Outcome(NamedTuple):
    """What is looked at: the probability of a target of the plan, or the mean of an indicator in a year."""

    indicator: str
    year: int | None = None
    probability: bool = True


class Looked(NamedTuple):
    """An outcome by run, what it is called in both languages, and the indicator whose unit it has (`JOINT`: a probability)."""

    runs: pd.Series
    called: Mapping[str, str]
    unit_of: str


def run_sensitivity(folder: Path, outcome: Outcome, out: Path | None, language: str, case: Path | None = None) -> Path:
    """Analyse the design that a sweep has run, print and write the results; return their folder. Raises InputProblem."""
    require("SALib")
    if out is not None:
        refuse_taken(out)
    study = read(folder, case)
    return report_sensitivity(study, read_record(folder), outcome, out, language)


def make_run_and_analyse(
    name: str,
    making: Making,
    outcome: Outcome,
    store: Path | None,
    out: Path | None,
    language: str,
    threads: int | None,
) -> int:
    """Make a design for a case, run it and analyse it; return 0, 1 where units failed, 3 if stopped. Raises InputProblem.

    What will be looked at is checked first, so that nobody waits for runs that cannot be used.
    """
    require("SALib")
    case = load_case(name)
    check_outcome(case, outcome)
    if out is not None:
        refuse_taken(out)
    folder = store_folder(case, making, store)
    code = make_and_run(case, making, folder, language, threads)
    if code == DONE:
        run_sensitivity(folder, outcome, out, language, case.folder)
    return code


def check_outcome(case: Case, outcome: Outcome) -> None:
    """Refuse an unknown target or indicator. Raises InputProblem."""
    if outcome.probability:
        goal_of(case.targets, outcome.indicator, outcome.year)
    elif outcome.indicator not in INDICATORS:
        what = say("unknown_indicator_column", name=as_written(outcome.indicator))
        raise InputProblem(say("option", option="--target"), what, nearest(outcome.indicator, INDICATORS))


def looked_at(study: Study, outcome: Outcome) -> Looked:
    """Return an outcome of every run. Raises InputProblem for an unknown target, indicator or year."""
    case, outcomes = study.case, study.outcomes
    check_outcome(case, outcome)
    if outcome.probability:
        goal = goal_of(case.targets, outcome.indicator, outcome.year)
        called = {each: TEXTS[each]["probability"].format(goal=goal_text(goal, each)) for each in TEXTS}
        called = {each: under_scenario(study, text, each) for each, text in called.items()}
        return Looked(met(outcomes, goal).astype(float), called, JOINT)
    year = outcome.year if outcome.year is not None else int(outcomes["year"].max())
    named = {each: indicator_label(outcome.indicator, each) for each in TEXTS}
    called = {each: TEXTS[each]["mean"].format(indicator=named[each], year=year) for each in TEXTS}
    called = {each: under_scenario(study, text, each) for each, text in called.items()}
    return Looked(values_of_runs(outcomes, outcome.indicator, year), called, outcome.indicator)


def report_sensitivity(study: Study, record: DesignRecord, outcome: Outcome, out: Path | None, language: str) -> Path:
    """Analyse a study, print and write the results; return their folder."""
    case, moment = study.case, datetime.now()
    folder = out if out is not None else RESULTS / case.name / f"{moment:%Y%m%d-%H%M%S}-sensitivity"
    refuse_taken(folder)
    looked = looked_at(study, outcome)
    found = analyse(record, study.points, looked.runs)
    said = {each: sentences(found, looked.called[each], looked.unit_of, each) for each in TEXTS}
    screen = console()
    with RunFolder(folder) as writing:
        screen.print(table_title(found, looked, language), soft_wrap=True)
        screen.print(screen_table(found, looked, language))
        screen.print("\n".join(said[language]), soft_wrap=True)
        write(found, looked, said, writing.path, language)
        settings = {"case": case.name, **outcome._asdict(), "design": record.as_dict()}
        settings |= {"made": moment.isoformat(timespec="seconds"), "versions": package_versions()}
        text = json.dumps(settings, ensure_ascii=False, indent=1)
        (writing.path / "settings.json").write_text(text + "\n", encoding="utf-8")
    screen.print(TEXTS[language]["written"].format(folder=folder), soft_wrap=True)
    return folder


def table_title(found: Sensitivity, looked: Looked, language: str) -> str:
    """Return what is written above the axes on the screen."""
    return TEXTS[language][f"title_{found.record.method}"].format(outcome=looked.called[language])


def screen_table(found: Sensitivity, looked: Looked, language: str) -> Table:
    """Return the axes by group for the screen."""
    texts, morris = TEXTS[language], found.record.method == MORRIS
    table = Table()
    for place, heading in enumerate(texts[f"headings_{found.record.method}"].split("|")):
        table.add_column(heading, justify="left" if place == 2 else "right")

    def number(value: float) -> str:
        return estimate_text(value, found, looked.unit_of, language, unit=False)

    for _, row in found.table.iterrows():
        other = [number(row["mu"]), number(row["sigma"])] if morris else [_interval(row, "first", number)]
        above = "–" if pd.isna(row["above_chance"]) else texts["yes" if row["above_chance"] else "no"]
        name = labels([row["axis"]], language)[0]
        table.add_row(str(row["group"]), ranks_text(row), name, _interval(row, "", number), *other, above)
    return table


def ranks_text(row: pd.Series) -> str:
    """Return the ranks that an axis may have."""
    ends = dict.fromkeys([row["rank_from"], row["rank_to"]])
    return "–".join(str(int(end)) for end in ends)


def _interval(row: pd.Series, name: str, number: Callable[[float], str]) -> str:
    low, high = (f"{name}_{end}" if name else end for end in ("low", "high"))
    return f"{number(row[name or 'estimate'])} ({number(row[low])} – {number(row[high])})"


def write(found: Sensitivity, looked: Looked, said: Mapping[str, Sequence[str]], folder: Path, language: str) -> None:
    """Write indices.csv with labels, sentences in both languages, and the figure."""
    from ..figures import save, sensitivity

    table = found.table.copy()
    for place, each in enumerate(TEXTS):
        table.insert(2 + place, each, labels(table["axis"].tolist(), each))
    table.to_csv(folder / "indices.csv", index=False)
    for each, lines in said.items():
        (folder / f"sentences.{each}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    scale, unit = scale_of(looked.unit_of, language)
    finding = ("" if language == "zh" else " ").join([said[language][0], *said[language][-2:]])
    save(sensitivity.draw(found, finding, scale, unit, language), folder / "sensitivity.png")


def scale_of(indicator: str, language: str) -> tuple[float, str]:
    """Return by what an outcome is multiplied to be shown, and its unit."""
    declared: Any = INDICATORS.get(indicator)
    if declared is None or declared.unit in PERCENT:
        return 100.0, TEXTS[language]["points"]
    if declared.unit == "1":
        return 1.0, ""
    return 1.0, UNITS_ZH[declared.unit] if language == "zh" else declared.unit
