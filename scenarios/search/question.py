"""What a search is asked, and how an evaluated candidate answers it."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, NamedTuple

import numpy as np
import pandas as pd

from ..axes import Axis
from ..comparison.measures import COST
from ..targets import ALL_TARGETS, Target
from .candidates import Candidate, EqualChoices, one_of, size


class Algorithm(StrEnum):
    """Which of pymoo's algorithms proposes candidates."""

    NSGA2 = "nsga2"
    NSGA3 = "nsga3"


@dataclass(frozen=True)
class SearchQuestion:
    """The least cost under a joint probability: what may be chosen, what is asked, and how long to look.

    `base` is the scenario whose other settings stay, `equal` says which choices have the same effect. `targets` are to
    be met at once with `probability`; with `futures` (a row each, columns `uncertainty.<id>`), in at least the part
    `share` of them. `margin` is added to the
    probability while candidates are judged by estimates, the best of which are too good on average. `budget` is how many
    candidates may be evaluated, `population` how many the algorithm keeps. `tolerance` and `alternatives` say how much
    more a near-optimal alternative may cost and how many are wanted.
    """

    base: str
    axes: tuple[Axis, ...]
    targets: tuple[Target, ...]
    probability: float = 0.9
    margin: float = 0.0
    budget: int = 300
    population: int = 24
    algorithm: Algorithm = Algorithm.NSGA2
    seed: int = 1
    futures: pd.DataFrame | None = None
    share: float = 0.9
    tolerance: float = 0.05
    alternatives: int = 3
    equal: tuple[EqualChoices, ...] = ()

    @property
    def size(self) -> int:
        """How many candidates there are that differ in their effective settings."""
        return size(self.axes, self.equal)

    def one_of(self, candidate: Candidate) -> Candidate:
        """Return the candidate that is taken for all those with the same effective settings."""
        return one_of(self.equal, candidate)

    @property
    def asked(self) -> float:
        """The probability that an estimate must reach."""
        return min(1.0, self.probability + self.margin)

    @property
    def keys(self) -> tuple[str, ...]:
        """Keys of the targets."""
        return tuple(target.key for target in self.targets)

    @property
    def runs_a_candidate(self) -> int:
        """Return how many points one candidate is evaluated at: the futures, or one."""
        return 1 if self.futures is None else len(self.futures)


class Judgement(NamedTuple):
    """How a candidate does: `cost` (100 million yuan), `joint` probability and that of each target, means over futures.

    `share` of the futures in which the joint probability is as asked (1 or 0 without futures). `shortfall` is 0 when
    the question is answered, and else says how far off it is; `misses` is the part of it that each target has.
    """

    cost: float
    joint: float
    probabilities: tuple[float, ...]
    share: float
    shortfall: float
    misses: tuple[float, ...]

    @property
    def feasible(self) -> bool:
        """Whether the question is answered."""
        return self.shortfall == 0.0

    @property
    def rank(self) -> tuple[float, float, float]:
        """What candidates are ordered by: the least shortfall, then the least cost, then the highest probability."""
        return self.shortfall, self.cost, -self.joint


def judge(question: SearchQuestion, rows: pd.DataFrame) -> Judgement:
    """Judge a candidate by its evaluation, a row a future (one row without futures).

    The shortfall of a future is what the joint probability lacks of what is asked, and besides the mean of what the
    single targets lack. Where all of them together are never met, this still shows which candidate comes nearer.
    """
    asked = question.asked
    joint = rows[ALL_TARGETS].to_numpy(float)
    single = rows[list(question.keys)].to_numpy(float)
    misses = np.maximum(0.0, asked - single)
    lacking = np.maximum(0.0, asked - joint) + misses.mean(axis=1)
    share = float((joint >= asked).mean())
    wanted = 1.0 if question.futures is None else question.share
    shortfall = 0.0 if share >= wanted else (wanted - share) * (question.futures is not None) + float(lacking.mean())
    return Judgement(
        float(rows[COST].mean()),
        float(joint.mean()),
        tuple(single.mean(axis=0).tolist()),
        share,
        shortfall,
        tuple(misses.mean(axis=0).tolist()),
    )


def judgement_columns(question: SearchQuestion, judgement: Judgement) -> dict[str, Any]:
    """Return a judgement as a row of a table."""
    row: dict[str, Any] = {COST: judgement.cost, ALL_TARGETS: judgement.joint}
    row |= dict(zip(question.keys, judgement.probabilities, strict=True))
    if question.futures is not None:
        row["share_of_futures"] = judgement.share
    return row | {"shortfall": judgement.shortfall, "feasible": judgement.feasible}


def best_of(judged: Sequence[tuple[tuple[int, ...], Judgement]]) -> tuple[int, ...]:
    """Return the candidate of the best rank; of equal ones, the one whose numbers come first."""
    return min(judged, key=lambda each: (*each[1].rank, each[0]))[0]
