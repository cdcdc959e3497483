import math

import pytest

from model.rules.scaling_up import growth_gained, is_in_band, reward_reach, under_reports


@pytest.mark.parametrize(("reward", "reach"), [(0.0, 0.0), (10.0, 1.0 - 1.0 / math.e), (30.0, 1.0 - math.exp(-3.0))])
def test_a_reward_reaches_the_less_further_the_higher_it_is(central, reward, reach):
    assert reward_reach(reward, central) == pytest.approx(reach)


@pytest.mark.parametrize(("output", "inside"), [(499.9, False), (500.0, True), (1999.9, True), (2000.0, False)])
def test_the_band_ends_below_the_threshold_of_the_register(central, output, inside):
    assert is_in_band(output, central) == inside


def test_growth_gained_is_a_part_of_the_largest_in_a_quarter(central):
    assert growth_gained(0.3, central) == pytest.approx(0.003)  # 0.04 x 0.3 / 4
    assert growth_gained(0.0, central) == 0.0


@pytest.mark.parametrize(("uniform", "reach", "stays"), [(0.149, 0.25, True), (0.151, 0.25, False), (0.199, 0.0, True)])
def test_fewer_firms_stay_unreported_under_a_reward(central, uniform, reach, stays):
    central.under_reporting = 0.2  # of which three quarters are left at a reach of a quarter
    assert under_reports(uniform, reach, central) == stays
    assert not under_reports(uniform, 1.0, central)
