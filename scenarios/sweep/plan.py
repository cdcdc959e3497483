"""The plan of a sweep: which units there are, in rounds; what a round shows decides about the next.

With a fixed number of replicates there is one round. With a rule there is one a block: a point is in a round while its
interval, looked at over all of its replicates so far, is wider than asked. Which units are run therefore depends on
the design alone, not on who runs them, in which order, or how often the sweep was stopped.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from model.population.numbering import population_of

from ..intervals import Interval
from .design import Design
from .points import Point
from .unit import Task, Unit, unit_of
from .worlds import WORLDS, CaseContents, by_world, contents_of_case, of_the_baseline

Planned = tuple[Unit, Task]
Flags = NDArray[np.bool_]


class SweepPlan:
    """The units of a design, and for a rule what has been seen of each point."""

    def __init__(self, design: Design, contents: CaseContents | None = None) -> None:
        self.design = design
        self.contents = contents or contents_of_case(design.case)
        self.order = by_world(design.points)
        self.seen: dict[int, list[Flags]] = {}

    def prepare(self) -> None:
        """Make the world of the case now, so that what cannot be made is refused before anything is written."""
        self.design.case.prepare()
        WORLDS.keep(self.contents, self.design.case.world)

    @property
    def worlds(self) -> int:
        """Number of different baselines that the points ask for."""
        return len({of_the_baseline(point.held) for point in self.order})

    @property
    def most_runs(self) -> int:
        """Runs of the sweep: all of them, or as many as a rule allows at most."""
        return len(self.order) * self.design.rule.number

    @property
    def most_units(self) -> int:
        """Units of the sweep, or as many as a rule allows at most."""
        return len(self.order) * len(self.design.rule.blocks())

    def unit(self, point: Point, first: int, count: int) -> Planned:
        """Return a unit of a point and the task that a worker gets."""
        baseline = self.design.case.world.baseline_digest
        task = Task(self.contents, point.settings, point.held, self.design.seed, first, count, baseline)
        return unit_of(point.number, task), task

    def rounds(self) -> Iterator[Iterator[Planned]]:
        """Yield the units round by round. A rule wants `note` called for each unit done before the next is asked for."""
        blocks = self.design.rule.blocks()
        if not self.design.rule.adaptive:
            yield (self.unit(point, *block) for point in self.order for block in blocks)
            return
        for number, block in enumerate(blocks):
            wanted = self.wanted(number)
            if not wanted:
                return
            yield (self.unit(point, *block) for point in self.order if point.number in wanted)

    def note(self, unit: Unit, flags: Flags) -> None:
        """Take down which replicates of a unit met the targets of the rule."""
        self.seen.setdefault(unit.point, []).append(flags)

    def wanted(self, number: int) -> set[int]:
        """Return the points whose block `number` is to be run: those not yet told well, and what they are compared with.

        A point of which an earlier unit failed waits until that is done.
        """
        rule = self.design.rule
        points = set()
        for point in self.order:
            if self.is_open(point.number, number):
                points.add(point.number)
                if rule.reference is not None:
                    points.add(self.design.references[point.number])
        return {point for point in points if len(self.seen.get(point, [])) >= number}

    def is_open(self, point: int, number: int) -> bool:
        """Return whether a point needs its block `number`: every look so far found the interval too wide."""
        rule = self.design.rule
        if rule.reference is not None and self.design.references.get(point, point) == point:
            return False  # differs from itself by nothing; it is run as far as others need it
        if number == 0:
            return True
        return self.looks(point) == number and not rule.satisfied(self.interval(point))

    def looks(self, point: int) -> int:
        """Return how many blocks of a point have been seen, of its reference too."""
        seen = len(self.seen.get(point, []))
        if self.design.rule.reference is None:
            return seen
        return min(seen, len(self.seen.get(self.design.references.get(point, point), [])))

    def interval(self, point: int) -> Interval:
        """Return the interval of a point over all blocks seen."""
        looks = self.looks(point)
        met = np.concatenate(self.seen[point][:looks])
        clusters = population_of(np.arange(len(met)), self.design.case.file.population.pool)
        if self.design.rule.reference is None:
            return self.design.rule.interval(met, None, clusters)
        other = np.concatenate(self.seen[self.design.references.get(point, point)][:looks])
        return self.design.rule.interval(met, other, clusters)
