"""Names of points: short, each another, in the units that people use, and never a number alone."""

import pandas as pd
import pytest

from outputs.shared.point_names import differing_axes, point_names, telling_axes

pytestmark = pytest.mark.chizhou
FUND, START, RAMP = (f"lever.innovation_fund.{setting}" for setting in ("strength", "start", "ramp"))
GROWTH = "uncertainty.macro_growth"


def named(case, language, axes=None, base="none", **columns):
    points = pd.DataFrame({name.replace("__", "."): values for name, values in columns.items()}).rename_axis("point")
    return point_names(case, base, points, differing_axes(points) if axes is None else axes, language)


def test_a_point_is_named_by_its_scenario_and_what_it_sets(case):
    points = {"scenario": ["draft", "draft"], FUND: [10_000.0, 20_000.0]}
    assert named(case, "zh", **points) == [
        "征求意见稿，产业与创新基金 10,000 万元/年",
        "征求意见稿，产业与创新基金 20,000 万元/年",
    ]
    assert named(case, "en", **points) == [
        "the draft, industry and innovation fund 100 million yuan/year",
        "the draft, industry and innovation fund 200 million yuan/year",
    ]


def test_dates_stand_behind_their_lever_and_not_where_it_is_neutral(case):
    points = {FUND: [0.0, 9_000.0, 9_000.0], START: ["2017Q1", "2017Q1", "2018Q1"], RAMP: [3, 3, 4]}
    assert named(case, "en", **points) == [
        "industry and innovation fund 0 million yuan/year",
        "industry and innovation fund 90 million yuan/year (from 2017Q1, ramp 3 quarters)",
        "industry and innovation fund 90 million yuan/year (from 2018Q1, ramp 4 quarters)",
    ]
    assert named(case, "zh", **points)[2] == "产业与创新基金 9,000 万元/年（2018Q1 起，推行期 4 个季度）"


def test_what_is_the_same_everywhere_is_left_out_and_what_is_not_set_too(case):
    points = {"scenario": ["none", "draft"], FUND: [9_000.0, 9_000.0], GROWTH: [0.013, None]}
    assert named(case, "en", **points) == [
        "no plan, macro growth added to every industry's trend 1.3 %/year",
        "the draft",
    ]


def test_points_that_are_nearly_the_same_get_all_their_digits(case):
    points = {FUND: [12_345.6, 12_345.7, 9_000.0]}
    assert named(case, "zh", **points) == [
        f"产业与创新基金 {text} 万元/年" for text in ("12,345.6", "12,345.7", "9,000")
    ]


def test_points_that_cannot_be_told_apart_are_counted(case):
    assert named(case, "en", scenario=["none", "none", "draft"]) == ["no plan (1)", "no plan (2)", "the draft"]


def test_without_a_case_scenarios_go_by_their_ids():
    assert named(None, "en", scenario=["none", "mine"]) == ["none", "mine"]


def test_the_fewest_leading_axes_that_tell_points_apart():
    points = pd.DataFrame(
        {"scenario": ["a"] * 3, FUND: [1.0, 1.0, 2.0], START: ["2016Q1"] * 3, GROWTH: [0.0, 0.1, 0.1], RAMP: [1, 2, 3]}
    )
    assert differing_axes(points) == [FUND, GROWTH, RAMP]
    assert telling_axes(points) == [FUND, GROWTH]
    assert telling_axes(points.assign(scenario=["a", "b", "c"])) == []
