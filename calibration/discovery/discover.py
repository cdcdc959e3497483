"""Discovery: boxes of a sample, and whether chance alone could have made them.

PRIM looks for dense corners and finds them in pure noise too, with small p-values: they hold for a box that was given,
not for one that was sought. So every box is sought again in two random halves of the sample, and each limit is tested
on the half in which it was not sought. A limit is confirmed when both halves find it on the same side of the same axis
and the other half confirms it at 0.05. A box is claimed by its confirmed limits only.

The other half is asked twice, at 0.025 each: does the limit matter among the rows that the other limits leave, and
does it matter by itself? The first alone fails where much is chance: the box of a half then has limits that are none,
and few rows are left to test on. The second holds because a design varies its axes independently of each other. Among
the rows that an earlier box leaves they no longer are, so an axis of an earlier box is asked the first only.
"""

from dataclasses import dataclass, replace

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from scenarios.axes import varying
from scenarios.refusals.problem import InputProblem, say

from .box import Limit, Measures, Side, exact_p_values, inside, measure, quasi_p_values
from .choice import COVERAGE, DENSITY, SIGNIFICANT, Chosen, choose, pick, take_off
from .dependence import enough, halves, inflation
from .peeling import peel

LEAST = 20  # cases of interest, and others, that a sample needs
LEAST_IN_HALF = 5
MOST_BOXES = 3


@dataclass(frozen=True)
class FoundBox:
    """A box: limits, their p-values in the sample searched, which are confirmed, and what the sample says of it.

    `p` are of Fisher's exact test, `quasi_p` as Bryant and Lempert (2010) have them. `measures` count the rows that
    earlier boxes have left, `coverage` is of all cases of interest. `taken_off` are limits of the box chosen that chance explains (p above 0.05), `unconfirmed` those that the halves did not both
    find. `trajectory`: one row a box peeled, columns coverage, density, mass, n, k, axes, chosen.
    """

    limits: dict[Side, Limit]
    p: dict[Side, float]
    quasi_p: dict[Side, float]
    measures: Measures
    coverage: float
    dense_enough: bool
    taken_off: dict[Side, float]
    unconfirmed: dict[Side, Limit]
    trajectory: pd.DataFrame


@dataclass(frozen=True)
class Discovery:
    """What was found: boxes, the rows and cases of interest searched, and whether halves were large enough to confirm.

    Without boxes nothing differs from chance; `trial` is then the box that was sought and not confirmed. Nothing is
    claimed either where rows are not `labelled`: whether most are cases of interest is within error.
    """

    boxes: tuple[FoundBox, ...]
    trial: FoundBox | None
    rows: int
    cases: int
    axes: pd.DataFrame
    interest: NDArray[np.bool_]
    inflation: float
    checked: bool
    labelled: bool = True


def check_cases(interest: NDArray[np.bool_], unit: str = "points_unit") -> None:
    """Refuse a sample in which there is nothing to distinguish, or too little. Raises InputProblem."""
    rows, cases, called = len(interest), int(interest.sum()), say(unit)
    if cases in (0, rows):
        what = say("constant_miss", count=rows, unit=called) if cases else say("constant_hit", count=rows, unit=called)
        raise InputProblem(say("discovery"), what)
    if too_few(interest):
        what = say("too_few_cases", count=rows, unit=called, missing=cases, hitting=rows - cases)
        raise InputProblem(say("discovery"), what, say("cases_needed", least=LEAST))


def too_few(interest: NDArray[np.bool_]) -> bool:
    """Return whether a sample has too few cases of interest, or too few others, to search."""
    cases = int(interest.sum())
    return min(cases, len(interest) - cases) < LEAST


def discover(
    points: pd.DataFrame,
    interest: pd.Series,
    *,
    density: float = DENSITY,
    coverage: float = COVERAGE,
    seed: int = 1,
    unit: str = "points_unit",
) -> Discovery:
    """Return the boxes in which cases of interest are dense.

    `points` has the axes of each row (columns as in `axes`), `interest` says which rows are cases of interest, with the
    same index: points, or runs (point, replicate). Rows that are the same are counted once. `density` and `coverage` are
    asked as in `choice`; `seed` makes the halves. Raises InputProblem for too few cases, none or all of them, and axes that say nothing.
    """
    points = distinct_rows(points)
    wanted = interest.reindex(points.index).to_numpy(bool)
    check_cases(wanted, unit)
    axes = varying(points)
    left, trial, checked = np.ones(len(axes), dtype=bool), None, True
    boxes: list[FoundBox] = []
    while len(boxes) < MOST_BOXES and min(int(wanted[left].sum()), int((~wanted[left]).sum())) >= LEAST:
        box, checked = _next_box(axes[left], wanted[left], int(wanted.sum()), density, coverage, seed, _axes_of(boxes))
        if not box.limits:
            trial = None if boxes else box
            break
        boxes.append(box)
        left &= ~inside(axes, box.limits)
    effect = inflation(wanted, axes.index)
    return Discovery(tuple(boxes), trial, len(axes), int(wanted.sum()), axes, wanted, effect, checked or bool(boxes))


