"""Inspection of a case without running it: what the model will use, what is assumed, and what conflicts.

All is plain data; `findings` names what a planner should know before trusting a run. Words are the outputs' business.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import NamedTuple

import numpy as np

from model.levers import LEVERS
from model.parameters import PARAMETERS
from model.population.baseline import EXACT_ENOUGH
from model.population.figures import FIGURES
from model.population.priors import wanted_hightech
from model.sources import ASSUMPTION
from model.units import HUNDRED_MILLION

from ..case import Case
from ..effective import unfinished_ramps
from ..evidence.grading import Counts, counts_by_file, unranged_columns
from ..files.case_shape import Approval, Merger, Secondary, Sourced, Towns, Upgrade
from ..files.choice_table import ChoiceSetting
from ..files.clauses import Clause, cited_but_unknown
from ..files.firms_file import POPULATION_COLUMN, SYNTHESISED
from ..files.park_table import OUTSIDE, numbers_that_add_up
from ..files.table_labels import Label
from ..files.total_rows import ADDED, adding_up
from ..files.totals import TOTALS
from ..refusals.gathering import Faults
from ..scenario import Scenario
from ..targets import Target
from .citations import citation_findings
from .copied import copies_in
from .files_read import FileRead, files_read, questions_read
from .finding import Finding
from .moved import moved_findings
from .plausibility import plausibility_findings
from .strays import stray_findings
from .trial import Trial, try_population

MORE_THAN_A_FIFTH = 0.2  # scaling of the industry table that deserves a warning
SHARES_APART = 0.15  # of the published share: how far the zones' own shares may come out from it without a warning
NEAR_THRESHOLD = 1.5  # mean output of a park's firms over the register's threshold, below which it is called near
OF_OUTSIDE = ("zone_value_added_share", "zone_gross_output_share")  # totals that need industry outside the zones
STANDARD = "entry_standards"
FAR_OFF = 3.0  # land yield of firms that nobody listed over that of the given ones, or the inverse
# Indicators that read a published share in different ways, and all start from it.
HIGHTECH_READINGS = ("hightech_output_share", "catalogue_output_share", "mixed_output_share")
TOP3_READINGS = ("top3_sales_share", "top3_by_area_share")
MOST_LEADING = 3  # leading industries that the indicator of a zone's top three counts


class ParkFacts(NamedTuple):
    """What the model uses of a park: output in 100 million yuan after growth, land in mu, priors before and after scaling."""

    label: Label
    level: str
    firms: int
    given: int
    output: float
    industrial_land: float
    planned: float
    undeveloped: float
    hightech_prior: float
    hightech_used: float


class TargetFacts(NamedTuple):
    """A target and the indicator's value at the baseline, None where only a run would tell."""

    target: Target
    baseline: float | None


@dataclass(frozen=True)
class Inspection:
    """What a case says, what it assumes, and what conflicts."""

    case: Case
    files: tuple[FileRead, ...]
    parks: tuple[ParkFacts, ...]
    targets: tuple[TargetFacts, ...]
    assumed_totals: dict[str, Sourced]
    evidence: dict[str, Counts]  # by file: how many of its numbers have each grade
    empty_cells: dict[str, int]  # by column of firms.csv
    missing_firms: int
    clauses: tuple[Clause, ...]
    trial: Trial
    findings: tuple[Finding, ...]

    @property
    def can_run(self) -> bool:
        """Whether a population could be made."""
        return self.trial.refusal is None


def inspect(case: Case) -> Inspection:
    """Return what there is to know of a case. Some populations are made, nothing is simulated. Raises InputProblem."""
    faults = Faults()
    with faults:
        clauses = case.clauses
    with faults:
        _ = case.scoring
    with faults:
        questions = questions_read(case)
    faults.refuse()
    trial = try_population(case)
    parks = tuple(park_facts(case, trial))
    targets = tuple(TargetFacts(target, baseline_value(case, target)) for target in case.file.targets)
    missing, given = case.data.baseline.missing, case.data.baseline.given
    return Inspection(
        case=case,
        files=(*files_read(case, clauses), *questions),
        parks=parks,
        targets=targets,
        assumed_totals={name: total for name, total in totals_of(case).items() if total.source == ASSUMPTION},
        evidence=counts_by_file(case),
        empty_cells={
            name: int(np.isnan(given[POPULATION_COLUMN.get(name, name)]).sum()) for name in SYNTHESISED if len(given)
        },
        missing_firms=sum(park.firms for park in missing) if len(given) else 0,
        clauses=clauses,
        trial=trial,
        findings=(*findings(case, parks, targets, trial, clauses), *question_findings(questions)),
    )


