"""Rules of money for research. The parameters worked with are a gain of 0.08, a jump of 0.2 and a reversion of 0.1."""

import math
from itertools import pairwise

import pytest

from model.parameters import PARAMETERS, alternatives_of
from model.rules.research import (
    added_by_platforms,
    apparent_gain,
    long_run_gain,
    rate_elasticity,
    real_part,
    reported_by_fund,
    research_lift,
)
from model.rules.upgrading import capability_left, chance_in_quarter, policy_lift

SOME = (0.0, 1e-6, 0.03, 0.3, 1.0, 1.7, 40.0)


def mean_capability(rate, base, quarters, par):
    """Mean capability after so many quarters of firms that began at 0 and upgrade at `rate`."""
    capability, without = 0.0, chance_in_quarter(base)
    for _ in range(quarters):
        capability = capability_left(capability, without, par) + chance_in_quarter(rate) * par.upgrade_jump
    return capability


def test_doubled_research_brings_the_gain_and_thirty_percent_more_brings_less(central):
    # 0.08 x log2(1.3) = 0.08 x 0.3785116
    assert long_run_gain(1.0, central) == pytest.approx(0.08)
    assert long_run_gain(0.3, central) == pytest.approx(0.0302809, rel=1e-6)
    assert long_run_gain(0.0, central) == 0.0


def test_the_elasticity_is_derived_from_the_gain(central):
    # needed 0.25 x 0.1 x 0.08 / 0.2 = 0.01; -ln(0.9394131 - 0.01) = 0.0732020; ln(0.0732020 / 0.0625) / ln 2
    assert rate_elasticity(0.25, central) == pytest.approx(0.2280270, rel=1e-6)


def test_at_the_published_gain_the_elasticity_is_about_a_quarter(central):
    central.research_gain = math.log(1.09)
    assert rate_elasticity(0.25, central) == pytest.approx(0.244, abs=0.001)


def test_the_elasticity_falls_with_the_base_and_with_the_jump(central):
    usual = rate_elasticity(0.25, central)
    assert rate_elasticity(0.3, central) < usual
    central.upgrade_jump = 0.3
    assert 0.0 < rate_elasticity(0.25, central) < usual


@pytest.mark.parametrize("jump", [0.0, 0.002])
def test_firms_that_cannot_upgrade_so_often_do_not(central, jump):
    # of a jump of 0.002 the gain would take another 0.25 x 0.1 x 0.08 / 0.002 = 1 upgrade a quarter
    central.upgrade_jump = jump
    assert rate_elasticity(0.25, central) == 0.0


def test_firms_that_never_upgrade_have_no_elasticity(central):
    assert rate_elasticity(0.0, central) == 0.0


@pytest.mark.parametrize("base", [0.25, 0.31])
def test_constant_money_that_doubles_research_brings_the_gain_in_the_end_and_two_fifths_of_it_in_five_years(
    central, base
):
    # 1 - (1 - 0.1 / 4)^20 = 0.3973; in continuous time 1 - e^-0.5 = 0.3935
    rate = base * research_lift(1.0, 0.0, rate_elasticity(base, central), central)
    assert mean_capability(rate, base, 20, central) == pytest.approx(0.08 * (1 - 0.975**20), rel=1e-9)
    assert mean_capability(rate, base, 20, central) / 0.08 == pytest.approx(0.39, abs=0.01)
    assert mean_capability(rate, base, 2000, central) == pytest.approx(0.08, rel=1e-9)


def test_the_gain_is_lost_at_the_same_pace_when_the_money_stops(central):
    # after five years without money (1 - 0.1 / 4)^20 = 0.6027 of it is left
    central.research_gain = 0.06
    without = chance_in_quarter(0.25)
    capability = 0.06
    for _ in range(20):
        capability = capability_left(capability, without, central) + without * central.upgrade_jump
    assert capability == pytest.approx(0.06 * 0.975**20, rel=1e-9)


def test_a_fund_adds_what_it_does_not_displace_and_part_of_it_is_relabelled(central):
    # 0.9 x 3,000 / 9,000 = 0.3, of which 0.7 are real
    assert reported_by_fund(3000.0, 9000.0, central) == pytest.approx(0.3)
    assert real_part(0.3, central) == pytest.approx(0.21)


def test_who_does_no_research_gets_no_money_for_it(central):
    assert reported_by_fund(3000.0, 0.0, central) == 0.0
    assert added_by_platforms(3.0, 0.0, central) == 0.0


def test_platforms_are_worth_their_money_times_the_spillover_to_whom_they_serve(central):
    # 1.5 x 400 x 3 / 2,400
    assert added_by_platforms(3.0, 2400.0, central) == pytest.approx(0.75)
    assert added_by_platforms(0.0, 2400.0, central) == 0.0


def test_the_lift_takes_research_by_its_elasticity_and_neighbours(central):
    # exp(0.23 x ln 1.3 + 0.5 x 0.1) = exp(0.0603438 + 0.05)
    assert research_lift(0.3, 0.1, 0.23, central) == pytest.approx(1.1166625, rel=1e-6)


@pytest.mark.parametrize("neighbours", [0.0, 0.1, -0.2])
def test_without_money_the_lift_is_the_same_to_the_bit_under_either_alternative(central, neighbours):
    assert research_lift(0.0, neighbours, 0.23, central) == policy_lift(0.0, 0.0, neighbours, central)


def test_more_money_never_lowers_the_rate_and_each_further_yuan_does_less(central):
    lifts = [research_lift(added, 0.0, rate_elasticity(0.25, central), central) for added in SOME]
    assert lifts[0] == 1.0
    assert lifts == sorted(lifts)
    steps = zip(pairwise(lifts), pairwise(SOME), strict=True)
    slopes = [(later - sooner) / (more - less) for (sooner, later), (less, more) in steps]
    assert all(next_one < slope for slope, next_one in pairwise(slopes[1:]))  # the first is over next to nothing


@pytest.mark.parametrize("end", ["low", "high"])
def test_the_elasticity_is_above_nought_at_the_ends_of_what_it_is_derived_from(central, end):
    """From 0.02 at the low ends with the largest jump and rate to about 1.5 at the high ends with the smallest."""
    for name in ("research_gain", "capability_reversion"):
        central[name] = getattr(PARAMETERS[name], end)
    for rate in (PARAMETERS["upgrade_rate"].low, PARAMETERS["upgrade_rate"].high):
        for jump in (PARAMETERS["upgrade_jump"].low, PARAMETERS["upgrade_jump"].high):
            central.upgrade_jump = jump
            assert 0.02 < rate_elasticity(rate, central) < 1.7


def test_relabelled_research_passes_for_what_real_research_would_have_brought(central):
    # 0.08 (log2 1.3 - log2 1.21) = 0.08 x 0.1035051
    assert apparent_gain(0.3, 0.21, central) == pytest.approx(0.0082804, rel=1e-5)
    assert apparent_gain(0.3, 0.3, central) == 0.0


def test_the_alternatives_are_these():
    assert alternatives_of("research_effect")._fields == ("capability_gain", "capability_only", "prototype")
