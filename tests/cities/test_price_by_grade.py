"""Grades and prices by grade in a whole city: when they act, whom they charge, and what firms make of them."""

import shutil
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.engine import run
from model.levers import LeverSetting
from model.state import Grade, Stage
from scenarios import load_case
from tests.tables import tabled

REPLICATES = 12
CITIES = Path(__file__).parent

# Tiantai graded 1,248 firms in 2022: 134 A, 439 B, 575 C and 100 D. How it did so was not seen.
TIANTAI = {"a": 134 / 1248, "b": 439 / 1248, "c": 575 / 1248, "d": 100 / 1248}
AS_TIANTAI = """
[[tables]]
zh = "按天台2022年等级分布"
en = "with the shares of Tiantai in 2022"
start = "2015Q1"
grades = ["A", "B", "C", "D"]
source = "assumption"
missing = "zero"
cumulative_shares = [
    { value = 0.107, low = 0.05, high = 0.2 },
    { value = 0.459, low = 0.4, high = 0.5 },
    { value = 0.920, low = 0.9, high = 0.95 },
]

[tables.items.tax_per_mu]
weight = { value = 60, low = 50, high = 70 }
average = "all"
most = { value = 1.5, low = 1, high = 2 }

[tables.items.output_per_electricity]
weight = { value = 40, low = 30, high = 50 }
average = "industry"
most = { value = 1.5, low = 1, high = 2 }

[[tables.penalties]]
demerit = "listed_polluter"
lowest = true
"""


@pytest.fixture(scope="module")
def ruian():
    return load_case("ruian")


@pytest.fixture(scope="module")
def linhu():
    return load_case(CITIES / "linhu")


def priced(case, strength):
    return case.scenario("none").with_(price_by_grade=LeverSetting(strength))


def test_grades_act_in_the_quarter_after_they_are_given(ruian):
    """The first table of Ruian starts in 2015, and grades for the first time in its fourth quarter."""
    model = ZoneModel(ruian, priced(ruian, 1.0))
    for _ in range(4):
        model.step()
        assert model.books[model.quarter].charged_by_grade.sum() == 0
    firms = model.state.firms
    charged = (firms.graded == 1) & (firms.grade == Grade.C) & (firms.stage != Stage.CLOSED)
    assert model.books[4].graded_c.sum() == charged.sum() > 100
    assert model.state.costs.sum() == 0
    model.step()
    assert model.books[5].charged_by_grade.sum() == charged.sum()
    assert model.state.costs[5].sum() == -model.books[5].grade_surcharges.sum() < 0


def test_a_table_without_surcharges_changes_nothing_to_the_bit(linhu):
    world = tabled(linhu.world)
    tables = world.arrays.grading_tables.copy()
    tables.electricity_surcharge[:] = 0.0
    tables.water_surcharge[:] = 0.0
    free = replace(world, arrays=world.arrays._replace(grading_tables=tables))
    numbers = np.arange(3)
    without, with_lever = (
        run(free, scenario.schedule(free.calendar, free.offers, free.park_names), numbers, 5)
        for scenario in (linhu.scenario("none"), priced(linhu, 3.0))
    )
    for mine, others in ((without.sums, with_lever.sums), (without.books, with_lever.books)):
        for name in mine.dtype.names:
            assert np.array_equal(mine[name], others[name]), name
    assert with_lever.costs.sum() == 0


def test_the_response_rises_with_the_surcharge(linhu):
    runs = [simulate(linhu, priced(linhu, strength), REPLICATES, 3) for strength in (0.0, 0.5, 1.0, 3.0)]
    means = {
        name: [float(each[name].isel(year=slice(1, None)).mean()) for each in runs]
        for name in ("grade_surcharge_income", "gross_output", "energy_intensity", "energy_use")
    }
    assert means["grade_surcharge_income"][0] == 0.0
    assert (np.diff(means["grade_surcharge_income"]) > 0).all()
    for name in ("gross_output", "energy_intensity", "energy_use"):
        assert (np.diff(means[name]) < 0).all(), (name, means[name])


def test_shares_of_grades_are_those_of_tiantai_within_8_points(ruian, tmp_path):
    folder = shutil.copytree(ruian.folder, tmp_path / "town")
    (folder / "grading.toml").write_text(AS_TIANTAI, encoding="utf-8")
    (folder / "scenarios.toml").unlink()
    text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(text.replace('plan = "decision"', "# plan"), encoding="utf-8")
    runs = simulate(load_case(folder), "none", REPLICATES, 1)
    counts = {grade: runs[f"book_graded_{grade}"].values[:, 4::4].sum(axis=2) for grade in TIANTAI}
    graded = sum(counts.values())
    assert (graded > 1000).all()
    for grade, share in TIANTAI.items():
        assert np.abs(counts[grade] / graded - share).max() <= 0.08, grade