def totals_of(case: Case) -> dict[str, Sourced]:
    """Return the totals of case.toml by name."""
    return {name: case.file.totals[name] for name in TOTALS if name in case.file.totals}


def park_facts(case: Case, trial: Trial) -> Iterator[ParkFacts]:
    """Yield what the model uses of each park, in the order of their ids."""
    baseline = case.data.baseline
    used = wanted_hightech(baseline)
    given = np.bincount(baseline.given["park"], minlength=len(baseline.parks))
    for index, (label, park) in enumerate(zip(case.parks_by_id, baseline.parks, strict=True)):
        yield ParkFacts(
            label, park.level, park.firms, int(given[index]), park.output / HUNDRED_MILLION, park.industrial_land,
            park.planned, trial.undeveloped[index], park.hightech_share, float(used[index]),
        )  # fmt: skip


def baseline_value(case: Case, target: Target) -> float | None:
    """Return the value of a target's indicator and place at the baseline, where the case says it; None where only a run tells."""
    baseline = case.data.baseline
    if target.industry is not None:
        return None
    named = zip(case.parks_by_id, baseline.parks, strict=True)
    zones = [park for label, park in named if (park.is_zone if target.park is None else label.id == target.park)]
    published = {
        **dict.fromkeys(HIGHTECH_READINGS, baseline.hightech_output_share),
        **dict.fromkeys(TOP3_READINGS, baseline.top3_sales_share),
        "zone_value_added_share": baseline.zone_value_added_share,
    }
    known = {
        **(published if target.park is None else {}),
        "gross_output": sum(park.output for park in zones) / HUNDRED_MILLION,
        "firms": float(sum(park.firms for park in zones)),
    }
    return known.get(target.indicator)


def findings(
    case: Case, parks: tuple[ParkFacts, ...], targets: tuple[TargetFacts, ...], trial: Trial,
    clauses: tuple[Clause, ...],
) -> Iterator[Finding]:  # fmt: skip
    """Yield what is worth knowing: warnings, and notes of what the model does with its input."""
    yield from moved_findings(case)
    yield from copied_findings(case)
    yield from stray_findings(case)
    yield from citation_findings(case)
    yield from plausibility_findings(case)
    yield from sum_findings(case)
    yield from register_findings(case)
    yield from land_findings(parks, trial)
    yield from prior_findings(parks)
    yield from energy_findings(trial)
    yield from figure_findings(trial)
    yield from park_findings(case, parks)
    yield from standard_findings(case)
    yield from target_findings(targets)
    yield from lever_findings(case)
    yield from clause_findings(case, clauses)
    yield from open_findings(case)
    yield from words_findings(case)
    if not (case.folder / "scenarios.toml").is_file():
        yield Finding("no_scenarios", warning=False)


def copied_findings(case: Case) -> Iterator[Finding]:
    """Yield what the case still has of a shipped case with another name."""
    for copied in copies_in(case):
        yield Finding("copied", values={"copied": copied})


def sum_findings(case: Case) -> Iterator[Finding]:
    """Yield zones that have the output of the others together, and their firms or land too: rows of totals, it may be."""
    parks = case.data.baseline.parks
    for added in adding_up([numbers_that_add_up(park) for park in parks], [park.is_zone for park in parks]):
        if len(added.columns) < len(ADDED):
            yield Finding("adds_up", case.parks_by_id[added.place], {"columns": added.columns})


def question_findings(questions: Sequence[FileRead]) -> Iterator[Finding]:
    """Yield the searches and designs in the folder that run another case."""
    for file in questions:
        if file.other_case:
            yield Finding("other_case", values={"file": file.name, "case": file.other_case})


