"""Designs: what Morris and Sobol need run, and what is refused."""

import json

import numpy as np
import pytest

from calibration.sensitivity.design import DesignRecord, continuous_axis, drawn_axes, make_design
from model.parameters import PARAMETERS
from outputs.sensitivity.run import Making, planned
from scenarios import load_case
from scenarios.axes import Axis
from scenarios.refusals.problem import InputProblem
from scenarios.sweep.runner import store_of
from tests.analysis.made import EFFORT, GROWTH, PRICE

AXES = [Axis(GROWTH, (), 0.0, 0.04), continuous_axis(EFFORT), continuous_axis(PRICE)]


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


def test_the_axes_that_replicates_draw_are_those_that_vary():
    assert [each.column for each in drawn_axes()] == [
        f"uncertainty.{name}" for name, parameter in PARAMETERS.items() if parameter.varies
    ]


@pytest.mark.parametrize(
    ("method", "ranges", "samples", "sentence"),
    [
        ("moris", AXES, 6, "unknown method 'moris'; did you mean 'morris'?"),
        ("sobol", AXES, 100, "100 is not a power of 2; such as 64"),
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


def test_a_design_run_on_other_populations_is_refused(tmp_path, request):
    """The folder of a design is that of a sweep, and rests on the same."""
    making = Making("morris", ("lever.innovation_fund.strength", "uncertainty.macro_growth"), 4, 2)
    store_of(planned(load_case("chizhou"), making)[0], tmp_path / "design", {}, resume=True)
    store_of(planned(load_case("chizhou"), making)[0], tmp_path / "design", {}, resume=True)
    request.getfixturevalue("other_populations")
    with pytest.raises(InputProblem, match="the baseline populations differs"):
        store_of(planned(load_case("chizhou"), making)[0], tmp_path / "design", {}, resume=True)
