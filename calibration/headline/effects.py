"""What each lever of the plan does to the targets: what is lost when it is left out, and what it does alone.

Differences are paired by replicate; their intervals are those of the comparison of scenarios, which count populations.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

from scenarios.comparison.differences import PROBABILITY, Quantity, interval_of
from scenarios.comparison.target_table import difference_of, met
from scenarios.experiment import ScenarioRuns
from scenarios.files.scenario_file import NONE
from scenarios.intervals import LEVEL, Interval
from scenarios.scenario import Scenario
from scenarios.targets import Goal, Target, with_readings

from .study import HeadlineStudy
from .variants import AS_IT_IS

LEAST = 0.002  # a share that moves by less than this, 0.2 percentage points, is not moved
SHARE = "share"


class Change(NamedTuple):
    """What changes: the mean of a target's indicator, in its unit, and the probability of the target."""

    mean: Interval
    chance: Interval


class LeverEffect(NamedTuple):
    """What a lever does, by the key of each target and of each other reading.

    `left_out` is the plan less the plan without the lever, `alone` the lever alone less no plan.
    """

    lever: str
    left_out: Mapping[str, Change]
    alone: Mapping[str, Change]


def without(scenario: Scenario, lever: str) -> Scenario:
    """Return a scenario with one lever left out; one that it does not set leaves it as it is."""
    return scenario.only(*(name for name in scenario.settings if name != lever))


def change(runs: ScenarioRuns, base: ScenarioRuns, target: Target) -> Change:
    """Return what runs change of a target, against a base with the same replicates. Raises ValueError without a value."""
    goal = Goal(target.measure, target.year, (target,))
    one, other = (met(each.indicators, goal).astype(float) for each in (runs, base))
    clusters = runs.populations
    chance = interval_of(one, other, Quantity(PROBABILITY, target.key), LEVEL, clusters)
    return Change(difference_of(runs, base, target.measure, target.year), chance)


def changes(runs: ScenarioRuns, base: ScenarioRuns, targets: Iterable[Target]) -> dict[str, Change]:
    """Return what runs change of each target and each other reading, by key."""
    return {target.key: change(runs, base, target) for target in with_readings(targets)}


def lever_effects(study: HeadlineStudy, replicates: int, levers: Iterable[str] | None = None) -> list[LeverEffect]:
    """Return the effects of levers in the plan of a case: those named, or all that act in it, in the order of the case."""
    case = study.case
    plan, none = case.scenario(case.plan), case.scenario(NONE)
    held = AS_IT_IS.held
    whole, nothing = study.runs(plan, held, replicates), study.runs(none, held, replicates)
    found = []
    for lever in plan.levers if levers is None else levers:
        rest = study.runs(without(plan, lever), held, replicates)
        single = study.runs(plan.only(lever), held, replicates)
        found.append(LeverEffect(lever, changes(whole, rest, case.targets), changes(single, nothing, case.targets)))
    return found


def unmoved(effects: Iterable[LeverEffect], targets: Iterable[Target], least: float = LEAST) -> list[str]:
    """Return the levers that move the mean of no target by `least` when they are left out, by their order.

    Targets count as the case reads them, and only those of shares: what is no share has no percentage points.
    """
    shares = [target.key for target in targets if target.declared.unit == SHARE]
    return [each.lever for each in effects if all(abs(each.left_out[key].mean.estimate) < least for key in shares)]
