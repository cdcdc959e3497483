"""A sweep that is killed at random moments and gone on with: is it, in the end, the one that nobody disturbed?

As a program: python -m tests.sweep.killing DESIGN FOLDER [MOMENTS] [SEED]
"""

import random
import signal
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).parents[2]


def start(design: Path, folder: Path, *options: str) -> subprocess.Popen[str]:
    """Start a sweep in a process of its own."""
    command = [sys.executable, "run.py", "sweep", str(design), "--out", str(folder), *options]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def wait_for_units(folder: Path, number: int, process: subprocess.Popen[str]) -> None:
    """Wait until so many more units are there, or the process has ended."""
    units = folder / "units"
    wanted = number + (len(list(units.glob("*.parquet"))) if units.exists() else 0)
    while process.poll() is None and not (units.exists() and len(list(units.glob("*.parquet"))) >= wanted):
        time.sleep(0.005)


def kill_at(design: Path, folder: Path, delay: float, units: int) -> tuple[bool, int]:
    """Start or resume a sweep, and kill it (-9) a moment after a number of units; return whether it still ran."""
    process = start(design, folder, "--resume")
    wait_for_units(folder, units, process)
    time.sleep(delay)
    running = process.poll() is None
    process.send_signal(signal.SIGKILL)
    process.communicate()
    return running, len(list((folder / "units").glob("*.parquet"))) if (folder / "units").exists() else 0


def kill_and_resume(design: Path, folder: Path, moments: int, seed: int) -> list[int]:
    """Kill a sweep at random moments, then let it end; return how many units were there after each blow."""
    chance = random.Random(seed)
    there = []
    for _ in range(moments):
        running, units = kill_at(design, folder, chance.random() * 0.3, chance.randrange(0, 3))
        if running:
            there.append(units)
    process = start(design, folder, "--resume")
    out, err = process.communicate()
    assert process.returncode == 0, (out, err)
    return there


def differences(one: Path, other: Path) -> list[str]:
    """Return the names of files that differ between two sweeps: manifest, points and units."""
    names = {"manifest.json", "points.parquet"}
    for folder in (one, other):
        names |= {f"units/{path.name}" for path in (folder / "units").iterdir()}
    return sorted(
        name for name in names
        if not (one / name).exists() or not (other / name).exists()
        or (one / name).read_bytes() != (other / name).read_bytes()
    )  # fmt: skip


def main(design: Path, folder: Path, moments: int = 20, seed: int = 1) -> int:
    """Run a design undisturbed and killed; print what came of it."""
    process = start(design, folder / "undisturbed", "--resume")
    process.communicate()
    there = kill_and_resume(design, folder / "killed", moments, seed)
    differing = differences(folder / "undisturbed", folder / "killed")
    print(f"killed {len(there)} times while running, units there after each: {there}; files that differ: {differing}")
    return len(differing)


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), *map(int, sys.argv[3:])))
