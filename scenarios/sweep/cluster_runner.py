"""The runner of a sweep on a cluster: workers are held to what they send, and nothing is stored before it was checked.

Every worker is asked for its identity, then gets units by name, so that it is known who made what. Units are looked at
when they arrive and wait in batches; some of each batch are run again here. Who fails loses all units it made: they are
removed, run by others or here, and it gets no more.
"""

import secrets
import tempfile
import time
from collections import deque
from collections.abc import Iterator
from concurrent.futures import FIRST_COMPLETED, CancelledError, Executor, Future, wait
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import numpy as np

from ..refusals.folders import unwritable
from ..refusals.problem import Message, as_written, say
from .arrivals import BATCH, FIRST_BATCH, Batch, Blanks, Values, fault_in_form, fault_in_values, is_doubtful
from .crew import ClusterLost, Crew
from .identity import difference_in_identity, identity
from .plan import Planned, SweepPlan
from .runner import AHEAD, CHECK, LOST, Excluded, Runner, SweepOutcome, Watch
from .store import Store
from .unit import Unit

TRIES = 3  # times that a unit is sent again after the cluster lost it


@dataclass
class Member:
    """A worker that has shown the same identity: what it may run at once, has in hand, has sent and has made."""

    threads: int
    flying: "dict[Future[Any], Planned]" = field(default_factory=dict)
    batch: Batch = field(default_factory=lambda: Batch(FIRST_BATCH))
    checks: "list[Check]" = field(default_factory=list)
    made: list[Unit] = field(default_factory=list)
    left: bool = False

    def batches(self) -> "list[Batch]":
        """Return what it sent and is not believed yet."""
        return [self.batch, *(check.batch for check in self.checks)]


@dataclass
class Check:
    """A batch of which some units are run again here: their places, and what is computed."""

    batch: Batch
    running: "dict[int, Future[Values]]"


