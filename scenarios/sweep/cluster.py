"""Clusters: units run by the workers of a Dask scheduler, after each has shown that it has the same model and data."""

import pickle
import pkgutil
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future
from contextlib import contextmanager
from typing import Any

from model.source_hash import MODEL_HASH

from ..refusals.packages import require
from ..refusals.problem import InputProblem, as_written, say
from .worlds import CaseContents, baseline_digest

PATIENCE = 5  # seconds that a scheduler has to answer


class ClusterExecutor(Executor):
    """An executor of a cluster whose scheduler need not have the project's files: it passes on bytes only."""

    def __init__(self, inner: Executor) -> None:
        self.inner = inner

    def submit(self, function: Callable[..., Any], /, *arguments: Any, **named: Any) -> "Future[Any]":
        """Send a call to a worker."""
        return self.inner.submit(opened_there(), pickle.dumps((function, arguments, named)))


def opened_there() -> Callable[[bytes], Any]:
    """Return a function that opens a call and makes it. It travels as code, for it is defined within another one."""

    def call(data: bytes) -> Any:
        import pickle

        function, arguments, named = pickle.loads(data)
        return function(*arguments, **named)

    return call


@contextmanager
def cluster(address: str, contents: CaseContents) -> Iterator[tuple[Executor, int]]:
    """Connect to a scheduler; give an executor and how many units its workers run at once. Raises InputProblem."""
    place = say("option", option="--cluster")
    require("distributed")
    from distributed import Client

    try:
        client = Client(address, timeout=f"{PATIENCE}s", set_as_default=False)
    except (OSError, ValueError, TypeError) as error:
        what = say("no_scheduler", address=as_written(address), seconds=PATIENCE)
        raise InputProblem(place, what, say("scheduler_rule")) from error
    with client:
        threads = client.nthreads()
        if not threads:
            what = say("no_workers", address=as_written(address))
            raise InputProblem(place, what, say("worker_rule", address=address))
        check_workers(client, contents, address)
        # Not pure: a unit that failed is tried again, not answered from what is remembered.
        yield ClusterExecutor(client.get_executor(pure=False)), sum(threads.values())


def check_workers(client: Any, contents: CaseContents, address: str) -> None:
    """Refuse workers without the project's files, with another model, or that make other baseline populations."""
    place = say("option", option="--cluster")
    # A function of the standard library is found by every worker, also by one that lacks our files.
    models = client.run(pkgutil.resolve_name, "scenarios.sweep.unit:MODEL_HASH", on_error="return")
    for worker, found in models.items():
        if isinstance(found, Exception):
            what = say("worker_without_files", worker=worker, reason=as_written(str(found)))
            raise InputProblem(place, what, say("worker_rule", address=address))
    demand_same(models, MODEL_HASH, "worker_other_model")
    demand_same(client.run(baseline_digest, contents), baseline_digest(contents), "worker_other_baseline")


def demand_same(found: Mapping[str, str], here: str, message: str) -> None:
    """Refuse a worker that has something else than this machine."""
    for worker, there in found.items():
        if there != here:
            what = say(message, worker=worker, there=there, here=here)
            raise InputProblem(say("option", option="--cluster"), what, say("same_version"))
