"""Memory does not grow with the number of runs whose records are dropped."""

import gc
import os
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import numpy as np
import pytest

from model.engine import run
from model.population import populations
from scenarios import load_case

STATM = Path("/proc/self/statm")
BLOCK, FIRST, BLOCKS = 50, 4, 24
ALLOWED = 8.0  # MB; a leak of one record a run would come to more than 200


def resident() -> float:
    """Memory of this process now, MB."""
    gc.collect()
    return int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 2**20


def growth(folder: str) -> float:
    """Return by how much the memory of this process grows in 1,200 runs after the first 200, MB.

    Two threads may hold the most that they ever need at once early or late. So it is the least after one of the last
    blocks, less the most after one of the first.
    """
    case = load_case(folder)
    populations.KEPT.room = 2_000_000  # full after the first runs: it drops as many as it adds
    levers = case.scenario(case.plan).schedule(case.calendar)
    after = []
    for block in range(FIRST + BLOCKS):
        run(case.world, levers, np.arange(block * BLOCK, (block + 1) * BLOCK), 1, threads=2)
        after.append(resident())
    return min(after[-FIRST:]) - max(after[:FIRST])


@pytest.mark.long
@pytest.mark.slow
@pytest.mark.skipif(not STATM.is_file(), reason="this system does not tell a process its resident memory")
def test_twelve_hundred_runs_leave_nothing_behind(case):
    """In a process of its own: what other tests left to the allocator of this one decides when it gives memory back."""
    with ProcessPoolExecutor(1, get_context("spawn")) as executor:
        assert executor.submit(growth, str(case.folder)).result() < ALLOWED
