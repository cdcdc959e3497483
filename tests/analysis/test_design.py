"""Designs: what Morris and Sobol need run, and what is refused."""

import json
import re

import numpy as np
import pandas as pd
import pytest

import run
from calibration.sensitivity.design import (
    DesignRecord,
    accepted_samples,
    drawn_axes,
    make_design,
    sensitivity_axis,
    written_axis,
)
from model.declaration import Choice
from model.levers import LEVERS
from model.parameters import PARAMETERS, open_choices
from outputs.sensitivity.run import Making, planned
from scenarios import load_case
from scenarios.axes import Axis
from scenarios.refusals.problem import InputProblem
from scenarios.sweep.runner import store_of
from tests.analysis.made import EFFORT, GROWTH, PRICE

AXES = [Axis(GROWTH, (), 0.0, 0.04), sensitivity_axis(EFFORT), sensitivity_axis(PRICE)]


@pytest.mark.parametrize(("method", "samples", "points"), [("morris", 6, 24), ("sobol", 8, 40)])
def test_a_design_has_its_points_within_the_ranges(method, samples, points):
    table, record = make_design(method, AXES, samples, 5)
    assert list(table.columns) == [GROWTH, EFFORT, PRICE]
    assert table.index.tolist() == list(range(points))
    assert table.index.name == "point"
    assert len(table) == samples * record.points_per_sample
    for each in AXES:
        assert table[each.column].between(each.low, each.high).all()


def test_a_trajectory_moves_one_axis_at_a_time_by_two_thirds_of_its_range():
    table, record = make_design("morris", AXES, 6, 5)
    unit = (table - [each.low for each in AXES]) / [each.high - each.low for each in AXES]
    for start in range(0, len(unit), record.points_per_sample):
        moves = np.diff(unit.to_numpy()[start : start + record.points_per_sample], axis=0)
        assert np.count_nonzero(np.abs(moves) > 1e-9, axis=1).tolist() == [1, 1, 1]
        assert np.abs(moves).max(axis=1) == pytest.approx(2 / 3)


def test_the_same_seed_gives_the_same_points_and_another_does_not():
    one, again, other = (make_design("sobol", AXES, 8, seed)[0] for seed in (0, 0, 1))
    assert one.equals(again)
    assert not one.equals(other)


def test_a_record_survives_a_file():
    record = make_design("morris", AXES, 6, 5)[1]
    assert DesignRecord.from_dict(json.loads(json.dumps(record.as_dict()))) == record


def test_the_axes_that_replicates_draw_are_those_that_vary(case):
    drawn = open_choices(case.weights)
    assert [each.column for each in drawn_axes(case)] == [
        f"uncertainty.{name}"
        for name, parameter in PARAMETERS.items()
        if (name in drawn if isinstance(parameter, Choice) else parameter.varies)
    ]


@pytest.mark.parametrize(
    ("method", "ranges", "samples", "sentence"),
    [
        ("moris", AXES, 6, "unknown method 'moris'; did you mean 'morris'?"),
        ("sobol", AXES, 100, "100 is not a power of 2; such as 64, 128"),
        ("sobol", AXES, 3, "3 is out of range; at least 4"),
        ("morris", [AXES[0], AXES[1], AXES[0]], 6, "uncertainty.macro_growth is listed twice"),
        ("morris", AXES, 3, "3 is out of range; at least 4"),
        ("morris", AXES[:1], 6, "only 1 axes; at least 2 are needed"),
        ("morris", [Axis(GROWTH, (), 0.04, 0.04), AXES[1]], 6, "low 0.04 is not below high 0.04"),
        (
            "morris",
            [Axis(GROWTH, (), 0.0, 0.06), AXES[1]],
            6,
            "macro_growth: 0.06 is out of range; allowed: -0.005 to 0.055",
        ),
        ("morris", [Axis("lever.park_merger.strength", (), 0.0, 1.0), AXES[1]], 6, "is on or off and nothing between"),
        ("morris", [Axis("lever.evaluation.start", (), 0.0, 1.0), AXES[1]], 6, "takes no value between two others"),
        ("morris", [Axis("scenario", (), 0.0, 1.0), AXES[1]], 6, "takes no value between two others"),
    ],
)
def test_a_design_that_cannot_be_run_is_refused(method, ranges, samples, sentence):
    with pytest.raises(InputProblem) as refused:
        make_design(method, ranges, samples, 1)
    assert sentence in str(refused.value)


