"""Boxes: what lies in one, its measures, and quasi-p-values worked by hand."""

import warnings
from math import comb

import numpy as np
import pandas as pd
import pytest

from calibration.discovery.box import (
    HIGH,
    LOW,
    NAMES,
    Side,
    exact_p,
    exact_p_values,
    inside,
    measure,
    quasi_p,
    quasi_p_values,
)
from calibration.discovery.choice import SIGNIFICANT, choose, take_off
from calibration.discovery.peeling import peel
from calibration.libraries import quiet
from tests.analysis.made import EFFORT, GROWTH, made_points

AXES = pd.DataFrame({GROWTH: [1.0, 2.0, 3.0, 4.0, 5.0, 6.0], "scenario": ["a", "a", "b", "b", "c", "c"]})
INTEREST = np.array([True, True, True, False, False, False])


def test_limits_are_part_of_a_box():
    assert inside(AXES, {Side(GROWTH, LOW): 2.0, Side(GROWTH, HIGH): 4.0}).tolist() == [0, 1, 1, 1, 0, 0]
    assert inside(AXES, {Side("scenario", NAMES): frozenset("ac")}).tolist() == [1, 1, 0, 0, 1, 1]
    assert inside(AXES, {}).all()


def test_measures_worked_by_hand():
    """Four rows in the box, three of the three cases among them."""
    found = measure(AXES, INTEREST, {Side(GROWTH, HIGH): 4.0})
    assert found == (4, 3, 1.0, 0.75, 4 / 6)
    assert measure(AXES, INTEREST, {Side(GROWTH, HIGH): 0.0}).density == 0.0


def test_a_quasi_p_value_is_the_tail_of_a_binomial():
    """8 or more of 10 where each is a case with chance 0.3."""
    tail = sum(comb(10, k) * 0.3**k * 0.7 ** (10 - k) for k in range(8, 11))
    assert tail == pytest.approx(0.0015903864)
    assert quasi_p(8, 10, 0.3) == pytest.approx(tail)
    assert quasi_p(0, 10, 0.3) == 1.0
    assert quasi_p(10, 10, 0.5) == pytest.approx(2**-10)


def test_a_quasi_p_value_stands_against_the_box_without_the_limit():
    """Without the limit half of the rows are cases: 3 or more of 4 then have the chance 5/16."""
    values = quasi_p_values(AXES, INTEREST, {Side(GROWTH, HIGH): 4.0})
    assert values == {Side(GROWTH, HIGH): pytest.approx(5 / 16)}


def test_dependent_rows_count_for_less():
    one = quasi_p_values(AXES, INTEREST, {Side(GROWTH, HIGH): 3.0})[Side(GROWTH, HIGH)]
    other = quasi_p_values(AXES, INTEREST, {Side(GROWTH, HIGH): 3.0}, inflation=2.0)[Side(GROWTH, HIGH)]
    assert one == pytest.approx(1 / 8)
    assert other == pytest.approx(0.5**1.5)


def test_measures_and_quasi_p_values_are_those_of_the_library():
    """All boxes of a trajectory, against what the EMA Workbench finds itself."""
    points = made_points(200, 3)
    interest = ((points[GROWTH] < 0.5) & (points[EFFORT] < 0.6)).to_numpy()
    with quiet():
        from ema_workbench.analysis import prim

        own = {} if hasattr(prim, "RegressionPrim") else {"threshold": 0.5}
        found = prim.Prim(points.reset_index(drop=True), interest.copy(), **own).find_box()
    boxes = peel(points, interest)
    p_values = found.p_values if hasattr(found, "p_values") else found.qp
    compared = 0
    for place, table in enumerate(found.box_lims):
        limits = {
            Side(column, side): float(table[column][end])
            for column in points.columns
            for end, side in enumerate((LOW, HIGH))
            if table[column][end] != found.box_lims[0][column][end]
        }
        assert limits in boxes
        ours, theirs = measure(points, interest, limits), found.peeling_trajectory.loc[place]
        assert ours[2:] == pytest.approx((theirs["coverage"], theirs["density"], theirs["mass"]))
        for side, value in quasi_p_values(points, interest, limits).items():
            theirs_p = p_values[place][side.column][0 if side.side == LOW else 1]
            assert value == pytest.approx(theirs_p, rel=1e-6, abs=1e-12)
            compared += 1
    assert compared > 10


