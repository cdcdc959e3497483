"""Discovery: a planted box is found, noise is not taken for one, and what cannot be told is refused."""

import numpy as np
import pandas as pd
import pytest

from calibration.discovery.box import HIGH, Side
from calibration.discovery.dependence import halves, inflation, within_class_correlation
from calibration.discovery.discover import discover
from scenarios.refusals.problem import InputProblem
from tests.analysis.made import COLUMNS, EFFORT, GROWTH, made_points

NOISE_SAMPLES = 10


@pytest.fixture(scope="module")
def planted():
    """400 points; of those with growth below 0.5 and effort below 0.6 nine in ten miss, of the others one in twenty."""
    points = made_points(400, 11)
    inside = (points[GROWTH] < 0.5) & (points[EFFORT] < 0.6)
    random = np.random.default_rng(12)
    missed = pd.Series(random.random(400) < np.where(inside, 0.9, 0.05), index=points.index)
    return points, missed, discover(points, missed)


def test_a_planted_box_is_found(planted):
    """Limits within 0.05 of what was planted, and no other; coverage and density as planted within 0.1."""
    points, missed, found = planted
    inside = (points[GROWTH] < 0.5) & (points[EFFORT] < 0.6)
    box = found.boxes[0]
    assert set(box.limits) == {Side(GROWTH, HIGH), Side(EFFORT, HIGH)}
    assert box.limits[Side(GROWTH, HIGH)] == pytest.approx(0.5, abs=0.05)
    assert box.limits[Side(EFFORT, HIGH)] == pytest.approx(0.6, abs=0.05)
    assert box.coverage == pytest.approx(missed[inside].sum() / missed.sum(), abs=0.1)
    assert box.measures.density == pytest.approx(missed[inside].mean(), abs=0.1)
    assert max(box.p.values()) < 1e-6
    assert box.dense_enough
    assert found.trial is None


def test_the_trajectory_goes_from_everything_to_the_dense(planted):
    steps = planted[2].boxes[0].trajectory
    assert steps["coverage"].iloc[0] == 1.0
    assert steps["mass"].iloc[0] == 1.0
    assert steps["density"].iloc[-1] > steps["density"].iloc[0]
    assert steps["chosen"].sum() == 1


def test_a_box_that_is_sparse_everywhere_is_found():
    """Of 400 points with growth below 0.4 four in ten miss, of the others one in fifty: no box is half dense."""
    points = made_points(400, 31)
    missed = pd.Series(np.random.default_rng(32).random(400) < np.where(points[GROWTH] < 0.4, 0.4, 0.02))
    box = discover(points, missed).boxes[0]
    assert set(box.limits) == {Side(GROWTH, HIGH)}
    assert box.limits[Side(GROWTH, HIGH)] == pytest.approx(0.4, abs=0.08)
    assert not box.dense_enough


def test_the_same_sample_gives_the_same_boxes(planted):
    points, missed, found = planted
    again = discover(points, missed)
    assert [box.limits for box in again.boxes] == [box.limits for box in found.boxes]


def test_two_corners_give_two_boxes():
    points = made_points(500, 21)
    missed = ((points[GROWTH] < 0.35) & (points[EFFORT] < 0.6)) | (points[GROWTH] > 0.8)
    found = discover(points, missed)
    assert len(found.boxes) >= 2
    assert {side.column for box in found.boxes for side in box.limits} == {GROWTH, EFFORT}
    assert sum(box.coverage for box in found.boxes) > 0.9


@pytest.mark.statistical
def test_noise_is_seldom_taken_for_a_box():
    """Points and misses without any relation, seeds 0 to 9, 120 points and four axes each.

    Of 400 such samples (seeds 0 to 399) none gave a box: a rate below 0.75 % (95 %), at which two or more of ten have a
    chance below 0.3 %.
    """
    alarms = 0
    for seed in range(NOISE_SAMPLES):
        missed = pd.Series(np.random.default_rng(1000 + seed).random(120) < 0.35)
        alarms += bool(discover(made_points(120, seed), missed).boxes)
    assert alarms < 2


def test_a_box_that_the_halves_do_not_confirm_is_no_claim():
    missed = pd.Series(np.random.default_rng(5).random(150) < 0.35)
    found = discover(made_points(150, 4), missed)
    assert found.boxes == ()
    assert found.trial is not None
    assert not found.trial.limits


@pytest.mark.parametrize(
    ("cases", "sentence"),
    [
        (0, "scenario discovery: none of 60 points misses the target"),
        (60, "scenario discovery: all 60 points miss the target"),
        (19, "of 60 points 19 miss the target and 41 meet it: too few; at least 20 of either kind are needed"),
        (41, "of 60 points 41 miss the target and 19 meet it: too few; at least 20 of either kind are needed"),
    ],
)
def test_too_few_none_or_all_are_refused(cases, sentence):
    with pytest.raises(InputProblem) as refused:
        discover(made_points(60, 1), pd.Series(np.arange(60) < cases))
    assert str(refused.value).endswith(sentence)


def test_twenty_of_either_kind_are_enough():
    assert discover(made_points(40, 1), pd.Series(np.arange(40) < 20)).rows == 40


def runs(points, replicates):
    return pd.MultiIndex.from_product([range(points), range(replicates)], names=["point", "replicate"])


def test_halves_of_points_have_as_many_cases():
    interest = np.arange(50) < 20
    one, other = halves(interest, pd.RangeIndex(50), 1)
    assert sorted([*one, *other]) == list(range(50))
    assert interest[one].sum() == interest[other].sum() == 10


def test_halves_of_runs_share_neither_points_nor_futures():
    index = runs(6, 10)
    one, other = halves(np.ones(60, dtype=bool), index, 3)
    for level in ("point", "replicate"):
        assert not set(index[one].get_level_values(level)) & set(index[other].get_level_values(level))
    assert len(one) == len(other) == 15


def test_correlation_within_classes_worked_by_hand():
    """Two classes of two: all alike within each, so the correlation is 1; mixed evenly, it is not above 0."""
    classes = np.array([0, 0, 1, 1])
    assert within_class_correlation(np.array([True, True, False, False]), classes) == 1.0
    assert within_class_correlation(np.array([True, False, True, False]), classes) == 0.0


def test_runs_that_all_say_what_their_point_says_count_as_points():
    """Ten points of 20 runs each, alike within a point: 20 runs count for one."""
    interest = np.repeat(np.arange(10) % 2 == 0, 20)
    assert inflation(interest, runs(10, 20)) == pytest.approx(20.0)
    assert inflation(interest, pd.RangeIndex(200)) == 1.0


@pytest.mark.statistical
def test_points_that_differ_for_no_reason_are_no_box_of_runs():
    """12 points of 30 runs; a point misses or not whatever its axes are. Seeds 0 to 7: at most one gives a box."""
    alarms = 0
    for seed in range(8):
        random = np.random.default_rng(seed)
        index = runs(12, 30)
        level = random.permutation(np.repeat([0.1, 0.9], 6))
        missed = pd.Series(random.random(360) < np.repeat(level, 30), index=index)
        points = made_points(12, seed, COLUMNS[:3]).loc[index.get_level_values("point")].set_index(index)
        alarms += bool(discover(points, missed, unit="runs_unit").boxes)
    assert alarms <= 1
