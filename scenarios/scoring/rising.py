"""Where what is scored rises and what the score is meant for does not: paired differences from no plan in the last year."""

from collections.abc import Hashable, Iterator, Mapping
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
import xarray
from numpy.typing import NDArray

from ..case import Case
from ..comparison.target_table import REFERENCE, values
from ..experiment import ScenarioRuns
from ..intervals import Clusters, Interval, paired_mean, rounding_of
from .zone_scores import SCORE, indicators_of_score

ZONES = "zones"  # the table of the yearly assessment, which every run evaluates
UNKNOWN = Interval(np.nan, np.nan, np.nan)


class PairedValues(NamedTuple):
    """A value under a scenario and under the reference, (replicate,) each; NaN where a replicate has none."""

    sample: NDArray[np.float64]
    reference: NDArray[np.float64]

    def within(self, there: NDArray[np.bool_]) -> "PairedValues":
        """Return the pairs of some replicates."""
        return PairedValues(self.sample[there], self.reference[there])

    def difference(self, clusters: Clusters) -> Interval:
        """Return the mean difference with its interval; NaN without any pair."""
        if not len(self.sample):
            return UNKNOWN
        return paired_mean(self.sample - self.reference, clusters, rounding=rounding_of(*self))


class ScoredAgainst(NamedTuple):
    """A scored value held against an indicator: the table, the zone (empty: all together), and whose indicator it is."""

    table: str
    zone: str
    scored: str
    indicator: str
    place: str
    of_scored: PairedValues
    of_indicator: PairedValues


def rises(difference: Interval) -> bool:
    """Return whether a difference is significant and above 0."""
    return difference.resolved and difference.low > 0.0


def scored_table(case: Case, experiment: Mapping[str, ScenarioRuns], reference: str = REFERENCE) -> pd.DataFrame:
    """Return one row a scenario, scored value, and indicator that it is meant for; the reference has none.

    In the table `zones` the `score` of each zone is held against the indicators that it is made of. They are those of the
    zone itself (`place` is the zone) and those of all zones together (`place` is empty). In the case's own table each
    indicator that a row scores is held against the one that the table is meant for, of all zones together. Of both there
    are the mean and the paired difference from the reference with its 95 % interval, in the unit of each, over `n`
    replicates that have all values, from `populations` baseline populations. `apart` says that what is scored rises
    significantly and the indicator does not. Scenarios whose scores were not kept have no rows of `zones`.
    """
    base = experiment[reference]
    return pd.DataFrame(
        [
            {"case": case.name, "scenario": name, "year": case.last_year, **_row(held, runs)}
            for name, runs in experiment.items()
            if name != reference
            for held in (*_of_zones(case, runs, base), *_of_case(case, runs, base))
        ]
    )


def _row(held: ScoredAgainst, runs: ScenarioRuns) -> dict[str, object]:
    there = np.all(np.isfinite([*held.of_scored, *held.of_indicator]), axis=0)
    clusters = runs.populations[there]
    row: dict[str, object] = {
        "table": held.table, "zone": held.zone, "scored": held.scored, "indicator": held.indicator,
        "place": held.place, "n": len(clusters), "populations": len(np.unique(clusters)),
    }  # fmt: skip
    found = []
    for prefix, pair in (("scored_", held.of_scored.within(there)), ("", held.of_indicator.within(there))):
        interval = pair.difference(clusters)
        found.append(rises(interval))
        row[f"{prefix}mean"] = float(np.mean(pair.sample)) if len(clusters) else np.nan
        row |= dict(zip([f"{prefix}difference{end}" for end in ("", "_low", "_high")], interval, strict=True))
    return {**row, "apart": found[0] and not found[1]}


def _of_zones(case: Case, runs: ScenarioRuns, base: ScenarioRuns) -> Iterator[ScoredAgainst]:
    if runs.scored is None or base.scored is None:
        return
    together = {name: _together(name, case, runs, base) for name in indicators_of_score()}
    zones = list(runs.scored["zone"].values)
    before = base.scored.sel(zone=zones)
    of_zones = {name: _by_zone(name, runs.scored, before) for name in (SCORE, *together)}
    for place, zone in enumerate(zones):
        score = of_zones[SCORE][place]
        for name, of_all in together.items():
            yield ScoredAgainst(ZONES, zone, SCORE, name, zone, score, of_zones[name][place])
            yield ScoredAgainst(ZONES, zone, SCORE, name, "", score, of_all)


def _by_zone(name: str, scored: xarray.Dataset, before: xarray.Dataset) -> list[PairedValues]:
    """Return a value of each zone, of the score or what it is made of; both data sets have the same zones."""
    pair = (each.variables[name].transpose("zone", "replicate").values for each in (scored, before))
    return [PairedValues(*each) for each in zip(*pair, strict=True)]


def _of_case(case: Case, runs: ScenarioRuns, base: ScenarioRuns) -> Iterator[ScoredAgainst]:
    if case.scoring is None or case.scoring.file.meant_for is None:
        return
    meant = case.scoring.file.meant_for
    of_meant = _together(meant, case, runs, base)
    for row in case.scoring.file.rows.values():
        if row.indicator is not None:
            scored = _together(row.indicator, case, runs, base)
            yield ScoredAgainst(case.name, "", row.indicator, meant, "", scored, of_meant)


def _together(name: str, case: Case, runs: ScenarioRuns, base: ScenarioRuns) -> PairedValues:
    return PairedValues(*(values(each.indicators, name, case.last_year) for each in (runs, base)))


def zones_apart(table: pd.DataFrame, scenario: str) -> dict[str, list[str]]:
    """Return the zones whose score rises under a scenario, each with those of its own indicators that do not."""
    found: dict[str, list[str]] = {}
    for row in _apart(table, scenario):
        if row["table"] == ZONES and row["place"] == row["zone"]:
            found.setdefault(str(row["zone"]), []).append(str(row["indicator"]))
    return found


def indicators_apart(table: pd.DataFrame, scenario: str) -> list[str]:
    """Return what the case's own table scores and what rises under a scenario while what the table is meant for does not."""
    return [str(row["scored"]) for row in _apart(table, scenario) if row["table"] != ZONES]


def _apart(table: pd.DataFrame, scenario: str) -> list[dict[Hashable, Any]]:
    """Return the rows of a scenario in which what is scored rises and the indicator does not."""
    return [row for row in table.to_dict("records") if row["apart"] and row["scenario"] == scenario]
