"""The sections of a check: what is read and used, what the plan wants, what each scenario sets, what is assumed."""

from collections.abc import Iterator, Mapping

from rich.console import RenderableType
from rich.text import Text

from model.levers import LEVERS
from model.parameters import CHOICES, PARAMETERS
from model.population.baseline import EXACT_ENOUGH
from model.sources import ASSUMPTION
from scenarios.case import Case
from scenarios.files.case_shape import Sourced
from scenarios.files.choice_table import ChoiceSetting
from scenarios.files.clauses import NOT_SIMULATED
from scenarios.files.firms_file import FIRM_FILE_COLUMNS
from scenarios.files.grading_faults import FILE as GRADING_FILE
from scenarios.files.park_table import LEVELS
from scenarios.files.table_labels import Label
from scenarios.files.totals import TOTALS
from scenarios.inspection.files_read import SEARCH_FILE, SWEEPS
from scenarios.inspection.findings import Inspection, TargetFacts, baseline_value, overridden, totals_of
from scenarios.inspection.trial import MarginMet

from ..shared.choice_words import drawn_text
from ..shared.clause_words import clause_text
from ..shared.grading_words import grading_lines
from ..shared.language import Language, label, listed
from ..shared.paragraphs import Paragraph
from ..shared.target_words import bound_text, name_text, places_of, reading_lines
from ..shared.town_words import town_lines
from ..shared.values import MISSING, number_in, numeral, shown_as, unit_of, value_text
from .numbers import bullets, plain_table, range_cell, section_heading, yearly_text
from .words import TEXTS

SHARE, OUTPUT, LAND = "share", "100 million yuan", "mu"  # units of the table of the parks
EXACT = 1e-9  # of itself: a margin that is off by no more is met to rounding
COUNTED = {
    "case.toml": "read",
    SEARCH_FILE: "read",
    "scenarios.toml": "scenario_count",
    GRADING_FILE: "table_count",
    "sources.toml": "source_count",
    "sources.csv": "citation_count",
    "observed.csv": "published_count",
    "breaks.csv": "break_count",
}


def files_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the files that were found and read."""
    texts = TEXTS[language]
    yield section_heading("files", language)
    table = plain_table(texts["file"], texts["rows"], left=(0, 1))
    for file in inspection.files:
        counted = "point_count" if file.name.startswith(SWEEPS) else COUNTED.get(file.name)
        key = counted or ("one_entry" if file.rows == 1 else "entries")
        there = file.rows is not None
        table.add_row(file.name, texts[key].format(n=file.rows) if there else Text(texts["absent"], style="dim"))
    yield table


def park_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the table of the parks."""
    texts = TEXTS[language]
    yield section_heading("parks", language)
    own = bool(inspection.empty_cells)
    columns = [texts["firms"], *([texts["given"]] if own else []), texts["output"], texts["land"], texts["left"]]
    table = plain_table(texts["park"], texts["level"], *columns, texts["prior"], left=(0, 1))
    order = list(inspection.case.parks)
    for park in sorted(inspection.parks, key=lambda park: order.index(park.label)):
        shares = " → ".join(
            value_text(share, SHARE, language, rounded=True) for share in (park.hightech_prior, park.hightech_used)
        )
        table.add_row(
            label(park.label, language), label(LEVELS[park.level], language), numeral(park.firms),
            *([numeral(park.given)] if own else []), number_in(park.output, OUTPUT, language, rounded=True),
            number_in(park.industrial_land, LAND, language, rounded=True),
            number_in(park.undeveloped, LAND, language, rounded=True), shares,
        )  # fmt: skip
    yield table
    scaled = inspection.case.file.total("hightech_output_share") is not None
    key = texts["parks_key" if scaled else "parks_key_open"]
    yield Paragraph(key.format(unit=shown_as(OUTPUT, language).text), "dim")


