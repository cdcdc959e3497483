"""Memory: how much the record of runs takes, and how much the machine has."""

import os

from .levers import LEVERS
from .record import book_dtype, sum_dtype
from .world import World, industry_dtype


def record_bytes(world: World) -> int:
    """Return the bytes that the record of one replicate takes: its yearly sums, quarterly books and costs."""
    parks, industries = world.arrays.leading.shape
    sums = len(world.calendar.year_labels) * parks * industries * sum_dtype.itemsize
    table = industries * industry_dtype.itemsize
    return sums + table + world.calendar.quarters * (parks * book_dtype.itemsize + len(LEVERS) * 8)


def machine_memory() -> float:
    """Return the bytes of memory of the machine; infinity where the system does not tell."""
    try:
        return float(os.sysconf("SC_PHYS_PAGES") * os.sysconf("SC_PAGE_SIZE"))
    except (AttributeError, OSError, ValueError):  # Windows has no such question
        return float("inf")


def demand_memory(world: World, replicates: int) -> None:
    """Raise MemoryError where the record of so many replicates is larger than the memory of the machine."""
    needed, there = record_bytes(world) * replicates, machine_memory()
    if needed > there:
        most = int(there // record_bytes(world))
        raise MemoryError(
            f"the record of {replicates:,} replicates takes {needed / 1e9:,.1f} GB, and this machine has {there / 1e9:,.1f} "
            f"GB: simulate at most {most:,} at a time, and set `first` to continue from there"
        )
