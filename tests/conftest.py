"""Fixtures that all tests share."""

import csv
import os
import shutil
from collections import OrderedDict
from collections.abc import Callable, Sequence
from pathlib import Path

# The tests already run in a process for each core; NumPy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
import pytest

from model import simulate
from model.calendar import Calendar
from model.compiled import settings
from model.levers import schedule
from model.parameters import central_values
from model.population import synthesis
from model.units import M2_PER_MU
from model.world import World
from scenarios import Case, load_case
from scenarios.case import CASES
from scenarios.sweep import worlds


def pytest_configure(config: pytest.Config) -> None:
    """Compile the model once before the workers start: else each compiles it, and they write one cache at once."""
    if not hasattr(config, "workerinput") and not settings.DISABLE_JIT:
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
def other_populations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Change a constant of the synthesis, as another version may; worlds are made anew now, and again afterwards."""
    monkeypatch.setattr(worlds.WORLDS, "_kept", OrderedDict())
    monkeypatch.setattr(synthesis, "LEAST_USE", 0.3)


@pytest.fixture
def central() -> np.record:
    """Central values of all parameters; a test may change them."""
    return central_values()[0]


@pytest.fixture
def neutral() -> np.record:
    """Strengths of all levers at their neutral values; a test may change them."""
    return schedule({}, Calendar(2015, 1))[1]


@pytest.fixture(scope="session")
def register(world: World) -> list[dict[str, object]]:
    """All registered firms of one population of Chizhou, as firms.csv has them."""
    rows = []
    for number, firm in enumerate(world.firms[0][world.firms.above_scale[0] == 1]):
        output = float(firm.output)
        rows.append(
            {
                "id": f"F{number:03d}", "name": f"企业 {number}", "park": world.park_names[firm.park],
                "industry": world.industry_names[firm.industry], "output": repr(output),
                "hightech": int(firm.hightech), "suited": int(firm.suited),
                "energy": repr(output * float(firm.energy_intensity)),
                "emissions": repr(output * float(firm.emission_intensity)), "capital": repr(float(firm.capital)),
                "land": repr(float(firm.land) / M2_PER_MU), "floor": int(firm.floor), "leased": int(firm.leased),
                "grade": "C",
            }
        )  # fmt: skip
    return rows


@pytest.fixture
def listed(tmp_path: Path) -> Callable[..., Case]:
    """Write a case of Chizhou with a firms.csv into a folder, and load it."""

    def write(rows: list[dict[str, object]], columns: Sequence[str] = (), margins: str = "", pool: int = 3) -> Case:
        folder = tmp_path / "town"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(CASES / "chizhou", folder)
        with (folder / "firms.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns or list(rows[0]), extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        text = (folder / "case.toml").read_text(encoding="utf-8").replace("pool = 24", f"pool = {pool}")
        if margins:
            text = text.replace("[population]\n", f'[population]\nmargins = "{margins}"\n')
        (folder / "case.toml").write_text(text, encoding="utf-8")
        return load_case(str(folder))

    return write
