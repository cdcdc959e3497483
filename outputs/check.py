"""The check of a case in the terminal: verdict first, then what to know, what is used, and what is assumed."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.rule import Rule
from rich.table import Table
from rich.text import Text

from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.sources import ASSUMPTION, SOURCES
from scenarios.case import load_case
from scenarios.case_file import Label, Sourced, Target
from scenarios.firms_file import FIRM_FILE_COLUMNS
from scenarios.inspection import Finding, Inspection, inspect, overridden, totals_of
from scenarios.problem import InputProblem

from .check_words import FINDINGS, LEVELS, TEXTS, TOTALS, UNITS
from .language import label
from .screen import console

TCE_SHOWN = 10_000.0  # energy is shown in 10,000 tce, as the indicators show it
PERCENT_UNITS = ("share", "1/year")
EXACT = 1e-9  # of itself: a margin that is off by no more is met to rounding
WARNING_MARK, NOTE_MARK = "▲", "·"


def run_check(name: str, language: str) -> None:
    """Check a case and print what there is to know. Raises InputProblem when the case is refused."""
    case = load_case(name)
    inspection = inspect(case)
    console().print(report(inspection, language))
    if not inspection.can_run:
        raise InputProblem(f"case {case.name}", inspection.trial.refusal)


def report(inspection: Inspection, language: str) -> Group:
    """Return all that the terminal shows of a check."""
    sections = [
        files_table, park_table, totals_table, targets_table, scenario_table, parameter_part, own_firms_part,
        assumed_part, trial_part,
    ]  # fmt: skip
    parts: list[RenderableType] = [verdict(inspection, language), *finding_lines(inspection, language)]
    for section in sections:
        parts.extend(section(inspection, language))
    return Group(*parts)


def verdict(inspection: Inspection, language: str) -> Text:
    """Return the first lines: which case, when, and whether it can run."""
    texts, case = TEXTS[language], inspection.case
    text = Text(texts["title"].format(case=label(case.file, language)) + "\n", style="bold")
    quarters = case.calendar.quarter_labels
    text.append(
        texts["calendar"].format(
            baseline=quarters[0],
            first=quarters[1],
            last=quarters[-1],
            quarters=len(quarters) - 1,
            years=case.file.years,
        ),
        style="not bold",
    )
    warnings = sum(finding.warning for finding in inspection.findings)
    counted = counted_text("warning", warnings, language) if warnings else texts["no_warnings"]
    notes = counted_text("note", len(inspection.findings) - warnings, language)
    if inspection.can_run:
        text.append("\n" + texts["can_run"].format(warnings=counted, notes=notes), style="bold green")
    else:
        text.append("\n" + texts["cannot_run"].format(reason=inspection.trial.refusal), style="bold red")
    return text


def counted_text(what: str, count: int, language: str) -> str:
    """Return how many warnings, or notes, there are."""
    return TEXTS[language][f"one_{what}" if count == 1 else f"{what}s"].format(n=count)


def heading(key: str, language: str, **values: object) -> Padding:
    """Return the heading of a section."""
    return Padding(
        Rule(Text(TEXTS[language][key].format(**values), style="bold"), align="left", style="dim"), (1, 0, 0, 0)
    )


def plain_table(*columns: str, left: int = 1, wrap: int = 0) -> Table:
    """Return a table without frame: `left` columns to the left, the others are numbers; column `wrap` may wrap."""
    table = Table(box=box.SIMPLE_HEAD, padding=(0, 1, 0, 0), pad_edge=False, show_edge=False, header_style="dim")
    for place, column in enumerate(columns):
        table.add_column(column, justify="left" if place < left else "right", no_wrap=place != wrap)
    return table


def finding_lines(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield warnings, and then notes."""
    if inspection.findings:
        yield heading("findings", language)
    grid = Table.grid(padding=(0, 1))
    for finding in sorted(inspection.findings, key=lambda each: not each.warning):
        mark = Text(WARNING_MARK if finding.warning else NOTE_MARK, style="bold yellow" if finding.warning else "dim")
        grid.add_row(mark, finding_text(finding, language))
    yield grid


def finding_text(finding: Finding, language: str) -> str:
    """Return a finding as a sentence."""
    values = {name: finding_value(name, value, language) for name, value in finding.values.items()}
    if "missed" in finding.values:
        missed = finding.values["missed"]
        values["n"] = str(len(missed))
        values["list"] = TEXTS[language]["between"].join(
            f"{label(who, language)} {reached:.3g}/{standard:.3g}" for who, reached, standard in missed
        )
    if "baseline" in finding.values:
        values["baseline"] = indicator_value(finding.values["target"].indicator, finding.values["baseline"], language)
    if finding.who is not None:
        values["who"] = label(finding.who, language)
    return FINDINGS[language][finding.key].format(**values)


