"""The command line: parses, calls, prints. `python run.py` does the main job; `python run.py --help` says what else."""

import os
import sys
from pathlib import Path
from typing import Annotated

import typer

from outputs.language import Language

# Replicates run in threads of our own; a linear algebra library that starts more of them only waits for itself.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

DEFAULT_CASE = "chizhou"
DEFAULT_REPLICATES = 500
DEFAULT_SEED = 1
REFUSED = 2

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
    int, typer.Option("--replicates", "-n", min=2, max=10_000_000, help="Replicates a scenario.")
]
SeedOption = Annotated[
    int, typer.Option("--seed", min=0, max=2**32 - 1, help="Seed; the same seed gives the same run.")
]
OutOption = Annotated[Path | None, typer.Option("--out", help="Folder for the results. Default: results/CASE/RUN.")]
LanguageOption = Annotated[Language, typer.Option("--lang", help="Language of table and figures.")]
ThreadsOption = Annotated[int | None, typer.Option("--threads", min=1, max=1024, help="Threads. Default: all cores.")]


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
def check(case: CaseArgument = DEFAULT_CASE, lang: LanguageOption = Language.EN) -> None:
    """Check a case without running it: what the model will use, what it assumes, and what conflicts."""
    from outputs.check import run_check

    run_check(case, str(lang))


@app.command()
def cases() -> None:
    """List the shipped cases and their scenarios."""
    from scenarios import load_case
    from scenarios.case import shipped

    for name in shipped():
        case = load_case(name)
        print(f"{name}: {case.file.en} / {case.file.zh}")
        for scenario in case.scenarios.values():
            print(f"  {scenario.name}: {scenario.en} / {scenario.zh}. {scenario.about}")


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
def explain(
    name: Annotated[str, typer.Argument(help="A lever, an indicator or a parameter.")],
    lang: LanguageOption = Language.EN,
) -> None:
    """Explain a name: definition, unit, range, clause or source, where in the quarter it acts, what it costs."""
    from outputs.explain import explain as explanation

    print(explanation(name, str(lang)))


def with_command(arguments: list[str]) -> list[str]:
    """Return the arguments with the main job's command in front where none is named."""
    named = bool(arguments) and (not arguments[0].startswith("-") or arguments[0] == "--help")
    return arguments if named else ["run", *arguments]


def main() -> int:
    """Run the command line; return the exit code: 0 done, 1 failed, 2 refused."""
    from scenarios.problem import InputProblem

    try:
        app(with_command(sys.argv[1:]), standalone_mode=True)
    except InputProblem as problem:
        print(f"refused: {problem}", file=sys.stderr)
        return REFUSED
    return 0


if __name__ == "__main__":
    sys.exit(main())
