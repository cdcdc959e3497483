"""Axes, points, settings and futures: what is chosen is what is run."""

import numpy as np
import pandas as pd
import pytest

from model.levers import LeverSetting, Step
from scenarios import load_case
from scenarios.axes import Axis
from scenarios.axis_reading import AxisTables, between
from scenarios.case import CASES
from scenarios.refusals.problem import InputProblem
from scenarios.scenario import Scenario
from scenarios.search.candidates import places_of, points_of, size
from scenarios.search.futures import sampled_futures
from scenarios.search.lever_axes import axes_of, nearest_candidate
from scenarios.search.scenario_text import scenario_text
from scenarios.sweep.generators import crossed
from scenarios.sweep.points import candidate_points, scenario_at
from tests.input.reading import whole_copy
from tests.refusals.edits import swap
from tests.search.made import axis_of


def test_values_between_bounds_are_as_people_write_them():
    assert between(0.0, 0.5, 0.1) == [0.0, 0.1, 0.2, 0.3, 0.4, 0.5]
    assert between(0.0, 1.0, 0.4) == [0.0, 0.4, 0.8, 1.0]
    assert between(2.0, 2.0, 1.0) == [2.0]
    assert len(between(0.0, 0.7)) == 21
    assert between(-2800.0, 2800.0, 1400.0) == [-2800.0, -1400.0, 0.0, 1400.0, 2800.0]


def test_a_candidate_becomes_the_point_of_its_values():
    axes = (axis_of("land_plan", "strength", [100, -50, 0]), axis_of("land_plan", "start", ["2018Q1", "2016Q1"]))
    assert axes[0].choices == (-50.0, 0.0, 100.0)
    assert axes[1].choices == ("2016Q1", "2018Q1")
    assert size(axes) == 6
    points = points_of("draft", axes, [(2, 0), (0, 1)])
    assert points.to_dict("records") == [
        {"scenario": "draft", "lever.land_plan.strength": 100.0, "lever.land_plan.start": "2016Q1"},
        {"scenario": "draft", "lever.land_plan.strength": -50.0, "lever.land_plan.start": "2018Q1"},
    ]
    # -50, 0, 100 lie at 0, 1/3, 1 of their range
    assert places_of(axes, [(1, 0), (2, 1)]) == pytest.approx(np.array([[1 / 3, 0], [1, 1]]))


@pytest.mark.chizhou
def test_a_point_changes_what_it_names_and_nothing_else(case):
    row = {"scenario": "draft", "lever.innovation_fund.strength": 500.0, "lever.energy_cap.start": "2017Q1",
           "lever.standard_factories.ramp": 2, "lever.land_plan.strength": float("nan"), "uncertainty.rent": 0.01}  # fmt: skip
    scenario, draft = scenario_at(case, row), case.scenario("draft")
    changed = {name for name in scenario.settings if scenario.settings[name] != draft.settings.get(name)}
    assert changed == {"innovation_fund", "energy_cap", "standard_factories"}
    assert scenario.settings["innovation_fund"] == LeverSetting(500.0, "2016Q1", 4)
    assert scenario.settings["energy_cap"] == LeverSetting(2.5, "2017Q1")
    assert scenario.settings["standard_factories"] == LeverSetting(150000.0, "2016Q3", 2)
    assert candidate_points(case, pd.DataFrame([row]))[0].held == (("rent", 0.01),)


@pytest.mark.chizhou
def test_the_candidate_nearest_to_a_scenario(case):
    axes = (axis_of("innovation_fund", "strength", [0, 9000, 20000]), axis_of("land_use_tax", "start", ["2016Q1", "2018Q1"]),
            axis_of("land_plan", "strength", [-100, 100, 0]))  # fmt: skip
    assert nearest_candidate(case, "draft", axes) == (1, 0, 1)


def test_futures_fill_every_range_evenly_and_by_seed():
    ranges = {"uncertainty.rent": (0.0, 10.0), "uncertainty.macro_growth": (-0.005, 0.055)}
    axes = [Axis(column, (), low, high) for column, (low, high) in ranges.items()]
    futures = sampled_futures(axes, 20, 7)
    assert list(futures) == ["uncertainty.macro_growth", "uncertainty.rent"]
    for name, (low, high) in ranges.items():
        cells = np.floor((futures[name] - low) / (high - low) * 20).astype(int)
        assert sorted(cells) == list(range(20))  # one in each twentieth
    assert futures.equals(sampled_futures(axes[::-1], 20, 7))
    assert not futures.equals(sampled_futures(axes, 20, 8))


