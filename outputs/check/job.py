"""The check of a case in the terminal: verdict first, then what to know, what is used, and what is assumed."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

from rich.console import Group, RenderableType

from model.indicators import INDICATORS
from model.levers import LEVERS
from scenarios.case import Case, load_case
from scenarios.files.margins import Adopted
from scenarios.files.table_labels import Label
from scenarios.files.totals import TOTALS
from scenarios.inspection.copied import Copied
from scenarios.inspection.finding import Finding
from scenarios.inspection.findings import Inspection, inspect
from scenarios.inspection.trial import FigureReached
from scenarios.refusals.problem import InputProblem, Message, say
from scenarios.targets import Target

from ..shared.copied_words import copied_text
from ..shared.dated_words import strength_text
from ..shared.glyphs import labels_without_glyph
from ..shared.language import label, listed
from ..shared.paragraphs import Paragraph, warning
from ..shared.register_words import adopted_text
from ..shared.screen import console
from ..shared.setting_words import ramp_values
from ..shared.target_words import name_text, places_of
from ..shared.unchecked_words import longer_run_sentence
from ..shared.values import number_in, shown_as, unit_of, value_text
from .evidence import evidence_part
from .numbers import NOTE_MARK, section_heading
from .published import figure_values, figures_part
from .tables import (
    files_table,
    grading_part,
    own_firms_part,
    parameter_part,
    park_table,
    plan_part,
    scenario_table,
    targets_table,
    totals_table,
    trial_part,
)
from .words import FINDINGS, TEXTS

FACTOR = "1"
UNITS = {  # of values of findings; the others are factors and counts
    "prior": "share", "used_share": "share", "published_share": "share", "tolerance": "share", "mean": "10k yuan/year",
    "threshold": "10k yuan/year", "left": "mu", "plan": "mu/year", "years": "year",
}  # fmt: skip
STANDARDS = {"plot_ratio_missed": "1", "investment_missed": "10k yuan/mu"}  # units of standards by finding
SECTIONS = (
    files_table, park_table, totals_table, targets_table, plan_part, grading_part, scenario_table, parameter_part,
    own_firms_part, evidence_part, figures_part, trial_part,
)  # fmt: skip


def run_check(name: str, language: str) -> None:
    """Check a case and print what there is to know. Raises InputProblem when the case is refused."""
    case = load_case(name)
    inspection = with_glyphs(inspect(case))
    console().print(check_report(inspection, language))
    if inspection.trial.refusal is not None:
        raise InputProblem(say("case", name=case.name), say("no_population", reason=inspection.trial.refusal))


def with_glyphs(inspection: Inspection) -> Inspection:
    """Return an inspection with a warning for each label that the figures cannot draw in full."""
    undrawn = [Finding("no_glyph", values=each._asdict()) for each in labels_without_glyph(inspection.case)]
    return replace(inspection, findings=(*inspection.findings, *undrawn))


def check_report(inspection: Inspection, language: str) -> Group:
    """Return all that the terminal shows of a check."""
    parts: list[RenderableType] = [*verdict(inspection, language), *finding_lines(inspection, language)]
    for section in SECTIONS:
        parts.extend(section(inspection, language))
    return Group(*parts)


def verdict(inspection: Inspection, language: str) -> Iterator[Paragraph]:
    """Yield the first lines: which case, when, and whether it can run."""
    texts, case = TEXTS[language], inspection.case
    yield Paragraph(texts["title"].format(case=label(case.file, language)), "bold")
    yield Paragraph(calendar_text(inspection, language))
    longer = longer_run_sentence(case, language)
    if longer:
        yield Paragraph(longer)
    refusal = inspection.trial.refusal
    if refusal is not None:
        yield Paragraph(texts["cannot_run"].format(reason=refusal.in_language(language)), "bold red")
        return
    warnings = sum(finding.warning for finding in inspection.findings)
    counted = counted_text("warning", warnings, language)
    notes = counted_text("note", len(inspection.findings) - warnings, language)
    yield Paragraph(texts["can_run"].format(warnings=counted, notes=notes), "bold green")


def calendar_text(inspection: Inspection, language: str) -> str:
    """Return when the baseline is and which quarters are simulated."""
    quarters = inspection.case.calendar.quarter_labels
    return TEXTS[language]["calendar"].format(
        baseline=quarters[0], first=quarters[1], last=quarters[-1], quarters=len(quarters) - 1,
        years=inspection.case.file.years,
    )  # fmt: skip


def counted_text(what: str, count: int, language: str) -> str:
    """Return how many warnings, or notes, there are."""
    key = {0: f"no_{what}s", 1: f"one_{what}"}.get(count, f"{what}s")
    return TEXTS[language][key].format(n=count)


def finding_lines(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield warnings, and then notes."""
    if inspection.findings:
        yield section_heading("findings", language)
    for finding in sorted(inspection.findings, key=lambda each: not each.warning):
        text = finding_text(finding, inspection.case, language)
        yield warning(text) if finding.warning else Paragraph(text, mark=f"{NOTE_MARK} ", mark_style="dim")