def totals_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the totals with their units, ranges and sources, and what the sources are."""
    texts = TEXTS[language]
    yield section_heading("totals", language)
    table = plain_table(texts["total"], texts["value"], texts["unit"], texts["range"], texts["source"], left=(0, 2, 4))
    totals, sources = totals_of(inspection.case), inspection.case.sources
    keys = source_keys(inspection, language)
    for name, total in totals.items():
        table.add_row(
            label(TOTALS[name], language), number_in(total.value, total.unit, language), shown_as(total.unit, language).text,
            range_cell(total, language), source_text(total, keys, inspection, language),
        )  # fmt: skip
    yield table
    cited = {total.source for total in totals.values()}
    for name, key in keys.items():
        if name in cited or language == Language.ZH:
            yield Paragraph(f"{key}{texts['colon']}{label(sources[name], language)}", "dim")


def source_keys(inspection: Inspection, language: str) -> dict[str, str]:
    """Return how the tables refer to each source of a total or a parameter: in Chinese by a number, in English by its id."""
    set_to = [number for _, number in overridden(inspection.case).values()]
    choices = inspection.case.file.choices.values()
    sourced: list[Sourced | ChoiceSetting] = [*totals_of(inspection.case).values(), *set_to, *choices]
    names = dict.fromkeys(each.source for each in sourced if each.source != ASSUMPTION)
    chinese = language == Language.ZH
    return {name: f"[{number}]" if chinese else name for number, name in enumerate(names, start=1)}


def source_text(total: Sourced | ChoiceSetting, keys: Mapping[str, str], inspection: Inspection, language: str) -> str:
    """Return where a number comes from, with the clause if it names one."""
    source = keys.get(total.source, TEXTS[language]["assumption"])
    clause = clause_text(inspection.case.clauses, total.clause, language) if total.clause else ""
    return f"{source} {clause}" if clause else source


def targets_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the targets and their other readings with the baseline and what a year has to bring, and what each answers."""
    texts = TEXTS[language]
    if not inspection.targets:
        return
    yield section_heading("targets", language)
    downwards = any(facts.target.sense <= 0 for facts in inspection.targets)
    needed = texts["change" if downwards else "needed"]
    table = plain_table(texts["indicator"], texts["year"], texts["target"], texts["baseline"], needed)
    for facts in inspection.targets:
        table.add_row(*target_cells(facts, inspection.case, language))
        for reading in facts.target.other_readings:
            found = TargetFacts(reading, baseline_value(inspection.case, reading))
            table.add_row(*target_cells(found, inspection.case, language, reading=True))
    yield table
    for line in reading_lines([each.target for each in inspection.targets], places_of(inspection.case), language):
        yield Paragraph(line)


def target_cells(facts: TargetFacts, case: Case, language: str, *, reading: bool = False) -> tuple[str, ...]:
    """Return a target's row, or that of another reading: name, year, target, baseline, and what a year has to bring."""
    target, unit = facts.target, unit_of(facts.target.indicator)
    baseline, needed = TEXTS[language]["by_run"], ""
    if facts.baseline is not None:
        baseline = value_text(facts.baseline, unit, language, rounded=True)
        yearly = float(target.missing(facts.baseline)) / (target.year - case.file.baseline_year)
        needed = yearly_text(yearly, unit, language)
    bound = bound_text(target, language)
    return name_text(target, places_of(case), language, reading=reading), str(target.year), bound, baseline, needed


def plan_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the mergers and candidates that the case names, and how the clauses of its plan are treated."""
    yield section_heading("plan", language)
    yield bullets(
        [
            *merger_lines(inspection, language),
            candidate_line(inspection, language),
            *small_firm_lines(inspection, language),
            *low_hill_lines(inspection, language),
            *town_lines(inspection.case, language),
            clause_line(inspection, language),
        ]
    )


def grading_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the tables by which the firms are graded, where the case has any."""
    if inspection.case.data.grading is not None:
        yield section_heading("grading", language)
        yield bullets(grading_lines(inspection.case.data.grading, language))


def merger_lines(inspection: Inspection, language: str) -> Iterator[str]:
    """Yield the zones that merge when the lever says so."""
    texts, names = TEXTS[language], park_names(inspection, language)
    for merger in inspection.case.file.mergers:
        clause = clause_text(inspection.case.clauses, merger.clause, language)
        yield texts["merger"].format(park=names[merger.park], into=names[merger.into], clause=clause)
    if not inspection.case.file.mergers:
        yield texts["no_mergers"].format(lever=label(LEVERS["park_merger"], language))


def candidate_line(inspection: Inspection, language: str) -> str:
    """Return the zones that the plan wants to become national ones."""
    texts, names = TEXTS[language], park_names(inspection, language)
    upgrades = inspection.case.file.upgrades
    if not upgrades:
        return texts["no_candidates"].format(lever=label(LEVERS["status_upgrade"], language))
    zones = [
        texts["with_clause"].format(
            name=names[each.park], clause=clause_text(inspection.case.clauses, each.clause, language)
        )
        for each in upgrades
    ]
    return texts["candidates"].format(zones=listed(zones, language))


def small_firm_lines(inspection: Inspection, language: str) -> Iterator[str]:
    """Yield the small-firm parks that zones plan: their land and their trades. Nothing where none does."""
    texts, names = TEXTS[language], park_names(inspection, language)
    industries = {each.id: label(each, language) for each in inspection.case.data.industries}
    for park in inspection.case.data.baseline.parks:
        if park.small_firm_land:
            yield texts["small_firm_park"].format(
                park=names[park.id],
                land=value_text(park.small_firm_land, LAND, language),
                leading=listed((industries[each] for each in park.small_firm_leading), language),
                chain=listed((industries[each] for each in park.small_firm_chain), language) or MISSING,
            )


