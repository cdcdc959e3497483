"""Evaluation of points: they are run here, as the units of a sweep are, and become a cost and probabilities."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.measures import names_of
from model.population.numbering import population_of

from ..case import Case
from ..comparison.measures import COST, RUN, met, run_measures
from ..intervals import effective_trials
from ..sweep.points import Point, candidate_points
from ..sweep.unit import STEP, Task, blocks, row_numbers, run_unit
from ..sweep.worlds import WORLDS, CaseContents, by_world, contents_of_case
from ..targets import ALL_TARGETS, Target

# What evaluates points (columns as in the tables of a sweep), a row each; the same point always gives the same row.
Evaluate = Callable[[pd.DataFrame], pd.DataFrame]


@dataclass(frozen=True)
class PointRunner:
    """Runs points in threads: replicate r meets the same draws at every point (common random numbers).

    `first` is the number of the first replicate: fresh replicates are those with other numbers. `contents` are those
    that the world of the case was made of, read now if they are not given; `names` are the indicators and
    measures that are wanted, all if not given. `progress` is called with the number of points just done.
    """

    case: Case
    replicates: int
    seed: int
    first: int = 0
    threads: int | None = None
    progress: Callable[[int], None] | None = None
    contents: CaseContents | None = None
    names: Sequence[str] | None = None

    @property
    def columns(self) -> tuple[str, ...]:
        """What is kept of each run and year."""
        return tuple(dict.fromkeys(self.names or names_of(self.case.world)))

    def __call__(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return the outcomes of points, in their order: a row a run and year. Raises InputProblem, naming the point."""
        read = candidate_points(self.case, points)
        contents = self.contents or contents_of_case(self.case)
        WORLDS.keep(contents, self.case.world)
        values: dict[int, NDArray[np.float64]] = {}
        pool = ThreadPoolExecutor(self.threads or os.cpu_count())
        try:
            running = [(point.number, self._submit(pool, contents, point)) for point in by_world(read)]
            for number, futures in running:
                values[number] = np.concatenate([future.result() for future in futures])
                if self.progress is not None:
                    self.progress(1)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops waits for the blocks under way only
        return pd.concat([self._frame(point.number, values[point.number]) for point in read], ignore_index=True)

    def _submit(
        self, pool: ThreadPoolExecutor, contents: CaseContents, point: Point
    ) -> list["Future[NDArray[np.float64]]"]:
        tasks = [
            Task(contents, point.settings, point.held, self.seed, *block, self.case.world.baseline_digest)
            for block in blocks(self.first, self.replicates, STEP)
        ]
        return [pool.submit(run_unit, task, self.columns) for task in tasks]

    def _frame(self, point: int, values: NDArray[np.float64]) -> pd.DataFrame:
        numbers = row_numbers(point, self.first, len(values), self.case.calendar.year_labels)
        flat = values.reshape(-1, len(self.columns))
        return pd.DataFrame({**numbers, **{name: flat[:, place] for place, name in enumerate(self.columns)}})


def summary(outcomes: pd.DataFrame, targets: Sequence[Target], pool: int | None = None) -> pd.DataFrame:
    """Return the evaluation of each point in some outcomes, index `point`: means over its replicates.

    Columns: `cost` (100 million yuan), the probability of all targets at once (`ALL_TARGETS`), and that of each (its key).
    Where the replicates share a `pool` of baseline populations, besides how many independent trials they are worth for
    each probability (`worth`).
    """
    measures = run_measures(outcomes, targets)
    events = met(measures, targets).astype(float)
    frame = events.assign(**{COST: measures[COST]})
    names = [ALL_TARGETS, *(target.key for target in targets)]
    found = frame[[COST, *names]].groupby(level=RUN[0]).mean()
    if pool is None:
        return found
    clusters = population_of(events.index.get_level_values("replicate").to_numpy(), pool)
    for name in names:
        found[worth(name)] = [
            effective_trials(events[name].to_numpy()[rows], clusters[rows])
            for rows in events.groupby(level=RUN[0]).indices.values()
        ]
    return found


def worth(name: str) -> str:
    """Return the column of an evaluation that says how many independent trials a probability rests on."""
    return f"{name}.worth"


def evaluator(
    run: Callable[[pd.DataFrame], pd.DataFrame], targets: Sequence[Target], pool: int | None = None
) -> Evaluate:
    """Return what evaluates points by the outcomes that `run` gives of them; their replicates share a `pool`, or none."""
    return lambda points: summary(run(points), targets, pool).reindex(points.index)
