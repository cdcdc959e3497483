"""Parameters that are held: in the runs, and in the baseline populations where these depend on them."""

import ast
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from model import engine, simulate
from model.futures import drawn_values
from model.indicators import INDICATORS
from model.parameters import PARAMETERS
from model.synthesis_parameters import SYNTHESIS_PARAMETERS
from scenarios import load_case
from scenarios.sweep import run_points
from scenarios.sweep.worlds import READING_PARAMETERS
from tests.sweep.conftest import small_case

ROOT = Path(__file__).parents[2]
FILES = ROOT / "scenarios" / "files"
READERS = [
    *(ROOT / "model" / "population").glob("*.py"),
    *(FILES / f"{name}.py" for name in ("case_file", "park_table", "register", "firms_file", "plans")),
]


def world_bits(case):
    """The world of a case to the bit, its parameters left out."""
    world = case.world
    tables = [*world.populations_of(np.arange(2)), *world.arrays]
    columns = [table[name] for table in tables for name in table.dtype.names or [...]]
    return b"".join(np.ascontiguousarray(column).tobytes() for column in columns)


def held_elsewhere(parameter):
    """A value of a parameter other than its declared one."""
    return parameter.high if parameter.value != parameter.high else parameter.low


def test_the_baseline_parameters_are_those_that_its_makers_name():
    """By the source: any parameter that the synthesis, or the reading of a case, mentions."""
    assert mentioned(READERS) == SYNTHESIS_PARAMETERS


def test_the_parameters_checked_beforehand_are_those_that_reading_a_case_looks_at():
    """By the source, the laying out of parks and tenants included."""
    assert mentioned(path for path in READERS if path.parent == FILES or path.stem == "space") == READING_PARAMETERS


def mentioned(paths):
    """Parameters that files mention."""
    found = set()
    for path in paths:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            name = getattr(node, "attr", getattr(node, "value", None))
            if isinstance(name, str) and name in PARAMETERS:
                found.add(name)
    return found


def test_no_other_parameter_changes_the_baseline(home):
    """By what happens: all the others moved at once leave every baseline as it was."""
    others = {n: held_elsewhere(p) for n, p in PARAMETERS.items() if n not in SYNTHESIS_PARAMETERS}
    assert world_bits(load_case(home / "town", others)) == world_bits(load_case(home / "town"))
    assert world_bits(load_case(home / "town", {"arrival_rate": 0.24})) != world_bits(load_case(home / "town"))


def set_in_case(folder, name, value):
    """Write a parameter into case.toml as a user would."""
    unit = PARAMETERS[name].unit
    path = folder / "case.toml"
    table = f'\n[parameters.{name}]\nvalue = {value}\nunit = "{unit}"\nsource = "assumption"\nlow = {value}\nhigh = {value}\n'
    path.write_text(path.read_text(encoding="utf-8") + table, encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "value"), [("construction_quarters", 7.0), ("recognition_width", 0.06), ("retrofit_saving", 0.2)]
)
def test_holding_a_parameter_is_setting_it_in_the_case(name, value, home, tmp_path):
    """Of the baseline (the first two) and of the runs alone (the third)."""
    parameter = PARAMETERS[name]
    value = min(max(value, parameter.low), parameter.high)
    assert value != parameter.value
    folder = small_case(tmp_path / "town")
    set_in_case(folder, name, value)
    points = pd.DataFrame({"scenario": ["draft"], f"uncertainty.{name}": [value]})
    sweep = run_points(load_case(home / "town"), points, 6, 3, tmp_path / "sweep")
    runs = simulate(load_case(folder), "draft", 6, seed=3)
    plain = simulate(load_case(home / "town"), "draft", 6, seed=3)
    assert any(not np.array_equal(runs[each], plain[each], equal_nan=True) for each in INDICATORS)
    for indicator in INDICATORS:
        assert sweep.outcomes[indicator].to_numpy().tobytes() == np.asarray(runs[indicator]).tobytes(), indicator


def test_a_parameter_that_varies_is_held_in_every_replicate_and_moves_no_other(case, monkeypatch):
    """Held, it is one number; the other draws stay, for each depends on its own name only."""
    seen = {}

    def spy(world, schedule, numbers, taken, seed, record):
        seen.update({name: record.parameters[name].tolist() for name in PARAMETERS})

    monkeypatch.setattr(engine, "run_until_it_fits", spy)
    levers = case.scenario("none").schedule(case.calendar)
    engine.run(case.world, levers, np.arange(3), 1, held=(("macro_growth", 0.04),))
    drawn = drawn_values(case.world.parameters, 1, np.arange(3))
    assert seen["macro_growth"] == [0.04] * 3
    assert len(set(drawn["macro_growth"].tolist())) == 3
    for name in PARAMETERS:
        if name != "macro_growth":
            assert seen[name] == drawn[name].tolist(), name
