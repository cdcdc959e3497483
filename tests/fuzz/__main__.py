"""Runs generated attacks: python -m tests.fuzz [-n CASES] [--seed S] [--only K] [--kind NAME] [--keep FOLDER]."""

import argparse
import faulthandler
import secrets
import shutil
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from random import Random

from tests.fuzz.attack import Attack, Maker
from tests.fuzz.command_lines import command_line
from tests.fuzz.designs import designs, searches
from tests.fuzz.files import case_files, grading_files, scoring_files, unmeasured_files
from tests.fuzz.judge import judged, without_computing

KINDS: dict[str, tuple[Maker, int]] = {  # and how often each comes
    "files": (case_files, 45), "grading": (grading_files, 5), "scoring": (scoring_files, 8), "lines": (command_line, 25),
    "designs": (designs, 12), "searches": (searches, 5),
    "unmeasured": (unmeasured_files, 0),
}  # fmt: skip
GIVES_UP = 300  # seconds: a loop in compiled code, which no signal ends


def chance_of(seed: int, number: int) -> Random:
    """Return the chance of one case."""
    return Random(f"{seed}/{number}")


def drawn(seed: int, number: int, home: Path, kinds: list[str]) -> tuple[str, Attack]:
    """Return the kind and the attack of a number, with what it names in a folder."""
    chance = chance_of(seed, number)
    kind = chance.choices(kinds, [KINDS[each][1] for each in kinds])[0]
    return kind, KINDS[kind][0](chance, home)


def main(arguments: list[str] | None = None) -> int:
    """Run attacks, print what is wrong; return 0 if nothing is."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("-n", type=int, default=1000, help="number of cases")
    parser.add_argument("--seed", type=int, default=secrets.randbelow(2**32), help="seed; a fresh one without it")
    parser.add_argument("--only", type=int, help="the number of the one case to repeat")
    parser.add_argument("--kind", action="append", choices=[*KINDS], help="a kind of attack; may be repeated")
    parser.add_argument("--keep", type=Path, help="folder in which the files of faulty cases are kept")
    asked = parser.parse_args(arguments)
    kinds = asked.kind or [*KINDS]
    numbers = range(asked.n) if asked.only is None else [asked.only]
    print(f"seed {asked.seed}", flush=True)
    ends, faulty, began = Counter[str](), 0, time.monotonic()
    with without_computing(), tempfile.TemporaryDirectory(prefix="fuzz-") as base:
        for number in numbers:
            home = Path(base) / str(number)
            home.mkdir()
            kind, attack = drawn(asked.seed, number, home, kinds)
            faulthandler.dump_traceback_later(GIVES_UP, exit=True)
            ended, wrong = judged(attack, home)
            faulthandler.cancel_dump_traceback_later()
            ends[f"{kind} {ended}"] += 1
            if wrong or asked.only is not None:
                faulty += bool(wrong)
                print(
                    f"\ncase {number} ({kind}): {attack.arguments}\n  {attack.done}\n  ended: {ended}",
                    *wrong,
                    sep="\n  ",
                    flush=True,
                )
                if asked.keep:
                    shutil.copytree(home, asked.keep / str(number), symlinks=True)
            shutil.rmtree(home, ignore_errors=True)
    again = f"python -m tests.fuzz --seed {asked.seed} " + "".join(f"--kind {each} " for each in asked.kind or ())
    print(f"\n{len(numbers)} cases, {faulty} faulty, {time.monotonic() - began:.0f} s; one again: {again}--only K")
    print(", ".join(f"{end}: {count}" for end, count in sorted(ends.items())))
    return int(faulty > 0)


if __name__ == "__main__":
    sys.exit(main())
