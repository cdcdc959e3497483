"""The screen: where tables are printed, and progress is shown."""

from collections.abc import Iterator
from contextlib import contextmanager

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeRemainingColumn

WIDTH = 110  # columns when the output is not a terminal


def console() -> Console:
    """Return a console: as wide as the terminal, or wide enough for the tables where there is none."""
    screen = Console(markup=False)  # a label may hold brackets
    return screen if screen.is_terminal else Console(width=WIDTH, markup=False)


@contextmanager
def progress_bar(text: str, total: int) -> Iterator[tuple[Progress, TaskID]]:
    """Show a bar of `total` steps, with a text before it, as long as the context lasts."""
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(), transient=True) as progress:
        yield progress, progress.add_task(text, total=total)
