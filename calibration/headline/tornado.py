"""The tornado: how far the plan's effect on the headline moves while one parameter is held at its ends, or one choice at a word.

Every parameter is screened with few replicates. The leading ones are run with all of them: the screen's replicates are the
first of those, and are not run again.
"""

from collections.abc import Iterable, Sequence
from itertools import combinations
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.parameters import Value, drawn_numbers, drawn_words, open_choices, range_around
from model.population import baseline
from scenarios.case import Case
from scenarios.comparison.differences import INDICATOR, PROBABILITY, Quantity, interval_of
from scenarios.comparison.target_table import met
from scenarios.files.scenario_file import NONE
from scenarios.intervals import LEVEL, Clusters, Interval
from scenarios.refusals.problem import InputProblem
from scenarios.sweep.points import Held
from scenarios.targets import Goal, Target

from .study import HeadlineStudy
from .variants import AS_IT_IS, headline_target

LARGEST = 12  # bars that are shown
LEADING = 14  # parameters that are run with all replicates
SCREEN = 300  # replicates of the screen
CARRIED = 0.9  # of all swings that are significant: what carries them


class End(NamedTuple):
    """One end of a bar: what the parameter is held at, both probabilities, and the plan's effect with its interval."""

    value: Value
    none: float
    plan: float
    difference: Interval


class Bar(NamedTuple):
    """A parameter or choice: its ends, how far the farthest two are apart with their interval, and the replicates."""

    name: str
    ends: tuple[End, ...]
    swing: Interval
    replicates: int


class Tornado(NamedTuple):
    """The plan's effect on the probability of a target as the model is, and a bar for each parameter, the longest first.

    `screened` bars have the replicates of the screen only. `refused` names parameters that no population fits at an end.
    """

    target: Target
    base: End
    bars: tuple[Bar, ...]
    screened: tuple[Bar, ...]
    refused: tuple[str, ...]


class Paths(NamedTuple):
    """Whether the target is met without the plan and with it, 0 or 1, (replicate,); and each replicate's population."""

    none: NDArray[np.float64]
    plan: NDArray[np.float64]
    populations: Clusters

    @property
    def difference(self) -> NDArray[np.float64]:
        """The plan less no plan, by replicate."""
        return self.plan - self.none

    def end(self, value: Value) -> End:
        """Return them as an end of a bar."""
        asked = Quantity(PROBABILITY, "")
        difference = interval_of(self.plan, self.none, asked, LEVEL, self.populations)
        return End(value, float(self.none.mean()), float(self.plan.mean()), difference)


def varied(case: Case) -> dict[str, tuple[Value, ...]]:
    """Return what a tornado holds each parameter at: both ends of its range in the case, or all of a choice that is drawn.

    Parameters that each replicate draws are among them, and those that each baseline population draws.
    """
    central = case.file.central_values()[0]
    ends = {name: range_around(name, float(central[name])) for name in drawn_numbers()}
    ends |= {
        each.column: (each.low, each.high) for each in case.data.baseline.unknowns if each.table == baseline.PARAMETERS
    }
    found: dict[str, tuple[Value, ...]] = {name: (low, high) for name, (low, high) in ends.items() if low < high}
    return found | {name: drawn_words(name, case.weights) for name in open_choices(case.weights)}


def paths(study: HeadlineStudy, held: Held, target: Target, replicates: int) -> Paths:
    """Return whether a target is met without the plan and with it. Raises InputProblem for what cannot be held."""
    goal = Goal(target.measure, target.year, (target,))
    runs = [study.runs(study.case.scenario(name), held, replicates) for name in (NONE, study.case.plan)]
    none, plan = (met(each.indicators, goal).astype(float) for each in runs)
    return Paths(none, plan, runs[0].populations)


def bar(study: HeadlineStudy, name: str, values: Sequence[Value], target: Target, replicates: int) -> Bar:
    """Return the bar of a parameter that is held at some values. Raises InputProblem for one that cannot be held there."""
    found = {value: paths(study, ((name, value),), target, replicates) for value in values}
    pairs = [
        interval_of(
            found[one].difference, found[other].difference, Quantity(INDICATOR, name), LEVEL, found[one].populations
        )
        for other, one in combinations(found, 2)
    ]
    swing = max(pairs, key=lambda each: abs(each.estimate))
    return Bar(name, tuple(each.end(value) for value, each in found.items()), swing, replicates)


def tornado(
    study: HeadlineStudy,
    replicates: int,
    screen: int = SCREEN,
    leading: int = LEADING,
    asked: dict[str, tuple[Value, ...]] | None = None,
) -> Tornado:
    """Return the tornado of a case's headline: all parameters with `screen` replicates, then the `leading` with all.

    `asked` are the parameters with what they are held at; all that `varied` finds without it.
    """
    target = headline_target(study.case)
    held_at = varied(study.case) if asked is None else asked
    screened, refused = [], []
    for name, values in held_at.items():
        try:
            screened.append(bar(study, name, values, target, min(screen, replicates)))
        except InputProblem:  # no population meets the case's figures with this value
            refused.append(name)
    first = longest(screened)[:leading]
    bars = [bar(study, each.name, held_at[each.name], target, replicates) for each in first]
    rest = [each for each in screened if each.name not in {one.name for one in bars}]
    base = paths(study, AS_IT_IS.held, target, replicates).end(0.0)
    return Tornado(target, base, tuple(longest(bars)), tuple(longest(rest)), tuple(refused))


def longest(bars: Iterable[Bar]) -> list[Bar]:
    """Return bars with the longest first; equal ones in the order of their names."""
    return sorted(bars, key=lambda each: (-abs(each.swing.estimate), each.name))


def carrying(bars: Iterable[Bar], part: float = CARRIED) -> list[Bar]:
    """Return the fewest bars whose swings make at least a `part` of those of all bars that are significant."""
    significant = longest(each for each in bars if each.swing.resolved)
    lengths = np.cumsum([abs(each.swing.estimate) for each in significant])
    if not significant:
        return []
    enough = int(np.searchsorted(lengths, part * lengths[-1]))
    return significant[: enough + 1]
