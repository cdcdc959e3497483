"""A sweep on a cluster whose workers are killed at random moments, one after the other, and replaced.

As a program: python -m tests.sweep.killing_workers DESIGN FOLDER [MOMENTS] [SEED]
"""

import random
import signal
import sys
import time
from pathlib import Path

from tests.sweep.killing import ROOT, differences, start
from tests.sweep.local_cluster import ended, started_scheduler, wait_for_workers, worker


def main(design: Path, folder: Path, moments: int = 20, seed: int = 1) -> int:
    """Run a design undisturbed here and on a cluster that loses workers; print what came of it."""
    chance, disturbed, there = random.Random(seed), folder / "cluster", list[int]()
    start(design, folder / "undisturbed", "--resume").communicate()
    with started_scheduler(folder) as address:
        workers = [worker(address, folder, str(ROOT)) for _ in range(2)]
        try:
            wait_for_workers(address, 2)
            while len(there) < moments:
                process = start(design, disturbed, "--resume", "--cluster", address)
                while len(there) < moments and process.poll() is None:
                    time.sleep(0.5 + chance.random() * 2.0)
                    if process.poll() is None and (disturbed / "units").exists():
                        workers.pop(chance.randrange(2)).send_signal(signal.SIGKILL)
                        there.append(len(list((disturbed / "units").iterdir())))
                        workers.append(worker(address, folder, str(ROOT)))
                        wait_for_workers(address, 2)
                process.communicate()
            last = start(design, disturbed, "--resume", "--cluster", address)
            last.communicate()
        finally:
            ended(workers)
    differing = differences(folder / "undisturbed", disturbed)
    print(
        f"units there when a worker was killed: {there}; files that differ: {differing}; exit code: {last.returncode}"
    )
    return len(differing)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
