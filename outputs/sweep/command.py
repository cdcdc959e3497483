"""The command `sweep`."""

from pathlib import Path
from typing import Annotated

import typer

from ..shared.language import Language
from ..shared.options import LanguageOption, ThreadsOption, folder_option


def sweep(
    design: Annotated[Path, typer.Argument(help="File of the design (.toml).")],
    out: Annotated[Path | None, folder_option("--out", "Folder. Default: results/CASE/sweep-DESIGN.")] = None,
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
    from .job import SweepRequest, estimate_sweep, run_sweep, verify_sweep

    asked = SweepRequest(design, out, resume, cluster, threads, str(lang))
    return estimate_sweep(asked) if dry_run else verify_sweep(asked) if verify else run_sweep(asked)
