"""Populations of a world: each is made when a replicate asks for it, and kept as long as there is room."""

import threading
import weakref
from collections import OrderedDict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import count
from typing import Any

import numpy as np
from numpy.typing import NDArray

from model.state import firm_dtype, park_dtype
from model.world import Members, World, WorldArrays, settled

from .arrays import world_arrays
from .baseline import PARAMETERS, Baseline
from .fault import CalibrationError
from .figures import rates_of
from .priors import solve_priors
from .recipe import make_recipe
from .synthesis import make_members, why_not
from .unknown import DrawnBaselines

# Bytes of populations kept by a process, whatever the number of its worlds: no result hangs on it.
ROOM = 200_000_000
# From a baseline as drawn to the central one, where the drawn one contradicts itself. Such a population is reported with
# how far it moved; of those that fit, no result hangs on it.
STEPS = 8
Tables = tuple[np.ndarray, ...]


class Kept:
    """The populations used last, of all worlds together, in at most `room` bytes."""

    def __init__(self, room: int) -> None:
        self.room = room
        self.bytes = 0
        self._tables: OrderedDict[tuple[int, int], Tables] = OrderedDict()
        self._lock = threading.RLock()

    def find(self, owner: int, numbers: Sequence[int]) -> list[Tables | None]:
        """Return the tables of populations of an owner, None where they are not kept."""
        with self._lock:
            found = [self._tables.get((owner, number)) for number in numbers]
            for number, tables in zip(numbers, found, strict=True):
                if tables is not None:
                    self._tables.move_to_end((owner, number))
            return found

    def add(self, owner: int, number: int, *tables: np.ndarray) -> None:
        """Keep a population, and drop those that have not been used for longest where there is no room."""
        with self._lock:
            if (owner, number) in self._tables:
                return
            self._tables[owner, number] = tables
            self.bytes += sum(table.nbytes for table in tables)
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


class Synthesis:
    """What populations of one baseline are made with: its priors, and the recipe that follows from them."""

    def __init__(self, baseline: Baseline, parameters: np.recarray) -> None:
        self.baseline = baseline
        self.priors = solve_priors(baseline, parameters[0])
        self.recipe = make_recipe(baseline, self.priors, parameters)

    def made(
        self, numbers: NDArray[np.int64], seed: int | None = None
    ) -> tuple[np.recarray, np.recarray, NDArray[np.float64]]:
        """Make populations; return firms, parks and the factors on energy intensities. Raises CalibrationError.

        With a `seed` that is not the baseline's own they are others.
        """
        made, done = self.attempted(numbers, self.baseline.pool_seed if seed is None else seed)
        if done < len(numbers):
            seed = self.baseline.pool_seed if seed is None else seed
            raise why_not(self.recipe, self.baseline, seed, int(numbers[done]))
        return made

    def attempted(
        self, numbers: NDArray[np.int64], seed: int
    ) -> tuple[tuple[np.recarray, np.recarray, NDArray[np.float64]], int]:
        """Return what `made` does, and how many of the populations could be made."""
        firms = np.zeros((len(numbers), len(self.recipe.rows.park)), firm_dtype).view(np.recarray)
        parks = np.zeros((len(numbers), len(self.recipe.parks)), park_dtype).view(np.recarray)
        factors = np.zeros(len(numbers))
        done = make_members(self.recipe, np.uint64(seed), numbers, firms, parks, factors)
        return (firms, parks, factors), done


