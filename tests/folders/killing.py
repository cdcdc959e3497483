"""The six long commands, killed at random moments: what is left is complete, marked as unfinished, or not there.

As a program: python -m tests.folders.killing FOLDER [KILLS] [SEED]
"""

import random
import shutil
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

import pytest

from scenarios import InputProblem, load_case
from scenarios.finished import read_finished
from scenarios.folders.running import RUNNING, read_owner

ROOT = Path(__file__).parents[2]
TOWN = str(ROOT / "tests" / "cities" / "linhu")
DESIGN = """
name = "small"
case = "town"
scenario = "blueprint"
seed = 1
[uncertainties]
method = "latin_hypercube"
points = 12
[uncertainties.axes]
macro_growth = {}
exit_hazard = {}
[replicates]
number = 40
block = 5
"""
# They say when they were made, or by which command; the list of contents has the hashes of those.
UNLIKE = {"provenance.json", "settings.json", "search.json", "contents.json"}
LOCK = ".lock"


class Command(NamedTuple):
    """A command that fills a folder, how it goes on after a kill, and the folders that it fills besides."""

    arguments: list[str]
    resume: tuple[str, ...] = ()
    beside: str | None = None  # the option of another folder, which is kept


def commands(home: Path) -> dict[str, Command]:
    """Return the six commands on small input; the design of a sweep is written into `home`, and run there."""
    home.mkdir(parents=True, exist_ok=True)
    shutil.copytree(TOWN, home / "town", dirs_exist_ok=True)  # a design names what is beside it
    (home / "small.toml").write_text(DESIGN, encoding="utf-8")
    sweep = ["sweep", str(home / "small.toml")]
    if not (home / "sweep").exists():
        finish([*sweep, "--out", str(home / "sweep")])
    target = load_case(TOWN).targets[0]
    named = ["--target", target.indicator, "--year", str(target.year)]
    morris = [
        "--method",
        "morris",
        "--axis",
        "uncertainty.macro_growth",
        "--axis",
        "uncertainty.exit_hazard",
        "-n",
        "10",
    ]
    return {
        "run": Command(["run", TOWN, "-s", "blueprint", "-n", "60"]),
        "compare": Command(["compare", TOWN, "-s", "none", "-s", "blueprint", "-n", "60"]),
        "sweep": Command(sweep, ("--resume",)),
        "search": Command(["search", TOWN, "--budget", "24", "-n", "10", "--probability", "0.3"], ("--resume",)),
        "discover": Command(["discover", str(home / "sweep"), *named, "--by", "run"]),
        "sensitivity": Command(["sensitivity", TOWN, *morris, "--samples", "8", *named], (), "--store"),
    }


def start(arguments: list[str]) -> subprocess.Popen[str]:
    """Start a command in a process of its own."""
    command = [sys.executable, "run.py", *arguments]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def finish(arguments: list[str]) -> float:
    """Run a command to its end, which must be a good one; return how many seconds it took."""
    began, process = time.monotonic(), start(arguments)
    out, err = process.communicate()
    assert process.returncode == 0, (arguments, out, err)
    return time.monotonic() - began


def contents(folder: Path) -> dict[str, bytes]:
    """Return the files of a folder by name, without those that say when they were made."""
    paths = (path for path in folder.rglob("*") if path.is_file() and path.name not in UNLIKE | {LOCK, "RUNNING"})
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def state_of(folder: Path, whole: dict[str, bytes], resumable: bool) -> str:
    """Return how a killed command left its folder: `nothing`, `complete`, `unfinished`, or to be continued (`kept`).

    Raises AssertionError for any other state: one without RUNNING that is not complete, or an unfinished one that is read.
    """
    if not folder.exists() or not any(path.name != LOCK for path in folder.iterdir()):
        return "nothing"
    if (folder / RUNNING).exists():
        owner = read_owner(folder)
        assert owner is not None, folder
        with pytest.raises(InputProblem, match=f"process {owner.process}"):
            read_finished(folder)
        return "unfinished"
    if contents(folder) == whole:
        return "complete"
    assert resumable, f"{folder} is neither complete nor marked: {sorted(path.name for path in folder.iterdir())}"
    return "kept"


def kill_at_random(
    name: str, command: Command, home: Path, kills: int, chance: random.Random, clean: Callable[[Path], None]
) -> dict[str, int]:
    """Kill a command at random moments into one folder, then let it end; return how often each state was left.

    Raises AssertionError where a kill leaves what may not be, or where the end is not that of an undisturbed command.
    """
    plain, folder, beside = home / f"{name}-plain", home / f"{name}-killed", home / f"{name}-beside"
    more = [command.beside, str(beside)] if command.beside else []
    seconds = finish([*command.arguments, *more, "--out", str(plain)])
    clean(beside)
    whole, states = contents(plain), dict[str, int]()
    for _ in range(kills):
        resumed = command.resume if folder.exists() else ()
        process = start([*command.arguments, *more, "--out", str(folder), *resumed])
        time.sleep(chance.random() * seconds)
        process.kill()
        process.communicate()
        state = state_of(folder, whole, bool(command.resume))
        states[state] = states.get(state, 0) + 1
        if state == "complete":
            clean(folder)
            clean(beside)
    if state_of(folder, whole, bool(command.resume)) != "complete":
        resumed = command.resume if folder.exists() else ()
        finish([*command.arguments, *more, "--out", str(folder), *resumed])
    assert contents(folder) == whole, name
    return states


def main(home: Path, kills: int = 200, seed: int = 1) -> int:
    """Kill the six commands in turn; print what each left."""
    chance, all_commands = random.Random(seed), commands(home)
    for name, command in all_commands.items():
        each = -(-kills // len(all_commands))
        states = kill_at_random(
            name, command, home, each, chance, lambda folder: shutil.rmtree(folder, ignore_errors=True)
        )
        print(f"{name}: killed {each} times; left {states}; in the end as undisturbed", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), *map(int, sys.argv[2:])))