def register_findings(case: Case) -> Iterator[Finding]:
    """Yield the published figures that gave way to the city's own firms; those that only round, all at once."""
    moved = [each for each in case.data.adopted if each.change > EXACT_ENOUGH]
    for adopted in moved:
        yield Finding("adopted", values={"adopted": adopted}, warning=adopted.change > adopted.tolerance)
    rounded = len(case.data.adopted) - len(moved)
    if rounded:
        yield Finding("rounded", values={"count": rounded, "tolerance": EXACT_ENOUGH}, warning=False)


def land_findings(parks: tuple[ParkFacts, ...], trial: Trial) -> Iterator[Finding]:
    """Yield parks in which the given firms leave the others far too much land, or too little."""
    for park, ratio in zip(parks, trial.land_yield, strict=False):  # empty where no population was made
        if ratio is not None and not 1 / FAR_OFF <= ratio <= FAR_OFF:
            yield Finding("land_of_others", park.label, {"factor": ratio})


def prior_findings(parks: tuple[ParkFacts, ...]) -> Iterator[Finding]:
    """Yield by how much the zones' high-tech priors are scaled, and zones whose prior would pass everything."""
    zones = [park for park in parks if park.level != OUTSIDE and park.hightech_prior > 0.0]
    if not zones:
        return
    factor = zones[0].hightech_used / zones[0].hightech_prior
    output = sum(park.output for park in zones)
    prior = sum(park.hightech_prior * park.output for park in zones) / output
    if abs(factor - 1) > 0.01:
        values = {"prior": prior, "published_share": prior * factor, "factor": factor}
        yield Finding("priors_scaled", values=values, warning=abs(1 / factor - 1) >= SHARES_APART)
    for park in zones:
        if park.hightech_used > 1.0:
            yield Finding("prior_above_one", park.label, {"used_share": park.hightech_used})


def energy_findings(trial: Trial) -> Iterator[Finding]:
    """Yield by how much the industry table's energy intensities are scaled; what is expected of it decides on a warning."""
    energy = trial.energy
    if energy is None:
        return
    values = {"used": energy.used, "least": energy.least, "most": energy.most, "factor": energy.expected}
    yield Finding("energy_scaled", values=values, warning=abs(energy.expected - 1) > MORE_THAN_A_FIFTH)
    if energy.missing is not None and not 0.5 <= energy.missing / energy.expected <= 2.0:
        yield Finding("missing_energy", values={"factor": energy.missing / energy.expected})


def figure_findings(trial: Trial) -> Iterator[Finding]:
    """Yield published figures for which rates are scaled far, and those that the populations are far from."""
    for figure in trial.figures:
        if figure.factor is not None and abs(figure.factor - 1) > MORE_THAN_A_FIFTH:
            yield Finding("rates_scaled", values={"total": figure.name, "factor": figure.factor})
        elif figure.factor is None and abs(figure.apart) > MORE_THAN_A_FIFTH:
            yield Finding("figure_apart", values={"figure": figure})


def park_findings(case: Case, parks: tuple[ParkFacts, ...]) -> Iterator[Finding]:
    """Yield what is tight or already missed in single parks."""
    threshold = float(case.file.central_values()[0].register_threshold)
    for facts, park in zip(parks, case.data.baseline.parks, strict=True):
        if park.firms and park.output / park.firms < NEAR_THRESHOLD * threshold:
            yield Finding("near_threshold", facts.label, {"mean": park.output / park.firms, "threshold": threshold})
        if not park.is_zone:
            continue
        years = facts.undeveloped / park.land_plan if park.land_plan else np.inf
        if years < case.file.years:
            yield Finding(
                "land_short", facts.label, {"years": years, "left": facts.undeveloped, "plan": park.land_plan}
            )
        if len(park.leading) > MOST_LEADING:
            yield Finding("many_leading", facts.label, {"count": len(park.leading)})


def standard_findings(case: Case) -> Iterator[Finding]:
    """Yield which zones miss their standards before the plan begins; the land-quota cut starts from there."""
    zones = [
        (label, park) for label, park in zip(case.parks_by_id, case.data.baseline.parks, strict=True) if park.is_zone
    ]
    zones.sort(key=lambda zone: case.parks.index(zone[0]))  # as people have them in the file
    low = [(label, park.plot_ratio, park.plot_ratio_standard) for label, park in zones]
    poor = [(label, park.investment_per_mu, park.investment_standard) for label, park in zones]
    for key, held in (("plot_ratio_missed", low), ("investment_missed", poor)):
        missed = [each for each in held if each[1] < each[2]]
        if missed:
            yield Finding(key, values={"missed": missed, "zones": len(zones)}, warning=False)


