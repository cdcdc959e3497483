"""The screen: where everything is printed, as it was typed."""

import os

from rich.console import Console

from .columns import WIDTH

LEAST = 40  # columns; a narrower terminal breaks the lines itself


def screen_width() -> int:
    """Return the columns of the screen."""
    return console().width


def console() -> Console:
    """Return a console as wide as the terminal or as COLUMNS says, else 80 columns.

    Brackets and colons in a label are only that.
    """
    screen = Console(markup=False, emoji=False, highlight=False)
    if not screen.is_terminal and "COLUMNS" not in os.environ:
        screen.width = WIDTH
    if screen.width < LEAST:
        screen.width = LEAST
    return screen
