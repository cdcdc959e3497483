"""Refusals: what is wrong with the input, where, and what would be right."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass


@dataclass
class InputProblem(Exception):
    """Input that is refused: the place (file, and line or cell), what is wrong, and what is allowed."""

    place: str
    what: str
    allowed: str = ""

    def __str__(self) -> str:
        """Return one sentence for people."""
        return f"{self.place}: {self.what}" + (f"; {self.allowed}" if self.allowed else "")


def nearest(name: str, known: Iterable[str]) -> str:
    """Return a hint at the nearest known name, or at all of them."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return f"did you mean {close[0]!r}?" if close else f"known: {', '.join(names)}"