def distinct_rows(points: pd.DataFrame) -> pd.DataFrame:
    """Return rows without those that are equal to an earlier one: a point listed twice, or a replicate of it run twice."""
    table = points.reset_index(drop=True)
    if "replicate" in points.index.names:
        table = table.assign(replicate=points.index.get_level_values("replicate"))
    return points[~table.duplicated().to_numpy()]


def unlabelled(found: Discovery) -> Discovery:
    """Return a discovery without a claim, for points of which most may be labelled either way by chance.

    The first box sought is kept for its trajectory only, without limits.
    """
    sought = found.boxes[0] if found.boxes else found.trial
    bare = None
    if sought is not None:
        bare = replace(sought, limits={}, p={}, quasi_p={}, taken_off={}, unconfirmed={})
    return replace(found, boxes=(), trial=bare, labelled=False)


def _axes_of(boxes: list[FoundBox]) -> set[str]:
    """Return the axes on which boxes have limits."""
    return {side.column for box in boxes for side in box.limits}


def _next_box(
    axes: pd.DataFrame,
    interest: NDArray[np.bool_],
    cases: int,
    density: float,
    coverage: float,
    seed: int,
    used: set[str],
) -> tuple[FoundBox, bool]:
    """Return the box of the rows left with its confirmed limits, and whether there were rows enough to confirm any.

    `used` are the axes of earlier boxes.
    """
    effect = inflation(interest, axes.index)
    trajectory = peel(axes, interest)
    chosen = choose(trajectory, axes, interest, density, coverage, effect)
    parts = halves(interest, axes.index, seed)
    checked = enough(interest, parts, LEAST_IN_HALF)
    both = _confirmed(axes, interest, parts, density, coverage, used) if checked else set()
    kept = {side: limit for side, limit in trajectory[chosen.place].items() if side in both}
    kept, values, explained = take_off(kept, axes, interest, effect)
    found = measure(axes, interest, kept)
    box = FoundBox(
        limits=kept,
        p=values,
        quasi_p=quasi_p_values(axes, interest, kept, effect),
        measures=found,
        coverage=found.k / cases,
        dense_enough=found.density >= density,
        taken_off={**{side: value for side, value in chosen.taken_off.items() if side not in both}, **explained},
        unconfirmed={side: limit for side, limit in chosen.limits.items() if side not in both},
        trajectory=trajectory_table(trajectory, axes, interest, chosen),
    )
    return box, checked


def _confirmed(
    axes: pd.DataFrame,
    interest: NDArray[np.bool_],
    parts: tuple[NDArray[np.int64], NDArray[np.int64]],
    density: float,
    coverage: float,
    used: set[str],
) -> set[Side]:
    """Return the limits that each half finds and the other half confirms."""
    confirmed = []
    for sought, tested in (parts, parts[::-1]):
        own, other = axes.iloc[sought], axes.iloc[tested]
        trajectory = peel(own, interest[sought])
        limits = trajectory[pick(trajectory, own, interest[sought], density, coverage)]
        effect = inflation(interest[tested], other.index)
        values = exact_p_values(other, interest[tested], limits, effect)
        for side in (each for each in limits if each.column not in used):
            alone = exact_p_values(other, interest[tested], {side: limits[side]}, effect)[side]
            values[side] = min(values[side], alone) * 2
        confirmed.append({side for side, value in values.items() if value <= SIGNIFICANT})
    return confirmed[0] & confirmed[1]


def trajectory_table(
    trajectory: list[dict[Side, Limit]], axes: pd.DataFrame, interest: NDArray[np.bool_], chosen: Chosen
) -> pd.DataFrame:
    """Return the peeling trajectory: one row a box, coverage, density and mass as fractions of the rows searched."""
    rows = []
    for place, limits in enumerate(trajectory):
        found = measure(axes, interest, limits)
        columns = sorted({side.column for side in limits})
        rows.append(
            {**found._asdict(), "axes": len(columns), "limited": " ".join(columns), "chosen": place == chosen.place}
        )
    return pd.DataFrame(rows)
