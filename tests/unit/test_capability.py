import numpy as np
import pytest

from model.population.capability import (
    Recognition,
    capability_at,
    cumulative_laws,
    recognised_law,
    solve_recognition,
)
from model.population.capability_grid import EDGES, GRID, gathered_in, on_grid, span_of
from model.population.capability_moves import moved_in, quarterly_move, quarterly_transition, stationary
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
def test_a_year_is_four_quarters(central, research):
    four = np.linalg.matrix_power(quarterly_transition(research, central), 4)
    assert pytest.approx(four, abs=1e-14) == moved_in(4, quarterly_move(research, central)).T


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


def test_a_law_lies_between_the_points_outside_of_which_it_has_next_to_no_mass():
    """A hundred-millionth at the lower end and nothing beside it are left out, a hundred-thousandth at the upper is not."""
    law = np.zeros(len(GRID))
    law[[3, 40, 150]] = 1e-8, 1.0, 1e-5
    first, last = span_of(law)
    assert (first, last) == (40, 151)
    part = gathered_in(law, first, last)
    assert part.sum() == pytest.approx(law.sum(), abs=1e-15)
    assert part[0] == 1.0 + 1e-8
    assert np.flatnonzero(on_grid(part, first)).tolist() == [40, 150]


def test_a_rarer_recognition_has_a_higher_threshold(central):
    thresholds = [solve_recognition(0.01, share, central).threshold for share in (0.1, 0.3, 0.5, 0.7, 0.9)]
    assert thresholds == sorted(thresholds, reverse=True)


def test_a_higher_threshold_recognises_fewer(central):
    quarterly = quarterly_transition(0.01, central)
    law, yearly = stationary(quarterly), np.ascontiguousarray(np.linalg.matrix_power(quarterly, 4).T)
    found = {each: recognised_law(GRID, each, yearly, yearly @ law, central) for each in (-1.0, 0.0, 1.0, 1.0 + 1e-6)}
    shares = {threshold: recognised.sum() for threshold, (recognised, _) in found.items()}
    assert list(shares.values()) == sorted(shares.values(), reverse=True)
    assert found[1.0][1].sum() == pytest.approx((shares[1.0 + 1e-6] - shares[1.0]) / 1e-6, rel=1e-4)


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


def law_of(mass):
    """The cumulative law of masses on the grid."""
    return cumulative_laws(Recognition(0.0, np.zeros(len(GRID)), mass))[0]


def masses(**points):
    """Masses at some points of the grid, by number."""
    mass = np.zeros(len(GRID))
    for point, amount in points.items():
        mass[int(point[1:])] = amount
    return mass


def test_cells_have_their_points_in_the_middle():
    assert len(EDGES) == len(GRID) + 1
    assert 0.5 * (EDGES[1:] + EDGES[:-1]) == pytest.approx(GRID, abs=1e-14)


def test_laws_are_cumulative_those_of_others_first():
    laws = cumulative_laws(Recognition(0.5, masses(p3=0.1, p4=0.3), masses(p0=0.15, p4=0.45)))
    assert laws.shape == (2, len(EDGES))
    assert laws[0, [0, 1, 4, 5, -1]] == pytest.approx([0.0, 0.25, 0.25, 1.0, 1.0])
    assert laws[1, [0, 3, 4, 5, -1]] == pytest.approx([0.0, 0.0, 0.25, 1.0, 1.0])


@pytest.mark.parametrize("nobody", [0, 1], ids=["no others", "nobody recognised"])
def test_where_one_kind_has_no_mass_its_law_is_that_of_both(nobody):
    mass, nothing = masses(p10=0.2, p30=0.8), np.zeros(len(GRID))
    laws = cumulative_laws(Recognition(100.0, mass, nothing) if nobody == 0 else Recognition(100.0, nothing, mass))
    assert laws[0].tolist() == laws[1].tolist()
    assert laws[nobody, [10, 11, 30, 31]] == pytest.approx([0.0, 0.2, 0.2, 1.0])


def test_a_capability_is_drawn_within_a_step_of_the_grid_from_where_the_law_has_its_mass():
    law = law_of(masses(p80=0.3))
    drawn = np.array([capability_at(uniform, law) for uniform in (0.01, 0.5, 0.99)])
    assert np.abs(drawn - GRID[80]).max() <= GRID[1] - GRID[0]


def test_capabilities_by_hand():
    # a quarter of the mass is around point 10 and the rest around point 12, with nothing between
    law, step = law_of(masses(p10=0.5, p12=1.5)), GRID[1] - GRID[0]
    expected = {0.0: 9.5, 0.05: 9.7, 0.2499999999: 10.5, 0.25: 11.5, 0.4: 11.7, 0.625: 12.0, 1.0 - 2.0**-33: 12.5}
    for uniform, point in expected.items():
        assert capability_at(uniform, law) == pytest.approx(GRID[0] + point * step, abs=1e-9), uniform


@pytest.mark.parametrize("point", [0, len(GRID) - 1])
def test_capabilities_at_the_ends_of_the_grid(point):
    law = law_of(masses(**{f"p{point}": 1.0}))
    ends = [capability_at(uniform, law) for uniform in (0.0, 0.25, 1.0 - 2.0**-33)]
    step = GRID[1] - GRID[0]
    assert ends == pytest.approx([EDGES[point], EDGES[point] + 0.25 * step, EDGES[point + 1]], abs=1e-9)


def test_capabilities_are_those_of_a_linear_interpolation(central):
    law = cumulative_laws(solve_recognition(0.01, 0.4, central))[1]
    uniforms = (np.arange(1000) + 0.37) / 1000
    drawn = [capability_at(uniform, law) for uniform in uniforms]
    assert drawn == pytest.approx(np.interp(uniforms, law, EDGES), abs=1e-9)


def test_drawn_capabilities_have_the_mean_and_the_spread_of_the_law(central):
    law = stationary(quarterly_transition(0.01, central))
    cumulative = law_of(law)
    drawn = np.array([capability_at(uniform, cumulative) for uniform in (np.arange(10_000) + 0.5) / 10_000])
    assert drawn.std() == pytest.approx(np.sqrt(law @ GRID**2 - (law @ GRID) ** 2), rel=1e-2)
    assert drawn.mean() == pytest.approx(law @ GRID, abs=1e-3)
