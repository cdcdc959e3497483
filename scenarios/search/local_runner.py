"""Points run here and now: as the units of a sweep are, but nothing is stored."""

import os
from collections.abc import Callable, Sequence
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..case import Case
from ..sweep.points import Point
from ..sweep.unit import ALL_INDICATORS, STEP, Task, run_unit
from ..sweep.worlds import WORLDS, CaseContents, contents_of_case, of_the_baseline
from .points import read_points

Blocks = list["Future[NDArray[np.float64]]"]


class LocalRunner:
    """Runs points here, in threads: replicate r meets the same draws at every point (common random numbers).

    `first` is the number of the first replicate: fresh replicates are those with other numbers. `contents` are those
    that the world of the case was made of, read now if they are not given; `indicators` are those that are wanted.
    """

    def __init__(
        self,
        case: Case,
        replicates: int,
        seed: int,
        first: int = 0,
        threads: int | None = None,
        progress: Callable[[int], None] | None = None,
        contents: CaseContents | None = None,
        indicators: Sequence[str] = ALL_INDICATORS,
    ) -> None:
        self.case = case
        self.blocks = [(at, min(STEP, first + replicates - at)) for at in range(first, first + replicates, STEP)]
        self.seed = seed
        self.threads = threads or os.cpu_count() or 1
        self.progress = progress
        self.indicators = tuple(dict.fromkeys(indicators))
        self.contents = contents or contents_of_case(case)
        WORLDS.keep(self.contents, case.world)

    def __call__(self, points: pd.DataFrame) -> pd.DataFrame:
        """Return the outcomes of points, in their order; `progress` is called with the number of points just done.

        Raises InputProblem for a point that cannot be run.
        """
        read = read_points(self.case, points.to_dict("records"), [int(number) for number in points.index])
        # Points that share a world are run together, so that each is made once.
        order = sorted(range(len(read)), key=lambda place: (of_the_baseline(read[place].held), place))
        frames: dict[int, pd.DataFrame] = {}
        pool = ThreadPoolExecutor(self.threads)
        try:
            running = [(place, self._submit(pool, read[place])) for place in order]
            for place, blocks in running:
                frames[place] = self._frame(read[place].number, [block.result() for block in blocks])
                if self.progress is not None:
                    self.progress(1)
        finally:
            pool.shutdown(cancel_futures=True)  # whoever stops waits for the blocks under way only
        return pd.concat([frames[place] for place in range(len(read))], ignore_index=True)

    def _submit(self, pool: ThreadPoolExecutor, point: Point) -> Blocks:
        baseline = self.case.world.baseline_digest
        tasks = [Task(self.contents, point.settings, point.held, self.seed, *block, baseline) for block in self.blocks]
        return [pool.submit(run_unit, task, self.indicators) for task in tasks]

    def _frame(self, point: int, blocks: Sequence[NDArray[np.float64]]) -> pd.DataFrame:
        """Return the runs of a point as a row a run and year."""
        values = np.concatenate(blocks)
        years = self.case.world.calendar.year_labels
        first = self.blocks[0][0]
        numbered: dict[str, Any] = {
            "point": point,
            "replicate": np.repeat(np.arange(first, first + len(values)), len(years)),
            "year": np.tile(years, len(values)),
        }
        flat = values.reshape(-1, values.shape[-1])
        return pd.DataFrame({**numbered, **{name: flat[:, place] for place, name in enumerate(self.indicators)}})