class ClusterRunner(Runner):
    """A plan, its store, a crew, and an executor of this machine that runs again what is checked."""

    def __init__(
        self, plan: SweepPlan, store: Store, executor: Executor, workers: int, watch: Watch, crew: Crew
    ) -> None:
        super().__init__(plan, store, executor, workers, watch)
        self.crew = crew
        self.here = identity(plan.contents)
        self.secret = secrets.token_bytes(32)
        self.blanks: Blanks | None = None
        self.present: dict[str, int] = {}
        self.members: dict[str, Member] = {}
        self.asked: dict[Future[Any], str] = {}
        self.excluded: set[str] = set()
        self.again: deque[Planned] = deque()
        self.at_home: dict[Future[Any], Planned] = {}
        self.tries: dict[str, int] = {}
        self.told: set[str] = set()  # units that the watch knows to be there
        self.stored: set[str] = set()  # units stored now
        self.removed = self.unsound = self.lost = False
        self.looked = float("-inf")

    # Passes over the plan: what was removed is missing in the next one.

    def _rounds(self, intact: set[str], outcome: SweepOutcome) -> None:
        try:
            super()._rounds(intact, outcome)
            while self.unsound and not outcome.stopped and not self.lost:
                self.unsound = False
                self.plan.seen.clear()
                intact, _ = self.store.intact()
                super()._rounds(intact, outcome)
            if self.removed:
                self._remove_surplus(outcome)
        finally:
            for member in self.members.values():
                for batch in member.batches():
                    batch.close()

    def _is_over(self, outcome: SweepOutcome) -> bool:
        return outcome.stopped or self.unsound or self.lost

    def _missing(self, planned: Iterator[Planned], intact: set[str], outcome: SweepOutcome) -> Iterator[Planned]:
        failed = {unit.name for unit, _ in outcome.failed}
        for unit, task in planned:
            if unit.name in intact:
                self._note_stored(unit)
                if unit.name not in self.told | self.stored:
                    self._tell_there(unit, outcome)
                    self.told.add(unit.name)
            elif unit.name not in failed:
                yield unit, task

    def _remove_surplus(self, outcome: SweepOutcome) -> None:
        """Remove units that were run only because of what an excluded worker had sent."""
        intact, _ = self.store.intact()
        self.plan.seen.clear()
        planned = set()
        for one_round in self.plan.rounds():
            for unit, _ in one_round:
                planned.add(unit.name)
                if unit.name in intact:
                    self._note_stored(unit)
        for member in self.members.values():
            for unit in member.made:
                if unit.name not in planned:
                    self._take_back(unit, outcome)

    # One round.

    def _round(self, missing: Iterator[Planned], outcome: SweepOutcome) -> None:
        while True:
            outcome.stopped = outcome.stopped or self.watch.stopping()
            try:
                self._look_around(outcome)
                if not outcome.stopped:
                    self._hand_out(missing)
            except ClusterLost:
                self._lose_all(missing, outcome)
            if outcome.stopped:
                self._cancel_all()
            ended = outcome.stopped or self.lost or not self._has_more(missing)
            for worker, member in list(self.members.items()):
                self._check_batch(worker, member, last=ended and not member.flying)
            pending = self._pending()
            if ended and not [each for each in pending if each not in self.asked]:
                self._forget_asked()
                self.again.clear()
                return
            if pending:
                done, _ = wait(pending, CHECK, FIRST_COMPLETED)
                self._receive(done, outcome)
            else:  # nobody is there: whoever joins is given the rest
                time.sleep(CHECK)

    def _pending(self) -> "list[Future[Any]]":
        """Return all that is awaited: answers, units, and units that are run here."""
        futures = [*self.asked, *self.at_home]
        for member in self.members.values():
            futures += member.flying
            futures += [future for check in member.checks for future in check.running.values()]
        return futures

    def _look_around(self, outcome: SweepOutcome) -> None:
        """Ask who has joined, and take back what those have in hand who have left. Raises ClusterLost."""
        if self.lost or time.monotonic() - self.looked < CHECK:
            return
        self.looked = time.monotonic()
        self.present = dict(self.crew.workers())
        for future, worker in list(self.asked.items()):
            if worker not in self.present:
                del self.asked[future]
                future.cancel()
        for worker, member in self.members.items():
            if worker in self.present:
                member.threads = self.present[worker]
                continue
            member.left = True  # whoever comes back under its name is asked again
            for future, planned in list(member.flying.items()):
                if not future.done():
                    del member.flying[future]
                    future.cancel()
                    self._try_again(planned, outcome)
        if not outcome.stopped:
            known = {*self._able(), *self.excluded, *self.asked.values()}
            for worker in sorted(self.present.keys() - known):
                self.asked[self.crew.submit(worker, identity, self.plan.contents)] = worker

    def _able(self) -> dict[str, Member]:
        """Return the workers that may be given units."""
        return {name: each for name, each in self.members.items() if name in self.present and not each.left}

    def _has_more(self, missing: Iterator[Planned]) -> bool:
        if not self.again:
            following = next(missing, None)
            if following is not None:
                self.again.append(following)
        return bool(self.again)

    def _hand_out(self, missing: Iterator[Planned]) -> None:
        """Give every worker a few units; this machine too, when it has excluded workers and no other is left."""
        if self.lost:
            return
        able = self._able()
        for worker, member in able.items():
            while len(member.flying) < AHEAD * member.threads and self._has_more(missing):
                unit, task = self.again.popleft()
                member.flying[self.crew.submit(worker, self.work, task)] = unit, task
        if self.excluded and not self.asked and not able:
            while len(self.at_home) < AHEAD * self.workers and self._has_more(missing):
                unit, task = self.again.popleft()
                self.at_home[self.executor.submit(self.work, task)] = unit, task

    def _cancel_all(self) -> None:
        self._forget_asked()
        for future in [*self.at_home, *(each for member in self.members.values() for each in member.flying)]:
            future.cancel()
        self.again.clear()
        for member in self.members.values():
            member.flying = {future: planned for future, planned in member.flying.items() if not future.cancelled()}
        self.at_home = {future: planned for future, planned in self.at_home.items() if not future.cancelled()}

    def _forget_asked(self) -> None:
        for future in self.asked:
            future.cancel()
        self.asked.clear()

    def _lose_all(self, missing: Iterator[Planned], outcome: SweepOutcome) -> None:
        """Take down that the cluster is gone: with what it had in hand, or would have had next."""
        self.lost = True
        if not any(member.flying for member in self.members.values()):
            self._has_more(missing)
        for member in self.members.values():
            self.again.extend(planned for future, planned in member.flying.items() if not future.done())
            member.flying = {future: planned for future, planned in member.flying.items() if future.done()}
        for unit, _ in self.again:
            self._fail(unit, LOST, outcome)
        self.again.clear()
        self.asked.clear()

    def _receive(self, done: "set[Future[Any]]", outcome: SweepOutcome) -> None:
        """Take what is done: answers, units of workers, units run here, and checks that are complete."""
        for future in [each for each in self.asked if each in done]:
            self._admit(self.asked.pop(future), future, outcome)
        for future in sorted((each for each in self.at_home if each in done), key=lambda each: self.at_home[each][0]):
            self._take(self.at_home.pop(future)[0], future, outcome)
        for worker, member in list(self.members.items()):
            arrived = [each for each in member.flying if each in done]
            for future in sorted(arrived, key=lambda each: member.flying[each][0]):
                if worker in self.members:  # it may be excluded meanwhile
                    self._arrive(worker, member, *member.flying.pop(future), future, outcome)
            for check in [each for each in member.checks if all(future.done() for future in each.running.values())]:
                if worker in self.members:
                    member.checks.remove(check)
                    self._judge(worker, member, check, outcome)

    # One worker.

    def _admit(self, worker: str, answer: "Future[Any]", outcome: SweepOutcome) -> None:
        """Let a worker take part if it has what this machine has."""
        if answer.cancelled() or isinstance(answer.exception(), CancelledError):
            return  # it left, or is asked again
        found = answer.exception() or answer.result()
        fault = difference_in_identity(worker, found, self.here)
        if fault is None:
            member = self.members.setdefault(worker, Member(0))
            member.threads, member.left = self.present.get(worker, 0), False
        else:
            self._tell_excluded(worker, fault, 0, outcome)

    def _arrive(
        self, worker: str, member: Member, unit: Unit, task: Any, future: "Future[Any]", outcome: SweepOutcome
    ) -> None:
        """Look at what a worker sent for a unit, and put it into its batch."""
        if future.cancelled():
            self._try_again((unit, task), outcome)
            return
        error = future.exception()
        if error is not None and (isinstance(error, CancelledError) or is_of_the_cluster(error)):
            self._try_again((unit, task), outcome)
            return
        if error is not None:
            member.batch.add_failure(unit, task, f"{type(error).__name__}: {error}")
            return
        values = future.result()
        fault = fault_in_form(values, (unit.replicates, len(self.store.years), len(self.store.names)))
        if fault is not None:
            self.again.append((unit, task))
            self._exclude(worker, say("unit_of_worker", unit=unit.name, fault=fault), outcome, refused=1)
            return
        try:
            member.batch.add(unit, task, values, doubtful=is_doubtful(values, self._blanks(task)))
        except OSError as full:  # of the folder for temporary files
            raise unwritable(Path(tempfile.gettempdir()), full) from full

    def _blanks(self, task: Any) -> Blanks:
        """Return where runs of this machine have no values, from one replicate at first."""
        if self.blanks is None:
            try:
                self.blanks = Blanks(self.work(task._replace(replicates=1)))
            except Exception:  # the unit fails here: then all are doubtful, and a check tells
                return Blanks(np.full((1, len(self.store.years), len(self.store.names)), np.inf))
        return self.blanks

    def _check_batch(self, worker: str, member: Member, *, last: bool) -> None:
        """Run some units of a batch again once it is full, or when the worker has sent its last."""
        gone = worker not in self.present and not member.flying
        if member.batch.sent and (member.batch.full or last or gone):
            batch, member.batch = member.batch, Batch(BATCH)
            running = {
                place: self.executor.submit(self.work, batch.sent[place].task) for place in batch.chosen(self.secret)
            }
            member.checks.append(Check(batch, running))

    def _judge(self, worker: str, member: Member, check: Check, outcome: SweepOutcome) -> None:
        """Store a batch whose checked units are the same here to the bit; else exclude the worker."""
        failed: dict[int, str] = {}
        for place, future in check.running.items():
            sent, error = check.batch.sent[place], future.exception()
            fault: Message | None
            if error is not None:
                failed[place] = f"{type(error).__name__}: {error}"
                fault = (
                    None if sent.failure else say("unit_fails_here", unit=sent.unit.name, reason=as_written(str(error)))
                )
            elif sent.failure:
                fault = say("unit_failed_there", unit=sent.unit.name, reason=as_written(sent.failure))
            else:
                self.blanks = self.blanks or Blanks(future.result())
                self.blanks.learn(future.result())
                fault = fault_in_values(sent.unit, check.batch.values(sent), future.result())
            if fault is not None:
                member.checks.append(check)  # its units are among those that are lost
                self._exclude(worker, fault, outcome)
                return
        for place, sent in enumerate(check.batch.sent):
            if place in failed:
                self._fail(sent.unit, failed[place], outcome)
            else:
                self._store(sent.unit, check.batch.values(sent), outcome)
                member.made.append(sent.unit)
        check.batch.close()

    def _store(self, unit: Unit, values: Values, outcome: SweepOutcome) -> None:
        super()._store(unit, values, outcome)
        self.stored.add(unit.name)

    def _exclude(self, worker: str, fault: Message, outcome: SweepOutcome, refused: int = 0) -> None:
        """Take all units from a worker and give it no more."""
        member = self.members.pop(worker)
        for future in member.flying:
            future.cancel()
        self.again.extend(member.flying.values())
        waiting = refused
        for batch in member.batches():
            self.again.extend((sent.unit, sent.task) for sent in batch.sent)
            waiting += len(batch.sent)
            batch.close()
        for check in member.checks:
            for future in check.running.values():
                future.cancel()
        for unit in member.made:
            self._take_back(unit, outcome)
        self.unsound = self.unsound or bool(member.made)
        self._tell_excluded(worker, fault, waiting + len(member.made), outcome)

    def _tell_excluded(self, worker: str, fault: Message, units: int, outcome: SweepOutcome) -> None:
        self.excluded.add(worker)
        outcome.excluded.append(Excluded(worker, fault, units))

    def _take_back(self, unit: Unit, outcome: SweepOutcome) -> None:
        """Remove a unit that had been stored now."""
        self.store.remove(unit)
        self.stored.discard(unit.name)
        self.removed = True
        outcome.done -= 1
        outcome.runs -= unit.replicates
        self.watch.lost(unit)

    def _try_again(self, planned: Planned, outcome: SweepOutcome) -> None:
        """Put a unit that the cluster lost back, a few times."""
        name = planned[0].name
        self.tries[name] = self.tries.get(name, 0) + 1
        if outcome.stopped:
            return
        if self.tries[name] > TRIES:
            self._fail(planned[0], LOST, outcome)
        else:
            self.again.append(planned)


def is_of_the_cluster(error: BaseException) -> bool:
    """Return whether an error is one of Dask's own: a worker that died with its unit, say, and no fault of the unit."""
    return type(error).__module__.partition(".")[0] == "distributed"
