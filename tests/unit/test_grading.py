import math

import numpy as np
import pytest

from model.grading_tables import penalty_dtype, threshold_dtype
from model.rules.grading import (
    add_exactly,
    grade_by_rank,
    grade_by_score,
    grades_lost,
    item_points,
    ratio_of,
    reaches_any,
    score_of,
)
from model.units import SCORE_STEPS, SHARE_STEPS


@pytest.mark.parametrize("values", [(1e16, 1.0, 1.0), (1.0, 1e16, 1.0), (1.0, 1.0, 1e16)])
def test_an_exact_sum_is_the_same_in_any_order(values):
    total = rest = 0.0
    for value in values:
        total, rest = add_exactly(total, rest, value)
    assert total + rest == 1e16 + 2.0


def test_there_is_no_ratio_to_nothing_and_none_of_what_is_not_known():
    assert ratio_of(3.0, 4.0) == 0.75
    for above, below in ((3.0, 0.0), (3.0, -4.0), (math.nan, 4.0), (3.0, math.nan)):
        assert math.isnan(ratio_of(above, below))


@pytest.mark.parametrize(
    ("ratio", "points"), [(1.2, 12.0), (3.0, 30.0), (3.1, 30.0), (-1.0, -4.0), (-0.3, -3.0), (0.0, 0.0)]
)
def test_points_are_the_weight_times_the_ratio_to_the_benchmark_within_its_ends(ratio, points):
    """A weight of 20 and a benchmark of 2; the item counts at least -0.2 and at most 1.5 times."""
    assert item_points(ratio, 2.0, 20.0, -0.2, 1.5) == pytest.approx(points)


def test_points_of_a_missing_figure_are_missing_and_nobody_has_any_without_a_benchmark():
    assert math.isnan(item_points(math.nan, 2.0, 20.0, 0.0, 1.5))
    assert item_points(3.0, 0.0, 20.0, 0.0, 1.5) == 0.0


def test_a_score_is_in_whole_billionths_of_a_point():
    assert score_of(61.25) == 61 * SCORE_STEPS + SCORE_STEPS // 4


@pytest.mark.parametrize(
    ("land", "tax", "reached"), [(4.9, 29.9, False), (5.0, 0.0, True), (0.0, 30.0, True), (math.nan, 29.0, False)]
)
def test_either_of_two_thresholds_is_enough(land, tax, reached):
    """The first threshold, of 1, is of others: the two in hand are 5 of the amount 1, and 30 of the amount 0."""
    thresholds = np.array([(0, 1.0), (1, 5.0), (0, 30.0)], threshold_dtype).view(np.recarray)
    assert reaches_any(np.array([tax, land]), thresholds, 1, 3) == reached
    assert reaches_any(np.array([tax, land]), thresholds, 1, 1)


@pytest.mark.parametrize(("rank", "grade"), [(1, 0), (3, 0), (4, 1), (7, 1), (8, 2), (11, 2)])
def test_a_rank_exactly_at_a_share_is_within_it(rank, grade):
    """Of ten firms 30 % have the first grade and 70 % the first two; the first entry of the cuts is of others."""
    cuts = np.array([SHARE_STEPS, 3 * SHARE_STEPS // 10, 7 * SHARE_STEPS // 10])
    assert grade_by_rank(rank, 10, cuts, 1, 3) == grade


@pytest.mark.parametrize(("score", "grade"), [(90, 0), (89, 1), (60, 1), (59, 2)])
def test_a_score_exactly_at_a_cut_reaches_it(score, grade):
    assert grade_by_score(score, np.array([95, 90, 60]), 1, 3) == grade


@pytest.mark.parametrize(("demerits", "lost"), [((0, 0), 0), ((1, 0), 3), ((0, 1), 1), ((1, 1), 4)])
def test_penalties_take_grades_for_what_a_firm_has(demerits, lost):
    penalties = np.array([(0, 2), (0, 3), (1, 1)], penalty_dtype).view(np.recarray)
    assert grades_lost(np.array(demerits, np.int8), penalties, 1, 3) == lost
