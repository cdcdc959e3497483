"""What libraries of the analysis say while they are imported or used, and concerns their own makers only, is left out."""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager

_OF_THEIR_OWN = (
    "ipyparallel not installed",  # ema_workbench: an executor that nobody asks for
    "altair based interactive inspection not available",  # ema_workbench: pictures in notebooks
    "The inplace keyword in DataFrame.drop is deprecated",  # ema_workbench with pandas 3.1 and later
)


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out the messages that libraries address to their makers; all others stay."""
    with warnings.catch_warnings():
        for message in _OF_THEIR_OWN:
            warnings.filterwarnings("ignore", message=message)
        yield
