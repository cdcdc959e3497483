"""The command `facts`."""

from typing import Annotated

import typer

from scenarios import DEFAULT_CASE

from ..shared.language import Language
from ..shared.options import (
    DEFAULT_REPLICATES,
    DEFAULT_SEED,
    CaseArgument,
    LanguageOption,
    OutOption,
    ReplicatesOption,
    SeedOption,
    ThreadsOption,
)


def facts(
    case: CaseArgument = DEFAULT_CASE,
    scenario: Annotated[
        str | None, typer.Option("--scenario", "-s", help="The scenario to run. Default: the plan, under which they came about.")
    ] = None,
    replicates: ReplicatesOption = DEFAULT_REPLICATES,
    seed: SeedOption = DEFAULT_SEED,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> None:  # fmt: skip
    """Hold a case against published figures: the band of each, the model's mean and 90 % band, inside or not."""
    from .job import run_facts

    run_facts(case, scenario, replicates, seed, out, str(lang), threads)
