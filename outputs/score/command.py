"""The command `score`."""

from pathlib import Path
from typing import Annotated

import typer

from ..shared.arguments import whole_number
from ..shared.language import Language
from ..shared.options import DEFAULT_SEED, LanguageOption, OutOption, SeedOption

DEFAULT_DRAWS = 1_000


def score(
    table: Annotated[str, typer.Argument(help="A shipped case or scoring table, the folder of your case, or a file (.toml).")],
    figures: Annotated[Path, typer.Argument(help="Figures of the participants (.csv): a row each, a column a figure.")],
    variant: Annotated[
        str | None, typer.Option("--variant", help="Variant of the table to show. Default: its main reading.")
    ] = None,
    draws: Annotated[
        int,
        typer.Option(
            "--draws", parser=whole_number("--draws", 2, 1_000_000), metavar="NUMBER",
            help="Draws from the ranges of figures and weights, at least 2.",
        ),
    ] = DEFAULT_DRAWS,
    seed: SeedOption = DEFAULT_SEED,
    out: OutOption = None,
    lang: LanguageOption = Language.EN,
) -> None:  # fmt: skip
    """Score parks, towns or counties by a scoring table: points of each by row and heading, total and rank, in exact fractions."""
    from .job import run_score

    run_score(table, figures, variant, draws, seed, out, str(lang))
