"""Sensitivity: indices against known ones, ranks that are refused, what is chance, and how often intervals are right."""

import math

import numpy as np
import pandas as pd
import pytest

from calibration.sensitivity.analyse import analyse
from calibration.sensitivity.design import make_design, sensitivity_axis
from calibration.sensitivity.indices import indices
from calibration.sensitivity.noise import floors, noise
from calibration.sensitivity.ranking import groups, possible_ranks, reversed_pairs, samples_needed
from scenarios.refusals.problem import InputProblem
from tests.analysis.made import EFFORT, FUND, GROWTH, PRICE

AXES = (GROWTH, EFFORT, PRICE, FUND)


def design(method, samples, seed, axes=AXES):
    """Points, record, and the points in units of their ranges (0 to 1)."""
    ranges = [sensitivity_axis(axis) for axis in axes]
    points, record = make_design(method, ranges, samples, seed)
    unit = (points - [each.low for each in ranges]) / [each.high - each.low for each in ranges]
    return points, record, unit


def as_runs(outcome, replicates=1, spread=0.0, seed=0, common=0.0):
    """Outcomes by (point, replicate): what a replicate does to all points alike, and noise of each run."""
    random = np.random.default_rng(seed)
    noisy = np.asarray(outcome, float)[:, None] + random.normal(0, common, replicates)
    noisy = noisy + random.normal(0, spread, (len(outcome), replicates))
    index = pd.MultiIndex.from_product([range(len(outcome)), range(replicates)], names=["point", "replicate"])
    return pd.Series(noisy.ravel(), index=index)


def by_axis(found, column="estimate"):
    return found.table.set_index("axis")[column]


def test_ishigami_has_its_known_indices():
    """Ishigami and Homma (1990), a = 7, b = 0.1: the indices follow from its variances, found by hand.

    2048 base samples, seed 1; tolerance 0.03.
    """
    points, record, unit = design("sobol", 2048, 1, AXES[:3])
    x, y, z = (np.pi * (2 * unit[axis].to_numpy() - 1) for axis in AXES[:3])
    outcome = np.sin(x) + 7 * np.sin(y) ** 2 + 0.1 * z**4 * np.sin(x)
    first = 0.5 * (1 + 0.1 * math.pi**4 / 5) ** 2
    second = 7**2 / 8
    both = 0.1**2 * math.pi**8 * (1 / 18 - 1 / 50)
    whole = first + second + both
    found = analyse(record, points, as_runs(outcome))
    assert by_axis(found, "first").reindex(AXES[:3]).tolist() == pytest.approx(
        [first / whole, second / whole, 0.0], abs=0.03
    )
    assert by_axis(found).reindex(AXES[:3]).tolist() == pytest.approx(
        [(first + both) / whole, second / whole, both / whole], abs=0.03
    )
    assert [first / whole, second / whole] == pytest.approx([0.3139, 0.4424], abs=1e-4)  # as published


def test_morris_of_a_linear_function_is_its_coefficients():
    """Over its whole range an axis moves the outcome by its coefficient, wherever the others stand: sigma is 0."""
    points, record, unit = design("morris", 8, 0)
    outcome = unit.to_numpy() @ np.array([3.0, -2.0, 0.5, 0.0])
    found = analyse(record, points, as_runs(outcome))
    assert by_axis(found).reindex(AXES).tolist() == pytest.approx([3.0, 2.0, 0.5, 0.0])
    assert by_axis(found, "mu").reindex(AXES).tolist() == pytest.approx([3.0, -2.0, 0.5, 0.0])
    assert by_axis(found, "sigma").tolist() == pytest.approx([0.0] * 4, abs=1e-12)
    assert found.groups == ((GROWTH,), (EFFORT,), (PRICE,), (FUND,))


def test_a_product_of_two_has_effects_that_depend_on_each_other():
    points, record, unit = design("morris", 20, 1)
    found = analyse(record, points, as_runs((unit[GROWTH] * unit[EFFORT]).to_numpy()))
    assert by_axis(found, "sigma")[[GROWTH, EFFORT]].min() > 0.2
    assert by_axis(found)[[PRICE, FUND]].max() == 0.0


