"""The files of a case, read and checked: what each key is, and what it may hold."""

from collections.abc import Collection, Mapping
from dataclasses import fields, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from model.calendar import Calendar
from model.needs import Offers, offered_by
from model.parameters import PARAMETERS, Value
from model.pollutants import controlled_from
from model.population.baseline import Baseline
from model.population.figures import FIGURES
from model.sources import ASSUMPTION, SOURCES, Source

from ..grading_arrays import gradings_of
from ..refusals.gathering import Faults
from .case_faults import faults, range_of
from .case_ids import declared_by_id, placed_by_id
from .case_shape import CaseFile, Sourced
from .choice_table import ChoiceSetting
from .firms_file import FIRMS_FILE, read_firms
from .grading_faults import FILE as GRADING_FILE
from .grading_file import read_grading
from .grading_numbers import numbers_of
from .grading_shape import GradingFile
from .industry_table import read_industries
from .input_coefficients import INPUTS_FILE, read_inputs
from .key_faults import validated
from .margins import Adopted
from .observed import BREAKS_FILE, OBSERVED_FILE, Break, Fact, read_breaks, read_facts
from .park_table import check_population, read_parks
from .plans import with_plans
from .ranges import Ranges, read_ranges
from .sources import read_citations, read_sources
from .table import Row
from .table_labels import Label
from .text import stands
from .toml_file import read_toml
from .totals import TOTALS
from .towns import recognition_quarter
from .unknowns import with_unknowns

MARGINS = frozenset(field.name for field in fields(Baseline))


class CaseData(NamedTuple):
    """All that the files of a case say."""

    file: CaseFile
    baseline: Baseline
    parks: tuple[Label, ...]
    industries: tuple[Label, ...]
    sources: Mapping[str, Source]  # that the case declares itself
    citations: tuple[Row, ...]  # rows of sources.csv: which source a cell of the tables comes from
    ranges: Ranges  # that sources.csv gives the cells of the tables
    facts: tuple[Fact, ...] = ()  # of observed.csv: published figures that a run is held against
    breaks: tuple[Break, ...] = ()  # of breaks.csv: breaks in the statistics that they are of
    grading: GradingFile | None = None  # tables by which firms are graded
    adopted: tuple[Adopted, ...] = ()  # published figures that gave way to the firms that the city lists

    def citing(self, source: str) -> dict[str, list[str]]:
        """Return what cites a source, by file: numbers of TOML files, columns of tables, statistics of published facts."""
        numbers: dict[str, Sourced | ChoiceSetting] = {**self.file.totals, **self.file.parameters, **self.file.choices}
        found = {"case.toml": [name for name, number in numbers.items() if number.source == source]}
        found["case.toml"] += [approval.lever for approval in self.file.approvals if approval.source == source]
        if self.file.towns is not None and self.file.towns.source == source:
            found["case.toml"].append("towns")
        for row in self.citations:
            if row.word("source") == source:
                found.setdefault(row.word("file"), []).append(row.word("column"))
        if self.grading is not None:
            placed = numbers_of(self.grading)
            found[GRADING_FILE] = [figure.key for figure in placed if figure.sourced.source == source]
        found[OBSERVED_FILE] = [fact.statistic.name for fact in self.facts if fact.source == source]
        found[BREAKS_FILE] = [name for each in self.breaks if each.source == source for name in each.indicators]
        return {file: list(dict.fromkeys(names)) for file, names in found.items() if names}

    @property
    def offers(self) -> Offers:
        """What this case offers the levers: the needs that it meets, its size, and since when they are approved."""
        offers = offered_by(self.baseline)
        offers.since = {approval.lever: approval.since for approval in self.file.approvals}
        return offers


def read_case_file(path: Path, sources: Collection[str]) -> CaseFile:
    """Return the checked contents of case.toml, which may cite `sources`; labels of what is declared are its ids.

    Raises InputProblem naming every key at fault.
    """
    file = declared_by_id(validated(path.name, CaseFile, read_toml(path), range_of))
    Faults(faults(path.name, file, sources)).refuse()
    return file


