"""The command `sensitivity`: a design that has been run becomes indices, groups and figures; or it is made and run."""

from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from rich.console import RenderableType

from calibration.attainment import met, values_of_runs
from calibration.sensitivity.analyse import Sensitivity, analyse
from calibration.sensitivity.design import MORRIS, DesignRecord
from model.indicators import INDICATORS
from scenarios import load_case
from scenarios.axes import labels
from scenarios.case import Case
from scenarios.refusals.packages import require
from scenarios.refusals.problem import check_known, say
from scenarios.sweep.runner import SweepOutcome
from scenarios.targets import ALL_TARGETS, goal_named, indicator_of, measures_of, with_readings

from ..run.folder import RESULTS, RunFolder
from ..shared.contents_words import tell_contents
from ..shared.ending import DONE
from ..shared.findings import Findings, findings_folder, show_findings, write_findings
from ..shared.language import label
from ..shared.tables import FittedTable
from ..shared.target_words import name_text, places_of
from ..shared.values import change_unit, shown_as, unit_of
from ..sweep.reading import Study, goal_text, read, under_scenario
from .run import Making, make_and_run, read_record, tell
from .words import index_text, sentences

KIND = "sensitivity"  # how a folder of results is called

TEXTS: dict[str, dict[str, str]] = {
    "zh": {
        "title_morris": "莫里斯筛选：{outcome}",
        "title_sobol": "索博尔指数：{outcome}",
        "headings_morris": "组|可能位次|因素|μ*{unit}（95% 区间）|μ|σ|超出偶然",
        "headings_sobol": "组|可能位次|因素|总效应（95% 区间）|一阶（95% 区间）|超出偶然",
        "probability": "{goal}的概率",
        "mean": "{year} 年{indicator}（各次模拟的均值）",
        "in": "，{unit}",
        "yes": "是",
        "no": "否",
    },
    "en": {
        "title_morris": "Morris screening: {outcome}",
        "title_sobol": "Sobol indices: {outcome}",
        "headings_morris": "group|ranks|axis|mu*{unit} (95 % interval)|mu|sigma|above chance",
        "headings_sobol": "group|ranks|axis|total (95 % interval)|first (95 % interval)|above chance",
        "probability": "probability of {goal}",
        "mean": "{indicator} in {year}, mean over replicates",
        "in": ", {unit}",
        "yes": "yes",
        "no": "no",
    },
}


class Outcome(NamedTuple):
    """What is looked at: the probability of a target of the plan, or the mean of an indicator in a year."""

    indicator: str
    year: int | None = None
    probability: bool = True


class Looked(NamedTuple):
    """An outcome by run, what it is called in both languages, and the indicator whose unit it has (`ALL_TARGETS`: a probability)."""

    runs: pd.Series
    called: Mapping[str, str]
    unit_of: str


def run_sensitivity(folder: Path, outcome: Outcome, out: Path | None, language: str, case: Path | None = None) -> Path:
    """Analyse the design that a sweep has run, print and write the results; return their folder. Raises InputProblem."""
    require("SALib")
    if out is not None:  # before anything is read, which takes longer
        RunFolder(out).refuse_unless_free()
    study = read(folder, case)
    tell_contents(study.checked, language)
    return report_sensitivity(study, read_record(folder), outcome, out, language)


def make_run_and_analyse(name: str, making: Making, outcome: Outcome, out: Path | None, language: str) -> int:
    """Make a design for a case, run it and analyse it; return 0, 1 where units failed, 3 if stopped. Raises InputProblem.

    What will be looked at is checked first, so that nobody waits for runs that cannot be used.
    """
    require("SALib")
    case = load_case(name)
    check_outcome(case, outcome)
    folder = making.store or RESULTS / case.name / making.method
    with findings_folder(out, case.name, KIND) as writing:
        code = make_and_run(case, making, folder, language)
        if code != DONE:
            writing.vanish()
            return code
        try:
            findings = findings_in(read(folder, case.folder), read_record(folder), outcome, language)
            write_findings(findings, writing.path)
        except KeyboardInterrupt:
            writing.vanish()
            return tell(SweepOutcome(stopped=True), folder, language)
    show_findings(findings, writing.path, language)
    return code


def check_outcome(case: Case, outcome: Outcome) -> None:
    """Refuse an unknown target, indicator or measure. Raises InputProblem."""
    if outcome.probability:
        goal_named(case.targets, outcome.indicator, outcome.year)
    else:
        known = measures_known(case)
        check_known(say("option", option="--target"), "unknown_indicator_column", outcome.indicator, known)


def measures_known(case: Case) -> list[str]:
    """Return every indicator, and the measures of parks and industries that the case's targets ask for."""
    return [*INDICATORS, *(measure.name for measure in measures_of(case.targets))]


