"""Whole runs: blocks of replicates, compiled, without the interpreter lock, in threads."""

from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any, NamedTuple

import numpy as np

from .books import BookError, describe_fault
from .compiled import compiled
from .criteria import AMOUNTS, DEMERITS
from .faults import Fault
from .futures import drawn_values, take_from_populations
from .layers import Layer, Numbers, numbers_by_layer
from .levers import LEVERS, by_park
from .parameters import Value
from .permit_ledger import permit_book_dtype
from .phases.holdings import verify_permits
from .pollutants import Pollutant, has_permits
from .quarter import begin, lay_out, run_quarter, year_of
from .record import book_dtype, sum_dtype
from .state import allocate_state, firm_dtype, records
from .streams import Key
from .world import Members, World, WorldArrays, industry_dtype

BLOCK = 16  # replicates that a thread takes at a time, at most
BLOCK_BYTES = 64_000_000  # of their populations, at most
SPARE_ROWS = 256


class Record(NamedTuple):
    """What a run leaves, one entry a replicate: yearly sums, quarterly books, fiscal costs, what they started from."""

    sums: Any  # record array (replicate, year, park, industry), sum_dtype
    books: Any  # record array (replicate, quarter, park), book_dtype
    costs: Any  # i8 (replicate, quarter, lever) yuan
    parameters: Any  # record array (replicate,), parameter_dtype: those used
    industries: Any  # record array (replicate, industry), industry_dtype: the table used
    permits: (
        Any  # record array (replicate, quarter, pollutant), permit_book_dtype; a city without permits: no pollutant
    )


@compiled
def run_replicate(key: Any, world: Any, firms: Any, parks: Any, state: Any, par: Any, levers: Any, books: Any,
                  sums: Any) -> None:  # fmt: skip
    """Run one replicate from the baseline to the last quarter; everything is modified in place.

    `firms` (row,) and `parks` (park,) are its baseline; `levers` and `books` (quarter, park) and `sums` (year,
    park, industry) are record arrays. Stops at the first fault.
    """
    lay_out(firms, parks, state)
    begin(world, state, par, books[0], sums[0])
    verify_permits(key, world, state, par)
    for quarter in range(1, levers.shape[0]):
        if state.city[0].fault != 0:
            return
        run_quarter(quarter, key, world, state, par, levers[quarter], books[quarter], sums[year_of(quarter)])


@compiled
def arrays_at(worlds: Any, place: Any) -> Any:
    """Return the arrays of one of several worlds, which have them with a first dimension more."""
    return WorldArrays(
        worlds.industries[place],
        worlds.sites[place],
        worlds.national_mix[place],
        worlds.park_mix[place],
        worlds.leading[place],
        worlds.small_firm_trades[place],
        worlds.emission_line[place],
        worlds.platform_order[place],
        worlds.park_numbers[place],
        worlds.industry_numbers[place],
        worlds.controlled_from[place],
        worlds.plan_from[place],
        worlds.recognition_from[place],
        worlds.inputs[place],
        worlds.link_mix[place],
        worlds.grading_tables[place],
        worlds.grading_rules[place],
        worlds.grading_items[place],
        worlds.grading_cuts[place],
        worlds.grading_penalties[place],
        worlds.grading_thresholds[place],
    )


@compiled
def keep_costs(costs: Any, kept: Any) -> None:
    """Copy costs, i8 (quarter, lever), into the record: entry by entry, as a copy by slices would make an array."""
    for quarter in range(costs.shape[0]):
        for lever in range(costs.shape[1]):
            kept[quarter, lever] = costs[quarter, lever]


@compiled
def keep_permits(book: Any, kept: Any) -> None:
    """Copy the book of permits, (quarter, pollutant), into the record, entry by entry as costs are."""
    for quarter in range(book.shape[0]):
        for pollutant in range(book.shape[1]):
            kept[quarter, pollutant] = book[quarter, pollutant]


