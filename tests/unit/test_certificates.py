"""Standards of certificates of three years, solved on the law of capability (ODD eq. 179)."""

import numpy as np
import pytest

from model.population.capability import solve_recognition
from model.population.capability_grid import GRID
from model.population.capability_moves import quarterly_transition
from model.population.certificates import failing_of_small, laws_by_age, solve_certificates

RESEARCH = 0.013


def solved(central, share):
    law = solve_recognition(RESEARCH, share, central)
    return solve_certificates(RESEARCH, share, law.recognised + law.others, central)


def yearly(central):
    """The transition of a year, by NumPy, column by where from."""
    return np.linalg.matrix_power(quarterly_transition(RESEARCH, central), 4).T


def after_a_round(year, found, winning, failing):
    """Masses (age, grid) a year and a round later."""
    ages, others = [year @ mass for mass in found.ages], year @ found.others
    lost = failing * ages[2]
    won = winning * others
    return np.array([won + ages[2] - lost, ages[0], ages[1]]), others - won + lost, lost.sum() / ages[2].sum()


def chances(central, found):
    width = central.recognition_width
    passes = central.recognition_rate / (1 + np.exp(-(GRID - found.award) / width))
    return passes, 1 / (1 + np.exp(-(found.renewal - GRID) / width))


@pytest.mark.parametrize("share", [0.02, 0.15, 0.453, 0.9, 0.98])
@pytest.mark.parametrize("failing", [0.15, 0.35])
def test_a_year_and_a_round_leave_the_law_as_it_is(central, share, failing):
    central.renewal_failing_small = failing
    found = solved(central, share)
    ages, others, failed = after_a_round(yearly(central), found, *chances(central, found))
    assert found.ages.sum(axis=1) == pytest.approx(share / 3, rel=1e-5)
    assert ages == pytest.approx(found.ages, abs=1e-5)
    assert others == pytest.approx(found.others, abs=1e-5)
    assert failed == pytest.approx(found.failing, rel=1e-4)


@pytest.mark.parametrize(("share", "failing"), [(0.3, 0.25), (0.7, 0.25), (0.9, 1 / 12)])
def test_failing_is_the_parameter_unless_awards_could_not_make_up_for_it(central, share, failing):
    # half of 3 x 0.5 x 0.1 / 0.9 is 1 / 12; at 0.7 it would be 0.32
    assert failing_of_small(share, central) == pytest.approx(failing)
    assert solved(central, share).failing == pytest.approx(failing)


@pytest.mark.parametrize("of_large", [0.1, 0.03])
def test_large_firms_fail_by_their_parameter_and_keep_the_share(central, of_large):
    central.renewal_failing_large = of_large
    found, share = solved(central, 0.3), 0.3
    passes, fails = chances(central, found)
    state, year = found, yearly(central)
    for _ in range(600):
        ages, others, failed = after_a_round(year, state, passes * found.large_winning, fails * found.large_failing)
        state = found._replace(ages=ages, others=others)
    assert ages.sum() == pytest.approx(share, abs=2e-5)
    assert failed == pytest.approx(of_large, rel=1e-3)


def test_large_firms_that_never_fail_never_win(central):
    central.renewal_failing_large = 0.0
    found = solved(central, 0.3)
    assert (found.large_failing, found.large_winning) == (0.0, 0.0)


def test_factors_are_nearly_in_proportion_where_large_firms_hardly_fail(central):
    factors = []
    for of_large in (1e-4, 5e-4):
        central.renewal_failing_large = of_large
        found = solved(central, 0.3)
        factors.append((found.large_failing, found.large_winning))
    assert np.array(factors[1]) / np.array(factors[0]) == pytest.approx([5.0, 5.0], rel=0.01)


@pytest.mark.parametrize(("share", "level"), [(0.995, -100.0), (0.005, 100.0)])
def test_everybody_and_nobody_have_standards_out_of_reach(central, share, level):
    found = solved(central, share)
    assert (found.award, found.renewal) == (level, level)
    assert found.ages.sum() == pytest.approx(1.0 if level < 0 else 0.0)
    assert found.others.sum() == pytest.approx(0.0 if level < 0 else 1.0)


def test_a_certificate_ages_from_the_most_capable_on(central):
    means = [mass @ GRID / mass.sum() for mass in solved(central, 0.3).ages]
    assert means == sorted(means, reverse=True)
    assert means[0] > means[2] + 0.01


def test_laws_are_cumulative_those_without_a_certificate_first(central):
    found = solved(central, 0.3)
    laws = laws_by_age(found)
    assert laws.shape == (4, GRID.size + 1)
    assert np.diff(laws[2]) == pytest.approx(found.ages[1] / found.ages[1].sum())
    nobody = laws_by_age(solved(central, 0.003))
    assert nobody[1].tolist() == nobody[0].tolist()
