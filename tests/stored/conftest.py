"""A small second city, quick to run, and a run of it in a folder."""

from pathlib import Path

import pytest

import run
from scenarios import load_case

CITY = Path(__file__).parents[1] / "cities" / "linhu"
REPLICATES, SEED = 23, 6


@pytest.fixture(scope="session")
def city():
    """An invented city with six years and zones of its own."""
    return load_case(CITY)


@pytest.fixture(scope="session")
def finished(tmp_path_factory):
    """The folder of a run of the city under two scenarios."""
    folder = tmp_path_factory.mktemp("finished") / "run"
    arguments = ["run", str(CITY), "-s", "blueprint", "-n", str(REPLICATES), "--seed", str(SEED), "--threads", "1"]
    assert run.main([*arguments, "--lang", "zh", "--out", str(folder)]) == 0
    return folder
