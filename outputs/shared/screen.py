"""The screen: where tables are printed."""

from rich.console import Console

WIDTH = 110  # columns when the output is not a terminal


def console() -> Console:
    """Return a console: as wide as the terminal, or wide enough for the tables where there is none."""
    screen = Console(markup=False)  # a label may hold brackets
    return screen if screen.is_terminal else Console(width=WIDTH, markup=False)
