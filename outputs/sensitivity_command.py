"""The command `sensitivity`: a design that has been run becomes indices, groups and figures; or it is made and run."""

import json
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from rich.table import Table

from calibration.attainment import goal_of, met, values_of_runs
from calibration.axes import labels
from calibration.sensitivity.analyse import Sensitivity, analyse
from calibration.sensitivity.design import METHODS, MORRIS, DesignRecord, declared_range, make_design, uncertain_ranges
from model.indicators import INDICATORS
from scenarios import load_case
from scenarios.case import Case
from scenarios.compare import JOINT
from scenarios.packages import require
from scenarios.problem import InputProblem, as_written, nearest, say

from .axis_words import PERCENT
from .figures.labels import indicator_label
from .language import UNITS_ZH
from .provenance import package_versions
from .run_folder import RESULTS, RunFolder, refuse_taken
from .screen import console
from .sensitivity_words import estimate_text, sentences
from .sweep_reading import SweepLike, case_of, goal_text, read

RECORD = "sensitivity.json"  # in the folder of a sweep: what its design was made for

# Runs the points of a case with so many replicates and a seed into a folder.
Runner = Callable[[Case, pd.DataFrame, int, int, Path], object]

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


class Making(NamedTuple):
    """A design to be made and run: `axes` over their declared ranges; none: the parameters that replicates draw."""

    case: str
    method: str
    axes: tuple[str, ...] = ()
    samples: int | None = None
    replicates: int = 50
    seed: int = 1


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


def run_sensitivity(folder: Path, outcome: Outcome, out: Path | None, language: str) -> Path:
    """Analyse the design that a sweep has run, print and write the results; return their folder. Raises InputProblem."""
    require("SALib")
    return report_sensitivity(read(folder), read_record(folder), outcome, out, language)


def read_record(folder: Path) -> DesignRecord:
    """Return what the design of a sweep was made for. Raises InputProblem for a sweep that was not made for it."""
    try:
        return DesignRecord.from_dict(json.loads((folder / RECORD).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError, KeyError) as error:
        methods = ", ".join(METHODS)
        raise InputProblem(as_written(str(folder)), say("no_design", methods=methods), say("make_design")) from error


def write_record(folder: Path, record: DesignRecord) -> None:
    """Write what a design is made for into the folder of its sweep."""
    (folder / RECORD).write_text(json.dumps(record.as_dict(), indent=1) + "\n", encoding="utf-8")


def sweep_runner(case: Case, points: pd.DataFrame, replicates: int, seed: int, folder: Path) -> object:
    """Run points with the sweep's runner, exactly those that are missing in the folder."""
    from scenarios.sweep.runner import run_points

    return run_points(case, points, replicates, seed, folder)


def make_and_run(making: Making, outcome: Outcome, store: Path | None, run: Runner = sweep_runner) -> Path:
    """Make a design for a case and have `run` run it into the folder `store`; return the folder. Raises InputProblem.

    The record of the design is written when all points have been run, so that none is read before; what will be looked
    at is checked first, so that nobody waits for runs that cannot be used.
    """
    require("SALib")
    case = load_case(making.case)
    check_outcome(case, outcome)
    ranges = [declared_range(axis) for axis in making.axes] if making.axes else uncertain_ranges()
    points, record = make_design(making.method, ranges, making.samples, making.seed)
    folder = store if store is not None else RESULTS / case.name / making.method
    run(case, points, making.replicates, making.seed, folder)
    write_record(folder, record)
    return folder


def check_outcome(case: Case, outcome: Outcome) -> None:
    """Refuse an unknown target or indicator. Raises InputProblem."""
    if outcome.probability:
        goal_of(case.targets, outcome.indicator, outcome.year)
    elif outcome.indicator not in INDICATORS:
        what = say("unknown_indicator_column", name=as_written(outcome.indicator))
        raise InputProblem(say("option", option="--target"), what, nearest(outcome.indicator, INDICATORS))


def looked_at(case: Case, outcomes: pd.DataFrame, outcome: Outcome) -> Looked:
    """Return an outcome of every run. Raises InputProblem for an unknown target, indicator or year."""
    check_outcome(case, outcome)
    if outcome.probability:
        goal = goal_of(case.targets, outcome.indicator, outcome.year)
        called = {each: TEXTS[each]["probability"].format(goal=goal_text(goal, each)) for each in TEXTS}
        return Looked(met(outcomes, goal).astype(float), called, JOINT)
    year = outcome.year if outcome.year is not None else int(outcomes["year"].max())
    named = {each: indicator_label(outcome.indicator, each) for each in TEXTS}
    called = {each: TEXTS[each]["mean"].format(indicator=named[each], year=year) for each in TEXTS}
    return Looked(values_of_runs(outcomes, outcome.indicator, year), called, outcome.indicator)


def report_sensitivity(
    sweep: SweepLike, record: DesignRecord, outcome: Outcome, out: Path | None, language: str
) -> Path:
    """Analyse a sweep that has been read, print and write the results; return their folder."""
    case, moment = case_of(sweep), datetime.now()
    folder = out if out is not None else RESULTS / case.name / f"{moment:%Y%m%d-%H%M%S}-sensitivity"
    refuse_taken(folder)
    looked = looked_at(case, sweep.outcomes, outcome)
    found = analyse(record, sweep.points, looked.runs)
    said = {each: sentences(found, looked.called[each], looked.unit_of, each) for each in TEXTS}
    screen = console()
    with RunFolder(folder) as writing:
        screen.print(screen_table(found, looked, language))
        screen.print("\n".join(said[language]))
        write(found, looked, said, writing.path, language)
        settings = {"case": case.name, **outcome._asdict(), "design": record.as_dict()}
        settings |= {"made": moment.isoformat(timespec="seconds"), "versions": package_versions()}
        text = json.dumps(settings, ensure_ascii=False, indent=1)
        (writing.path / "settings.json").write_text(text + "\n", encoding="utf-8")
    screen.print(TEXTS[language]["written"].format(folder=folder))
    return folder


def screen_table(found: Sensitivity, looked: Looked, language: str) -> Table:
    """Return the axes by group for the screen."""
    texts, morris = TEXTS[language], found.record.method == MORRIS
    title = texts[f"title_{found.record.method}"].format(outcome=looked.called[language])
    table = Table(title=title, title_justify="left")
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
    from .figures import save, sensitivity

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
