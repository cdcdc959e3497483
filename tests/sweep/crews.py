"""Crews in this process: workers that are threads, and do what they are told or lie about what came of it."""

from collections.abc import Callable, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from typing import Any

import numpy as np

from scenarios.sweep.cluster_runner import ClusterRunner
from scenarios.sweep.crew import ClusterLost, Crew
from scenarios.sweep.identity import identity

Answer = Callable[[Any, Any], Any]  # from a task and what is true of it to what is sent


def honest(task: Any, values: Any) -> Any:
    """Send what is true."""
    return values


class LocalCrew(Crew):
    """Workers by name, each a thread with a way to answer; `identities` replace what a worker says of itself.

    `leaves` says after how many units a worker is gone, with those that it still had in hand.
    """

    def __init__(
        self,
        answers: Mapping[str, Answer],
        identities: Mapping[str, Any] | None = None,
        leaves: Mapping[str, int] | None = None,
    ) -> None:
        self.answers = dict(answers)
        self.identities = dict(identities or {})
        self.left = dict(leaves or {})
        self.pools: dict[str, Executor] = {name: ThreadPoolExecutor(1) for name in answers}
        self.sent: list[tuple[str, Any]] = []
        self.threads = dict.fromkeys(answers, 1)
        self.gone: set[str] = set()
        self.lost = False

    def workers(self) -> Mapping[str, int]:
        """Return who is there."""
        if self.lost:
            raise ClusterLost
        return {name: self.threads[name] for name in self.answers if name not in self.gone}

    def submit(self, worker: str, function: Callable[..., Any], /, *arguments: Any) -> "Future[Any]":
        """Send a call to a worker."""
        if self.lost:
            raise ClusterLost
        if function is identity:
            told = self.identities.get(worker, honest)
            return self.pools[worker].submit(lambda: told(None, function(*arguments)))
        task = arguments[0]
        self.sent.append((worker, task))
        if worker in self.left:
            self.left[worker] -= 1
            if self.left[worker] < 0:
                self.gone.add(worker)
                return Future()  # never answered
        return self.pools[worker].submit(lambda: self.answers[worker](task, function(task)))


def cluster_runner(plan, store, crew, watch, threads):
    """Return the runner of a plan on a crew."""
    return ClusterRunner(plan, store, threads, 2, watch, crew)


def altered(task: Any, values: Any) -> Any:
    """Raise one value by a thousandth."""
    found = values.copy()
    found[-1, -1, 0] *= 1.001
    return found


def last_bit(task: Any, values: Any) -> Any:
    """Change the last bit of one value, as another processor might."""
    found = values.copy()
    found[0, 0, 0] = np.nextafter(found[0, 0, 0], np.inf)
    return found


def doubled_row(task: Any, values: Any) -> Any:
    """Send the first replicate in the place of the last."""
    found = values.copy()
    found[-1] = found[0]
    return found


def one_row_more(task: Any, values: Any) -> Any:
    """Send the last replicate twice."""
    return np.concatenate([values, values[-1:]])


def one_row_less(task: Any, values: Any) -> Any:
    """Leave out the last replicate."""
    return values[:-1]


def transposed(task: Any, values: Any) -> Any:
    """Send the right number of values in another shape."""
    return values.transpose(2, 1, 0)


def blank(task: Any, values: Any) -> Any:
    """Send no number where there is one."""
    found = values.copy()
    found[0, -1, 0] = np.nan
    return found


def filled(task: Any, values: Any) -> Any:
    """Send a number where there is none."""
    return np.nan_to_num(values)


def infinite(task: Any, values: Any) -> Any:
    """Send infinity."""
    found = values.copy()
    found[0, -1, 0] = np.inf
    return found


def single(task: Any, values: Any) -> Any:
    """Send half the digits."""
    return values.astype(np.float32)


def swapped_bytes(task: Any, values: Any) -> Any:
    """Send numbers in the other order of bytes."""
    return values.astype(values.dtype.newbyteorder())


def objects(task: Any, values: Any) -> Any:
    """Send Python objects."""
    return values.astype(object)


def lists(task: Any, values: Any) -> Any:
    """Send lists."""
    return values.tolist()


def nothing(task: Any, values: Any) -> Any:
    """Send nothing."""
    return None


def text(task: Any, values: Any) -> Any:
    """Send a word with characters that a terminal obeys."""
    return "done\x1b[2J"


def failing(task: Any, values: Any) -> Any:
    """Say that the unit failed."""
    raise ArithmeticError("the book of land does not close")


FORMS = (one_row_more, one_row_less, transposed, single, swapped_bytes, objects, lists, nothing, text)
CONTENTS = (altered, last_bit, doubled_row, blank, filled, infinite, failing)
