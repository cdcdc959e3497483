"""Facts against a run: what the model comes to where something was published, and whether that lies in the fact's band."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from enum import StrEnum
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.formulas import powers, ratio

from ..bands import bands
from ..case import Case
from ..experiment import BLOCK, run_blocks
from ..files.observed import Break, Fact
from ..scenario import Scenario
from .statistics import Series, asked_for


class Verdict(StrEnum):
    """What a comparison says: the model's mean against the band of a fact, or why nothing is said."""

    INSIDE = "inside"
    BELOW = "below"
    ABOVE = "above"
    NOT_SIMULATED = "not_simulated"  # no run has a value of the year
    ACROSS_BREAK = "across_break"  # growth between two years whose figures are not of one kind


JUDGED = (Verdict.INSIDE, Verdict.BELOW, Verdict.ABOVE)


class Compared(NamedTuple):
    """A fact beside the model: mean and 5-95 % band over replicates in the unit of the fact, NaN where it has no value.

    `breaks` are those that lie between the fact and what it is compared with.
    """

    fact: Fact
    mean: float
    p5: float
    p95: float
    breaks: tuple[Break, ...]

    @property
    def verdict(self) -> Verdict:
        """Where the mean lies, the ends of the band being part of it."""
        if not np.isfinite(self.mean):
            return Verdict.NOT_SIMULATED
        if self.breaks and self.fact.since is not None:
            return Verdict.ACROSS_BREAK
        if self.mean < self.fact.low:
            return Verdict.BELOW
        return Verdict.ABOVE if self.mean > self.fact.high else Verdict.INSIDE

    @property
    def overlap(self) -> bool:
        """Whether the model's band and that of the fact have a value in common."""
        return bool(self.p5 <= self.fact.high and self.p95 >= self.fact.low)


def prepared(case: Case) -> Case:
    """Return a case whose runs are asked for all that its facts are compared with."""
    return replace(case, asked=asked_for((fact.statistic, fact.place) for fact in case.data.facts))


def compare_facts(
    case: Case,
    scenario: Scenario,
    replicates: int,
    seed: int,
    threads: int = 1,
    progress: Callable[[int], None] | None = None,
) -> list[Compared]:
    """Run a case, as `prepared` returns it, under a scenario and return its facts beside the run, in their order."""
    names = {measure.name for fact in case.data.facts for measure in fact.statistic.measures(fact.place)}
    parts: dict[str, list[Series]] = {name: [] for name in names}
    for runs in run_blocks(case, scenario, replicates, BLOCK, seed=seed, threads=threads, progress=progress):
        for name, blocks in parts.items():
            blocks.append(np.asarray(runs[name].values, float))
    series = {name: np.concatenate(blocks) for name, blocks in parts.items()}
    return compared_with(case.data.facts, case.data.breaks, case.calendar.year_labels, series.__getitem__)


def compared_with(
    facts: Sequence[Fact], breaks: Iterable[Break], years: Sequence[int], series: Callable[[str], Series]
) -> list[Compared]:
    """Return facts beside what was simulated; `series` gives the values (replicate, year) of a measure by its name."""
    known = tuple(breaks)
    return [Compared(fact, *_band(fact, years, series), breaks_across(fact, known, years[0])) for fact in facts]


def _band(fact: Fact, years: Sequence[int], series: Callable[[str], Series]) -> tuple[float, float, float]:
    """Return mean and band of what the model has for a fact; NaN without a value in its year."""
    places = {year: place for place, year in enumerate(years)}
    if fact.year not in places or (fact.since is not None and fact.since not in places):
        return np.nan, np.nan, np.nan
    values = fact.statistic.values(fact.place, series)
    found = values[:, places[fact.year]]
    if fact.since is not None:
        found = growth_between(values[:, places[fact.since]], found, fact.year - fact.since)
    mean, low, high = bands(found[None])[:, 0]
    return float(mean), float(low), float(high)


def growth_between(before: NDArray[np.float64], after: NDArray[np.float64], years: int) -> NDArray[np.float64]:
    """Return average yearly growth over some years, (replicate,); NaN where there was nothing before."""
    times = ratio(after, np.where(before == 0.0, np.nan, before))
    return np.asarray(powers(times[:, None], np.array([1.0 / years]))[:, 0] - 1.0, float)


def breaks_across(fact: Fact, breaks: Iterable[Break], baseline: int) -> tuple[Break, ...]:
    """Return the breaks that touch a fact's statistic: of growth those between its years, else those since the baseline.

    A run carries the statistics of the baseline year on. A figure of before the baseline is touched by what went on in its year.
    Growth that was published before a break's own figures came out is of one kind, whatever its years.
    """
    start = min(baseline, fact.year) if fact.since is None else fact.since
    touching = (each for each in breaks if fact.statistic.name in each.indicators)
    found = (each for each in touching if each.between(start, fact.year))
    return tuple(each for each in found if fact.since is None or not each.follows(fact.known_from))


def fact_table(compared: Iterable[Compared], scenario: str) -> pd.DataFrame:
    """Return facts beside the model as a table, a row a fact, in declared units; empty cells where nothing is known."""
    rows = []
    for each in compared:
        fact, judged = each.fact, each.verdict in JUDGED
        rows.append(
            {
                "scenario": scenario, "fact": fact.key, "indicator": fact.statistic.name,
                "place": fact.place.name or fact.place.kind, "since": fact.since, "year": fact.year, "unit": fact.unit,
                "value": fact.value, "low": fact.low, "high": fact.high, "mean": each.mean, "p5": each.p5,
                "p95": each.p95, "verdict": str(each.verdict), "overlap": each.overlap if judged else None,
                "use": fact.use, "evidence": fact.evidence, "known_from": fact.known_from, "source": fact.source,
                "breaks": "; ".join(f"{each.first}-{each.last}" for each in each.breaks),
            }
        )  # fmt: skip
    return pd.DataFrame(rows).astype({"since": "Int64"})