def target_findings(targets: tuple[TargetFacts, ...]) -> Iterator[Finding]:
    """Yield targets that are met before anything happens, or that ask for what is worse."""
    for target, baseline in targets:
        values = {"target": target, "baseline": baseline}
        if baseline is not None and target.met(baseline):
            yield Finding("target_met", values=values)
        if target.against_better:
            yield Finding("target_for_less" if target.sense < 0 else "target_for_more", values=values)


def lever_findings(case: Case) -> Iterator[Finding]:
    """Yield levers that have nothing to act on in the case, and those whose ramp does not end within the run."""
    for scenario in case.scenarios.values():
        for name in scenario.levers:
            need = LEVERS[name].needs
            if need and need not in case.data.offers:
                yield Finding("lever_without_object", values={"scenario": scenario, "lever": name})
        for name, (reached, strength) in unfinished_ramps(scenario.settings, case.calendar).items():
            values = {"scenario": scenario, "lever": name, "reached": reached, "strength": strength}
            yield Finding("ramp_unfinished", values=values)
        yield from entry_standard_findings(case, scenario)


def entry_standard_findings(case: Case, scenario: Scenario) -> Iterator[Finding]:
    """Yield an entry standard that is below every industry's national norm, so that it never binds."""
    setting = scenario.settings.get(STANDARD)
    if setting is None:
        return
    strongest = max(setting.strength, *(step.strength for step in setting.later), LEVERS[STANDARD].neutral)
    norm = float(case.data.baseline.industries["norm_investment"].min())
    if LEVERS[STANDARD].neutral < strongest <= norm:
        values = {"scenario": scenario, "lever": STANDARD, "standard": strongest, "norm": norm}
        yield Finding("standard_below_norms", values=values)


def clause_findings(case: Case, clauses: tuple[Clause, ...]) -> Iterator[Finding]:
    """Yield the clauses that the case cites and its register of clauses does not hold."""
    stated: tuple[Target | Merger | Upgrade, ...] = (*case.file.targets, *case.file.mergers, *case.file.upgrades)
    cited = [each.clause for each in stated]
    others: tuple[Sourced | ChoiceSetting | Secondary | Approval | Towns, ...] = (
        *totals_of(case).values(), *case.file.parameters.values(), *case.file.choices.values(), *case.file.secondary,
        *case.file.approvals, *((case.file.towns,) if case.file.towns else ()),
    )  # fmt: skip
    cited += [each.clause for each in others if each.clause is not None]
    unknown = cited_but_unknown(cited, clauses)
    if clauses and unknown:
        yield Finding("clauses_unknown", values={"clauses": unknown})


def open_findings(case: Case) -> Iterator[Finding]:
    """Yield the totals that the case leaves out, where they would matter: what the synthesis does without them."""
    outside = any(not park.is_zone for park in case.data.baseline.parks)
    for name in TOTALS:
        if name not in case.file.totals and name not in FIGURES and (outside or name not in OF_OUTSIDE):
            yield Finding(f"open_{name}", warning=False)


def words_findings(case: Case) -> Iterator[Finding]:
    """Yield sources that nothing cites, assumptions without a range, and what the case leaves the outputs to choose."""
    idle = [name for name in case.data.sources if not case.citing(name)]
    if idle:
        yield Finding("sources_not_cited", values={"sources": idle})
    unranged = unranged_columns(case)
    if unranged:
        yield Finding("assumed_without_range", values={"columns": unranged})
    if case.file.plan is None and len(case.scenarios) > 1:
        yield Finding("no_plan", values={"scenario": case.scenarios[case.plan]}, warning=False)
    if case.data.baseline.inputs is None:
        yield Finding("no_inputs", warning=False)
    if not case.file.headline:
        yield Finding("no_headline", values={"indicator": case.headline[0]}, warning=False)


def overridden(case: Case) -> dict[str, tuple[float, Sourced]]:
    """Return the parameters that the case sets: the model's value, and the case's."""
    return {name: (PARAMETERS[name].value, sourced) for name, sourced in case.file.parameters.items()}