def finding_text(finding: Finding, case: Case, language: str) -> str:
    """Return a finding as a sentence."""
    values = {name: finding_value(name, value, case, language) for name, value in finding.values.items()}
    if "missed" in finding.values:
        values |= missed_values(finding.values["missed"], STANDARDS[finding.key], language)
    if "reached" in finding.values:
        lever, reached, strength = (finding.values[name] for name in ("lever", "reached", "strength"))
        values |= ramp_values(lever, reached, strength, language)
    if "norm" in finding.values:
        lever = finding.values["lever"]
        values |= {name: strength_text(lever, finding.values[name], language) for name in ("standard", "norm")}
    if finding.values.get("baseline") is not None:
        unit = unit_of(finding.values["target"].indicator)
        values["baseline"] = value_text(finding.values["baseline"], unit, language, rounded=True)
    if isinstance(finding.values.get("figure"), FigureReached):
        values |= figure_values(finding.values["figure"], language)
    if isinstance(finding.values.get("adopted"), Adopted):
        values |= adopted_text(finding.values["adopted"], language)
    if "unit" in finding.values:
        values["unit"] = shown_as(finding.values["unit"], language).text
    if finding.who is not None:
        values["who"] = label(finding.who, language)
    return FINDINGS[language][finding.key].format(**values)


def missed_values(missed: list[tuple[Any, float, float]], unit: str, language: str) -> dict[str, str]:
    """Return how many zones miss a standard, and which, with what they reach and the standard in its unit."""
    texts = TEXTS[language]
    shown = [
        texts["reached"].format(
            who=label(who, language),
            reached=number_in(reached, unit, language, rounded=True),
            standard=number_in(standard, unit, language, rounded=True),
        )
        for who, reached, standard in missed
    ]
    return {"n": str(len(missed)), "list": listed(shown, language), "unit": shown_as(unit, language).text}


def finding_value(name: str, value: Any, case: Case, language: str) -> str:
    """Return one value of a finding as text."""
    if isinstance(value, Copied):
        return copied_text(value, language)
    if isinstance(value, Target):
        return f"{name_text(value, places_of(case), language)} {value.year}"
    if isinstance(value, Message):
        return value.in_language(language)
    if isinstance(value, Label):
        return label(value, language)
    if name == "total":
        return label(TOTALS[value], language)
    if name == "lever":
        return label(LEVERS[value], language)
    if name == "scenario":
        return label(value, language)
    if name == "indicator":
        return label(INDICATORS[value], language)
    if name in ("clauses", "sources", "columns"):
        return listed(value, language)
    if isinstance(value, float):
        return value_text(value, UNITS.get(name, FACTOR), language, rounded=True)
    return str(value)
