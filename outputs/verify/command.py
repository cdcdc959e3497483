"""The command `verify`."""

from pathlib import Path
from typing import Annotated

import typer

from ..shared.language import Language
from ..shared.options import LanguageOption


def verify(
    folder: Annotated[Path, typer.Argument(help="Folder of results of any command.")],
    lang: LanguageOption = Language.EN,
) -> int:
    """Check every file of a folder of results against its hash; nothing is changed."""
    from .job import run_verify

    return run_verify(folder, str(lang))
