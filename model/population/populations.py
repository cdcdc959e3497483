"""Populations of a world: each is made when a replicate asks for it, and kept as long as there is room."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.state import firm_dtype, park_dtype

from .baseline import Baseline
from .recipe import Recipe
from .synthesis import make_members, why_not

ROOM = 200_000_000  # bytes of populations kept by a process, whatever the number of its worlds


class Kept:
    """The populations used last, of all worlds together, in at most `room` bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.bytes = 0
        self._tables: OrderedDict[tuple[int, int], tuple[np.ndarray, np.ndarray]] = OrderedDict()
        self._lock = threading.RLock()

    def find(self, owner: int, numbers: Sequence[int]) -> list[tuple[np.ndarray, np.ndarray] | None]:
        """Return the tables of populations of an owner, None where they are not kept."""
        with self._lock:
            found = [self._tables.get((owner, number)) for number in numbers]
            for number, tables in zip(numbers, found, strict=True):
                if tables is not None:
                    self._tables.move_to_end((owner, number))
            return found

    def add(self, owner: int, number: int, firms: np.ndarray, parks: np.ndarray) -> None:
        """Keep a population, and drop those that have not been used for longest where there is no room."""
        with self._lock:
            if (owner, number) in self._tables:
                return
            self._tables[owner, number] = (firms, parks)
            self.bytes += firms.nbytes + parks.nbytes
            while self.bytes > self.room and len(self._tables) > 1:
                _, dropped = self._tables.popitem(last=False)
                self.bytes -= sum(table.nbytes for table in dropped)

    def forget(self, owner: int) -> None:
        """Drop all populations of an owner."""
        with self._lock:
            for key in [key for key in self._tables if key[0] == owner]:
                self.bytes -= sum(table.nbytes for table in self._tables.pop(key))


KEPT = Kept(ROOM)
OWNERS = count()


class DrawnPopulations:
    """Populations drawn from what is known of a city: replicate r has population r, or r modulo `pool`.

    Number m is the same whatever the others are and however many there are.
    """

    def __init__(self, baseline: Baseline, recipe: Recipe) -> None:
        self.baseline, self.recipe = baseline, recipe
        self.pool = baseline.pool
        self.rows = len(recipe.rows.park)
        self.nbytes = sum(table.nbytes for table in arrays_of(recipe))
        self._owner = next(OWNERS)
        weakref.finalize(self, KEPT.forget, self._owner)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy in another process make its own."""
        return DrawnPopulations, (self.baseline, self.recipe)

    def members(self, numbers: NDArray[np.integer[Any]]) -> tuple[np.recarray, np.recarray]:
        """Return firms (member, row) and parks (member, park) of populations. Raises CalibrationError."""
        listed = [int(number) for number in numbers]
        kept = dict(zip(listed, KEPT.find(self._owner, listed), strict=True))
        missing = [number for number, tables in kept.items() if tables is None]
        if missing:
            firms, parks, _ = self.made(np.array(missing, np.int64))
            for place, number in enumerate(missing):
                # A copy of its own, so that dropping it frees it.
                tables = firms[place].copy(), parks[place].copy()
                kept[number] = tables
                KEPT.add(self._owner, number, *tables)
            if missing == listed:
                return firms, parks
        return gathered([kept[number] for number in listed])

    def made(
        self, numbers: NDArray[np.int64], seed: int | None = None
    ) -> tuple[np.recarray, np.recarray, NDArray[np.float64]]:
        """Make populations anew; return firms, parks and the factors on energy intensities. Raises CalibrationError.

        With a `seed` that is not the baseline's own they are others.
        """
        firms = np.zeros((len(numbers), self.rows), firm_dtype).view(np.recarray)
        parks = np.zeros((len(numbers), len(self.recipe.parks)), park_dtype).view(np.recarray)
        factors = np.zeros(len(numbers))
        seed = self.baseline.pool_seed if seed is None else seed
        done = make_members(self.recipe, np.uint64(seed), numbers, firms, parks, factors)
        if done < len(numbers):
            raise why_not(self.recipe, self.baseline, seed, int(numbers[done]))
        return firms, parks, factors


def arrays_of(recipe: Any) -> Iterator[np.ndarray]:
    """Yield the arrays of a recipe and of the tuples in it."""
    for part in recipe:
        if isinstance(part, tuple):
            yield from arrays_of(part)
        elif isinstance(part, np.ndarray):
            yield part


def gathered(tables: list[Any]) -> tuple[np.recarray, np.recarray]:
    """Return tables of populations as one each; what lies between the columns of a record is zero."""
    firms = np.zeros((len(tables), len(tables[0][0])), firm_dtype)
    parks = np.zeros((len(tables), len(tables[0][1])), park_dtype)
    for place, (of_firms, of_parks) in enumerate(tables):
        firms[place], parks[place] = of_firms, of_parks
    return firms.view(np.recarray), parks.view(np.recarray)


class ListedPopulations:
    """Populations that somebody brings: `firms` (member, row) and `parks` (member, park), taken in turn by replicates."""

    def __init__(self, firms: np.recarray, parks: np.recarray) -> None:
        self.firms, self.parks = (np.ascontiguousarray(each).view(np.recarray) for each in (firms, parks))
        self.pool = int(firms.shape[0])
        self.rows = int(firms.shape[1])
        self.nbytes = self.firms.nbytes + self.parks.nbytes

    def members(self, numbers: NDArray[np.integer[Any]]) -> tuple[np.recarray, np.recarray]:
        """Return firms and parks of populations."""
        return self.firms[numbers].view(np.recarray), self.parks[numbers].view(np.recarray)
