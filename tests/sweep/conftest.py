"""A small case and small designs, so that sweeps take a second."""

import shutil
from pathlib import Path

import pytest

from scenarios.case import CASES
from scenarios.sweep import design_of
from scenarios.sweep.store import UNITS

FILES = ("case.toml", "parks.csv", "industries.csv", "scenarios.toml", "sources.toml")


def small_case(folder: Path) -> Path:
    """Copy the shipped case with two baseline populations."""
    folder.mkdir(parents=True)
    for name in FILES:
        shutil.copy(CASES / "chizhou" / name, folder / name)
    path = folder / "case.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[population]\n", "[population]\npool = 2\n"), encoding="utf-8"
    )
    return folder


@pytest.fixture(scope="session")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder that designs are relative to; the small case is in `town`."""
    home = tmp_path_factory.mktemp("home")
    small_case(home / "town")
    return home


@pytest.fixture
def contents() -> dict[str, object]:
    """A design of three points, twelve replicates each in blocks of five."""
    return {
        "name": "small",
        "case": "town",
        "scenario": "draft",
        "seed": 7,
        "levers": {"axes": {"multi_storey_rule": {"strength": [0.0, 0.4, 0.7]}}},
        "replicates": {"number": 12, "block": 5},
    }


@pytest.fixture
def design(contents, home):
    """The same as an object."""
    return design_of(contents, "small.toml", home)


DESIGN = """
name = "small"
case = "town"
scenario = "draft"
seed = 7
[levers.axes]
multi_storey_rule = { strength = [0.0, 0.4, 0.7] }
[replicates]
number = 12
block = 5
"""


@pytest.fixture
def design_path(tmp_path: Path) -> Path:
    """The same as a file, with its case beside it."""
    small_case(tmp_path / "town")
    path = tmp_path / "small.toml"
    path.write_text(DESIGN, encoding="utf-8")
    return path


def stored(folder: Path) -> dict[str, bytes]:
    """Return what defines a sweep in its folder: every file that does not tell when and by whom it was run."""
    files = [folder / "manifest.json", folder / "points.parquet", *sorted((folder / UNITS).iterdir())]
    return {path.name: path.read_bytes() for path in files}
