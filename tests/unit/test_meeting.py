"""Margins met around what is there already: exactly, within a tolerance, or not at all."""

import numpy as np
import pytest

from model.population.entries import entries_of_matrix
from model.population.meeting import NONE, Shape, first_missed, meet, share_of
from model.population.raking import MET

OUTPUT, OF_TOTAL = Shape.OUTPUT.value, Shape.OF_TOTAL.value
# Three free firms: the first in North, the others in South; the first and the last are high-tech.
FIRMS = np.array([[1.0, 0.0, 1.0], [0.0, 1.0, 0.0], [0.0, 1.0, 1.0]])
SHAPES = [OUTPUT, OUTPUT, OF_TOTAL]


def met(covariates, amounts, held, shapes, tolerance, constants=None, start=None):
    """What `meet` returns and what it found."""
    covariates = np.array(covariates).reshape(-1, len(amounts))
    start = np.ones(len(covariates)) if start is None else np.array(start)
    found = np.full(len(start), np.nan)
    constants = np.full(len(amounts), 100.0) if constants is None else np.array(constants)
    worst = meet(
        start,
        entries_of_matrix(covariates),
        np.array(amounts),
        np.array(held),
        np.array(shapes, np.int64),
        constants,
        tolerance,
        found,
    )
    return worst, found


@pytest.mark.parametrize(
    ("shape", "share"),
    [(Shape.OUTPUT, 30.0), (Shape.OF_TOTAL, 0.25), (Shape.BESIDES, 0.2), (Shape.LEAVING, 0.8)],
)
def test_the_share_that_30_make_beside_120(shape, share):
    assert share_of(shape.value, 120.0, 30.0) == share


@pytest.mark.parametrize(
    ("tolerance", "missed"),
    [(0.0101, MET), (0.0099, 1)],
)
def test_the_first_share_that_is_too_far_off_is_missed(tolerance, missed):
    # 0.3 of 30 are a hundredth, 0.5 of 60 are 0.0083; outputs are not judged
    amounts, reached = np.array([100.0, 30.0, 60.0]), np.array([200.0, 30.3, 60.5])
    shapes, constants = np.array([OUTPUT, OF_TOTAL, OF_TOTAL]), np.full(3, 100.0)
    assert first_missed(amounts, reached, shapes, constants, tolerance) == missed


@pytest.mark.parametrize(("tolerance", "missed"), [(0.0084, MET), (0.0083, 1)])
def test_a_share_that_comes_out_too_small_is_missed_as_well(tolerance, missed):
    amounts, reached = np.array([30.0, 60.0]), np.array([30.0, 59.5])
    assert first_missed(amounts, reached, np.full(2, OF_TOTAL), np.full(2, 100.0), tolerance) == missed


@pytest.mark.parametrize(
    ("shape", "tolerance", "missed"),
    [
        # 50 beside 150 are wanted, 54 are reached: 150/204 in place of 0.75 leaves 0.0196 of it; 54/204 are 0.0588 more
        (Shape.LEAVING, 0.0197, MET),
        (Shape.LEAVING, 0.0196, 0),
        (Shape.BESIDES, 0.0589, MET),
        (Shape.BESIDES, 0.0588, 0),
    ],
)
def test_it_is_the_share_that_is_judged_and_not_its_amount(shape, tolerance, missed):
    shapes = np.array([shape.value])
    assert first_missed(np.array([50.0]), np.array([54.0]), shapes, np.array([150.0]), tolerance) == missed


@pytest.mark.parametrize("tolerance", [NONE, 0.005])
def test_margins_are_met_exactly_around_what_is_held(tolerance):
    # North lacks 50, which are high-tech; 64 high-tech ones are lacking, so the third makes 14 of the 26 of South
    worst, found = met(FIRMS, [60.0, 40.0, 80.0], [10.0, 14.0, 16.0], SHAPES, tolerance, start=[1.0, 2.0, 3.0])
    assert worst == MET
    assert found == pytest.approx([50.0, 12.0, 14.0], rel=1e-9)