def holding(file: CaseFile, held: Mapping[str, Value]) -> CaseFile:
    """Return a case file as if it set the parameters `held`, known ones within their ranges, at these values."""
    values = {
        name: Sourced(value=value, unit=PARAMETERS[name].unit, source=ASSUMPTION, low=value, high=value)
        for name, value in held.items()
        if not isinstance(value, str)
    }
    words = {name: ChoiceSetting(value=word, source=ASSUMPTION) for name, word in held.items() if isinstance(word, str)}
    changed = {"parameters": {**file.parameters, **values}, "choices": {**file.choices, **words}}
    return file.model_copy(update=changed) if held else file


def read_case(folder: Path, held: Mapping[str, Value] = MappingProxyType({})) -> CaseData:
    """Return all that the files of a case folder say, checked, with some parameters `held`. Raises InputProblem."""
    found = Faults()
    with found:
        sources = read_sources(folder)
        known = {**SOURCES, **sources}
        with found:
            file = holding(read_case_file(folder / "case.toml", known), held)
        with found:
            citations = read_citations(folder, known)
        with found:
            breaks = read_breaks(folder, known)
        with found:
            grading = read_grading(folder / GRADING_FILE, known)
            sources = {**sources, **(grading.declared_sources if grading else {})}
    with found:
        industry_labels, table, national, outside = read_industries(folder / "industries.csv")
    found.refuse()
    order = sorted(range(len(industry_labels)), key=lambda index: industry_labels[index].id)
    inputs = None
    with found:
        inputs = read_inputs(folder / INPUTS_FILE, industry_labels, table["value_added_rate"][order])
    parameters = file.central_values()[0]
    park_labels, parks = read_parks(folder / "parks.csv", industry_labels, national.tolist(), file, parameters)
    with found:
        facts = read_facts(folder, park_labels, industry_labels, known)
    with found:
        check_population(file, parks)
    with found:
        file = placed_by_id("case.toml", file, park_labels, industry_labels)
    with found:
        parks = with_plans(file, parks, park_labels)
    with found:
        zones = [park.id for park in parks if park.is_zone]
        ranges = read_ranges(folder, citations, park_labels, zones, industry_labels)
    found.refuse()
    calendar = Calendar(file.baseline_year, file.years)
    margins: dict[str, Any] = {name: _counted(name, file.total(name)) for name in TOTALS if name in MARGINS}
    margins["zone_output_growth"] = margins["zone_output_growth"] or 0.0
    baseline = Baseline(
        parks=tuple(sorted(parks, key=lambda park: park.id)),
        industry_ids=tuple(industry_labels[index].id for index in order),
        industries=table[order],
        national_share=national[order],
        outside_share=outside[order],
        pool=file.population.pool,
        pool_seed=file.population.seed,
        gradings=gradings_of(grading, calendar),
        controlled_from=controlled_from(calendar),
        plan_from=calendar.plan_from,
        recognition_from=recognition_quarter(file.towns, calendar),
        inputs=inputs,
        figures={name: file.totals[name].value for name in FIGURES if name in file.totals},
        **margins,
    )
    data = CaseData(file, baseline, park_labels, industry_labels, sources, citations, ranges, facts, breaks, grading)
    if stands(folder / FIRMS_FILE):
        data = with_firms(folder / FIRMS_FILE, data)
    return data._replace(baseline=with_unknowns(data.baseline, file, ranges))


def _counted(name: str, value: float | None) -> float | None:
    return int(value) if value is not None and TOTALS[name].whole else value


def with_firms(path: Path, data: CaseData) -> CaseData:
    """Return a case with the firms that the city lists itself, and the figures that they leave possible."""
    from .register import reconcile  # lays firms out with compiled arithmetic: who has none does not wait for it

    par = data.file.central_values()[0]
    least = float(par.register_threshold * (1 - par.register_band))
    parks, industries = (sorted(labels, key=lambda label: label.id) for labels in (data.parks, data.industries))
    listed = read_firms(path, data.baseline.parks, parks, industries, least)
    baseline, adopted = reconcile(replace(data.baseline, given=listed.firms), par, data.file.population.margins)
    return data._replace(baseline=baseline, adopted=tuple(adopted))
