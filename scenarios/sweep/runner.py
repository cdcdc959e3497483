"""The runner: units go to an executor, a few ahead of the workers; what comes back is written here and nowhere else."""

import os
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, ThreadPoolExecutor, wait
from contextlib import nullcontext
from dataclasses import dataclass, field
from functools import partial
from itertools import islice
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..case import Case
from ..refusals.problem import Message
from .design import of_points
from .manifest import manifest
from .plan import Planned, SweepPlan
from .repair import repair
from .results import Sweep, read_sweep
from .store import NewStore, Store
from .unit import Unit, run_unit
from .unit_file import read_column

AHEAD = 2  # units for each worker that are on their way or wait to be written
CHECK = 0.2  # seconds after which a wish to stop is noticed
LOST = "lost by the cluster"  # why a unit failed that no worker answered for


class Watch:
    """Whoever follows a sweep, and may stop it; this one does neither."""

    def done(self, unit: Unit, fresh: bool) -> None:
        """Take notice of a unit: just done, or there before."""

    def failed(self, unit: Unit, reason: str) -> None:
        """Take notice of a unit that failed."""

    def lost(self, unit: Unit) -> None:
        """Take notice of a unit that was done and is not any more: the worker that made it is not believed."""

    def stopping(self) -> bool:
        """Return whether the sweep should stop."""
        return False


class Excluded(NamedTuple):
    """A worker of a cluster that is not believed, why, and how many units of its were thrown away."""

    worker: str
    reason: Message
    units: int


@dataclass
class SweepOutcome:
    """The outcome of a sweep: units done now and there before, runs done now, failed units, and whether it was stopped.

    `damaged` are the files that were found so, `left` those of them that still are. `repaired` are the files beside the
    units that were damaged and have been written again. `excluded` are workers of a cluster.
    """

    done: int = 0
    there: int = 0
    runs: int = 0
    failed: list[tuple[Unit, str]] = field(default_factory=list)
    damaged: list[Path] = field(default_factory=list)
    left: list[Path] = field(default_factory=list)
    excluded: list[Excluded] = field(default_factory=list)
    repaired: list[Path] = field(default_factory=list)
    stopped: bool = False


@dataclass
class Runner:
    """A plan, the store that its units go into, and an executor with so many workers."""

    plan: SweepPlan
    store: Store
    executor: Executor
    workers: int
    watch: Watch = field(default_factory=Watch)
    work: Callable[[Any], NDArray[np.float64]] = run_unit

    def run(self) -> SweepOutcome:
        """Run what is missing in the store, which must be locked. Files that are damaged are replaced.

        A damaged file that is of no unit of this design is left as it is, and told of.
        """
        outcome = SweepOutcome()
        intact, outcome.damaged = self.store.intact()
        self._rounds(intact, outcome)
        outcome.left = [path for path in outcome.damaged if not self.store.is_intact(path)]
        return outcome

    def lacking(self) -> tuple[SweepOutcome, int]:
        """Return what is there, and how many units are not, without running or changing anything.

        With a rule, what follows from units that are not there is not counted.
        """
        outcome, lacking = SweepOutcome(), 0
        intact, outcome.damaged = self.store.intact()
        for planned in self.plan.rounds():
            lacking += sum(1 for _ in self._missing(planned, intact, outcome))
        return outcome, lacking

    def _rounds(self, intact: set[str], outcome: SweepOutcome) -> None:
        for planned in self.plan.rounds():
            self._round(self._missing(planned, intact, outcome), outcome)
            if self._is_over(outcome):
                break

    def _is_over(self, outcome: SweepOutcome) -> bool:
        """Return whether no further round is to be begun."""
        return outcome.stopped

    def _missing(self, planned: Iterator[Planned], intact: set[str], outcome: SweepOutcome) -> Iterator[Planned]:
        """Yield the units that are not there, and take down what the others showed."""
        for unit, task in planned:
            if unit.name not in intact:
                yield unit, task
                continue
            self._note_stored(unit)
            self._tell_there(unit, outcome)

    def _note_stored(self, unit: Unit) -> None:
        self._note(unit, partial(read_column, self.store.path(unit)))

    def _tell_there(self, unit: Unit, outcome: SweepOutcome) -> None:
        outcome.there += 1
        self.watch.done(unit, False)

    def _round(self, missing: Iterator[Planned], outcome: SweepOutcome) -> None:
        """Run units with a window of a few ahead, so that memory does not grow with their number."""
        flying: dict[Future[Any], Unit] = {}
        while True:
            outcome.stopped = outcome.stopped or self.watch.stopping()
            if not outcome.stopped:
                for unit, task in islice(missing, AHEAD * self.workers - len(flying)):
                    flying[self.executor.submit(self.work, task)] = unit
            if not flying:
                return
            if outcome.stopped:
                for future in flying:
                    future.cancel()
            done, _ = wait(flying, CHECK, FIRST_COMPLETED)
            for future in sorted(done, key=lambda each: flying[each]):
                self._take(flying.pop(future), future, outcome)

    def _take(self, unit: Unit, future: "Future[NDArray[np.float64]]", outcome: SweepOutcome) -> None:
        """Write the outcome of a unit."""
        try:
            values = future.result()
        except CancelledError:
            if not outcome.stopped:
                self._fail(unit, LOST, outcome)
        except Exception as error:  # whatever it was, it is kept with the unit and tried again on the next resume
            self._fail(unit, f"{type(error).__name__}: {error}", outcome)
        else:
            self._store(unit, values, outcome)

    def _store(self, unit: Unit, values: NDArray[np.float64], outcome: SweepOutcome) -> None:
        """Take down what a unit shows, write it, and tell."""
        self._note(unit, lambda name, year: values[:, self.store.years.index(year), self.store.names.index(name)])
        self.store.write(unit, values)
        outcome.done += 1
        outcome.runs += unit.replicates
        self.watch.done(unit, True)

    def _fail(self, unit: Unit, reason: str, outcome: SweepOutcome) -> None:
        self.store.fail(unit, reason)
        outcome.failed.append((unit, reason))
        self.watch.failed(unit, reason)

    def _note(self, unit: Unit, values: Callable[[str, int], NDArray[np.float64]]) -> None:
        goal = self.plan.design.rule.goal
        if goal is not None:
            self.plan.note(unit, goal.met(values))