def test_a_scenario_is_an_axis_like_others():
    """The library drops a column of that name; here it is what tells the cases."""
    points = made_points(150, 5, (GROWTH,))
    points["scenario"] = np.array(["draft", "none", "full"])[np.arange(150) % 3]
    interest = (points["scenario"] != "full").to_numpy()
    last = peel(points.astype({"scenario": object}), interest)[-1]
    assert last[Side("scenario", NAMES)] <= {"draft", "none"}


def test_an_axis_that_has_one_value_in_these_runs_has_no_limits():
    """As half of the runs may all be of one scenario, by which a limit is confirmed."""
    points = made_points(80, 1)
    missed = points[GROWTH].to_numpy() < points[GROWTH].quantile(0.3)
    found = peel(points.assign(scenario=pd.Series("draft", points.index, object)), missed)
    assert found == peel(points, missed)
    assert len(found) > 1


def test_peeling_says_nothing_of_its_own():
    points = made_points(60, 1)
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        peel(points, (points[GROWTH] < 0.5).to_numpy())
    assert [str(each.message) for each in said] == []


def steps(*highs):
    return [{}, *({Side(GROWTH, HIGH): high} for high in highs)]


def test_the_box_chosen_is_the_simplest_that_is_dense_and_wide_enough():
    """20 rows, cases 1 to 8 and 12: the box up to 8 is dense (1.0) and covers 8/9, the one up to 12 is not dense."""
    axes = pd.DataFrame({GROWTH: np.arange(1.0, 21.0), EFFORT: np.tile([0.0, 1.0], 10)})
    interest = np.isin(np.arange(1, 21), [*range(1, 9), 12])
    narrow = {Side(GROWTH, HIGH): 8.0, Side(EFFORT, HIGH): 0.5}
    chosen = choose([*steps(12.0, 8.0, 4.0), narrow], axes, interest)
    assert chosen.limits == {Side(GROWTH, HIGH): 8.0}
    assert chosen.measures.coverage == pytest.approx(8 / 9)
    assert chosen.dense_enough


def test_without_a_dense_box_the_densest_is_chosen_and_said_not_to_be():
    axes = pd.DataFrame({GROWTH: np.arange(1.0, 21.0)})
    interest = np.arange(1, 21) % 2 == 0
    interest[:6] = True
    chosen = choose(steps(10.0), axes, interest)
    assert chosen.place == 1
    assert not chosen.dense_enough
    assert not choose(steps(10.0), axes, interest, density=0.5, coverage=0.9).limits  # it does not cover so much


def test_limits_that_chance_explains_are_taken_off():
    """All of 30 cases lie where growth is low; effort has nothing to do with them."""
    axes = pd.DataFrame({GROWTH: np.arange(60.0), EFFORT: np.tile(np.arange(6.0), 10)})
    interest = np.arange(60) < 30
    left, values, off = take_off({Side(GROWTH, HIGH): 29.0, Side(EFFORT, HIGH): 4.0}, axes, interest, 1.0)
    assert list(left) == [Side(GROWTH, HIGH)]
    assert list(off) == [Side(EFFORT, HIGH)]
    assert off[Side(EFFORT, HIGH)] > SIGNIFICANT > values[Side(GROWTH, HIGH)]


def test_exact_p_worked_by_hand():
    """Three of four cases among four of eight rows: (16 + 1) of 70 draws have three or four; all cases are certain."""
    assert exact_p(3, 4, 4, 8) == pytest.approx(17 / 70)
    assert exact_p(4, 4, 4, 8) == pytest.approx(1 / 70)
    assert exact_p(0, 4, 4, 8) == pytest.approx(1.0)
    assert exact_p(2, 8, 2, 8) == pytest.approx(1.0)


def test_a_limit_that_takes_off_little_is_told_from_chance():
    """Five of 100 rows are taken off, and none of them is a case of the 70: C(95, 70) of C(100, 70) draws."""
    axes = pd.DataFrame({GROWTH: np.arange(100.0)})
    interest = np.arange(100) < 70
    limits = {Side(GROWTH, HIGH): 94.0}
    expected = comb(95, 70) / comb(100, 70)
    assert exact_p_values(axes, interest, limits)[Side(GROWTH, HIGH)] == pytest.approx(expected)
    assert quasi_p_values(axes, interest, limits)[Side(GROWTH, HIGH)] > 0.2
    assert exact_p_values(axes, interest, limits, 10.0)[Side(GROWTH, HIGH)] > 0.4
