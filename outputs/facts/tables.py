"""Published figures beside the model as tables: what each cell says, for the terminal and for documents."""

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from rich.console import Group, RenderableType

from scenarios.case import Case
from scenarios.facts.comparing import JUDGED, Compared, Verdict
from scenarios.facts.statistics import AREA_KINDS, ZONES
from scenarios.files.observed import AREAS, EVIDENCE, FIT, HOLD_OUT, Fact
from scenarios.scenario import Scenario

from ..shared.language import label, listed, listed_apart
from ..shared.paragraphs import Paragraph
from ..shared.tables import FittedTable
from ..shared.target_words import places_of, with_places
from ..shared.values import bracketed, in_percent, number_in, range_text, value_text
from .words import WORDS


class FactCells(NamedTuple):
    """The cells of a fact beside the model, as they are shown."""

    fact: str
    years: str
    band: str
    mean: str
    spread: str
    verdict: str
    evidence: str


def cells(compared: Compared, case: Case, language: str) -> FactCells:
    """Return the cells of a fact: what it is about, its band, the model's mean and band, and how they lie."""
    words, fact = WORDS[language], compared.fact
    years = str(fact.year) if fact.since is None else f"{fact.since}–{fact.year}"
    band = range_text(fact.low, fact.high, fact.unit, language)
    known = compared.verdict is not Verdict.NOT_SIMULATED
    spread = range_text(compared.p5, compared.p95, fact.unit, language, rounded=True) if known else ""
    verdict = words[compared.verdict] if known else ""
    if compared.verdict in JUDGED and not compared.overlap:
        verdict += words["apart"]
    if compared.breaks:
        verdict = words["marked"].format(verdict=verdict).strip()
    return FactCells(
        fact_name(fact, case, language), years, bracketed(_value(fact, language), band, language),
        value_text(compared.mean, fact.unit, language, rounded=True) if known else "", spread, verdict,
        label(EVIDENCE[fact.evidence], language),
    )  # fmt: skip


def _value(fact: Fact, language: str) -> str:
    """Return the published value: with its sign where it is in percent, else its unit is that of the band behind it."""
    write = value_text if in_percent(fact.unit) else number_in
    return write(fact.value, fact.unit, language)


def fact_name(fact: Fact, case: Case, language: str) -> str:
    """Return what a fact is about: its statistic, with the place in brackets where it is not of the zones together."""
    name = label(fact.statistic.called_at(fact.place), language)
    if fact.since is not None:
        name = WORDS[language]["growth"].format(name=name)
    place = fact.place
    if place.kind == ZONES:
        return name
    labels = AREAS if place.kind in AREA_KINDS else getattr(places_of(case), place.kind)
    return with_places(name, [label(labels[place.name or place.kind], language)], language)


def facts_report(compared: Sequence[Compared], case: Case, scenario: Scenario, replicates: int, language: str) -> Group:
    """Return all that the terminal shows: the facts to be fitted, those held out, those of other years, and the counts."""
    words = WORDS[language]
    parts: list[RenderableType] = []
    named = {"case": label(case.file, language), "scenario": label(scenario, language)}
    simulated = [each for each in compared if each.verdict is not Verdict.NOT_SIMULATED]
    for use in (FIT, HOLD_OUT):
        rows = [each for each in simulated if each.fact.use == use]
        parts += _table(words[use].format(**named), rows, case, language)
    others = [each for each in compared if each.verdict is Verdict.NOT_SIMULATED]
    parts += _table(words[Verdict.NOT_SIMULATED], others, case, language, simulated=False)
    return Group(*parts, *_keys(compared, replicates, language))


def _table(
    title: str, rows: Sequence[Compared], case: Case, language: str, *, simulated: bool = True
) -> list[RenderableType]:
    """Return the table of some facts, nothing of none; without what the model says where no run has their years.

    A row is named by its fact and year, so that no part of a table that is split has two rows of one name.
    """
    if not rows:
        return []
    columns = ("band", "mean", "spread", "verdict", "evidence") if simulated else ("band", "evidence")
    table = FittedTable(title)
    table.add_column(WORDS[language]["fact"])
    for name in columns:
        table.add_column(WORDS[language][name], number=name in ("band", "mean", "spread"))
    for each in rows:
        shown = cells(each, case, language)
        dated = WORDS[language]["dated"].format(fact=shown.fact, years=shown.years)
        table.add_row(dated, *(getattr(shown, name) for name in columns))
    return [table]


def _keys(compared: Sequence[Compared], replicates: int, language: str) -> Iterator[Paragraph]:
    """Yield what the marks mean and how many facts lie inside their bands."""
    words = WORDS[language]
    touched = dict.fromkeys(each for one in compared for each in one.breaks)
    if touched:
        named = [
            words["break"].format(years=years_of(each.first, each.last), what=label(each, language)) for each in touched
        ]
        yield Paragraph(words["break_key"].format(breaks=listed_apart(named, language)), "dim")
    yield Paragraph(words["counted"].format(n=replicates, **counts(compared)))
    graded = Counter(each.fact.evidence for each in compared)
    parts = [words["graded"].format(name=label(EVIDENCE[name], language), count=graded[name]) for name in EVIDENCE]
    yield Paragraph(words["by_evidence"].format(counts=listed(parts, language)))


def years_of(first: int, last: int) -> str:
    """Return two years as a span, or one where they are the same."""
    return str(first) if first == last else f"{first}–{last}"


def counts(compared: Sequence[Compared]) -> dict[str, int]:
    """Return how many facts there are, by use and by what the comparison says."""
    judged = [each for each in compared if each.verdict in JUDGED]
    fit, held = ([each for each in judged if each.fact.use == use] for use in (FIT, HOLD_OUT))
    return {
        "count": len(compared),
        "fit": len(fit), "fit_inside": sum(each.verdict is Verdict.INSIDE for each in fit),
        "held": len(held), "held_inside": sum(each.verdict is Verdict.INSIDE for each in held),
        "across": sum(each.verdict is Verdict.ACROSS_BREAK for each in compared),
        "outside": sum(each.verdict is Verdict.NOT_SIMULATED for each in compared),
    }  # fmt: skip
