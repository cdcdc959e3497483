"""The command line: parses, calls, prints. `python run.py` does the main job; `python run.py --help` says what else."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from outputs.shared.arguments import fraction, language, language_asked, usage_problem, whole_number
from outputs.shared.language import Language
from scenarios.refusals.problem import InputProblem, say

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
    list[str] | None, typer.Option("--scenario", "-s", help="A scenario to run; may be repeated. Default: all.")
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
    from outputs.run.job import run_main_job

    run_main_job(case, scenario, replicates, seed, out, str(lang), threads)


@app.command()
def sweep(
    design: Annotated[Path, typer.Argument(help="File of the design (.toml).")],
    out: Annotated[Path | None, typer.Option("--out", help="Folder. Default: results/CASE/sweep-DESIGN.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Continue a sweep that was stopped.")] = False,
    cluster: Annotated[
        str | None, typer.Option("--cluster", metavar="ADDRESS", help="Run on the workers of a Dask scheduler.")
    ] = None,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Say what it would take; write nothing.")] = False,
    verify: Annotated[bool, typer.Option("--verify", help="Check every file of a sweep; run nothing.")] = False,
    threads: ThreadsOption = None,
    lang: LanguageOption = Language.EN,
) -> int:
    """Run a design of many points; it can be stopped at any time and continued."""
    from outputs.sweep.job import Asked, estimate_sweep, run_sweep, verify_sweep

    asked = Asked(design, out, resume, cluster, threads, str(lang))
    return estimate_sweep(asked) if dry_run else verify_sweep(asked) if verify else run_sweep(asked)


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
    from outputs.compare.job import run_compare

    run_compare(what, scenario, replicates, seed, probability, out, str(lang), threads)


@app.command()
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
) -> None:  # fmt: skip
    """Search for the least costly scenario that meets the targets at once with the probability asked."""
    from outputs.search.job import changes_of, run_search

    changes = changes_of(
        targets=target, scenario=scenario, probability=probability, budget=budget, replicates=replicates,
        population=population, algorithm=algorithm, seed=seed,
    )  # fmt: skip
    raise typer.Exit(run_search(what, lever, futures, changes, out, resume, str(lang), threads))


SweepArgument = Annotated[Path, typer.Argument(help="Folder of a finished sweep, or of a robust search.")]
CaseFolderOption = Annotated[
    Path | None, typer.Option("--case", help="Folder of the case that was run, if it is not a shipped one.")
]
TargetOption = Annotated[
    str, typer.Option("--target", help="An indicator that the plan has a target for, or all_targets: all at once.")
]
YearOption = Annotated[
    int | None,
    typer.Option("--year", parser=whole_number("--year", 1978, 2160), metavar="YEAR", help="Year of the target."),
]


@app.command()
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
    from outputs.discover.job import Question, run_discover

    run_discover(sweep, Question(target, year, level, by, density, coverage, seed), out, str(lang), case)


@app.command()
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
        typer.Option("--axis", help="An axis to vary, with --method; may be repeated. Default: what replicates draw."),
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
            parser=whole_number("--replicates", 1, 10_000_000),
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
        Path | None, typer.Option("--store", help="Folder of the sweep, with --method. Default: results/CASE/METHOD.")
    ] = None,
    case: CaseFolderOption = None,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
    threads: ThreadsOption = None,
) -> int:
    """Say which levers and parameters matter most, in groups that differ significantly (Morris screening, Sobol indices)."""
    from outputs.sensitivity.job import Making, Outcome, make_run_and_analyse, run_sensitivity

    outcome = Outcome(target, year, not mean)
    if method is not None:
        making = Making(method, tuple(axis or ()), samples, replicates, seed, scenario or "none")
        return make_run_and_analyse(sweep, making, outcome, store, out, str(lang), threads)
    for option, value in (("--axis", axis), ("--samples", samples), ("--scenario", scenario), ("--store", store)):
        if value:
            raise InputProblem(say("option", option=option), say("only_with_method"), say("leave_out_or_method"))
    run_sensitivity(Path(sweep), outcome, out, str(lang), case)
    return 0


@app.command()
def check(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """Check a case without running it: what the model will use, what it assumes, and what conflicts."""
    from outputs.check.job import run_check

    run_check(case, str(lang))


@app.command()
def cases(lang: LanguageOption = Language.EN) -> None:
    """List the shipped cases and their scenarios."""
    from outputs.explain.cases import cases_listed

    print(cases_listed(str(lang)))


@app.command()
def clauses(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """List the clauses of a case's plan: which lever or target simulates each, or why none does."""
    from outputs.explain.clauses import clause_table
    from outputs.shared.screen import console
    from scenarios import load_case
    from scenarios.files.clauses import read_clauses

    console().print(clause_table(read_clauses(load_case(case).folder), str(lang)))


@app.command()
def levers(lang: LanguageOption = Language.EN) -> None:
    """List the levers: what government sets."""
    from model.levers import LEVERS
    from outputs.explain.job import listing

    print(listing(LEVERS, str(lang)))


@app.command()
def indicators(lang: LanguageOption = Language.EN) -> None:
    """List the indicators: what a run is judged by."""
    from model.indicators import INDICATORS
    from outputs.explain.job import listing

    print(listing(INDICATORS, str(lang)))


@app.command()
def parameters(lang: LanguageOption = Language.EN) -> None:
    """List the parameters: what nature sets."""
    from model.parameters import PARAMETERS
    from outputs.explain.job import listing

    print(listing(PARAMETERS, str(lang)))


@app.command()
def sources(lang: LanguageOption = Language.EN) -> None:
    """List the sources that parameters and cases cite."""
    from outputs.explain.job import source_listing

    print(source_listing(str(lang)))


@app.command()
def explain(
    name: Annotated[
        str, typer.Argument(help="A lever, indicator, parameter, source or case, or a scenario as CASE/SCENARIO.")
    ],
    lang: LanguageOption = Language.EN,
) -> None:
    """Explain a name: what it does, unit, range, clause or source, where and when it acts, cost, which scenarios set it."""
    from outputs.explain.job import explain as explanation

    print(explanation(name, str(lang)))


def with_command(arguments: list[str]) -> list[str]:
    """Return the arguments with the main job's command in front where none is named."""
    named = bool(arguments) and (not arguments[0].startswith("-") or arguments[0] == "--help")
    return arguments if named else ["run", *arguments]


@app.command()
def schema(file: Annotated[str, typer.Argument(help="case or scenarios.")]) -> None:
    """Print the JSON schema of case.toml or scenarios.toml, by which an editor completes and checks the file."""
    from scenarios.files.schemas import schema_text

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