@pytest.mark.parametrize(("method", "samples"), [("morris", 20), ("sobol", 128)])
def test_two_axes_of_equal_effect_are_refused_a_rank(method, samples):
    points, record, unit = design(method, samples, 2)
    outcome = unit.to_numpy() @ np.array([4.0, 2.0, 2.0, 0.0])
    found = analyse(record, points, as_runs(outcome, 10, 0.1))
    assert [set(group) for group in found.groups] == [{GROWTH}, {EFFORT, PRICE}, {FUND}]
    ranks = found.table.set_index("axis")
    assert ranks.loc[[EFFORT, PRICE], "rank_from"].tolist() == [2, 2]
    assert ranks.loc[[EFFORT, PRICE], "rank_to"].tolist() == [3, 3]
    assert found.needed[0] == samples
    assert found.needed[1] is None or found.needed[1] > samples
    assert not ranks.loc[FUND, "above_chance"]
    assert ranks.loc[[GROWTH, EFFORT, PRICE], "above_chance"].all()


def table(*rows):
    return pd.DataFrame(rows, columns=["axis", "estimate", "low", "high"])


def test_groups_part_where_all_intervals_do():
    """B reaches from a to c, so none of the three can be parted; d lies below all."""
    made = table(("c", 5.0, 4.0, 6.0), ("a", 9.0, 7.0, 11.0), ("b", 7.0, 5.5, 8.5), ("d", 1.0, 0.5, 1.5))
    assert groups(made) == [["a", "b", "c"], ["d"]]
    ranks = possible_ranks(made).set_index(made["axis"])
    assert ranks.loc[["a", "b", "c", "d"]].to_numpy().tolist() == [[1, 2], [1, 3], [2, 3], [4, 4]]


def test_intervals_that_just_touch_are_not_parted():
    assert groups(table(("a", 3.0, 2.0, 4.0), ("b", 1.0, 0.0, 2.0))) == [["a", "b"]]
    assert groups(table(("a", 3.0, 2.01, 4.0), ("b", 1.0, 0.0, 2.0))) == [["a"], ["b"]]


def test_the_samples_needed_grow_with_the_square_of_the_overlap():
    """Half widths of 2 and 2 against a distance of 1: 16 times the samples; equal axes are never told apart."""
    made = table(("a", 5.0, 3.0, 7.0), ("b", 4.0, 2.0, 6.0))
    assert samples_needed(made, ["a", "b"], 50) == 800
    assert samples_needed(made, ["a"], 50) == 50
    assert samples_needed(table(("a", 4.0, 3.0, 5.0), ("b", 4.0, 3.0, 5.0)), ["a", "b"], 50) is None


def test_the_samples_that_would_order_a_group_are_those_that_the_method_accepts():
    """Axes of nearly equal strength: a number that is no power of two would be refused."""
    points, record, unit = design("sobol", 64, 3)
    found = analyse(record, points, as_runs(3 * unit[GROWTH] + 2.6 * unit[EFFORT] + 2.2 * unit[PRICE], 5, 0.3, 2))
    told = [needed for group, needed in zip(found.groups, found.needed, strict=True) if len(group) > 1 and needed]
    assert told
    for needed in told:
        assert needed > 64
        assert make_design("sobol", record.axes, needed, 1)[1].samples == needed


def test_an_order_that_half_the_samples_reverse_is_told():
    full = table(("a", 3.0, 2.9, 3.1), ("b", 2.0, 1.9, 2.1), ("c", 1.0, 0.9, 1.1))
    half = table(("a", 2.5, 0.0, 0.0), ("b", 2.6, 0.0, 0.0), ("c", 1.0, 0.0, 0.0))
    assert reversed_pairs(full, half) == [("a", "b")]
    assert reversed_pairs(full, full) == []


