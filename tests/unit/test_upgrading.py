import math

import pytest

from model.rules.upgrading import (
    base_rate,
    capability_left,
    chance_in_quarter,
    fund_effect,
    happens_at,
    intensity_left,
    jump,
    logistic,
    policy_lift,
)


def test_upgrades_rise_with_the_research_share(central):
    # 0.25 exp(6 x 0.0151) = 0.25 x 1.094831
    assert base_rate(0.0, central) == 0.25
    assert base_rate(0.0151, central) == pytest.approx(0.2737078, rel=1e-6)


@pytest.mark.parametrize(("fund", "effect"), [(0.0, 0.0), (20_000.0, 0.6321206), (1e9, 1.0)])
def test_the_fund_saturates(central, fund, effect):
    # 1 - exp(-fund / 20000)
    assert fund_effect(fund, central) == pytest.approx(effect)


def test_the_policy_rate_adds_platforms_fund_and_neighbours(central):
    # exp(0.15 x 2 + 0.5 x 0.4 + 0.5 x 0.1) = exp(0.55)
    assert policy_lift(2.0, 0.4, 0.1, central) == pytest.approx(1.7332530)


def test_without_policy_the_rate_is_the_base_to_the_bit(central):
    assert policy_lift(0.0, 0.0, 0.0, central) == 1.0


def test_four_quarters_without_the_event_are_a_year_without_it():
    # 1 - exp(-0.25 / 4) = 0.0605869
    assert chance_in_quarter(0.25) == pytest.approx(0.0605869, rel=1e-5)
    assert (1 - chance_in_quarter(0.25)) ** 4 == pytest.approx(math.exp(-0.25))
    assert chance_in_quarter(0.0) == 0.0


@pytest.mark.parametrize("rate", [0.0, 1e-9, 0.25, 4.0, 1e9])
def test_an_event_happens_below_its_chance_and_not_from_it_on(rate):
    chance = chance_in_quarter(rate)
    for uniform in (1e-12, 0.5 * chance, chance, 1.0001 * chance, 0.25 * rate, 0.999999):
        assert happens_at(rate, uniform) == (uniform < chance)


def test_an_upgrade_gains_an_exponential_amount(central):
    # 0.2 ln 2
    assert jump(0.5, central) == pytest.approx(0.1386294, rel=1e-6)


def test_the_frontier_moves_on(central):
    # 1 - 0.0605869 x 0.2 - 0.1 / 4 x 1
    assert capability_left(1.0, chance_in_quarter(0.25), central) == pytest.approx(0.9628826, rel=1e-6)


def test_an_average_firm_keeps_its_capability_on_average(central):
    chance = chance_in_quarter(0.25)
    assert capability_left(0.0, chance, central) + chance * central.upgrade_jump == pytest.approx(0.0, abs=1e-15)


def test_an_upgrade_saves_energy(central):
    # exp(-0.3 x 1)
    assert intensity_left(1.0, central) == pytest.approx(0.7408182, rel=1e-6)
    assert intensity_left(0.0, central) == 1.0


@pytest.mark.parametrize(("x", "value"), [(0.0, 0.5), (1.0, 0.7310586), (-1.0, 0.2689414), (800.0, 1.0), (-800.0, 0.0)])
def test_logistic(x, value):
    assert logistic(x) == pytest.approx(value)