@pytest.mark.parametrize(
    ("method", "count", "accepted"),
    [("sobol", 23, 32), ("sobol", 32, 32), ("sobol", 33, 64), ("sobol", 2, 4), ("morris", 23, 23), ("morris", 1, 4)],
)
def test_a_number_of_samples_that_is_named_is_accepted(method, count, accepted):
    assert accepted_samples(method, count) == accepted
    assert make_design(method, AXES, accepted, 1)[1].samples == accepted


NAMES = [*(name for name, lever in LEVERS.items() if not lever.switch), *PARAMETERS, "macro_grow", "lever.land_plan"]


@pytest.mark.parametrize("name", NAMES)
def test_an_axis_that_is_suggested_is_accepted(name):
    with pytest.raises(InputProblem) as refused:
        sensitivity_axis(name)
    said = str(refused.value)
    (suggested,) = re.findall(r"(?:did you mean '|known: )([\w.]+)", said)
    assert sensitivity_axis(suggested).column == suggested
    assert said.endswith((suggested, f"'{suggested}'?"))


def test_a_lever_that_is_on_or_off_is_suggested_nothing():
    with pytest.raises(InputProblem, match="is on or off and nothing between"):
        sensitivity_axis("park_merger")


def test_the_axis_that_is_suggested_for_a_lever_is_its_strength():
    with pytest.raises(InputProblem, match=r"did you mean 'lever\.innovation_fund\.strength'"):
        sensitivity_axis("innovation_fund")


def test_an_option_may_give_the_range_of_an_axis():
    assert written_axis("lever.innovation_fund.strength=5000..20000") == Axis(
        "lever.innovation_fund.strength", (), 5000.0, 20000.0
    )
    assert written_axis(" uncertainty.macro_growth = -0.004 .. 0.05 ") == Axis(GROWTH, (), -0.004, 0.05)
    assert written_axis(GROWTH) == sensitivity_axis(GROWTH)


@pytest.mark.parametrize(
    ("written", "sentence"),
    [
        ("lever.innovation_fund.strength=7", "--axis: '7' is no range; write lever.innovation_fund.strength=LOW..HIGH"),
        ("lever.innovation_fund.strength=", "'' is no range"),
        ("lever.innovation_fund.strength=0..much", "'much' is not a number; write lever.innovation_fund.strength=LOW..HIGH"),
        ("lever.innovation_fund.strength=9..3", "low 9.0 is not below high 3.0"),
        ("lever.innovation_fund.strength=0..100001", "100001.0 is out of range; allowed: 0 to 100000"),
        ("lever.innovation_fund.strength=0..nan", "nan is out of range"),
        ("lever.innovation_fund.start=0..1", "takes no value between two others"),
        ("lever.park_merger.strength=0..1", "is on or off and nothing between"),
        ("innovation_fund=0..1", "did you mean 'lever.innovation_fund.strength'"),
    ],
)  # fmt: skip
def test_a_range_that_is_none_is_refused(written, sentence):
    with pytest.raises(InputProblem) as refused:
        written_axis(written)
    assert sentence in str(refused.value)


def test_the_command_runs_the_range_that_it_was_given(tmp_path, capsys):
    """And says of which points a strength is too small to act: 0 and a third of 0.24 add up to 0.4 in five years."""
    arguments = ["sensitivity", "chizhou", "--method", "morris", "--axis", "lever.innovation_fund.strength=5000..20000",
                 "--axis", "lever.innovation_platforms.strength=0..0.24", "--target", "hightech_output_share", "--year",
                 "2020", "--samples", "4", "-n", "6", "--store", str(tmp_path / "store"), "--out", str(tmp_path / "out")]  # fmt: skip
    assert run.main(arguments) == 0
    points = pd.read_parquet(tmp_path / "store" / "points.parquet")
    assert sorted(set(points["lever.innovation_fund.strength"])) == [5000.0, 10000.0, 15000.0, 20000.0]
    small = int(points["lever.innovation_platforms.strength"].between(0.01, 0.19).sum())
    assert small > 0
    assert f"At {small} of 12 points the strength of 'public innovation platforms opened'" in capsys.readouterr().out


def test_a_design_run_on_other_populations_is_refused(tmp_path, request):
    """The folder of a design is that of a sweep, and rests on the same."""
    making = Making("morris", ("lever.innovation_fund.strength", "uncertainty.macro_growth"), 4, 2)
    store_of(planned(load_case("chizhou"), making)[0], tmp_path / "design", {}, resume=True)
    store_of(planned(load_case("chizhou"), making)[0], tmp_path / "design", {}, resume=True)
    request.getfixturevalue("other_populations")
    with pytest.raises(InputProblem, match="the baseline populations differs"):
        store_of(planned(load_case("chizhou"), making)[0], tmp_path / "design", {}, resume=True)