def test_a_ranking_that_half_the_samples_contradict_is_not_settled():
    """Effort matters in the second half of the trajectories only, as where few samples meet a rare region."""
    points, record, unit = design("morris", 40, 4)
    late = np.arange(len(points)) >= len(points) // 2
    found = analyse(record, points, as_runs(unit[GROWTH] + 6 * unit[EFFORT] * late))
    assert (EFFORT, GROWTH) in found.contradicted
    assert not found.settled


def test_the_share_of_chance_worked_by_hand():
    """Points 0, 0 and 2, 4: means 0 and 3, between 4.5; unpaired spread within 1.0, so 0.5 of 4.5 is chance."""
    index = pd.MultiIndex.from_tuples([(0, 0), (0, 1), (1, 2), (1, 3)], names=["point", "replicate"])
    found = noise(pd.Series([0.0, 0.0, 2.0, 4.0], index=index))
    assert found.share == pytest.approx(0.5 / 4.5)
    assert found.spread == pytest.approx(math.sqrt(0.5))
    assert found.needed == math.ceil(1.0 / 4.0 * 19)


def test_the_share_of_chance_of_replicates_that_share_populations_worked_by_hand():
    """Point 1 is 11, 9, 7, 5 above point 0: means 0 and 8, between 32; residuals 1.5, 0.5, -0.5, -1.5 of either sign.

    Mean square 10 / 3. Of two populations the totals are 2 and -2 a point: 2 * 8 / 16 for each of two, so 2 instead of
    10 / 12. All of it lies between the populations: (10 / 3) / 2 is more than the 30 / 19 that 5 % would leave.
    """
    index = pd.MultiIndex.from_product([(0, 1), range(4)], names=["point", "replicate"])
    runs = pd.Series([0.0] * 4 + [11.0, 9.0, 7.0, 5.0], index=index)
    found = noise(runs, pd.Series([8, 8, 3, 3]))
    assert found.share == pytest.approx(2 / 32)
    assert found.spread == pytest.approx(math.sqrt(2))
    assert found.needed is None
    assert noise(runs, pd.Series([4, 3, 2, 1])) == noise(runs)
    assert noise(runs).share == pytest.approx(10 / 12 / 32)
    assert math.isnan(noise(runs, pd.Series([5] * 4)).share)


def test_points_that_differ_as_much_as_their_replicates_are_noise_alone():
    """Means 2/3, 2/3, 1, between 1/27; residuals of squares 4/9 over 4 degrees, 1/9, a third of it: 1/27 again."""
    index = pd.MultiIndex.from_product([range(3), range(3)], names=["point", "replicate"])
    found = noise(pd.Series([0.0, 1.0, 1.0, 0.0, 1.0, 1.0, 1.0, 1.0, 1.0], index=index))
    assert (found.share, found.needed) == (1.0, None)
    assert found.spread == pytest.approx(math.sqrt(1 / 27))


def test_the_floor_counts_populations():
    """What each of 2 populations does to the axes widens the noise; populations of their own leave it as it is."""
    points, record, unit = design("morris", 8, 2)
    runs = as_runs(unit[GROWTH], 8, 0.1, 2)
    random = np.random.default_rng(2)
    values = runs.to_numpy().reshape(len(points), 8) + np.repeat(random.normal(0, 1, (len(points), 2)), 4, axis=1)
    runs = pd.Series(values.ravel(), index=runs.index)
    settings = points.to_numpy(float)
    plain, own, shared = (
        floors(record, settings, runs, populations)
        for populations in (None, pd.Series(np.arange(8)), pd.Series(np.repeat([0, 1], 4)))
    )
    assert plain.tolist() == own.tolist()
    assert (shared > 1.5 * plain).all()
    assert np.isnan(floors(record, settings, runs, pd.Series([0] * 8))).all()


def test_what_a_replicate_does_to_all_points_alike_is_no_noise():
    assert noise(as_runs([0.0, 1.0, 5.0], 20, 0.0, 1, common=9.0)).share == pytest.approx(0.0, abs=1e-12)
    assert math.isnan(noise(as_runs([0.0, 1.0, 5.0])).share)


