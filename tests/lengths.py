"""How much of a kind of test `make test` has. The rest of it is marked `long`, and run by `make long`."""

from collections.abc import Iterable
from typing import Any

import pytest


def one_in(step: int, values: Iterable[Any]) -> list[Any]:
    """Return values of a parametrised test: the first and every `step`-th after it as they are, the others `long`."""
    return [
        value if place % step == 0 else pytest.param(value, marks=pytest.mark.long)
        for place, value in enumerate(values)
    ]
