"""How many replicates a point gets: a number, or blocks until an interval is narrow enough.

The rule of the second kind looks at a point after every block. It asks for one thing only: whether the interval of the
probability (Wilson), or of its paired difference from a reference (Agresti and Min), is narrower than asked. On which
side of zero or of any line the estimate lies plays no part, so looking often cannot hunt for an effect.
"""

from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..case import Case
from ..intervals import Interval, paired_proportion, wilson
from ..refusals.problem import InputProblem, Message, as_written, check_known, say
from ..targets import Target
from .design_file import ReplicateTable
from .unit import blocks

ALL = "all_targets"
BLOCK = 250  # replicates a unit: about a second of work, and a file of half a megabyte
ADAPTIVE_BLOCK = 100  # replicates between two looks
AT_MOST = 2000


class Rule(NamedTuple):
    """Replicates of each point: `number`, in units of `block`; with a `width`, fewer where the interval is narrow.

    `targets` are met all at once in the event whose probability counts; `reference` is a scenario or the number of a
    point, or None where the probability itself is to be known.
    """

    number: int
    block: int
    targets: tuple[Target, ...] = ()
    width: float | None = None
    reference: str | int | None = None

    @property
    def adaptive(self) -> bool:
        """Whether the number of replicates follows from what the runs show."""
        return self.width is not None

    def blocks(self) -> list[tuple[int, int]]:
        """Return first replicate and number of replicates of every block of a point, in order."""
        return blocks(0, self.number, self.block)

    def interval(self, met: NDArray[np.bool_], reference: NDArray[np.bool_] | None) -> Interval:
        """Return the interval that the rule looks at, of replicates in order; those of the reference are the same ones."""
        if reference is None:
            return wilson(int(met.sum()), len(met))
        return paired_proportion(met.astype(float) - reference.astype(float))

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
    targets = targets_named(file, str(table.target), table.year, case.targets)
    return Rule(most, min(table.block or ADAPTIVE_BLOCK, most), targets, table.width, _reference(file, table, case))


def targets_named(file: str, name: str, year: int | None, targets: Sequence[Target]) -> tuple[Target, ...]:
    """Return the targets of a name, or all of them at once, of a year where one is given. Raises InputProblem."""
    known = list(dict.fromkeys(target.indicator for target in targets))
    check_known(_key(file, "target"), "unknown_target", name, [*known, ALL])
    named = [target for target in targets if name in (ALL, target.indicator)]
    found = tuple(target for target in named if year in (None, target.year))
    years = sorted({target.year for target in named})
    if not found:
        what = say("no_target_in", name=as_written(name), year=year)
        raise InputProblem(_key(file, "year"), what, say("known", names=years))
    if name != ALL and len(found) > 1:
        what = say("target_of_years", name=as_written(name))
        raise InputProblem(_key(file, "year"), what, say("known", names=years))
    return found


def _reference(file: str, table: ReplicateTable, case: Case) -> str | int | None:
    written: Any = table.reference
    if written is None or (isinstance(written, int) and not isinstance(written, bool)):
        return written  # whether there is such a point is known when there are points
    check_known(_key(file, "reference"), "unknown_scenario", written, case.scenarios)
    return str(written)


def _key(file: str, key: str) -> Message:
    return say("key", file=file, key=f"replicates.{key}")