@compiled
def run_block(seed: Any, chances: Any, worlds: Any, firms: Any, parks: Any, state: Any, levers: Any,
              record: Any) -> Any:  # fmt: skip
    """Run replicates one after the other into `record`; return how many were done before a fault.

    `chances` (replicate,) i8 are the numbers that they draw by in the quarters; `worlds`, `firms` (replicate, row) and
    `parks` (replicate, park) their baselines.
    """
    for place in range(chances.size):
        key = Key(seed, np.uint64(chances[place]))
        par = record.parameters[place]
        books, sums = record.books[place], record.sums[place]
        world = arrays_at(worlds, place)
        run_replicate(key, world, firms[place], parks[place], state, par, levers, books, sums)
        if state.city[0].fault != 0:
            return place
        keep_costs(state.costs, record.costs[place])
        keep_permits(state.permit_book, record.permits[place])
    return chances.size


def rows_needed(members: Members) -> int:
    """Return a first guess of the rows that runs need: the baseline, a year's arrivals and some room."""
    assert members.arrays is not None
    arrivals = members.arrays.sites.arrival_firms.sum(axis=1).max()
    return members.firms.shape[1] + int(arrivals) // 2 + SPARE_ROWS


def allocate_record(world: World, replicates: int, parameters: np.recarray) -> Record:
    """Return an empty record of `replicates` runs."""
    pollutants = len(Pollutant) if has_permits(world.arrays.industries) else 0
    permits = records(permit_book_dtype, replicates, world.calendar.quarters, pollutants)
    parks, industries = world.arrays.leading.shape
    sums = records(sum_dtype, replicates, len(world.calendar.year_labels), parks, industries)
    books = records(book_dtype, replicates, world.calendar.quarters, parks)
    costs = np.zeros((replicates, world.calendar.quarters, len(LEVERS)), np.int64)
    return Record(sums, books, costs, parameters, records(industry_dtype, replicates, industries), permits)


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
    held: Sequence[tuple[str, Value]] = (),
    progress: Callable[[int], None] | None = None,
) -> Record:
    """Run the replicates `numbers` of a world under a schedule of levers and return their record.

    `levers` has shape (quarter, park), or (quarter,) where every strength is the same at every park.
    `taken` says which replicate each run takes each layer from (see `numbers_by_layer`); None: its own number. A
    parameter that is `held` has its value in every replicate, and the others are as they were drawn. Results depend on
    seed and numbers only, not on threads or on which replicates run together. `progress` is called with the number of
    replicates just done. Raises BookError when a book does not close.
    """
    taken = taken or numbers_by_layer(numbers, {})
    parameters = drawn_values(
        world.parameters, seed, taken[Layer.PARAMETERS], vary_parameters, held,
        weights=world.weights, structures=taken[Layer.STRUCTURE],
    )  # fmt: skip
    record = allocate_record(world, len(numbers), parameters)
    strengths = by_park(levers, len(world.park_names))
    step = min(BLOCK, max(1, BLOCK_BYTES // (world.rows * firm_dtype.itemsize)))
    blocks = [slice(first, min(first + step, len(numbers))) for first in range(0, len(numbers), step)]

    def work(block: slice) -> None:
        part = {layer: each[block] for layer, each in taken.items()}
        run_until_it_fits(world, strengths, numbers[block], part, seed, part_of(record, block))
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
    todo = slice(0, len(numbers))
    members = world.members(taken[Layer.BASELINE])
    assert members.arrays is not None
    take_from_populations(record.parameters, members, world.populations.drawn_parameters)
    record.industries[:] = members.arrays.industries
    rows = rows_needed(members)
    permits = record.permits.shape[2] > 0
    while True:
        parks, industries = len(world.park_names), len(world.industry_names)
        state = allocate_state(
            parks, industries, rows, world.calendar.quarters, len(LEVERS), len(AMOUNTS), len(DEMERITS), permits
        )
        part = part_of(record, todo)
        done = run_block(
            np.uint64(seed),
            taken[Layer.CHANCE][todo],
            WorldArrays(*(column[todo] for column in members.arrays)),
            members.firms[todo],
            members.parks[todo],
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
        record.permits[failed] = 0
        todo = slice(failed, todo.stop)
