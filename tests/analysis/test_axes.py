"""Axes: what the columns of points are, and how they become numbers."""

import numpy as np
import pandas as pd
import pytest

from model.levers import LEVERS
from scenarios import axes
from scenarios.refusals.problem import InputProblem


def test_every_column_is_described_in_both_languages():
    for column in axes.known():
        found = axes.describe(column)
        assert found.zh
        assert found.en


def test_a_column_has_the_label_and_unit_of_its_declaration():
    found = axes.describe("uncertainty.land_price")
    assert (found.zh, found.en) == ("工业用地价格", "price of industrial land")
    assert (found.unit, found.kind) == ("10k yuan/mu", axes.NUMBER)
    found = axes.describe("lever.evaluation.strength")
    assert found.en == "strength of 'evaluation of upgrading'"
    assert found.unit == LEVERS["evaluation"].unit
    assert axes.describe("lever.evaluation.start").kind == axes.QUARTER
    assert axes.describe("lever.evaluation.ramp").unit == "quarters"


@pytest.mark.parametrize("column", ["growth", "lever.evaluation", "lever.evaluation.when", "uncertainty.macro"])
def test_what_is_no_axis_is_refused_with_the_nearest(column):
    with pytest.raises(InputProblem, match="is no axis of a sweep"):
        axes.describe(column)


@pytest.mark.parametrize(("text", "number"), [("2016Q1", 8064.0), ("2016Q4", 8067.0), ("2017Q1", 8068.0)])
def test_quarters_rise_by_one(text, number):
    assert axes.quarter_number(text) == number
    assert axes.quarter_text(number) == text


def test_what_varies_becomes_numbers_and_names():
    points = pd.DataFrame(
        {
            "scenario": ["draft", "none"], "uncertainty.rent": [0.01, 0.01],
            "lever.evaluation.start": ["2016Q1", "2016Q3"], "lever.evaluation.ramp": [0, 2],
        }
    )  # fmt: skip
    found = axes.varying(points)
    assert list(found.columns) == ["scenario", "lever.evaluation.start", "lever.evaluation.ramp"]
    assert found["lever.evaluation.start"].tolist() == [8064.0, 8066.0]
    assert found["lever.evaluation.ramp"].dtype == np.float64


def test_points_that_are_all_the_same_are_refused():
    with pytest.raises(InputProblem, match="all points are the same"):
        axes.varying(pd.DataFrame({"uncertainty.rent": [0.01, 0.01]}))


def test_an_empty_cell_is_refused():
    with pytest.raises(InputProblem, match=r"uncertainty\.rent: has 1 empty cells"):
        axes.varying(pd.DataFrame({"uncertainty.rent": [0.01, None]}))


@pytest.mark.chizhou
def test_what_a_point_leaves_to_its_scenario_is_filled_in(case):
    """The draft sets the evaluation, no plan does not; a date that nobody sets is the first quarter of the run."""
    points = pd.DataFrame(
        {"scenario": ["draft", "none", None], "lever.evaluation.strength": [None, None, 0.3],
         "lever.evaluation.start": [None, None, "2017Q1"], "lever.evaluation.end": [None, "2019Q1", None]}
    )  # fmt: skip
    found = axes.filled(points, case, "none")
    own = case.scenario("draft").settings["evaluation"]
    assert found["scenario"].tolist() == ["draft", "none", "none"]
    assert found["lever.evaluation.strength"].tolist() == [own.strength, LEVERS["evaluation"].neutral, 0.3]
    assert found["lever.evaluation.start"].tolist() == [own.start or "2016Q1", "2016Q1", "2017Q1"]
    assert found["lever.evaluation.end"].tolist()[1] == "2019Q1"
    assert not found.isna().any(axis=None)
