"""Clusters: the workers of a Dask scheduler, each called by the name that the scheduler gives it, and none believed."""

import asyncio
import pickle
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, wait
from contextlib import contextmanager
from typing import Any
from urllib.parse import urlsplit

from ..refusals.packages import require
from ..refusals.problem import InputProblem, Message, as_written, say
from .crew import ClusterLost, Crew
from .identity import difference_in_identity, identity
from .runner import CHECK
from .worlds import CaseContents

PATIENCE = 5  # seconds that a scheduler has to answer
SCHEDULER = "Scheduler"  # what it calls itself
TLS = "tls"


class DaskCrew(Crew):
    """The workers of a scheduler, which need not have the project's files: it passes on bytes only.

    A call is sent to one worker, and the scheduler gives it to no other, so that what comes back is of that worker.
    """

    def __init__(self, client: Any) -> None:
        self.client = client
        self._executors: dict[str, Executor] = {}

    def workers(self) -> Mapping[str, int]:
        """Return the threads of each worker that is there. Raises ClusterLost."""
        if self.client.status != "running":
            raise ClusterLost
        try:
            return dict(self.client.nthreads())
        except (OSError, RuntimeError) as error:
            raise ClusterLost from error

    def submit(self, worker: str, function: Callable[..., Any], /, *arguments: Any) -> "Future[Any]":
        """Send a call to one worker, and to no other. Raises ClusterLost."""
        if worker not in self._executors:
            # Not pure: a unit that failed is tried again, not answered from what is remembered.
            made = self.client.get_executor(pure=False, workers=[worker], allow_other_workers=False)
            self._executors[worker] = made
        try:
            return self._executors[worker].submit(opened_there(), pickle.dumps((function, arguments)))
        except (OSError, RuntimeError) as error:
            raise ClusterLost from error


def opened_there() -> Callable[[bytes], Any]:
    """Return a function that opens a call and makes it. It travels as code, for it is defined within another one."""

    def call(data: bytes) -> Any:
        import pickle

        try:
            function, arguments = pickle.loads(data)
            return function(*arguments)
        except Exception as error:
            failure = f"{type(error).__name__}: {error}"
        raise RuntimeError(failure)  # words only: an error that cannot be sent would be awaited for ever

    return call


@contextmanager
def cluster(address: str, contents: CaseContents) -> Iterator[DaskCrew]:
    """Connect to a scheduler and give its workers, each with the identity of this machine. Raises InputProblem."""
    place = say("option", option="--cluster")
    check_address(address)
    require("distributed")
    greet(address)
    from distributed import Client

    try:
        client = Client(address, timeout=f"{PATIENCE}s", set_as_default=False)
    except Exception as error:  # whatever the library makes of it
        raise no_scheduler(address) from error
    with client:
        crew = DaskCrew(client)
        try:
            workers = list(crew.workers())
            if not workers:
                what = say("no_workers", address=as_written(address))
                raise InputProblem(place, what, say("worker_rule", address=address))
            check_workers(crew, workers, contents, address)
        except ClusterLost as error:
            raise no_scheduler(address) from error
        yield crew


def check_address(address: str) -> None:
    """Refuse an address without a host, of which the library would make a cluster of its own. Raises InputProblem."""
    try:
        parts = urlsplit(address if "://" in address else f"tcp://{address}")
        named = bool(parts.hostname) and (parts.port is None or parts.port > 0) and address.isprintable()
    except ValueError:
        named = False
    if not named:
        what = say("no_host", address=as_written(address))
        raise InputProblem(say("option", option="--cluster"), what, say("scheduler_rule"))


def greet(address: str) -> None:
    """Ask who is there, and wait a few seconds only: another server may take the call and never answer.

    Raises InputProblem where no scheduler answers, or TLS lacks certificates.
    """
    from distributed import rpc
    from distributed.security import Security

    async def asked() -> Any:
        options = Security().get_connection_args("client")
        if address.startswith(f"{TLS}://") and options.get("ssl_context") is None:
            raise InputProblem(say("option", option="--cluster"), say("no_certificates"), say("tls_rule"))
        async with rpc(address, timeout=PATIENCE, connection_args=options) as there:
            return await there.identity()

    try:
        answer = asyncio.run(asyncio.wait_for(asked(), PATIENCE))
    except InputProblem:
        raise
    except Exception as error:  # whatever the library makes of what answers there
        raise no_scheduler(address) from error
    if not isinstance(answer, dict) or answer.get("type") != SCHEDULER:
        raise no_scheduler(address)


def no_scheduler(address: str) -> InputProblem:
    """Return the refusal of an address at which no scheduler answers."""
    rule: Message = say("tls_rule") if address.startswith(f"{TLS}://") else say("scheduler_rule")
    what = say("no_scheduler", address=as_written(address), seconds=PATIENCE)
    return InputProblem(say("option", option="--cluster"), what, rule)


def check_workers(crew: Crew, workers: list[str], contents: CaseContents, address: str) -> None:
    """Refuse workers without the project's files, or with another model, other packages or baseline. Raises InputProblem.

    Whoever leaves before it answers is not waited for. Raises ClusterLost.
    """
    place = say("option", option="--cluster")
    here = identity(contents)
    for worker, answer in [(worker, crew.submit(worker, identity, contents)) for worker in workers]:
        while not answer.done() and worker in crew.workers():
            wait([answer], CHECK)
        if not answer.done() or answer.cancelled():
            answer.cancel()
            continue
        found = answer.exception() or answer.result()
        fault = difference_in_identity(worker, found, here)
        if fault is not None:
            lacking = isinstance(found, BaseException)
            raise InputProblem(place, fault, say("worker_rule", address=address) if lacking else say("same_version"))