class DrawnPopulations:
    """Populations drawn from what is known of a city: replicate r has population r, or r modulo `pool`.

    Number m is the same whatever the others are and however many there are. What is not known exactly has values of its
    own in each; where nothing is, or it is not to vary, all are made from the same baseline.
    """

    def __init__(self, baseline: Baseline, parameters: np.recarray) -> None:
        self.baseline, self.parameters = baseline, parameters
        self.pool = baseline.pool
        self.central = Synthesis(baseline, parameters)
        self.rows = len(self.central.recipe.rows.park)
        self.nbytes = sum(table.nbytes for table in arrays_of(self.central.recipe))
        self.baselines = DrawnBaselines(baseline, parameters) if baseline.unknowns else None
        self.drawn_parameters = tuple(each.column for each in baseline.unknowns if each.table == PARAMETERS)
        self._owner = next(OWNERS)
        weakref.finalize(self, KEPT.forget, self._owner)

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy in another process make its own."""
        return DrawnPopulations, (self.baseline, self.parameters)

    def members(self, numbers: NDArray[np.integer[Any]]) -> Members:
        """Return populations. Raises CalibrationError."""
        listed = [int(number) for number in numbers]
        kept = dict(zip(listed, KEPT.find(self._owner, listed), strict=True))
        missing = [number for number, tables in kept.items() if tables is None]
        for number, tables in zip(missing, self._made(missing), strict=True):
            kept[number] = tables
            KEPT.add(self._owner, number, *tables)
        return gathered([kept[number] for number in listed])

    def _made(self, numbers: list[int]) -> Iterator[Tables]:
        """Yield the tables of populations that are made anew."""
        if self.baselines is not None:
            for number in numbers:
                yield self._with_own_baseline(number)
        elif numbers:
            firms, parks, _ = self.central.made(np.array(numbers, np.int64))
            for place in range(len(numbers)):
                yield firms[place].copy(), parks[place].copy()  # copies, so that dropping one frees it

    def _with_own_baseline(self, number: int) -> Tables:
        """Return the tables of a population whose baseline is its own: as drawn, or the nearest to it that can be met."""
        assert self.baselines is not None
        numbers, seed = np.array([number], np.int64), self.baseline.pool_seed
        for step in range(STEPS, 0, -1):
            drawn = self.baselines.drawn(number, seed, step / STEPS)
            try:
                synthesis = Synthesis(drawn.baseline, drawn.parameters)
                (firms, parks, factors), done = synthesis.attempted(numbers, seed)
                rates = rates_of(drawn.baseline, firms)
            except CalibrationError:
                continue
            if done:
                break
        else:
            step, drawn, synthesis = 0, self.baselines.drawn(number, seed, 0.0), self.central
            firms, parks, factors = synthesis.made(numbers)
            rates = rates_of(drawn.baseline, firms)
        arrays = world_arrays(drawn.baseline, synthesis.priors, firms[0], float(factors[0]), rates)
        return firms[0], parks[0], *arrays, drawn.parameters, drawn.values, np.array([step / STEPS])


def arrays_of(recipe: Any) -> Iterator[np.ndarray]:
    """Yield the arrays of a recipe and of the tuples in it."""
    for part in recipe:
        if isinstance(part, tuple):
            yield from arrays_of(part)
        elif isinstance(part, np.ndarray):
            yield part


def stacked(parts: Sequence[np.ndarray]) -> np.ndarray:
    """Return arrays of one shape and one kind as one, (part, ...): `np.stack` would compare records field by field."""
    whole = np.empty((len(parts), *parts[0].shape), parts[0].dtype)
    for place, part in enumerate(parts):
        whole[place] = part
    return whole


def bytes_of(table: np.ndarray) -> NDArray[np.uint8]:
    """Return a view of the bytes of a table: NumPy copies records field by field, which takes 20 times as long."""
    return table.view(np.ndarray).view(np.uint8).reshape(-1)


def gathered(tables: Sequence[Any]) -> Members:
    """Return tables of populations as one each.

    Populations may differ in rows: those that one lacks are empty, at the end of its own.
    """
    firms = np.zeros((len(tables), max(len(each[0]) for each in tables)), firm_dtype)
    parks = np.zeros((len(tables), len(tables[0][1])), park_dtype)
    for place, (of_firms, of_parks, *_) in enumerate(tables):
        bytes_of(firms[place])[: of_firms.nbytes] = bytes_of(of_firms)
        bytes_of(parks[place])[:] = bytes_of(of_parks)
    members = Members(firms.view(np.recarray), parks.view(np.recarray))
    if len(tables[0]) == 2:
        return members
    columns = [stacked(column) for column in list(zip(*tables, strict=True))[2:]]
    count = len(WorldArrays._fields)
    parameters, values, shares = columns[count:]
    return members._replace(
        arrays=WorldArrays(*(settled(column) for column in columns[:count])),
        parameters=parameters[:, 0].view(np.recarray),
        values=values,
        shares=shares[:, 0],
    )


class ListedPopulations:
    """Populations that somebody brings, taken in turn by replicates.

    `firms` (member, row) and `parks` (member, park); with baselines of their own, `arrays` and `parameters` (member,) as
    in `Members`, of which `drawn_parameters` are the populations' own.
    """

    def __init__(
        self,
        firms: np.recarray,
        parks: np.recarray,
        arrays: WorldArrays | None = None,
        parameters: np.recarray | None = None,
        drawn_parameters: Sequence[str] = (),
    ) -> None:
        self.firms, self.parks = (np.ascontiguousarray(each).view(np.recarray) for each in (firms, parks))
        self.arrays, self.parameters, self.drawn_parameters = arrays, parameters, tuple(drawn_parameters)
        self.pool: int | None = int(firms.shape[0])
        self.rows = int(firms.shape[1])
        self.nbytes = self.firms.nbytes + self.parks.nbytes

    def members(self, numbers: NDArray[np.integer[Any]]) -> Members:
        """Return populations."""
        return Members(
            self.firms[numbers].view(np.recarray),
            self.parks[numbers].view(np.recarray),
            None if self.arrays is None else WorldArrays(*(settled(column[numbers]) for column in self.arrays)),
            None if self.parameters is None else self.parameters[numbers].view(np.recarray),
        )


def world_of_replicate(world: World, replicate: int) -> World:
    """Return a world as a replicate has it: its population is the only one, and the arrays are those of its baseline."""
    found = world.members(np.array([replicate]))
    assert found.arrays is not None
    own = ListedPopulations(
        found.firms, found.parks, found.arrays, found.parameters, world.populations.drawn_parameters
    )
    return replace(world, arrays=WorldArrays(*(column[0] for column in found.arrays)), populations=own)
