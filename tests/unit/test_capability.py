import numpy as np
import pytest

from model.population.capability import (
    GRID,
    draw_capability,
    quarterly_transition,
    recognised_law,
    solve_recognition,
    stationary,
)
from model.rules.upgrading import base_rate, capability_left, chance_in_quarter

INSIDE = slice(20, 120)  # far enough from the ends of the grid

research_shares = pytest.mark.parametrize("research", [0.003, 0.019])


@research_shares
def test_every_capability_goes_somewhere(central, research):
    transition = quarterly_transition(research, central)
    assert transition.sum(axis=1) == pytest.approx(1.0)
    assert (transition >= -1 / 8).all()  # three-point weights that keep the variance go down to -1/8


@research_shares
def test_a_drift_adds_no_spread(central, research):
    # without jumps a firm is where the frontier left it: the variance of one quarter's move is that of the jump alone
    rate = base_rate(research, central)
    chance = chance_in_quarter(rate)
    jumps = chance * 2 * central.upgrade_jump**2 - (chance * central.upgrade_jump) ** 2
    moved = quarterly_transition(research, central)[20:90]  # where a jump does not reach the end of the grid
    variance = moved @ GRID**2 - (moved @ GRID) ** 2
    assert variance == pytest.approx(jumps, rel=0.01)


@research_shares
def test_the_move_of_a_quarter_is_on_average_that_of_the_rules(central, research):
    rate = base_rate(research, central)
    gain = chance_in_quarter(rate) * central.upgrade_jump
    expected = [capability_left(float(level), chance_in_quarter(rate), central) + gain for level in GRID[INSIDE]]
    assert quarterly_transition(research, central)[INSIDE] @ GRID == pytest.approx(expected, abs=1e-4)


@research_shares
def test_the_stationary_law_is_left_as_it_is_by_a_quarter(central, research):
    transition = quarterly_transition(research, central)
    law = stationary(transition)
    assert law.sum() == pytest.approx(1.0)
    assert law @ transition == pytest.approx(law, abs=1e-10)


@research_shares
def test_capability_is_zero_on_average(central, research):
    # the frontier moves by what upgrades give on average
    assert stationary(quarterly_transition(research, central)) @ GRID == pytest.approx(0.0, abs=2e-3)


@pytest.mark.parametrize("share", [0.02, 0.15, 0.453, 0.9, 0.98])
def test_the_threshold_makes_the_share_stationary(central, share):
    solved = solve_recognition(0.01, share, central)
    assert solved.recognised.sum() == pytest.approx(share, abs=1e-8)
    assert (solved.recognised + solved.others).sum() == pytest.approx(1.0)
    assert min(solved.recognised.min(), solved.others.min()) >= 0.0


def test_a_rarer_recognition_has_a_higher_threshold(central):
    thresholds = [solve_recognition(0.01, share, central).threshold for share in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert thresholds == sorted(thresholds, reverse=True)


def test_a_higher_threshold_recognises_fewer(central):
    quarterly = quarterly_transition(0.01, central)
    law, yearly = stationary(quarterly), np.linalg.matrix_power(quarterly, 4)
    shares = [recognised_law(threshold, yearly, law, central).sum() for threshold in (-1.0, 0.0, 1.0)]
    assert shares == sorted(shares, reverse=True)


def test_recognised_firms_are_more_capable(central):
    solved = solve_recognition(0.01, 0.4, central)
    assert solved.recognised @ GRID / solved.recognised.sum() > solved.others @ GRID / solved.others.sum()


@pytest.mark.parametrize(("share", "threshold"), [(1.0, -100.0), (0.995, -100.0), (0.005, 100.0), (0.0, 100.0)])
def test_everybody_and_nobody_have_a_threshold_out_of_reach(central, share, threshold):
    solved = solve_recognition(0.01, share, central)
    assert solved.threshold == threshold
    assert solved.recognised.sum() == pytest.approx(round(share))


@pytest.mark.parametrize("share", [0.994, 0.006])
def test_almost_everybody_and_almost_nobody_have_one_within_reach(central, share):
    assert -3.0 < solve_recognition(0.01, share, central).threshold < 5.0


def test_a_capability_is_drawn_within_a_step_of_the_grid_from_where_the_law_has_its_mass():
    law = np.zeros(len(GRID))
    law[80] = 0.3
    drawn = draw_capability(law, np.array([0.01, 0.5, 0.99]))
    assert np.abs(drawn - GRID[80]).max() <= GRID[1] - GRID[0]


def test_drawn_capabilities_have_the_mean_and_the_spread_of_the_law(central):
    law = stationary(quarterly_transition(0.01, central))
    drawn = draw_capability(law, (np.arange(10_000) + 0.5) / 10_000)
    assert drawn.std() == pytest.approx(np.sqrt(law @ GRID**2 - (law @ GRID) ** 2), rel=1e-2)
    assert drawn.mean() == pytest.approx(law @ GRID, abs=1e-3)
