"""The command `sensitivity`."""

from pathlib import Path
from typing import Annotated

import typer

from scenarios.limits import REPLICATES
from scenarios.refusals.problem import InputProblem, say

from ..shared.arguments import whole_number
from ..shared.language import Language
from ..shared.options import (
    DEFAULT_SEED,
    CaseFolderOption,
    LanguageOption,
    OutOption,
    SeedOption,
    TargetOption,
    ThreadsOption,
    YearOption,
    folder_option,
)


def sensitivity(
    sweep: Annotated[
        str, typer.Argument(help="Folder of a finished sensitivity sweep; with --method, the case to make one for.")
    ],
    target: TargetOption,
    year: YearOption = None,
    mean: Annotated[
        bool, typer.Option("--mean", help="Look at an indicator's mean over replicates, not at its target.")
    ] = False,
    method: Annotated[
        str | None, typer.Option("--method", help="morris or sobol: make the design for a case and run it first.")
    ] = None,
    axis: Annotated[
        list[str] | None,
        typer.Option(
            "--axis",
            help="An axis to vary, NAME or NAME=LOW..HIGH, with --method; may be repeated. Default: what replicates draw.",
        ),
    ] = None,
    samples: Annotated[
        int | None,
        typer.Option(
            "--samples",
            parser=whole_number("--samples", 4, 2**20),
            metavar="NUMBER",
            help="Trajectories (morris) or base samples, a power of 2 (sobol).",
        ),
    ] = None,
    replicates: Annotated[
        int,
        typer.Option(
            "--replicates",
            "-n",
            parser=whole_number("--replicates", 1, REPLICATES),
            metavar="NUMBER",
            help="Replicates a point, with --method.",
        ),
    ] = 50,
    seed: SeedOption = DEFAULT_SEED,
    scenario: Annotated[
        str | None,
        typer.Option("--scenario", "-s", help="Scenario that the axes change, with --method. Default: none."),
    ] = None,
    store: Annotated[
        Path | None, folder_option("--store", "Folder of the sweep, with --method. Default: results/CASE/METHOD.")
    ] = None,
    case: CaseFolderOption = None,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> int:
    """Say which levers and parameters matter most, in groups that differ significantly (Morris screening, Sobol indices)."""
    from .job import Making, Outcome, make_run_and_analyse, run_sensitivity

    outcome = Outcome(target, year, not mean)
    if method is not None:
        making = Making(method, tuple(axis or ()), samples, replicates, seed, scenario or "none", store, threads)
        return make_run_and_analyse(sweep, making, outcome, out, str(lang))
    for option, value in (("--axis", axis), ("--samples", samples), ("--scenario", scenario), ("--store", store)):
        if value:
            raise InputProblem(say("option", option=option), say("only_with_method"), say("leave_out_or_method"))
    run_sensitivity(Path(sweep), outcome, out, str(lang), case)
    return 0
