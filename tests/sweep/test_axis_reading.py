"""Axes as files write them: lists, ranges with and without a step, and what is refused."""

import pytest

from scenarios.axes import Axis, describe, known
from scenarios.axis_reading import AxisTables, lever_axes, read_axis, uncertainty_axes
from scenarios.refusals.problem import InputProblem

RULE, START, RAMP = (f"lever.multi_storey_rule.{setting}" for setting in ("strength", "start", "ramp"))
MERGER, GROWTH = "lever.park_merger.strength", "uncertainty.macro_growth"
TABLES = AxisTables("x.toml", "levers", "futures.uncertainties")


@pytest.mark.parametrize(
    ("column", "written", "choices"),
    [
        (RULE, [0.5, 0.1], (0.5, 0.1)),
        (RULE, 0.3, (0.3,)),
        (RULE, {"low": 0.1, "high": 0.7, "step": 0.2}, (0.1, 0.3, 0.5, 0.7)),
        (RULE, {"low": 0.1, "high": 0.6, "step": 0.2}, (0.1, 0.3, 0.5, 0.6)),  # the last step is shorter
        (GROWTH, {"low": 0.0, "high": 0.03, "step": 0.015}, (0.0, 0.015, 0.03)),
        (START, {"low": "2016Q3", "high": "2017Q2"}, ("2016Q3", "2016Q4", "2017Q1", "2017Q2")),
        (START, {"low": "2016Q3", "high": "2017Q2", "step": 2}, ("2016Q3", "2017Q1", "2017Q2")),
        (RAMP, {"low": 1, "high": 3}, (1, 2, 3)),
        (MERGER, {"low": 0, "high": 1}, (0.0, 1.0)),  # a switch has nothing between
    ],
)
def test_values_are_read_in_the_order_written(column, written, choices):
    assert read_axis("here", column, written).choices == choices


def test_a_range_without_a_step_holds_every_number_between():
    assert read_axis("here", RULE, {"low": 0.25, "high": 1}) == Axis(RULE, (), 0.25, 1.0)


@pytest.mark.parametrize(
    ("column", "written", "sentence"),
    [
        (RULE, {"low": 0.0, "high": 1.0, "step": 0.001}, "step is 0.001; it must be above 0 and give at most 1000"),
        (RULE, {"low": 0.0, "high": 1.0, "step": -0.5}, "step is -0.5"),
        (RULE, {"low": 0.0, "high": 1.0, "step": True}, "step is true"),
        *(
            (column, {"low": 0, "high": 1, "step": step}, "step is ")
            for column in (RULE, MERGER)
            for step in (10**400, float("inf"), float("nan"))
        ),
        (START, {"low": "2016Q1", "high": "2017Q1", "step": 0.5}, "step is 0.5"),
        (RULE, {"low": 0.5, "high": 0.5}, "low 0.5 is not below high 0.5"),
        (RULE, [0.5, 0.25, 0.5], "0.5 is listed twice"),
    ],
)
def test_what_spans_nothing_is_refused(column, written, sentence):
    with pytest.raises(InputProblem) as refused:
        read_axis("here", column, written)
    assert sentence in str(refused.value)


def test_the_finest_step_allowed():
    assert len(read_axis("here", RULE, {"low": 0.0, "high": 0.999, "step": 0.001}).choices) == 1000


def test_a_list_by_itself_is_one_of_strengths():
    axes = lever_axes(TABLES, {"multi_storey_rule": [0.5], "energy_cap": {"start": ["2017Q1"], "ramp": [2]}})
    assert {lever: [axis.column for axis in found] for lever, found in axes.items()} == {
        "multi_storey_rule": [RULE],
        "energy_cap": ["lever.energy_cap.start", "lever.energy_cap.ramp"],
    }


def test_an_end_of_an_uncertainty_that_is_left_out_is_the_declared_one():
    (axis,) = uncertainty_axes(TABLES, {"macro_growth": {"low": 0.01}})
    assert (axis.low, axis.high) == (0.01, describe(GROWTH).high)


def test_a_name_in_the_wrong_table_is_sent_to_the_right_one():
    with pytest.raises(InputProblem, match=r"\[levers\].*is an uncertainty, not a lever.*\[futures\.uncertainties\]"):
        lever_axes(TABLES, {"macro_growth": [0.01]})


def test_places_go_by_distance():
    assert Axis(START, ("2016Q1", "2016Q2", "2017Q1")).places == (0.0, 0.25, 1.0)
    assert Axis(RULE, (0.2, 0.3, 0.6)).places == pytest.approx((0.0, 0.25, 1.0))
    assert Axis(RULE, (0.5,)).places == (0.0,)


def test_every_column_that_holds_numbers_has_a_declared_range():
    for axis in known().values():
        assert (axis.low <= axis.high) == (axis.kind in ("number", "whole number")), axis.column
