"""Warnings on the command line: those in two languages are said in the reader's, without the line of code they come from."""

import contextlib
import sys
import warnings
from collections.abc import Iterator
from typing import Any


@contextlib.contextmanager
def bilingual_warnings(language: str) -> Iterator[None]:
    """Say each warning that knows both languages (`in_language`) in one of them, as a line on standard error."""
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
