"""The workers of a cluster as a runner sees them: who is there, and one to whom a call is sent, by name."""

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from concurrent.futures import Future
from typing import Any


class ClusterLost(Exception):
    """The cluster no longer answers."""


class Crew(ABC):
    """Workers by name. A name is what the cluster calls a worker, never what the worker says of itself."""

    @abstractmethod
    def workers(self) -> Mapping[str, int]:
        """Return how many units each worker that is there runs at once. Raises ClusterLost."""

    @abstractmethod
    def submit(self, worker: str, function: Callable[..., Any], /, *arguments: Any) -> "Future[Any]":
        """Send a call to one worker, and to no other. Raises ClusterLost."""
