"""The command `compare`."""

from typing import Annotated

import typer

from scenarios import DEFAULT_CASE

from ..shared.arguments import fraction
from ..shared.language import Language
from ..shared.options import (
    DEFAULT_REPLICATES,
    DEFAULT_SEED,
    LanguageOption,
    OutOption,
    ReplicatesOption,
    ScenarioOption,
    SeedOption,
    ThreadsOption,
)


def compare(
    what: Annotated[
        str, typer.Argument(metavar="CASE|FOLDER", help="A case, or the folder of a finished run or of a sweep.")
    ] = DEFAULT_CASE,
    scenario: ScenarioOption = None,
    replicates: ReplicatesOption = DEFAULT_REPLICATES,
    seed: SeedOption = DEFAULT_SEED,
    probability: Annotated[
        float,
        typer.Option(
            "--probability", parser=fraction("--probability", 0.01, 1.0), metavar="NUMBER",
            help="Probability with which all targets are to be met in a future that counts as satisfactory.",
        ),
    ] = 0.9,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> None:  # fmt: skip
    """Compare scenarios with each other: paired differences, dominance, regret and satisficing, as tables and a figure."""
    from .job import run_compare

    run_compare(what, scenario, replicates, seed, probability, out, str(lang), threads)
