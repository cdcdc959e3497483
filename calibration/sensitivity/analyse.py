"""Analysis of a finished design: indices with intervals, groups that differ significantly, and how far both are settled."""

from dataclasses import dataclass

import numpy as np
import pandas as pd

from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, say

from .design import DesignRecord, accepted_samples, as_numbers
from .indices import indices
from .noise import Noise, floors, noise
from .ranking import Pair, groups, possible_ranks, reversed_pairs, samples_needed


@dataclass(frozen=True)
class Sensitivity:
    """What a design says.

    `table`: one row an axis, the strongest first: `group` (1 the strongest), `axis`, `estimate`, `low`, `high`, the
    method's other columns; `rank_from` and `rank_to`; `half_estimate`, that of the first half of the samples.
    `above_chance` says whether the interval lies above `floor`, the estimate that noise would give the axis if it had no
    effect (NaN: unknown, one replicate a point).

    `groups`: axes between which no clear line can be drawn are together. `needed`: samples that would order each
    group (None: not within reason; the samples there are for a group of one). `changed`: pairs in another order in the
    half; `contradicted`: those of them in different groups, which leaves the ranking unsettled.
    """

    record: DesignRecord
    table: pd.DataFrame
    groups: tuple[tuple[str, ...], ...]
    needed: tuple[int | None, ...]
    changed: tuple[Pair, ...]
    contradicted: tuple[Pair, ...]
    noise: Noise

    @property
    def settled(self) -> bool:
        """Whether half of the samples puts no two groups in another order."""
        return not self.contradicted


def analyse(
    record: DesignRecord, points: pd.DataFrame, runs: pd.Series, populations: pd.Series | None = None
) -> Sensitivity:
    """Return the sensitivity of an outcome; `runs` are its values by (point, replicate), 0 and 1 for an event.

    `populations` are the numbers of the baseline populations by replicate; without them each has its own. The outcome of
    a point is the mean over its replicates. Raises InputProblem when the design has points without an outcome or other
    points, and when the outcome is the same everywhere.
    """
    require("SALib")
    settings = as_numbers(record, points.sort_index())
    ordered = runs.sort_index()
    means = ordered.groupby(level="point").mean().reindex(points.sort_index().index)
    wanted = record.samples * record.points_per_sample
    if len(points) != wanted or np.isnan(settings).any() or means.isna().any():
        missing = abs(wanted - len(points)) + int(means.isna().sum()) or wanted
        what = say("points_missing", wanted=wanted, missing=missing)
        raise InputProblem(say("sensitivity"), what, say("finish_the_sweep"))
    outcome = means.to_numpy(float)
    if float(np.ptp(outcome)) == 0.0:
        raise InputProblem(say("sensitivity"), say("constant_outcome"))
    chance, lowest = noise(runs, populations), floors(record, settings, ordered, populations)
    return _judged(record, settings, outcome, chance, lowest)


def _judged(
    record: DesignRecord, settings: np.ndarray, outcome: np.ndarray, chance: Noise, lowest: np.ndarray
) -> Sensitivity:
    table = indices(record, settings, outcome)
    half = _half(record, settings, outcome)
    found = groups(table)
    place = {axis: number for number, group in enumerate(found, 1) for axis in group}
    table.insert(0, "group", table["axis"].map(place))
    table = table.join(possible_ranks(table))
    table["half_estimate"] = np.nan if half is None else half["estimate"].to_numpy()
    table["floor"] = lowest
    above = [None if np.isnan(least) else low > least for low, least in zip(table["low"], lowest, strict=True)]
    table["above_chance"] = pd.array(above, dtype="boolean")
    changed = [] if half is None else reversed_pairs(table, half)
    return Sensitivity(
        record=record,
        table=table.sort_values(["group", "estimate"], ascending=[True, False]).reset_index(drop=True),
        groups=tuple(tuple(group) for group in found),
        needed=tuple(_accepted(record, samples_needed(table, group, record.samples)) for group in found),
        changed=tuple(changed),
        contradicted=tuple(pair for pair in changed if place[pair.stronger] != place[pair.weaker]),
        noise=chance,
    )


def _accepted(record: DesignRecord, needed: int | None) -> int | None:
    """Return a number of samples that the method accepts, since it is given to be asked for."""
    return None if needed is None else accepted_samples(record.method, needed)


def _half(record: DesignRecord, settings: np.ndarray, outcome: np.ndarray) -> pd.DataFrame | None:
    """Return the indices of the first half of the samples; None where the outcome does not differ within it."""
    samples = record.samples // 2
    rows = samples * record.points_per_sample
    if float(np.ptp(outcome[:rows])) == 0.0:
        return None
    part = DesignRecord(record.method, samples, record.seed, record.axes, record.levels)
    return indices(part, settings[:rows], outcome[:rows])
