"""The command `run`, the main job."""

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
    ScenarioOption,
    SeedOption,
    ThreadsOption,
    UntilOption,
)


def run(
    case: CaseArgument = DEFAULT_CASE,
    scenario: ScenarioOption = None,
    replicates: ReplicatesOption = DEFAULT_REPLICATES,
    seed: SeedOption = DEFAULT_SEED,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
    until: UntilOption = None,
    resume: Annotated[
        bool, typer.Option("--resume", help="Continue the run in the folder of --out, of more than 2,000 replicates.")
    ] = False,
) -> None:
    """Run a case and write table, figures and provenance of what each target's probability is under each scenario."""
    from .job import run_main_job

    run_main_job(case, scenario, replicates, seed, out, str(lang), threads, until, resume)
