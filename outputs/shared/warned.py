"""Warnings on the command line: one in two languages is printed in the reader's, without the line of code it is from."""

import contextlib
import sys
import warnings
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def bilingual_warnings(language: str) -> Iterator[None]:
    """Print each warning that knows both languages (`in_language`) in one of them, as a line on standard error."""
    before = warnings.showwarning

    def show(message: Any, category: Any, *place: Any, **more: Any) -> None:
        if hasattr(message, "in_language"):
            print(message.in_language(language), file=sys.stderr)
        else:
            before(message, category, *place, **more)

    warnings.showwarning = show
    try:
        yield
    finally:
        warnings.showwarning = before
