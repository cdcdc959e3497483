"""Attainment: goals, what misses them, and what runs drew."""

import numpy as np
import pandas as pd
import pytest

from calibration.attainment import attainment, axes_of_runs, futures, met, missed, unclear, values_of_runs
from model import simulate
from scenarios.intervals import proportion
from scenarios.refusals.problem import InputProblem
from scenarios.targets import Target, goal_named
from tests.analysis.made import SHARE, outcome_table

TARGETS = (
    Target(indicator="tax", year=2017, at_least=10.0, clause="1"),
    Target(indicator=SHARE, year=2017, at_least=0.4, clause="1"),
    Target(indicator=SHARE, year=2020, at_least=0.5, clause="1"),
)


def test_a_goal_is_a_target_or_several_at_once():
    assert goal_named(TARGETS, "tax").year == 2017
    assert goal_named(TARGETS, SHARE, 2020).targets == TARGETS[2:]
    assert goal_named(TARGETS, "all_targets", 2017).targets == TARGETS[:2]
    assert goal_named(TARGETS, "all_targets").targets == TARGETS


@pytest.mark.parametrize(
    ("indicator", "year", "sentence"),
    [
        ("taxes", None, "--target: the case has no target 'taxes'; did you mean 'tax', 'all_targets'?"),
        (SHARE, None, "--year: 'hightech_output_share' is a target of several years: name one; known: 2017, 2020"),
        (SHARE, 2018, "--year: there is no target 'hightech_output_share' in 2018; known: 2017, 2020"),
    ],
)
def test_a_goal_that_the_plan_has_not_is_refused(indicator, year, sentence):
    with pytest.raises(InputProblem) as refused:
        goal_named(TARGETS, indicator, year)
    assert str(refused.value) == sentence


def test_a_level_that_is_just_reached_is_met():
    outcomes = outcome_table([[0.5, 0.49999, 0.51, 0.4], [0.5, 0.5, 0.5, 0.5]])
    goal = goal_named(TARGETS, SHARE, 2020)
    assert met(outcomes, goal).tolist() == [True, False, True, False, True, True, True, True]
    table = attainment(outcomes, goal)
    assert table["probability"].tolist() == [0.5, 1.0]
    assert table["n"].tolist() == [4, 4]
    # Wilson with 2 of 4 at 95 %: (0.5 + 1.9207 / 4 -+ ...) as published: 0.150 to 0.850
    assert table["low"][0] == pytest.approx(0.150, abs=5e-4)
    assert table["high"][0] == pytest.approx(0.850, abs=5e-4)


def test_replicates_of_one_population_are_a_cluster():
    outcomes = outcome_table([[0.5, 0.49999, 0.51, 0.4], [0.5, 0.5, 0.5, 0.5]])
    goal, populations = goal_named(TARGETS, SHARE, 2020), pd.Series([6, 2, 6, 2])
    table = attainment(outcomes, goal, populations)
    assert tuple(table.loc[0, ["probability", "low", "high"]]) == proportion(
        np.array([True, False, True, False]), np.array([6, 2, 6, 2])
    )
    assert table["high"][0] - table["low"][0] > 0.95
    pd.testing.assert_frame_equal(attainment(outcomes, goal, pd.Series(range(4))), attainment(outcomes, goal))


def test_a_point_misses_below_the_level_and_not_at_it():
    table = attainment(outcome_table([[0.6, 0.4], [0.6, 0.6]]), goal_named(TARGETS, SHARE, 2020))
    assert missed(table, 0.5).tolist() == [False, False]
    assert missed(table, 0.5001).tolist() == [True, False]
    assert unclear(table, 0.5) == 2 - int(table["low"][1] >= 0.5)


def test_all_targets_are_met_in_the_same_run():
    outcomes = pd.concat([outcome_table([[0.6, 0.3]], SHARE, 2017), outcome_table([[0.6, 0.6]], SHARE, 2020)])
    goal = goal_named(TARGETS[1:], "all_targets")
    assert met(outcomes, goal).tolist() == [True, False]


def with_a_year_lost(outcomes):
    """The outcomes without the last year of the last run; another year of it is there."""
    early = outcomes.assign(year=2017)
    return pd.concat([early, outcomes.iloc[:-1]], ignore_index=True)


@pytest.mark.parametrize(
    ("table", "sentence"),
    [
        (outcome_table([[0.6]], "tax"), "no indicator 'hightech_output_share'"),
        (outcome_table([[0.6]], SHARE, 2019), "holds nothing of 2020; known: 2019"),
        (pd.concat([outcome_table([[0.6]])] * 2), "a run has two rows of 2020"),
        (outcome_table([[np.nan]]), "hightech_output_share has no value in 2020 in some runs"),
        (with_a_year_lost(outcome_table([[0.4, 0.6]])), "hightech_output_share has no value in 2020 in some runs"),
    ],
)
def test_outcomes_that_cannot_be_judged_are_refused(table, sentence):
    with pytest.raises(InputProblem, match=sentence):
        values_of_runs(table, SHARE, 2020)


def test_what_runs_drew_is_what_the_model_drew(case):
    runs = simulate(case, "none", 3, 7, first=2)
    drawn = futures(case.world, 7, np.array([2, 3, 4]))
    for column in drawn.columns:
        name = column.removeprefix("uncertainty.")
        assert drawn[column].tolist() == runs[f"parameter_{name}"].values.tolist()


def test_what_a_point_holds_is_not_drawn(case):
    points = pd.DataFrame({"uncertainty.macro_growth": [0.01, 0.02]}).rename_axis("point")
    runs = pd.MultiIndex.from_product([[0, 1], [5, 6]], names=["point", "replicate"])
    drawn = futures(case.world, 1, np.array([5, 6]))
    table = axes_of_runs(points, runs, drawn)
    assert table.index.equals(runs)
    assert table["uncertainty.macro_growth"].tolist() == [0.01, 0.01, 0.02, 0.02]
    assert table["uncertainty.exit_hazard"].tolist() == 2 * drawn["uncertainty.exit_hazard"].tolist()
