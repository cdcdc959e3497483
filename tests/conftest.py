"""Fixtures that all tests share."""

import csv
import os
import shutil
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

# The tests already run in a process for each core; NumPy reads this when it is first imported.
os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
# The language of messages is that of the locale, the width of a screen that of COLUMNS: here they are the same for everybody.
os.environ["LC_ALL"] = "C.UTF-8"
os.environ.pop("COLUMNS", None)

import numpy as np
import pytest

from model import simulate
from model.calendar import Calendar
from model.compiled import settings
from model.declaration import Choice
from model.levers import LEVERS, Lever, LeverSetting, by_park, schedule
from model.parameters import central_values
from model.population import populations
from model.population.synthesis import make_members
from model.units import M2_PER_MU
from model.world import World
from scenarios import DEFAULT_CASE, Case, Scenario, axes, load_case
from scenarios.sweep import worlds
from tests.choices import declare
from tests.tables import tabled

FEWEST_YEARS = 5  # levers need some to show what they do
MOST_PARKS = 40  # at least as many as any case or town of a test has


def pytest_addoption(parser: pytest.Parser) -> None:
    """Let the case under test be chosen."""
    parser.addoption(
        "--case", default=DEFAULT_CASE, metavar="CASE|FOLDER",
        help="The case under test. With another than the shipped one, only tests that look at a case run, but for those "
        "about Chizhou.",
    )  # fmt: skip


def pytest_configure(config: pytest.Config) -> None:
    """Compile the model once before the workers start: else each compiles it, and they write one cache at once."""
    if not hasattr(config, "workerinput") and not settings.DISABLE_JIT:
        simulate(config.getoption("case"), "none", 1, 1)


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what says nothing of the chosen case: tests that look at none, and those about Chizhou."""
    if config.getoption("case") != DEFAULT_CASE:
        left = [item for item in items if says_something(item)]
        config.hook.pytest_deselected(items=[item for item in items if item not in left])
        items[:] = left


def says_something(item: pytest.Item) -> bool:
    """Return whether a test looks at the case that was chosen."""
    return "case" in getattr(item, "fixturenames", ()) and item.get_closest_marker("chizhou") is None


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Give a test every scenario of the case (`scenario_name`), or every lever that can act in it (`acting_lever`).

    What the other levers do is a test of its own in tests/health/test_levers.py.
    """
    case = metafunc.config.getoption("case")
    if "scenario_name" in metafunc.fixturenames:
        metafunc.parametrize("scenario_name", list(load_case(case).scenarios))
    if "acting_lever" in metafunc.fixturenames:
        acting = acting_levers(load_case(case).data.offers)
        metafunc.parametrize("acting_lever", acting.values(), ids=acting.keys())


def acting_levers(offers: Collection[str]) -> dict[str, Lever]:
    """Return the levers that need nothing of a case, or something that it offers."""
    return {name: lever for name, lever in LEVERS.items() if not lever.needs or lever.needs in offers}


def in_force(case: Case, strengths: Mapping[str, float]) -> dict[str, LeverSetting]:
    """Return settings of levers that act at once, or from the quarter on from which the case approves them."""
    return {name: LeverSetting(strength, case.data.offers.since.get(name)) for name, strength in strengths.items()}


def last_years(case: Case) -> list[int]:
    """Return the last five years of a case, which runs for five at least."""
    return case.calendar.year_labels[1:][-5:]


@pytest.fixture(scope="session")
def case(pytestconfig: pytest.Config) -> Case:
    """The case under test: that of Chizhou, or the one that was chosen; a plan of few years is run for five."""
    chosen = load_case(pytestconfig.getoption("case"))
    return (
        chosen if chosen.file.years >= FEWEST_YEARS else chosen.running_until(chosen.file.baseline_year + FEWEST_YEARS)
    )


@pytest.fixture(scope="session")
def pooled(case: Case, tmp_path_factory: pytest.TempPathFactory) -> Case:
    """The case under test with 24 populations that replicates share in turn."""
    folder = tmp_path_factory.mktemp("pooled") / "town"
    shutil.copytree(case.folder, folder)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(text.replace("[population]\n", "[population]\npool = 24\n"), encoding="utf-8")
    return load_case(folder)


@pytest.fixture(scope="session")
def plan(case: Case) -> Scenario:
    """The plan of the case under test."""
    return case.scenario(case.plan)


@pytest.fixture(scope="session")
def world(case: Case) -> World:
    """The world of the case under test, with its first populations as tables."""
    return tabled(case.world)


@pytest.fixture
def expansion(monkeypatch: pytest.MonkeyPatch) -> Iterator[Choice]:
    """A choice that is declared for one test: see `tests/choices.py`."""
    yield declare(monkeypatch)
    monkeypatch.undo()
    axes.known.cache_clear()


@pytest.fixture
def other_populations(monkeypatch: pytest.MonkeyPatch) -> None:
    """Make populations a little otherwise, as another version may. Those made before or after are not used."""

    def made_otherwise(*arguments: Any) -> int:
        done = make_members(*arguments)
        arguments[3].design[:] *= 1.01
        return int(done)

    monkeypatch.setattr(worlds.WORLDS, "_kept", OrderedDict())
    monkeypatch.setattr(populations, "make_members", made_otherwise)


@pytest.fixture
def central() -> np.record:
    """Central values of all parameters; a test may change them."""
    return central_values()[0]


@pytest.fixture
def neutral() -> np.recarray:
    """Strengths of all levers at their neutral values, at more parks than a test has; a test may change them."""
    return by_park(schedule({}, Calendar(2015, 1)), MOST_PARKS)[1]


@pytest.fixture(scope="session")
def register(world: World) -> list[dict[str, object]]:
    """All registered firms of one population, as firms.csv has them."""
    rows = []
    for number, firm in enumerate(world.populations.firms[0][world.populations.firms.above_scale[0] == 1]):
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
def listed(tmp_path: Path, case: Case) -> Callable[..., Case]:
    """Write the case under test with a firms.csv into a folder, and load it."""

    def write(rows: list[dict[str, object]], columns: Sequence[str] = (), margins: str = "", pool: int = 3) -> Case:
        folder = tmp_path / "town"
        shutil.rmtree(folder, ignore_errors=True)
        shutil.copytree(case.folder, folder)
        with (folder / "firms.csv").open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, columns or list(rows[0]), extrasaction="ignore")
            writer.writeheader()
            writer.writerows(rows)
        text = (
            (folder / "case.toml")
            .read_text(encoding="utf-8")
            .replace("[population]\n", f"[population]\npool = {pool}\n")
        )
        if margins:
            text = text.replace("[population]\n", f'[population]\nmargins = "{margins}"\n')
        (folder / "case.toml").write_text(text, encoding="utf-8")
        return load_case(str(folder))

    return write