@pytest.mark.parametrize(("method", "samples"), [("morris", 200), ("sobol", 512)])
def test_an_axis_without_effect_gets_what_noise_alone_gives(method, samples):
    """Within a tenth of it, seed 3: the floor is worked out from the replicates, the estimate from the design.

    Noise of spread 1 in the mean of five: the mean size of a difference is 2 / sqrt(5 pi), over a step of 2/3 for mu*.
    """
    points, record, unit = design(method, samples, 3)
    runs = as_runs(2 * unit[GROWTH], 5, 1.0, 3)
    found = analyse(record, points, runs)
    inert = [EFFORT, PRICE, FUND]
    assert by_axis(found)[inert].mean() == pytest.approx(by_axis(found, "floor")[inert].mean(), rel=0.1)
    if method == "morris":
        assert by_axis(found, "floor").mean() == pytest.approx(2 / math.sqrt(5 * math.pi) * 1.5, rel=0.1)


@pytest.mark.parametrize(("method", "samples"), [("morris", 20), ("sobol", 64)])
def test_an_axis_that_moves_no_run_has_no_noise_however_much_others_make(method, samples):
    """What growth does differs by future; price moves every run alike a little; fund moves nothing (seed 6)."""
    points, record, unit = design(method, samples, 6)
    effects = np.random.default_rng(6).normal(5.0, 4.0, 8)
    values = np.outer(unit[GROWTH], effects) + 0.3 * unit[PRICE].to_numpy()[:, None]
    found = analyse(record, points, as_runs(np.zeros(len(points)), 8) + values.ravel())
    lowest = by_axis(found, "floor")
    assert lowest[[PRICE, FUND]].tolist() == pytest.approx([0.0, 0.0], abs=1e-12)
    assert lowest[GROWTH] > 0.01
    above = by_axis(found, "above_chance")
    assert above[PRICE]
    assert not above[FUND]


def test_one_replicate_shows_no_noise():
    points, record, unit = design("morris", 8, 1)
    runs = as_runs(unit[GROWTH])
    assert np.isnan(floors(record, points.to_numpy(float), runs)).all()
    assert analyse(record, points, runs).table["above_chance"].isna().all()


@pytest.mark.parametrize(
    ("outcome", "drop", "sentence"),
    [
        (np.ones(40), 0, "the outcome is the same at every point"),
        (np.arange(40.0), 1, "1 of 40 points of the design have no outcome; finish the sweep first"),
    ],
)
def test_what_cannot_be_analysed_is_refused(outcome, drop, sentence):
    points, record, _ = design("morris", 8, 1)
    with pytest.raises(InputProblem, match=sentence):
        analyse(record, points, as_runs(outcome)[: len(outcome) - drop])


def test_points_of_another_design_are_refused():
    points, _, _ = design("morris", 8, 1)
    record = design("morris", 10, 1)[1]
    with pytest.raises(InputProblem, match="of 50 points"):
        analyse(record, points, as_runs(np.arange(40.0)))


@pytest.mark.statistical
@pytest.mark.parametrize(("method", "samples", "least"), [("morris", 20, 0.85), ("sobol", 128, 0.95)])
def test_intervals_hold_the_true_index_about_as_often_as_they_say(method, samples, least):
    """A linear model with noise, 60 designs (seeds 100 to 159), nominal 95 %.

    Of 600 designs (seeds 100 to 699) 92.1 % of the intervals held for Morris, 99.5 % for Sobol, whose points are spread
    more evenly than resampling them supposes. At those rates a test fails with a chance below 1 %.
    """
    weights = np.array([3.0, 2.0])
    spread = 0.5
    variance = (weights**2).sum() / 12 + spread**2
    truth = weights if method == "morris" else (weights**2 / 12 + spread**2) / variance
    held = 0
    for seed in range(100, 160):
        points, record, unit = design(method, samples, seed, AXES[:2])
        outcome = unit.to_numpy() @ weights + np.random.default_rng(seed).normal(0, spread, len(points))
        found = indices(record, points.to_numpy(float), outcome)
        held += int(((found["low"] <= truth) & (truth <= found["high"])).sum())
    assert least <= held / 120
