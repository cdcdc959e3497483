"""Options that several commands take, declared once: name, range, help."""

from pathlib import Path
from typing import Annotated, Any

import typer

from scenarios.limits import REPLICATES

from .arguments import language, results_folder, whole_number
from .language import Language

DEFAULT_REPLICATES = 500
DEFAULT_SEED = 1

CaseArgument = Annotated[str, typer.Argument(help="Name of a shipped case, or the folder of your own.")]
ScenarioOption = Annotated[
    list[str] | None, typer.Option("--scenario", "-s", help="A scenario to run; may be repeated. Default: all.")
]
ReplicatesOption = Annotated[
    int,
    typer.Option(
        "--replicates", "-n", parser=whole_number("--replicates", 2, REPLICATES), metavar="NUMBER",
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


def folder_option(name: str, words: str) -> Any:
    """Return the option of a folder of results, with its help."""
    return typer.Option(name, parser=results_folder(name), metavar="FOLDER", help=words)


OutOption = Annotated[Path | None, folder_option("--out", "Folder for the results. Default: results/CASE/RUN.")]
LanguageOption = Annotated[  # run.py puts the language of the locale in place of the default
    Language, typer.Option("--lang", parser=language, metavar="zh|en", help="Language of table, figures and refusals.")
]
ThreadsOption = Annotated[
    int | None,
    typer.Option(
        "--threads", parser=whole_number("--threads", 1, 1024), metavar="NUMBER", help="Threads. Default: all cores."
    ),
]
SweepArgument = Annotated[Path, typer.Argument(help="Folder of a finished sweep, or of a robust search.")]
CaseFolderOption = Annotated[
    Path | None,
    typer.Option("--case", help="Folder of the case that was run, if neither shipped nor kept with the results."),
]
TargetOption = Annotated[
    str, typer.Option("--target", help="An indicator that the plan has a target for, or all_targets: all at once.")
]
YearOption = Annotated[
    int | None,
    typer.Option("--year", parser=whole_number("--year", 1978, 2160), metavar="YEAR", help="Year of the target."),
]
UntilOption = Annotated[
    int | None,
    typer.Option(
        "--until", parser=whole_number("--until", 1978, 2160), metavar="YEAR",
        help="Last year of the run, where the case allows more years (most_years). Default: that of the case.",
    ),
]  # fmt: skip
