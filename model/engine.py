"""Whole runs: blocks of replicates, compiled, without the interpreter lock, in threads."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from .books import BookError, describe_fault
from .compiled import compiled
from .futures import drawn_values
from .layers import Layer, Numbers, numbers_by_layer
from .levers import LEVERS
from .quarter import begin, lay_out, run_quarter, year_of
from .state import Fault, allocate_state, book_dtype, firm_dtype, records, sum_dtype
from .streams import Key
from .world import World

BLOCK = 16  # replicates that a thread takes at a time, at most
BLOCK_BYTES = 64_000_000  # of their populations, at most
SPARE_ROWS = 256


class Record(NamedTuple):
    """What a run leaves, one entry a replicate: yearly sums, quarterly books, fiscal costs, the parameters used."""

    sums: Any  # record array (replicate, year, park, industry), sum_dtype
    books: Any  # record array (replicate, quarter, park), book_dtype
    costs: Any  # i8 (replicate, quarter, lever) yuan
    parameters: Any  # record array (replicate,), parameter_dtype


@compiled
def run_replicate(key: Any, world: Any, firms: Any, parks: Any, state: Any, par: Any, levers: Any, books: Any,
                  sums: Any) -> None:  # fmt: skip
    """Run one replicate from the baseline to the last quarter; everything is modified in place.

    `firms` (row,) and `parks` (park,) are its baseline; `levers` (quarter,), `books` (quarter, park) and `sums` (year,
    park, industry) are record arrays. Stops at the first fault.
    """
    lay_out(firms, parks, state)
    begin(world, state, par, books[0], sums[0])
    for quarter in range(1, levers.size):
        if state.city[0].fault != 0:
            return
        run_quarter(quarter, key, world, state, par, levers[quarter], books[quarter], sums[year_of(quarter)])


@compiled
def keep_costs(costs: Any, kept: Any) -> None:
    """Copy costs, i8 (quarter, lever), into the record: entry by entry, as a copy by slices would make an array."""
    for quarter in range(costs.shape[0]):
        for lever in range(costs.shape[1]):
            kept[quarter, lever] = costs[quarter, lever]


@compiled
def run_block(seed: Any, chances: Any, world: Any, firms: Any, parks: Any, state: Any, levers: Any,
              record: Any) -> Any:  # fmt: skip
    """Run replicates one after the other into `record`; return how many were done before a fault.

    `chances` (replicate,) i8 are the numbers that they draw by in the quarters; `firms` (replicate, row) and `parks`
    (replicate, park) their baselines.
    """
    for place in range(chances.size):
        key = Key(seed, np.uint64(chances[place]))
        par = record.parameters[place]
        books, sums = record.books[place], record.sums[place]
        run_replicate(key, world, firms[place], parks[place], state, par, levers, books, sums)
        if state.city[0].fault != 0:
            return place
        keep_costs(state.costs, record.costs[place])
    return chances.size


def rows_needed(world: World) -> int:
    """Return a first guess of the rows that a run needs: the baseline, a year's arrivals and some room."""
    return world.rows + int(world.arrays.sites.arrival_firms.sum()) // 2 + SPARE_ROWS


def allocate_record(world: World, replicates: int, parameters: np.recarray) -> Record:
    """Return an empty record of `replicates` runs."""
    parks, industries = world.arrays.leading.shape
    sums = records(sum_dtype, replicates, len(world.calendar.year_labels), parks, industries)
    books = records(book_dtype, replicates, world.calendar.quarters, parks)
    costs = np.zeros((replicates, world.calendar.quarters, len(LEVERS)), np.int64)
    return Record(sums, books, costs, parameters)


def part_of(record: Record, block: slice) -> Record:
    """Return the views of `record` for a block of replicates."""
    return Record(*(column[block] for column in record))


def run(
    world: World,
    levers: np.recarray,
    numbers: np.ndarray,
    seed: int,
    *,
    threads: int = 1,
    taken: Numbers | None = None,
    vary_parameters: bool = True,
    held: Sequence[tuple[str, float]] = (),
    progress: Callable[[int], None] | None = None,
) -> Record:
    """Run the replicates `numbers` of a world under a schedule of levers and return their record.

    `taken` says which replicate each run takes each layer from (see `numbers_by_layer`); None: its own number. A
    parameter that is `held` has its value in every replicate, and the others are as they were drawn. Results depend on
    seed and numbers only, not on threads or on which replicates run together. `progress` is called with the number of
    replicates just done. Raises BookError when a book does not close.
    """
    taken = taken or numbers_by_layer(numbers, {})
    parameters = drawn_values(world.parameters, seed, taken[Layer.PARAMETERS], vary_parameters, held)
    record = allocate_record(world, len(numbers), parameters)
    step = min(BLOCK, max(1, BLOCK_BYTES // (world.rows * firm_dtype.itemsize)))
    blocks = [slice(first, min(first + step, len(numbers))) for first in range(0, len(numbers), step)]

    def work(block: slice) -> None:
        part = {layer: each[block] for layer, each in taken.items()}
        run_until_it_fits(world, levers, numbers[block], part, seed, part_of(record, block))
        if progress is not None:
            progress(block.stop - block.start)

    if threads <= 1:
        for block in blocks:
            work(block)
    else:
        with ThreadPoolExecutor(threads) as pool:
            for _ in pool.map(work, blocks):
                pass
    return record


def run_until_it_fits(
    world: World, levers: np.recarray, numbers: np.ndarray, taken: Numbers, seed: int, record: Record
) -> None:
    """Run a block, with a table twice as large where one was too small. Raises BookError for any other fault."""
    rows = rows_needed(world)
    todo = slice(0, len(numbers))
    firms, parks = world.populations_of(taken[Layer.BASELINE])
    while True:
        state = allocate_state(
            len(world.park_names), len(world.industry_names), rows, world.calendar.quarters, len(LEVERS)
        )
        part = part_of(record, todo)
        done = run_block(
            np.uint64(seed),
            taken[Layer.CHANCE][todo],
            world.arrays,
            firms[todo],
            parks[todo],
            state,
            levers,
            part,
        )
        if done == todo.stop - todo.start:
            return
        failed = todo.start + done
        if state.city[0].fault != Fault.ROWS:
            raise BookError(describe_fault(state.city[0], world, int(numbers[failed])))
        rows *= 2
        record.sums[failed] = 0
        record.books[failed] = 0
        todo = slice(failed, todo.stop)