def finding_value(name: str, value: Any, language: str) -> str:
    """Return one value of a finding as text."""
    if isinstance(value, Target):
        return f"{label(INDICATORS[value.indicator], language)} {value.year}"
    if name == "lever":
        return label(LEVERS[value], language)
    if name == "scenario":
        return label(value, language)
    if name in ("prior", "used") or (name == "published" and value < 1):
        return f"{100 * value:.1f}" if name != "published" else f"{100 * value:.4g}"
    if isinstance(value, float):
        return f"{value:.2f}" if abs(value) < 100 else f"{value:,.0f}"
    return str(value)


def files_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the files that were found and read."""
    texts = TEXTS[language]
    yield heading("files", language)
    table = plain_table(texts["file"], texts["rows"], left=2)
    counted = {
        "case.toml": "read", "scenarios.toml": "scenario_count", "sources.csv": "not_read_by_model",
    }  # fmt: skip
    for file in inspection.files:
        content = texts[counted.get(file.name, "entries")].format(n=file.rows) if file.rows is not None else ""
        table.add_row(file.name, content or Text(texts["absent"], style="dim"))
    yield table


def park_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the table of the parks."""
    texts = TEXTS[language]
    yield heading("parks", language)
    own = bool(inspection.empty_cells)
    columns = [texts["firms"], *([texts["given"]] if own else []), texts["output"], texts["land"], texts["left"]]
    table = plain_table(texts["park"], texts["level"], *columns, texts["prior"], left=2)
    for park in inspection.parks:
        table.add_row(
            label(park.label, language), LEVELS[language][park.level], f"{park.firms}",
            *([f"{park.given}"] if own else []), f"{park.output:,.1f}", f"{park.industrial_land:,.0f}",
            f"{park.undeveloped:,.0f}", f"{100 * park.hightech_prior:.0f} → {100 * park.hightech_used:.1f} %",
        )  # fmt: skip
    yield table
    yield Text(texts["parks_key"], style="dim")


def totals_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the totals with their units, ranges and sources, and what the sources are."""
    texts = TEXTS[language]
    yield heading("totals", language)
    table = plain_table(texts["total"], texts["value"], texts["range"], texts["source"])
    table.columns[-1].justify = "left"
    totals = totals_of(inspection.case)
    for name, total in totals.items():
        table.add_row(
            TOTALS[language][name],
            with_unit(total.value, total.unit, language),
            range_text(total),
            source_text(total, language),
        )
    yield table
    keys = dict.fromkeys(total.source for total in totals.values() if total.source != ASSUMPTION)
    for key in keys:
        yield Text(f"{key}{texts['colon']}{SOURCES[key].citation}", style="dim")


def source_text(total: Sourced, language: str) -> str:
    """Return where a number comes from, with the clause if it names one."""
    source = TEXTS[language]["assumption"] if total.source == ASSUMPTION else total.source
    return f"{source} {total.clause}" if total.clause else source


def with_unit(value: float, unit: str, language: str) -> str:
    """Return a number with its unit; shares and rates as percentages."""
    shown = UNITS[language].get(unit, unit)
    return f"{number(value, unit)} {shown}".rstrip()


def number(value: float, unit: str) -> str:
    """Return a number without its unit."""
    if unit in PERCENT_UNITS:
        return f"{100 * value:g}"
    return f"{value / TCE_SHOWN:,.10g}" if unit == "tce/year" else f"{value:,.10g}"


def range_text(total: Sourced) -> str:
    """Return the range of a number, or nothing where it has none."""
    if total.low is None or total.high is None:
        return ""
    sign = " %" if total.unit in PERCENT_UNITS else ""
    return f"{number(total.low, total.unit)}–{number(total.high, total.unit)}{sign}"


def targets_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the targets with the baseline and what a year has to bring."""
    texts = TEXTS[language]
    if not inspection.targets:
        return
    yield heading("targets", language)
    table = plain_table(texts["target"], texts["year"], texts["target"], texts["baseline"], texts["needed"])
    for facts in inspection.targets:
        target = facts.target
        name = target.indicator
        baseline, needed = texts["by_run"], ""
        if facts.baseline is not None:
            baseline = indicator_value(name, facts.baseline, language)
            yearly = (target.at_least - facts.baseline) / (target.year - inspection.case.file.baseline_year)
            needed = (
                texts["points"].format(n=f"{100 * yearly:+.1f}")
                if INDICATORS[name].unit == "share"
                else f"{yearly:+,.1f}"
            )
        reached = f"≥ {indicator_value(name, target.at_least, language)}"
        table.add_row(label(INDICATORS[name], language), str(target.year), reached, baseline, needed)
    yield table


