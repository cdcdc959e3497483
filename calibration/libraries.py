"""Libraries of the analysis: asked for when they are needed, refused in one line when they are not installed.

Some say things while they are imported or used that concern their own makers only; those are left out one by one.
"""

import warnings
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec

from scenarios.problem import InputProblem, say

EXTRA = "analysis"
PACKAGES = {"SALib": "SALib", "ema_workbench": "ema-workbench"}  # module and distribution

_OF_THEIR_OWN = (
    "ipyparallel not installed",  # ema_workbench: an executor that nobody asks for
    "altair based interactive inspection not available",  # ema_workbench: pictures in notebooks
    "The inplace keyword in DataFrame.drop is deprecated",  # ema_workbench with pandas 3.1 and later
)


def require(module: str) -> None:
    """Raise InputProblem with the way to install it if a library of the analysis is not there."""
    if find_spec(module) is None:
        place = say("package", name=PACKAGES[module])
        raise InputProblem(place, say("not_installed"), say("install_extra", extra=EXTRA))


@contextmanager
def quiet() -> Iterator[None]:
    """Leave out the messages that libraries address to their makers; all others stay."""
    with warnings.catch_warnings():
        for message in _OF_THEIR_OWN:
            warnings.filterwarnings("ignore", message=message)
        yield
