"""Evaluation of points: whoever runs them, what comes back is a cost and probabilities, a row a point."""

from collections.abc import Sequence
from typing import NamedTuple, Protocol

import pandas as pd

from ..comparison.measures import COST, RUN, met, run_measures
from ..targets import ALL_TARGETS, Target


class Evaluator(Protocol):
    """Evaluates points (columns of axes as in the tables of a sweep).

    Returns a frame with the index of the points: `cost` (100 million yuan, mean over replicates), the probability of
    each target (its key), and that of all at once (`ALL_TARGETS`). The same point must give the same row, whatever is
    evaluated with it.
    """

    def evaluate(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return a row a point."""
        ...


class Runner(Protocol):
    """Runs points and returns their outcomes: a row a run and year with `point`, `replicate`, `year`, indicators.

    The runner of a sweep's store fits in here as well as `local_runner.LocalRunner` does.
    """

    def __call__(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return the outcomes."""
        ...


def columns_of(targets: Sequence[Target]) -> list[str]:
    """Return the columns of an evaluation."""
    return [COST, ALL_TARGETS, *(target.key for target in targets)]


def summary(outcomes: pd.DataFrame, targets: Sequence[Target]) -> pd.DataFrame:
    """Return the evaluation of each point in some outcomes, index `point`: means over its replicates."""
    measures = run_measures(outcomes, targets)
    frame = met(measures, targets).astype(float)
    frame[COST] = measures[COST]
    return frame[columns_of(targets)].groupby(level=RUN[0]).mean()


class SummaryEvaluator(NamedTuple):
    """An evaluator that sums up what a runner returns."""

    runner: Runner
    targets: tuple[Target, ...]

    def evaluate(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return a row a point."""
        return summary(self.runner(points), self.targets).reindex(points.index)
