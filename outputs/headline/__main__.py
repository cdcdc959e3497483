"""`python -m outputs.headline -n 1000` (`make headline`) measures what carries the headline and writes docs/headline.md."""

import argparse
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from calibration.headline.study import HeadlineStudy
from calibration.headline.tornado import LEADING, SCREEN
from scenarios import DEFAULT_CASE
from scenarios.case import load_case

from .. import figures
from ..figures import tornado
from ..reference.model_tables import ROOT
from ..shared.options import DEFAULT_SEED
from .document import DOCUMENT, FIGURE, LinkFault, contents, filled, read_links
from .measuring import measure
from .tables import LANGUAGE

REPLICATES = 1000
KEPT = ROOT / "results" / "headline"
FAULT = 2  # exit code


def options(words: Sequence[str] | None = None) -> argparse.Namespace:
    """Return the options of the command."""
    parser = argparse.ArgumentParser(prog="python -m outputs.headline", description=__doc__)
    parser.add_argument("-n", "--replicates", type=int, default=REPLICATES)
    parser.add_argument("--seed", type=int, default=DEFAULT_SEED)
    parser.add_argument("--screen", type=int, default=SCREEN, help="replicates of the screen of the tornado")
    parser.add_argument("--leading", type=int, default=LEADING, help="parameters that get all replicates")
    parser.add_argument("--threads", type=int, default=os.cpu_count() or 1)
    parser.add_argument("--kept", type=Path, default=KEPT, help="folder of the runs; what is there is not run again")
    parser.add_argument("--document", type=Path, default=DOCUMENT)
    parser.add_argument("--figure", type=Path, default=FIGURE)
    return parser.parse_args(words)


def main(words: Sequence[str] | None = None) -> int:
    """Measure and write; return 0, or 2 where a lever moves no target and nothing says why."""
    asked, done = options(words), 0

    def made(count: int) -> None:
        nonlocal done
        done += count
        if sys.stderr.isatty():
            print(f"\r{done:,} runs", end="", file=sys.stderr, flush=True)

    cuts = (min(asked.screen, asked.replicates),)
    study = HeadlineStudy(load_case(DEFAULT_CASE), asked.kept, asked.seed, asked.threads, cuts, made)
    try:
        links = read_links()
        measured = measure(study, asked.replicates, asked.screen, asked.leading)
        text = filled(DOCUMENT.read_text(encoding="utf-8"), contents(measured, links))
    except LinkFault as fault:
        print(fault, file=sys.stderr)
        return FAULT
    asked.document.write_text(text, encoding="utf-8", newline="\n")
    figures.save(tornado.draw(study.case, measured.tornado, measured.replicates, LANGUAGE), asked.figure)
    print(f"{done:,} runs made; wrote {asked.document.name} and {asked.figure.name}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
