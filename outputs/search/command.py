"""The command `search`."""

from typing import Annotated

import typer

from scenarios import DEFAULT_CASE

from ..shared.arguments import fraction, whole_number
from ..shared.language import Language
from ..shared.options import LanguageOption, OutOption, ThreadsOption


def search(
    what: Annotated[str, typer.Argument(metavar="FILE|CASE", help="A search file (.toml), or a case.")] = DEFAULT_CASE,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", help="A target, INDICATOR.YEAR or INDICATOR; may be repeated. Default: all."),
    ] = None,
    lever: Annotated[
        list[str] | None,
        typer.Option("--lever", help="A lever to set, for a search without a file; may be repeated. Default: all."),
    ] = None,
    scenario: Annotated[
        str | None, typer.Option("--scenario", "-s", help="Scenario whose other settings stay. Default: none.")
    ] = None,
    probability: Annotated[
        float | None,
        typer.Option(
            "--probability", parser=fraction("--probability", 0.01, 1.0), metavar="NUMBER",
            help="Probability with which all targets are to be met at once. Default: 0.9.",
        ),
    ] = None,
    budget: Annotated[
        int | None,
        typer.Option(
            "--budget", parser=whole_number("--budget", 2, 1_000_000), metavar="NUMBER",
            help="Candidates that may be evaluated. Default: 300.",
        ),
    ] = None,
    replicates: Annotated[
        int | None,
        typer.Option(
            "--replicates", "-n", parser=whole_number("--replicates", 10, 1_000_000), metavar="NUMBER",
            help="Replicates a candidate. Default: 200.",
        ),
    ] = None,
    population: Annotated[
        int | None,
        typer.Option(
            "--population", parser=whole_number("--population", 4, 1000), metavar="NUMBER",
            help="Candidates that the algorithm keeps. Default: 24.",
        ),
    ] = None,
    algorithm: Annotated[
        str | None, typer.Option("--algorithm", metavar="nsga2|nsga3", help="What proposes candidates. Default: nsga2.")
    ] = None,
    futures: Annotated[
        int | None,
        typer.Option(
            "--futures", parser=whole_number("--futures", 2, 10_000), metavar="NUMBER",
            help="Futures of a robust search without a file: all parameters that vary, held at sampled values.",
        ),
    ] = None,
    seed: Annotated[
        int | None,
        typer.Option(
            "--seed", parser=whole_number("--seed", 0, 2**32 - 1), metavar="NUMBER",
            help="Seed; the same seed gives the same search. Default: 1.",
        ),
    ] = None,
    out: OutOption = None,
    resume: Annotated[bool, typer.Option("--resume", help="Continue the search in the folder of --out.")] = False,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> int:  # fmt: skip
    """Search for the least costly scenario that meets the targets at once with the probability asked."""
    from .job import SearchRequest, changes_of, run_search

    changes = changes_of(
        targets=target, scenario=scenario, probability=probability, budget=budget, replicates=replicates,
        population=population, algorithm=algorithm, seed=seed,
    )  # fmt: skip
    return run_search(SearchRequest(what, lever, futures, changes, out, resume, str(lang), threads))