@pytest.mark.parametrize("tolerance", [NONE, 0.005])
def test_firms_stay_in_the_proportions_in_which_they_start_where_nothing_speaks_against_it(tolerance):
    worst, found = met(FIRMS[:, :2], [60.0, 40.0], [10.0, 15.0], SHAPES[:2], tolerance, start=[7.0, 2.0, 3.0])
    assert worst == MET
    assert found == pytest.approx([50.0, 10.0, 15.0], rel=1e-9)


def test_without_a_tolerance_nothing_gives_way():
    # the only firm of North is high-tech, so that at least its 50 are; 49.9 are left for high-tech firms
    margins = [60.0, 40.0, 59.9], [10.0, 14.0, 10.0], SHAPES
    assert met(FIRMS, *margins, NONE)[0] != MET
    assert met(FIRMS, *margins, 0.005)[0] == MET


@pytest.mark.parametrize(("tolerance", "which"), [(0.00334, MET), (0.00333, 3 + 2)])
def test_a_share_gives_way_up_to_the_tolerance_and_is_returned_beyond_it(tolerance, which):
    # only the high-tech firm of North is free, and must make 10: with the 50.2 that are held it is 60.2 in place of 60
    worst, found = met(FIRMS[:1], [60.0, 40.0, 60.0], [50.0, 40.0, 50.2], SHAPES, tolerance)
    assert worst == which
    assert found == pytest.approx([10.0], rel=1e-9)


@pytest.mark.parametrize(("tolerance", "which"), [(0.0051, MET), (0.0049, 3 + 2)])
def test_a_share_of_which_no_free_firm_is_part_is_judged_by_what_is_held(tolerance, which):
    # the free firm of South is not high-tech; given ones make 20.1 where 20 are wanted
    worst, found = met(FIRMS[1:2], [60.0, 40.0, 20.0], [60.0, 30.0, 20.1], SHAPES, tolerance)
    assert worst == which
    assert found == pytest.approx([10.0], rel=1e-9)


@pytest.mark.parametrize(("held", "which"), [(60.0, MET), (60.0 * (1 - 1e-10), MET), (59.0, 0), (61.0, 0)])
def test_an_output_of_which_no_free_firm_is_part_must_be_there_already(held, which):
    assert met(FIRMS[1:2], [60.0, 40.0, 20.0], [held, 30.0, 20.0], SHAPES, 0.005)[0] == which


def test_the_margin_that_is_furthest_off_is_counted_among_all():
    # The share of nobody is left out of raking; South, which has a free firm, should lose 5 more than are held.
    amounts, held, shapes = [20.0, 60.0, 40.0], [20.0, 60.0, 45.0], [OF_TOTAL, OUTPUT, OUTPUT]
    assert met([[0.0, 0.0, 1.0]], amounts, held, shapes, 0.005)[0] == 2


@pytest.mark.parametrize(("reached", "which"), [(20.0, MET), (21.0, 1)])
def test_with_given_firms_alone_the_shares_are_judged(reached, which):
    worst, found = met(np.zeros((0, 1)), [20.0], [reached], [OF_TOTAL], 0.005)
    assert worst == which
    assert found.tolist() == []


def test_a_published_share_of_nothing_is_met_by_nothing_only():
    assert met(np.zeros((0, 1)), [0.0], [0.0], [OF_TOTAL], 0.005)[0] == MET
    assert met(np.zeros((0, 1)), [0.0], [0.1], [OF_TOTAL], 0.005)[0] == 1


def test_what_is_given_is_not_changed():
    start, amounts, held = np.ones(3), np.array([60.0, 40.0, 80.0]), np.array([10.0, 14.0, 16.0])
    meet(start, entries_of_matrix(FIRMS), amounts, held, np.array(SHAPES), np.full(3, 100.0), 0.005, np.zeros(3))
    assert (start.tolist(), amounts.tolist(), held.tolist()) == ([1.0] * 3, [60.0, 40.0, 80.0], [10.0, 14.0, 16.0])
