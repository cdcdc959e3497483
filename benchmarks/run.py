"""Measure the speed of the compiled model and print it: a replicate of Chizhou, and cost against size.

Machines are noisy: each figure is the median of several runs, and sizes are measured in turn (small, large, small,
large ...), so that their ratio holds when the machine's speed drifts.
"""

import platform
import statistics
import time

import numpy as np
from rich.console import Console
from rich.table import Table

from model.engine import run
from model.world import World
from scenarios import load_case

from .scaled import scaled_world

SIZES = (400, 4_000, 40_000, 400_000)
ROUNDS = 7
REPLICATES = 200


def seconds(world: World, levers: np.recarray, replicates: int, threads: int = 1) -> float:
    """Return the wall seconds of a run of `replicates` on `threads` threads."""
    numbers = np.arange(replicates)
    begin = time.perf_counter()
    run(world, levers, numbers, 1, threads=threads)
    return time.perf_counter() - begin


def measure_replicate(screen: Console) -> None:
    """Print milliseconds a replicate of Chizhou on one and on two threads."""
    case = load_case("chizhou")
    levers = case.scenario("draft").schedule(case.calendar)
    seconds(case.world, levers, 2)
    pairs = [
        (seconds(case.world, levers, REPLICATES), seconds(case.world, levers, REPLICATES, 2)) for _ in range(ROUNDS)
    ]
    one = statistics.median(pair[0] for pair in pairs) / REPLICATES * 1e3
    two = statistics.median(pair[0] / pair[1] for pair in pairs)
    firms, quarters = case.world.rows, case.calendar.quarters
    screen.print(f"Chizhou, scenario draft: {firms} firms and projects at the baseline, {quarters} quarters")
    screen.print(f"  one replicate on one core: {one:.2f} ms (median of {ROUNDS} runs of {REPLICATES} replicates)")
    screen.print(f"  two threads against one: {two:.2f} times as fast (median of paired ratios)")


def measure_sizes(screen: Console) -> None:
    """Print the cost of a firm-quarter from 400 to 400,000 firms, and its ratio to that of the smallest city."""
    case = load_case("chizhou")
    levers = case.scenario("draft").schedule(case.calendar)
    worlds = [scaled_world(case.world, size) for size in SIZES]
    quarters = case.calendar.quarters - 1
    costs: list[list[float]] = [[] for _ in SIZES]
    for _ in range(ROUNDS):
        for place, world in enumerate(worlds):
            replicates = max(1, 40_000 // world.rows)
            costs[place].append(seconds(world, levers, replicates) / (replicates * world.rows * quarters) * 1e9)
    table = Table(title="cost of a firm-quarter, one thread", show_edge=False)
    for heading in ("firms at the baseline", "ns a firm-quarter", "ratio to the smallest"):
        table.add_column(heading, justify="right")
    for world, cost in zip(worlds, costs, strict=True):
        ratio = statistics.median(mine / first for mine, first in zip(cost, costs[0], strict=True))
        table.add_row(f"{world.rows:,}", f"{statistics.median(cost):.0f}", f"{ratio:.2f}")
    screen.print(table)


def main() -> None:
    """Run all benchmarks."""
    screen = Console()
    screen.print(f"{platform.processor() or platform.machine()}, Python {platform.python_version()}")
    measure_replicate(screen)
    measure_sizes(screen)


if __name__ == "__main__":
    main()