RunnerOf = Callable[[SweepPlan, Store, Executor, int, Watch], Runner]


def store_of(plan: SweepPlan, folder: Path, provenance: Mapping[str, Any], *, resume: bool) -> Store:
    """Return the store of a plan: a new one, or with `resume` the one that is there. Raises InputProblem."""
    plan.prepare()
    described = manifest(plan.design, plan.contents)
    if resume and os.path.lexists(folder) and not NewStore(folder).is_barely_begun():
        return Store.resume(folder, described)
    return Store.create(folder, described, plan.design.frame, provenance, plan.design.case.files)


def run_plan(
    plan: SweepPlan,
    folder: Path,
    executor: Executor | None = None,
    workers: int | None = None,
    watch: Watch | None = None,
    *,
    runner_of: RunnerOf | None = None,
    resume: bool = True,
    provenance: Mapping[str, Any] = MappingProxyType({}),
    files: Mapping[str, bytes] = MappingProxyType({}),
) -> SweepOutcome:
    """Run what a folder lacks of a plan, in threads of this process or by an executor with so many workers.

    `runner_of` makes the runner where it is not the usual one, from plan, store, executor, workers and watch.
    `files` are written beside the units before the first is run. Raises InputProblem for a folder that is there already
    (unless `resume`), or is of another sweep.
    """
    store = store_of(plan, folder, provenance, resume=resume)
    workers = workers or os.cpu_count() or 1
    with store.locked(), nullcontext(executor) if executor else ThreadPoolExecutor(workers) as running:
        repaired = repair(folder, plan.design, manifest(plan.design, plan.contents), provenance, files)
        outcome = (runner_of or Runner)(plan, store, running, workers, watch or Watch()).run()
        outcome.repaired = repaired
        return outcome


def run_points(
    case: Case,
    points: pd.DataFrame,
    replicates: int,
    seed: int,
    store: Path,
    executor: Executor | None = None,
    *,
    workers: int | None = None,
    scenario: str = "none",
    watch: Watch | None = None,
) -> Sweep:
    """Run exactly the runs of these points that a store lacks, and return what it holds then.

    `points` has columns as in a design file; `scenario` is the base of points that name none. Raises InputProblem for a
    point that cannot be run, before anything is run. Units that fail are in the `failures` of what is returned.
    """
    design = of_points(case, points, replicates, seed, scenario=scenario)
    run_plan(SweepPlan(design), store, executor, workers, watch)
    return read_sweep(store)