def looked_at(study: Study, outcome: Outcome) -> Looked:
    """Return an outcome of every run. Raises InputProblem for an unknown target, indicator or year."""
    case, outcomes = study.case, study.outcomes
    check_outcome(case, outcome)
    if outcome.probability:
        goal = goal_named(case.targets, outcome.indicator, outcome.year)
        called = {each: TEXTS[each]["probability"].format(goal=goal_text(study, goal, each)) for each in TEXTS}
        called = {each: under_scenario(study, text, each) for each, text in called.items()}
        return Looked(met(outcomes, goal).astype(float), called, ALL_TARGETS)
    year = outcome.year if outcome.year is not None else int(outcomes["year"].max())
    named = {each: measure_text(case, outcome.indicator, each) for each in TEXTS}
    called = {each: TEXTS[each]["mean"].format(indicator=named[each], year=year) for each in TEXTS}
    called = {each: under_scenario(study, text, each) for each, text in called.items()}
    return Looked(values_of_runs(outcomes, outcome.indicator, year), called, indicator_of(outcome.indicator))


def measure_text(case: Case, measure: str, language: str) -> str:
    """Return what an indicator, or a measure of a park or an industry, is called."""
    target = next((each for each in with_readings(case.targets) if each.measure == measure), None)
    return label(INDICATORS[measure], language) if target is None else name_text(target, places_of(case), language)


def report_sensitivity(study: Study, record: DesignRecord, outcome: Outcome, out: Path | None, language: str) -> Path:
    """Analyse a study, print and write the results; return their folder."""
    with findings_folder(out, study.case.name, KIND) as writing:
        findings = findings_in(study, record, outcome, language)
        write_findings(findings, writing.path)
    show_findings(findings, writing.path, language)
    return writing.path


def findings_in(study: Study, record: DesignRecord, outcome: Outcome, language: str) -> Findings:
    """Return what is shown and written of a study. Raises InputProblem."""
    looked = looked_at(study, outcome)
    found = analyse(record, study.points, looked.runs, study.populations)
    settings = {"case": study.case.name, **outcome._asdict(), "design": record.as_dict()}
    return findings_of(found, looked, settings, language)


def findings_of(found: Sensitivity, looked: Looked, settings: Mapping[str, Any], language: str) -> Findings:
    """Return what is shown and written of an analysis."""
    said = {each: sentences(found, looked.called[each], each) for each in TEXTS}
    table = found.table.copy()
    for place, each in enumerate(TEXTS):
        table.insert(2 + place, each, labels(table["axis"].tolist(), each))

    def draw() -> Any:
        from ..figures import sensitivity

        unit = unit_of(looked.unit_of)
        finding = ("" if language == "zh" else " ").join([said[language][0], *said[language][-2:]])
        return sensitivity.draw(found, finding, shown_as(unit, language).factor, change_unit(unit, language), language)

    shown: list[RenderableType] = [table_title(found, looked, language), screen_table(found, looked, language)]
    return Findings(shown, said, {"indices": table}, "sensitivity.png", draw, settings)


def table_title(found: Sensitivity, looked: Looked, language: str) -> str:
    """Return what is written above the axes on the screen."""
    return TEXTS[language][f"title_{found.record.method}"].format(outcome=looked.called[language])


def screen_table(found: Sensitivity, looked: Looked, language: str) -> FittedTable:
    """Return the axes by group for the screen."""
    texts, morris = TEXTS[language], found.record.method == MORRIS
    table = FittedTable(name_column=2)
    unit = change_unit(unit_of(looked.unit_of), language)
    named = unit and texts["in"].format(unit=unit)
    for place, heading in enumerate(texts[f"headings_{found.record.method}"].format(unit=named).split("|")):
        table.add_column(heading, number=place != 2)

    def shown(value: float) -> str:
        return index_text(value, found, looked.unit_of, language)

    for _, row in found.table.iterrows():
        other = [shown(row["mu"]), shown(row["sigma"])] if morris else [_interval(row, "first", shown)]
        above = "–" if pd.isna(row["above_chance"]) else texts["yes" if row["above_chance"] else "no"]
        name = labels([row["axis"]], language)[0]
        table.add_row(str(row["group"]), ranks_text(row), name, _interval(row, "", shown), *other, above)
    return table


def ranks_text(row: pd.Series) -> str:
    """Return the ranks that an axis may have."""
    ends = dict.fromkeys([row["rank_from"], row["rank_to"]])
    return "–".join(str(int(end)) for end in ends)


def _interval(row: pd.Series, name: str, shown: Callable[[float], str]) -> str:
    low, high = (f"{name}_{end}" if name else end for end in ("low", "high"))
    return f"{shown(row[name or 'estimate'])} ({shown(row[low])} – {shown(row[high])})"