def yearly_text(yearly: float, unit: str, language: str) -> str:
    """Return what each year until a target has to bring."""
    if yearly <= 0.0:
        return TEXTS[language]["met"]
    return TEXTS[language]["points"].format(n=f"{100 * yearly:+.1f}") if unit == "share" else f"{yearly:+,.1f}"


def indicator_value(name: str, value: float, language: str) -> str:
    """Return a value of an indicator with its unit."""
    unit = INDICATORS[name].unit
    return f"{100 * value:.4g} %" if unit == "share" else f"{value:,.4g} {UNITS[language].get(unit, unit)}".rstrip()


def scenario_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the scenarios and how many levers each sets."""
    texts = TEXTS[language]
    yield heading("scenarios", language)
    if inspection.files[3].rows is None:
        yield Text(texts["default_scenario"])
        return
    table = plain_table(texts["scenario"], texts["levers"])
    for scenario in inspection.case.scenarios.values():
        table.add_row(label(scenario, language), str(len(scenario.levers)))
    yield table


def parameter_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the parameters that the case sets, next to the model's values."""
    texts, changed = TEXTS[language], overridden(inspection.case)
    yield heading("parameters", language)
    if not changed:
        yield Text(texts["no_parameters"])
        return
    table = plain_table(texts["parameter"], texts["model_value"], texts["case_value"], texts["range"], texts["source"])
    for name, (value, sourced) in changed.items():
        table.add_row(
            label(PARAMETERS[name], language),
            f"{value:g}",
            f"{sourced.value:g}",
            range_text(sourced),
            source_text(sourced, language),
        )
    yield table


def own_firms_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield what firms.csv gives and what it leaves to be synthesised."""
    texts, given = TEXTS[language], len(inspection.case.data.baseline.given)
    yield heading("own", language)
    if not given:
        yield Text(texts["no_own"].format(n=sum(park.firms for park in inspection.parks)))
        return
    yield Text(texts["own_firms"].format(given=given, missing=inspection.missing_firms))
    empty = [
        f"{label(FIRM_FILE_COLUMNS[name], language)} {count}" for name, count in inspection.empty_cells.items() if count
    ]
    yield Text(texts["own_cells"].format(cells=texts["between"].join(empty)) if empty else texts["own_full"])


def assumed_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield what is assumed: totals with their ranges, and how many entries of each table."""
    texts = TEXTS[language]
    yield heading("assumed", language)
    lines = [
        f"{TOTALS[language][name]} {with_unit(total.value, total.unit, language)} ({range_text(total)})"
        for name, total in inspection.assumed_totals.items()
    ]
    lines += [
        texts["assumed_cells"].format(file=file, n=count, total=total)
        for file, (count, total) in inspection.assumed_cells.items()
    ]
    yield bullets(lines if inspection.assumed_cells else [*lines, texts["no_sources"]])


def bullets(lines: Sequence[str]) -> Table:
    """Return lines with a mark before each."""
    grid = Table.grid(padding=(0, 1))
    for line in lines:
        grid.add_row(Text(NOTE_MARK, style="dim"), line)
    return grid


def trial_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield whether a population could be made that meets the margins."""
    texts, worst = TEXTS[language], inspection.trial.worst
    if worst is not None:
        yield heading("trial", language, pool=inspection.case.data.baseline.pool)
        name = margin_name(worst.name, inspection, language)
        key, error = (
            ("trial_met", f"{worst.error:.0e}") if worst.error < EXACT else ("trial_near", f"{worst.error:.2%}")
        )
        yield Text(texts[key].format(error=error, name=name))


def margin_name(name: str, inspection: Inspection, language: str) -> str:
    """Return the label of a margin: a total's, or the output of a park."""
    if name in TOTALS[language]:
        return TOTALS[language][name]
    labels: dict[str, Label] = {each.id: each for each in inspection.case.parks}
    return TEXTS[language]["output_of"].format(park=label(labels[name], language))
