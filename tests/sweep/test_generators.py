"""Points by hand: what each kind of design makes of given axes."""

import numpy as np
import pandas as pd
import pytest

from model.levers import LeverSetting
from scenarios.axes import Axis
from scenarios.case import CASES
from scenarios.sweep import design_of, read_design
from scenarios.sweep.design_file import Method
from scenarios.sweep.generators import crossed, factorial, sampled, table, unit_cube
from scenarios.sweep.plan import SweepPlan

RULE, PLANTS = "lever.multi_storey_rule.strength", "lever.standard_factories.start"


def test_a_factorial_design_has_every_combination_the_last_axis_fastest():
    frame = factorial([Axis(RULE, (0.0, 1.0)), Axis(PLANTS, ("2016Q1", "2017Q1", "2018Q1"))])
    assert frame[RULE].tolist() == [0, 0, 0, 1, 1, 1]
    assert frame[PLANTS].tolist() == ["2016Q1", "2017Q1", "2018Q1"] * 2
    assert frame.index.tolist() == [0, 1, 2, 3, 4, 5]
    assert frame.index.name == "point"


def test_a_design_without_axes_is_one_point():
    assert factorial([]).shape == (1, 0)


@pytest.mark.parametrize(
    ("uniform", "choice"), [(0.0, "a"), (0.3333, "a"), (0.3334, "b"), (0.6666, "b"), (0.6667, "c"), (0.999999, "c")]
)
def test_choices_have_equal_parts_of_the_unit_interval(uniform, choice):
    assert Axis("x", ("a", "b", "c")).at(np.array([uniform])) == [choice]


def test_a_range_is_linear():
    assert Axis("x", (), -2.0, 6.0).at(np.array([0.0, 0.25, 0.5])) == [-2.0, 0.0, 2.0]


@pytest.mark.parametrize(("method", "points"), [(Method.LATIN_HYPERCUBE, 12), (Method.SOBOL, 16)])
def test_every_axis_has_one_point_in_each_equal_part(method, points):
    cube = unit_cube(method, 5, points, seed=3)
    for axis in cube.T:
        assert sorted(np.floor(axis * points).astype(int)) == list(range(points))


def test_sobol_is_even_over_pairs_of_axes():
    """Sixteen points of a scrambled sequence: one in each of the sixteen squares of the first two axes."""
    cube = unit_cube(Method.SOBOL, 2, 16, seed=5)
    assert len({tuple(square) for square in np.floor(cube * 4).astype(int)}) == 16


@pytest.mark.parametrize("method", [Method.LATIN_HYPERCUBE, Method.SOBOL])
def test_the_seed_decides(method):
    axes = [Axis(RULE, (), 0.0, 1.0), Axis(PLANTS, ("2016Q1", "2017Q1"))]
    once, again, other = (sampled(axes, method, 8, seed) for seed in (1, 1, 2))
    pd.testing.assert_frame_equal(once, again)
    assert not once.equals(other)


def test_a_crossing_is_every_lever_point_with_every_future():
    levers = table([RULE], [[0.0, 1.0]], 2)
    futures = table(["uncertainty.macro_growth"], [[0.01, 0.02, 0.03]], 3)
    frame = crossed(levers, futures)
    assert frame.values.tolist() == [[0, 0.01], [0, 0.02], [0, 0.03], [1, 0.01], [1, 0.02], [1, 0.03]]


def test_a_robust_design_crosses_and_a_joint_one_does_not(home):
    base = {"name": "x", "case": "town", "replicates": {"number": 1}}
    levers = {
        "axes": {"polluter_exit": {"strength": {"low": 0.0, "high": 0.2}, "start": {"low": "2016Q1", "high": "2017Q4"}}}
    }
    nature = {"axes": {"macro_growth": {}, "exit_hazard": {"low": 0.055}}}
    sample = {"method": "latin_hypercube", "points": 6}
    robust = design_of({**base, "levers": levers | sample, "uncertainties": nature | {"points": 4}}, "x", home)
    joint = design_of({**base, "levers": levers, "uncertainties": nature, "joint": sample}, "x", home)
    assert len(robust.frame) == 24
    assert robust.frame.groupby("uncertainty.macro_growth").size().tolist() == [6] * 4
    assert len(joint.frame) == 6
    assert joint.frame.nunique().tolist()[0::2] == [6, 6]  # strength and macro growth: a value of its own in each point
    assert joint.frame["uncertainty.exit_hazard"].between(0.055, 0.07).all()
    quarters = {f"{year}Q{quarter}" for year in (2016, 2017) for quarter in (1, 2, 3, 4)}
    assert set(joint.frame["lever.polluter_exit.start"]) <= quarters


def test_points_of_a_file_are_those_of_the_file(home):
    text = (
        "scenario,lever.polluter_exit.strength,lever.polluter_exit.start,lever.polluter_exit.ramp,uncertainty.exit_hazard\n"
        "draft,0.2,,,\nnone,0.1,2017Q2,4,0.055\n"
    )
    (home / "points.csv").write_text(text, encoding="utf-8")
    listed = {"name": "x", "case": "town", "joint": {"file": "points.csv"}, "replicates": {"number": 1}}
    first, second = design_of(listed, "x", home).points
    exits = dict(first.settings)["polluter_exit"]
    assert exits == LeverSetting(0.2, "2017Q1", 4)  # start and ramp as the draft has them
    assert len(first.settings) == 25
    assert first.held == ()
    assert second.settings == (("polluter_exit", LeverSetting(0.1, "2017Q2", 4)),)
    assert second.held == (("exit_hazard", 0.055),)


@pytest.mark.parametrize(
    ("name", "points", "runs"), [("two_levers", 25, 5000), ("robust", 256, 12800), ("until_told", 4, 8000)]
)
def test_the_shipped_designs_are_read(name, points, runs):
    plan = SweepPlan(read_design(CASES / "chizhou" / "sweeps" / f"{name}.toml"))
    assert (len(plan.design.points), plan.most_runs) == (points, runs)
    assert plan.worlds == 1


def test_the_shipped_robust_design_crosses_scenarios_with_futures():
    frame = read_design(CASES / "chizhou" / "sweeps" / "robust.toml").frame
    assert frame.groupby("scenario").size().tolist() == [32] * 8
    nature = [column for column in frame.columns if column.startswith("uncertainty.")]
    futures = [group[nature].to_numpy().tolist() for _, group in frame.groupby("scenario")]
    assert all(each == futures[0] for each in futures)


def test_points_that_share_a_baseline_are_run_one_after_the_other(home):
    axes = {"arrival_rate": [0.18, 0.2, 0.24], "macro_growth": [0.0, 0.05]}
    contents = {
        "name": "x", "case": "town", "levers": {"scenarios": ["none", "draft"]}, "uncertainties": {"axes": axes},
        "replicates": {"number": 2, "block": 1},
    }  # fmt: skip
    plan = SweepPlan(design_of(contents, "x", home))
    held = [dict(task.held)["arrival_rate"] for planned in plan.rounds() for _, task in planned]
    assert held == sorted(held)
    assert plan.worlds == 3
    assert len(held) == 24
