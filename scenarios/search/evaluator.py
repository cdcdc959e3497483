"""Evaluation of points: whoever runs them, what comes back is a cost and probabilities, a row a point."""

import os
from collections.abc import Callable, Sequence
from typing import NamedTuple, Protocol

import numpy as np
import pandas as pd

from ..case import Case
from ..case_file import Target
from ..comparison.measures import COST, COST_INDICATOR, JOINT, RUN, met, run_measures, target_key
from .held_runs import outcomes_of
from .settings import held_at, scenario_at


class Evaluator(Protocol):
    """Evaluates points (columns of axes as in the tables of a sweep).

    Returns a frame with the index of the points: `cost` (100 million yuan, mean over replicates), the probability of
    each target (`target_key`), and `joint`, that of all at once. The same point must give the same row, whatever is
    evaluated with it.
    """

    def evaluate(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return a row a point."""
        ...


class Runner(Protocol):
    """Runs points and returns their outcomes: a row a run and year with `point`, `replicate`, `year`, indicators.

    The runner of a sweep's store fits in here as well as `LocalRunner` does.
    """

    def __call__(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return the outcomes."""
        ...


def columns_of(targets: Sequence[Target]) -> list[str]:
    """Return the columns of an evaluation."""
    return [COST, JOINT, *(target_key(target) for target in targets)]


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


class LocalRunner:
    """Runs points here, in threads: replicate r meets the same draws at every point (common random numbers).

    `first` is the number of the first replicate: fresh replicates are those with other numbers.
    """

    def __init__(
        self,
        case: Case,
        targets: Sequence[Target],
        replicates: int,
        seed: int,
        first: int = 0,
        threads: int | None = None,
        progress: Callable[[int], None] | None = None,
    ) -> None:
        self.case = case
        self.indicators = [*dict.fromkeys(target.indicator for target in targets), COST_INDICATOR]
        self.numbers = np.arange(first, first + replicates)
        self.seed = seed
        self.threads = threads or os.cpu_count() or 1
        self.progress = progress

    def __call__(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return the outcomes of points; `progress` is called with the number of points just done."""
        frames = []
        for point, row in zip(points.index.to_numpy(), points.to_dict("records"), strict=True):
            setting = {str(name): value for name, value in row.items()}
            scenario, held = scenario_at(self.case, setting), held_at(setting)
            frame = outcomes_of(self.case, scenario, held, self.numbers, self.seed, self.indicators, self.threads)
            frame["point"] = point
            frames.append(frame)
            if self.progress is not None:
                self.progress(1)
        return pd.concat(frames, ignore_index=True)