def low_hill_lines(inspection: Inspection, language: str) -> Iterator[str]:
    """Yield the blocks on low hills that zones may level, and the dates before which levers were not approved."""
    texts, names = TEXTS[language], park_names(inspection, language)
    for park in inspection.case.data.baseline.parks:
        if park.low_hill_block:
            block = value_text(park.low_hill_block, LAND, language)
            yield texts["low_hill_block"].format(park=names[park.id], land=block)
    for approval in inspection.case.file.approvals:
        yield texts["approval"].format(lever=label(LEVERS[approval.lever], language), since=approval.since)


def clause_line(inspection: Inspection, language: str) -> str:
    """Return how many clauses of the plan are simulated."""
    clauses = inspection.clauses
    if not clauses:
        return TEXTS[language]["no_clauses"]
    left = sum(clause.treatment == NOT_SIMULATED for clause in clauses)
    return TEXTS[language]["clauses"].format(all=len(clauses), simulated=len(clauses) - left, left=left)


def park_names(inspection: Inspection, language: str) -> dict[str, str]:
    """Return the labels of the parks by id."""
    return {each.id: label(each, language) for each in inspection.case.parks}


def scenario_table(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the scenarios and the levers that each sets."""
    texts = TEXTS[language]
    yield section_heading("scenarios", language)
    if not (inspection.case.folder / "scenarios.toml").is_file():
        yield Paragraph(texts["default_scenario"])
        return
    table = plain_table(texts["scenario"], texts["count"], texts["levers"], left=(0, 2))
    for scenario in inspection.case.scenarios.values():
        levers = texts["between_levers"].join(label(LEVERS[name], language) for name in scenario.levers)
        table.add_row(label(scenario, language), str(len(scenario.levers)), levers or texts["no_levers"])
    yield table


def parameter_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield the parameters that the case sets, next to the model's values."""
    texts, changed, choices = TEXTS[language], overridden(inspection.case), inspection.case.file.choices
    yield section_heading("parameters", language)
    if not changed and not choices:
        yield Paragraph(texts["no_parameters"])
        return
    columns = (texts["model_value"], texts["case_value"], texts["unit"], texts["range"], texts["source"])
    keys = source_keys(inspection, language)
    table = plain_table(texts["parameter"], *columns, left=(0, 3, 5))
    for name, (value, sourced) in changed.items():
        table.add_row(
            label(PARAMETERS[name], language), *(number_in(each, sourced.unit, language) for each in (value, sourced.value)),
            shown_as(sourced.unit, language).text, range_cell(sourced, language), source_text(sourced, keys, inspection, language),
        )  # fmt: skip
    for name, chosen in choices.items():
        choice = CHOICES[name]
        drawn = (drawn_text(choice, shares, language) for shares in (choice.shares, chosen.shares(choice)))
        table.add_row(label(choice, language), *drawn, "", "", source_text(chosen, keys, inspection, language))
    yield table


def own_firms_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield what firms.csv gives and what it leaves to be synthesised."""
    texts, given = TEXTS[language], len(inspection.case.data.baseline.given)
    yield section_heading("own", language)
    if not given:
        yield Paragraph(texts["no_own"].format(n=sum(park.firms for park in inspection.parks)))
        return
    yield Paragraph(texts["own_firms"].format(given=given, missing=inspection.missing_firms))
    empty = [
        f"{label(FIRM_FILE_COLUMNS[name], language)} {count}" for name, count in inspection.empty_cells.items() if count
    ]
    yield Paragraph(texts["own_cells"].format(cells=listed(empty, language)) if empty else texts["own_full"])


def trial_part(inspection: Inspection, language: str) -> Iterator[RenderableType]:
    """Yield whether the baseline populations meet the published figures."""
    texts, worst = TEXTS[language], inspection.trial.worst
    if worst is not None:
        yield section_heading("trial", language)
        pool = inspection.trial.populations
        name, error = (
            margin_name(worst, inspection, language),
            value_text(worst.error, SHARE, language, rounded=True),
        )
        yield Paragraph(texts[trial_key(worst.error)].format(pool=pool, error=error, name=name))


def trial_key(error: float) -> str:
    """Return which sentence says how near the populations come."""
    if error < EXACT:
        return "trial_met"
    return "trial_near" if error <= EXACT_ENOUGH else "trial_off"


def margin_name(margin: MarginMet, inspection: Inspection, language: str) -> str:
    """Return the label of a margin: a total's, or the output of a park or an industry."""
    if margin.name in TOTALS:
        return label(TOTALS[margin.name], language)
    places = inspection.case.data.industries if margin.of_industry else inspection.case.parks
    labels: dict[str, Label] = {each.id: each for each in places}
    return TEXTS[language]["output_of"].format(place=label(labels[margin.name], language))
