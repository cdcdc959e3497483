"""The bar that shows how far a long computation has come."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)
from rich.table import Column

from .screen import console


def bar_columns(*extra: ProgressColumn) -> tuple[ProgressColumn, ...]:
    """Return what a bar shows: what is done now, how much of it, further columns, and the time that is left."""
    return (
        TextColumn("{task.description}", markup=False, table_column=Column(overflow="fold")),
        BarColumn(),
        MofNCompleteColumn(),
        *extra,
        TimeRemainingColumn(),
    )


def bar_on(screen: Console, *columns: ProgressColumn, **options: Any) -> Progress:
    """Return a bar that vanishes at the end, and is not shown at all where the output is no terminal."""
    return Progress(*columns, console=screen, transient=True, disable=not screen.is_terminal, **options)


@contextmanager
def progress_bar(text: str, total: int) -> Iterator[tuple[Progress, TaskID]]:
    """Show a bar up to `total` with a text before it; it vanishes at the end."""
    with bar_on(console(), *bar_columns()) as progress:
        yield progress, progress.add_task(text, total=total)
