"""The second city, as it is and as a copy that a test may change."""

import shutil
from pathlib import Path

import pytest

from scenarios import load_case

LINHU = Path(__file__).parents[1] / "cities" / "linhu"


@pytest.fixture
def linhu(tmp_path):
    """A copy of the folder of the second city, which has small-firm parks, blocks on low hills and towns."""
    folder = tmp_path / "linhu"
    shutil.copytree(LINHU, folder)
    return folder


@pytest.fixture(scope="module")
def city():
    """The second city."""
    return load_case(LINHU)
