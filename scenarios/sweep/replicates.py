"""How many replicates a point gets: a number, or blocks until an interval is narrow enough.

The rule of the second kind looks at a point after every block. It asks for one thing only: whether the interval of the
probability (Wilson), or of its paired difference from a reference (Bonett and Price), is narrower than asked. On which
side of zero or of any line the estimate lies plays no part, so looking often cannot hunt for an effect.
"""

from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..case import Case
from ..intervals import Clusters, Interval, paired_proportion, proportion
from ..refusals.problem import InputProblem, Message, say
from ..targets import Goal, goal_named
from .design_file import ReplicateTable
from .unit import blocks

BLOCK = 250  # replicates a unit: about a second of work, and a file of half a megabyte
ADAPTIVE_BLOCK = 100  # replicates between two looks
AT_MOST = 2000


class Rule(NamedTuple):
    """Replicates of each point: `number`, in units of `block`; with a `width`, fewer where the interval is narrow.

    `goal` is the event whose probability counts (None where `number` is all); `reference` is a scenario or the number of a
    point, or None where the probability itself is to be known.
    """

    number: int
    block: int
    goal: Goal | None = None
    width: float | None = None
    reference: str | int | None = None

    @property
    def adaptive(self) -> bool:
        """Whether the number of replicates follows from what the runs show."""
        return self.width is not None

    def blocks(self) -> list[tuple[int, int]]:
        """Return first replicate and number of replicates of every block of a point, in order."""
        return blocks(0, self.number, self.block)

    def interval(
        self, met: NDArray[np.bool_], reference: NDArray[np.bool_] | None, clusters: Clusters | None = None
    ) -> Interval:
        """Return the interval that the rule looks at, of replicates in order; those of the reference are the same ones.

        `clusters` are the numbers of their baseline populations.
        """
        if reference is None:
            return proportion(met, clusters)
        return paired_proportion(met.astype(float) - reference.astype(float), clusters)

    def satisfied(self, interval: Interval) -> bool:
        """Return whether an interval is as narrow as asked."""
        return self.width is not None and interval.high - interval.low <= self.width


def read_rule(file: str, table: ReplicateTable, case: Case) -> Rule:
    """Return the rule of a design. Raises InputProblem for keys that do not go together."""
    adaptive = [key for key in ("target", "year", "width", "reference", "at_most") if getattr(table, key) is not None]
    if table.number is not None:
        if adaptive:
            raise InputProblem(_key(file, adaptive[0]), say("number_and_width"), say("replicate_rule"))
        return Rule(table.number, min(table.block or BLOCK, table.number))
    for key in ("target", "width"):
        if getattr(table, key) is None:
            key = key if adaptive else "number"
            raise InputProblem(_key(file, key), say("key_missing"), say("replicate_rule"))
    most = table.at_most or AT_MOST
    goal = goal_named(case.targets, str(table.target), table.year, _key(file, "target"), _key(file, "year"))
    return Rule(most, min(table.block or ADAPTIVE_BLOCK, most), goal, table.width, _reference(file, table, case))


def _reference(file: str, table: ReplicateTable, case: Case) -> str | int | None:
    written: Any = table.reference
    if written is None or (isinstance(written, int) and not isinstance(written, bool)):
        return written  # whether there is such a point is known when there are points
    return case.scenario_id(written, _key(file, "reference"))


def _key(file: str, key: str) -> Message:
    return say("key", file=file, key=f"replicates.{key}")
