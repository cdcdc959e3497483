"""The bar that shows how far a long computation has come."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    ProgressColumn,
    TaskID,
    TextColumn,
    TimeRemainingColumn,
)

from .screen import console


def bar_columns(*extra: ProgressColumn) -> tuple[ProgressColumn, ...]:
    """Return what a bar shows: what is done now, how much of it, further columns, and the time that is left."""
    return (
        TextColumn("{task.description}", markup=False),
        BarColumn(),
        MofNCompleteColumn(),
        *extra,
        TimeRemainingColumn(),
    )


@contextmanager
def progress_bar(text: str, total: int) -> Iterator[tuple[Progress, TaskID]]:
    """Show a bar up to `total` with a text before it; it vanishes at the end."""
    with Progress(*bar_columns(), console=console(), transient=True) as progress:
        yield progress, progress.add_task(text, total=total)
