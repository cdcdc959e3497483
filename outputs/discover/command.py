"""The command `discover`."""

from typing import Annotated

import typer

from ..shared.arguments import fraction
from ..shared.language import Language
from ..shared.options import (
    DEFAULT_SEED,
    CaseFolderOption,
    LanguageOption,
    OutOption,
    SeedOption,
    SweepArgument,
    TargetOption,
    YearOption,
)


def discover(
    sweep: SweepArgument,
    target: TargetOption,
    year: YearOption = None,
    level: Annotated[
        float,
        typer.Option(
            "--level",
            parser=fraction("--level", 0.01, 1.0),
            metavar="FRACTION",
            help="A point misses where the target is less likely than this.",
        ),
    ] = 0.9,
    by: Annotated[
        str, typer.Option("--by", help="point: probability at each point. run: each run, with what it drew.")
    ] = "point",
    density: Annotated[
        float,
        typer.Option(
            "--density", parser=fraction("--density", 0.01, 1.0), metavar="FRACTION", help="Density asked of a box."
        ),
    ] = 0.8,
    coverage: Annotated[
        float,
        typer.Option(
            "--coverage", parser=fraction("--coverage", 0.01, 1.0), metavar="FRACTION", help="Least coverage of a box."
        ),
    ] = 0.5,
    seed: SeedOption = DEFAULT_SEED,
    case: CaseFolderOption = None,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
) -> None:
    """Find out when the plan misses a target: boxes of levers and uncertainties in a finished sweep, in plain words."""
    from .job import DiscoveryQuestion, run_discover

    question = DiscoveryQuestion(target, year, level, by, density, coverage, seed)
    run_discover(sweep, question, out, str(lang), case)