def test_every_point_meets_every_future():
    points = points_of("none", (axis_of("land_plan", "strength", [0, 5]),), [(0,), (1,)])
    futures = pd.DataFrame({"uncertainty.rent": [1.0, 2.0, 3.0]})
    crossing = crossed(points, futures)
    assert crossing["lever.land_plan.strength"].tolist() == [0.0] * 3 + [5.0] * 3
    assert crossing["uncertainty.rent"].tolist() == [1.0, 2.0, 3.0] * 2
    assert crossing.index.tolist() == list(range(6))
    assert crossed(points, None) is points


@pytest.mark.chizhou
def test_a_scenario_written_out_reads_back_as_the_same(case, tmp_path):
    row = {"scenario": "draft", "lever.innovation_fund.strength": 0.1 + 0.2, "lever.land_use_tax.start": "2018Q1",
           "lever.energy_cap.end": "2019Q1", "lever.land_plan.strength": -1e-7, "lever.entry_standards.strength": 0.0}  # fmt: skip
    scenario = scenario_at(case, row)
    for name in ("least_cost", "最低成本"):
        for source in CASES.joinpath("chizhou").glob("*.*"):
            (tmp_path / source.name).write_bytes(source.read_bytes())
        text = scenario_text(
            scenario.__class__(
                **{
                    **vars(scenario),
                    "name": name,
                    "zh": f"{name}甲",
                    "en": f"{name} a",
                    "about": 'with "quotes" \\ and 引号',
                }
            ),
            case.calendar,
        )
        with (tmp_path / "scenarios.toml").open("a", encoding="utf-8") as file:
            file.write("\n" + text)
        read = load_case(tmp_path).scenario(name)
        assert read.about == 'with "quotes" \\ and 引号'
        assert read.levers.keys() == scenario.levers.keys()
        assert "entry_standards" not in read.levers
        assert read.schedule(case.calendar).tobytes() == scenario.schedule(case.calendar).tobytes()


@pytest.mark.chizhou
def test_steps_and_parks_are_written_so_that_they_are_read_as_they_are(case, tmp_path):
    settings = {
        "land_use_tax": LeverSetting(
            0.1 + 0.2, "2016Q3", later=(Step("2018Q1", 1 / 3), Step("2019Q1", 0.0)), parks=("etdz",)
        ),
        "energy_cap": LeverSetting(1 / 3, "2016Q1", 2, "2019Q2", parks=("etdz", "jiangnan")),
    }
    folder = whole_copy(tmp_path / "case")
    swap("case.toml", 'plan = "draft"', "")(folder)
    text = scenario_text(Scenario("mine", "甲", "mine", settings=settings), case.calendar)
    (folder / "scenarios.toml").write_text(text, encoding="utf-8")
    assert load_case(folder).scenario("mine").settings == settings


@pytest.mark.chizhou
@pytest.mark.parametrize("part", ["strength", "start"])
def test_a_lever_that_the_base_sets_in_steps_is_no_axis(case, tmp_path, part):
    """A search and a design refuse it, and name what to do; where the base sets one strength its parks are kept."""
    folder = whole_copy(tmp_path / "case")
    swap("case.toml", 'plan = "draft"', "")(folder)
    steps = "{ steps = [{ from = '2016Q1', strength = 1 }, { from = '2017Q1', strength = 2 }] }"
    (folder / "scenarios.toml").write_text(
        f"[stepped.levers]\nland_use_tax = {steps}\n[plain.levers]\nland_use_tax = {{ strength = 3, parks = ['etdz'] }}\n",
        encoding="utf-8",
    )
    mine = load_case(folder)
    written = {"land_use_tax": {part: {"strength": [1.0, 2.0], "start": ["2016Q1", "2017Q1"]}[part]}}
    with pytest.raises(InputProblem, match=r"levers.land_use_tax: land_use_tax is set in steps.*vary the scenario"):
        axes_of(mine, "stepped", written, AxisTables("mine.toml", "levers", "futures"))
    row = {f"lever.land_use_tax.{part}": written["land_use_tax"][part][1]}
    with pytest.raises(InputProblem, match="land_use_tax is set in steps"):
        scenario_at(mine, {"scenario": "stepped", **row})
    assert len(axes_of(mine, "plain", written, AxisTables("mine.toml", "levers", "futures"))) == 1
    assert scenario_at(mine, {"scenario": "plain", **row}).settings["land_use_tax"].parks == ("etdz",)
