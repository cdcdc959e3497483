"""The command line: parses, calls, prints. `python run.py` does the main job; `python run.py --help` says what else."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from outputs.arguments import fraction, language, language_asked, usage_problem, whole_number
from outputs.language import Language
from scenarios.problem import InputProblem, say

# Replicates run in threads of our own; a linear algebra library that starts more of them only waits for itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DEFAULT_CASE = "chizhou"
DEFAULT_REPLICATES = 500
DEFAULT_SEED = 1
REFUSED = 2
# Whatever is wrong with the arguments; typer itself does not export it.
UsageError: type[Exception] = typer.BadParameter.__mro__[1]

app = typer.Typer(
    add_completion=False,
    no_args_is_help=False,
    pretty_exceptions_enable=False,
    help="Simulate a city's plan for upgrading its development zones. Without a command: the main job, the default case "
    "under every shipped scenario.",
)

CaseArgument = Annotated[str, typer.Argument(help="Name of a shipped case, or the folder of your own.")]
ScenarioOption = Annotated[
    list[str] | None, typer.Option("--scenario", "-s", help="A scenario to run; may be given again. Default: all.")
]
ReplicatesOption = Annotated[
    int,
    typer.Option(
        "--replicates", "-n", parser=whole_number("--replicates", 2, 10_000_000), metavar="NUMBER",
        help="Replicates a scenario, at least 2.",
    ),
]  # fmt: skip
SeedOption = Annotated[
    int,
    typer.Option(
        "--seed", parser=whole_number("--seed", 0, 2**32 - 1), metavar="NUMBER",
        help="Seed; the same seed gives the same run.",
    ),
]  # fmt: skip
OutOption = Annotated[Path | None, typer.Option("--out", help="Folder for the results. Default: results/CASE/RUN.")]
LanguageOption = Annotated[
    Language, typer.Option("--lang", parser=language, metavar="zh|en", help="Language of table, figures and refusals.")
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(
        "--threads", parser=whole_number("--threads", 1, 1024), metavar="NUMBER", help="Threads. Default: all cores."
    ),
]


@app.command()
def run(
    case: CaseArgument = DEFAULT_CASE,
    scenario: ScenarioOption = None,
    replicates: ReplicatesOption = DEFAULT_REPLICATES,
    seed: SeedOption = DEFAULT_SEED,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> None:
    """Run a case and write table, figures and provenance of what each target's probability is under each scenario."""
    from outputs.main_job import run_main_job

    run_main_job(case, scenario, replicates, seed, out, str(lang), threads)


@app.command()
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
    from outputs.comparison import run_compare

    run_compare(what, scenario, replicates, seed, probability, out, str(lang), threads)


@app.command()
def search(
    what: Annotated[str, typer.Argument(metavar="FILE|CASE", help="A search file (.toml), or a case.")] = DEFAULT_CASE,
    target: Annotated[
        list[str] | None,
        typer.Option("--target", help="A target, INDICATOR.YEAR or INDICATOR; may be given again. Default: all."),
    ] = None,
    lever: Annotated[
        list[str] | None,
        typer.Option("--lever", help="A lever to set, for a search without a file; may be given again. Default: all."),
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
    resume: Annotated[bool, typer.Option("--resume", help="Go on with the search in the folder of --out.")] = False,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> None:  # fmt: skip
    """Search for the least costly scenario that meets the targets at once with the probability asked."""
    from outputs.search import changes_of, run_search

    changes = changes_of(
        targets=target, scenario=scenario, probability=probability, budget=budget, replicates=replicates,
        population=population, algorithm=algorithm, seed=seed,
    )  # fmt: skip
    raise typer.Exit(run_search(what, lever, futures, changes, out, resume, str(lang), threads))


@app.command()
def check(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """Check a case without running it: what the model will use, what it assumes, and what conflicts."""
    from outputs.check import run_check

    run_check(case, str(lang))


@app.command()
def cases(lang: LanguageOption = Language.EN) -> None:
    """List the shipped cases and their scenarios."""
    from outputs.explain_case import cases_listed

    print(cases_listed(str(lang)))


@app.command()
def clauses(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """List the clauses of a case's plan: which lever or target stands for each, or why none does."""
    from outputs.clause_table import clause_table
    from outputs.screen import console
    from scenarios import load_case
    from scenarios.clauses import read_clauses

    console().print(clause_table(read_clauses(load_case(case).folder), str(lang)))


@app.command()
def levers(lang: LanguageOption = Language.EN) -> None:
    """List the levers: what government sets."""
    from model.levers import LEVERS
    from outputs.explain import listing

    print(listing(LEVERS, str(lang)))


@app.command()
def indicators(lang: LanguageOption = Language.EN) -> None:
    """List the indicators: what a run is judged by."""
    from model.indicators import INDICATORS
    from outputs.explain import listing

    print(listing(INDICATORS, str(lang)))


@app.command()
def parameters(lang: LanguageOption = Language.EN) -> None:
    """List the parameters: what nature sets."""
    from model.parameters import PARAMETERS
    from outputs.explain import listing

    print(listing(PARAMETERS, str(lang)))


@app.command()
def sources(lang: LanguageOption = Language.EN) -> None:
    """List the sources that parameters and cases cite."""
    from outputs.explain import source_listing

    print(source_listing(str(lang)))


@app.command()
def explain(
    name: Annotated[
        str, typer.Argument(help="A lever, indicator, parameter, source or case, or a scenario as CASE/SCENARIO.")
    ],
    lang: LanguageOption = Language.EN,
) -> None:
    """Explain a name: what it does, unit, range, clause or source, where and when it acts, cost, which scenarios set it."""
    from outputs.explain import explain as explanation

    print(explanation(name, str(lang)))


def with_command(arguments: list[str]) -> list[str]:
    """Return the arguments with the main job's command in front where none is named."""
    named = bool(arguments) and (not arguments[0].startswith("-") or arguments[0] == "--help")
    return arguments if named else ["run", *arguments]


@app.command()
def schema(file: Annotated[str, typer.Argument(help="case or scenarios.")]) -> None:
    """Print the JSON schema of case.toml or scenarios.toml, by which an editor completes and checks the file."""
    from scenarios.schemas import schema_text

    print(schema_text(file))


def main(arguments: list[str] | None = None) -> int:
    """Run the command line; return the exit code: 0 done, 1 failed, 2 refused, 3 stopped and resumable."""
    arguments = sys.argv[1:] if arguments is None else arguments
    try:
        return int(app(with_command(arguments), prog_name="run.py", standalone_mode=False) or 0)
    except InputProblem as refused:
        problem = refused
    except UsageError as error:
        commands = [each.callback.__name__ for each in app.registered_commands if each.callback is not None]
        problem = usage_problem(error, commands)
    spoken = language_asked(arguments)
    print(say("refused", sentence=problem.in_language(spoken)).in_language(spoken), file=sys.stderr)
    return REFUSED


if __name__ == "__main__":
    sys.exit(main())
