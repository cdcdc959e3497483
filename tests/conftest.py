"""Fixtures that all tests share."""

import os

# The tests already run in a process for each core; NumPy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pytest

from model import simulate
from model.calendar import Calendar
from model.levers import schedule
from model.parameters import central_values
from model.world import World
from scenarios import Case, load_case


def pytest_configure(config: pytest.Config) -> None:
    """Compile the model once before the workers start: else each compiles it, and they write one cache at once."""
    if not hasattr(config, "workerinput"):
        simulate("chizhou", "none", 1, 1)


@pytest.fixture(scope="session")
def case() -> Case:
    """The shipped case of Chizhou."""
    return load_case("chizhou")


@pytest.fixture(scope="session")
def world(case: Case) -> World:
    """The world of the shipped case."""
    return case.world


@pytest.fixture
def central() -> np.record:
    """Central values of all parameters; a test may change them."""
    return central_values()[0]


@pytest.fixture
def neutral() -> np.record:
    """Strengths of all levers at their neutral values; a test may change them."""
    return schedule({}, Calendar(2015, 1))[1]
