"""Runs generated attacks, and says by which command each faulty one can be repeated.

python -m tests.fuzz [-n CASES] [--processes CASES] [--seed S] [--only K] [--kind NAME] [--keep FOLDER]
"""

import argparse
import faulthandler
import secrets
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

from outputs.shared.ending import DONE
from tests.fuzz import processes
from tests.fuzz.attack import Attack, Kinds, drawn
from tests.fuzz.command_lines import command_line, short_line
from tests.fuzz.designs import designs, searches
from tests.fuzz.files import case_files, checked_files, grading_files, scoring_files, unmeasured_files
from tests.fuzz.folders import attacks_on, make
from tests.fuzz.judge import judged, without_computing
from tests.fuzz.worlds import worlds

READ: Kinds = {  # kinds that are read in this process, and how often each comes
    "files": (case_files, 45), "grading": (grading_files, 5), "scoring": (scoring_files, 8), "lines": (command_line, 25),
    "designs": (designs, 12), "searches": (searches, 5), "unmeasured": (unmeasured_files, 8),
}  # fmt: skip
RUN: Kinds = {"files": (checked_files, 8), "lines": (short_line, 26), "worlds": (worlds, 6)}
FOLDERS = "folders"  # a kind that comes where it is asked for by name: the folders to attack are made first
AT_ONCE = 2  # processes


class Outcome(NamedTuple):
    """What came of a case: its number and kind, the attack, how it ended, what is wrong with that, and its folder."""

    number: int
    kind: str
    attack: Attack
    end: str
    wrong: list[str]
    home: Path


def peak_memory() -> int:
    """Return the most memory that this process has had, bytes; 0 where the system does not say."""
    try:
        import resource
    except ImportError:
        return 0
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * processes.MEMORY_UNIT


def read_here(seed: int, numbers: range, kinds: Kinds, base: Path) -> Iterator[Outcome]:
    """Yield what came of each case in this process."""
    with without_computing():
        for number in numbers:
            home = base / f"{number}"
            kind, attack = drawn(seed, number, home, kinds)
            before = peak_memory()
            # A loop in compiled code is ended by no signal.
            faulthandler.dump_traceback_later(processes.GIVES_UP, exit=True)
            end, wrong = judged(attack, home)
            faulthandler.cancel_dump_traceback_later()
            if before < processes.MOST_BYTES < peak_memory():
                wrong.append(f"took {peak_memory() / 1e6:.0f} MB")
            yield Outcome(number, kind, attack, end, wrong, home)


def run_there(seed: int, numbers: range, kinds: Kinds, base: Path) -> Iterator[Outcome]:
    """Yield what came of each case in a process of its own."""

    def one(number: int) -> Outcome:
        home = base / f"process-{number}"
        kind, attack = drawn(seed, number, home, kinds)
        return Outcome(number, kind, attack, *processes.judged(attack, home), home)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        yield from threads.map(one, numbers)


def chosen(kinds: Kinds, names: list[str] | None) -> Kinds:
    """Return the kinds that were named; all without a name."""
    return kinds if names is None else {name: kinds[name] for name in names if name in kinds}


def kinds_of_processes(names: list[str] | None, base: Path) -> Kinds:
    """Return the kinds that are run; folders to attack are made where these are asked for."""
    if FOLDERS not in (names or ()):
        return chosen(RUN, names)
    home = base / "made"
    made = make(home, lambda arguments: processes.ended(arguments, home).code != DONE)
    return {**chosen(RUN, names), FOLDERS: (attacks_on(made), 1)}


def main(arguments: list[str] | None = None) -> int:
    """Run attacks, print what is wrong; return 0 if nothing is."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="number of cases in this process")
    parser.add_argument("--processes", type=int, default=0, help="number of cases that are processes")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32), help="seed; a fresh one without it")
    parser.add_argument("--only", type=int, help="the number of the one case to repeat")
    parser.add_argument("--kind", action="append", choices=[*{**READ, **RUN}, FOLDERS], help="a kind; may be repeated")
    parser.add_argument("--keep", type=Path, help="folder in which the files of faulty cases are kept")
    asked = parser.parse_args(arguments)
    print(f"seed {asked.seed}", flush=True)
    faulty = 0
    with tempfile.TemporaryDirectory(prefix="fuzz-") as base:
        for count, run, option in ((asked.n, read_here, ""), (asked.processes, run_there, "--processes 1 -n 0 ")):
            if not count:
                continue
            kinds = chosen(READ, asked.kind) if run is read_here else kinds_of_processes(asked.kind, Path(base))
            numbers = range(count) if asked.only is None else range(asked.only, asked.only + 1)
            ends = Counter[str]()
            for number, kind, attack, end, wrong, home in run(asked.seed, numbers, kinds, Path(base)) if kinds else ():
                ends[f"{kind} {end}"] += 1
                if wrong or asked.only is not None:
                    faulty += bool(wrong)
                    named = "".join(f"--kind {each} " for each in asked.kind or ())
                    print(
                        f"\n{kind}: {attack.arguments}, {attack.done}, ended: {end}",
                        *wrong,
                        f"again: python -m tests.fuzz --seed {asked.seed} {option}{named}--only {number}",
                        sep="\n  ",
                        flush=True,
                    )
                    if asked.keep:
                        shutil.copytree(home, asked.keep / home.name, symlinks=True)
                shutil.rmtree(home, ignore_errors=True)
            told = ", ".join(f"{each} {times}" for each, times in sorted(ends.items()))
            print(f"{ends.total()} cases: {told}", flush=True)
    print(f"{faulty} faulty")
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main())
