"""The command `schema`."""

from typing import Annotated

import typer


def schema(file: Annotated[str, typer.Argument(help="case, scenarios, sources, grading or scoring.")]) -> None:
    """Print the JSON schema of case.toml, scenarios.toml, sources.toml, grading.toml or scoring.toml, by which an editor completes and checks the file."""
    from scenarios.files.schemas import schema_text

    print(schema_text(file))
