"""Effective settings: what the model acts on of dated settings, worked by hand and held against the model itself."""

import numpy as np
import pytest

from model.calendar import Calendar
from model.engine import run
from model.levers import (
    LEVER_INDEX,
    LEVERS,
    LeverSetting,
    broken_rule,
    effect,
    last_read,
    least_that_acts,
    schedule,
    units_due,
)
from model.needs import NEEDS
from scenarios.effective import effective_settings, first_equal, unfinished_ramps
from scenarios.files.lever_setting import changed_setting, read_setting
from scenarios.refusals.problem import InputProblem, say
from scenarios.scenario import Scenario

pytestmark = pytest.mark.chizhou

FIVE_YEARS = Calendar(2015, 5)  # quarters 1 to 20, 2016Q1 to 2020Q4
PLATFORMS = "innovation_platforms"
# The dates of a setting, and the least strength with which one platform is due: 1 over the years at full strength.
DATES = [
    ({}, 0.2),  # 20 quarters are 5 years
    ({"start": "2018Q2"}, 0.363637),  # 11 quarters are 2.75 years: 0.3636..., rounded up
    ({"start": "2016Q1", "ramp": 3}, 0.216217),  # 1/4, 2/4, 3/4 and 17 whole quarters are 4.625 years
    ({"start": "2016Q3", "end": "2018Q1"}, 0.666667),  # 6 quarters
    ({"start": "2020Q4"}, 4.0),
]


def least(**dates):
    return least_that_acts(LEVERS[PLATFORMS], LeverSetting(1.0, **dates), FIVE_YEARS)


def opened_in_a_run(world, strength, dates):
    """The platforms that a replicate of the model opens, of a schedule that no rule has looked at.

    Platforms that cost nothing to run are in the books in the quarters in which they open, and in no other.
    """
    levers = schedule({}, world.calendar).copy()
    levers[PLATFORMS] = LeverSetting(strength, **dates).strengths(LEVERS[PLATFORMS], world.calendar)
    held = (("platform_running_cost", 0.0),)
    spent = run(world, levers.view(np.recarray), np.array([3]), 1, held=held).costs[0, :, LEVER_INDEX[PLATFORMS]]
    return int((spent > 0).sum())


def test_units_fall_due_when_the_strengths_add_up_to_one():
    # 1.6 a year are 0.4 a quarter: 0.4, 0.8, 1.2 (one), 0.6, 1.0 (one)
    assert units_due(np.array([0.0, 1.6, 1.6, 1.6, 1.6, 1.6])).tolist() == [0, 0, 0, 1, 0, 1]
    # 10 a year are 2.5 a quarter, and two tenths of a year later the halves make another one
    assert units_due(np.array([10.0, 10.0])).tolist() == [2, 3]
    # ten tenths add up to a little less than one
    assert units_due(np.full(10, 0.4)).sum() == 1
    assert units_due(np.full(9, 0.4)).sum() == 0


@pytest.mark.parametrize(("dates", "wanted"), DATES)
def test_the_least_strength_that_acts_by_hand(dates, wanted):
    assert least(**dates) == wanted


@pytest.mark.parametrize(("dates", "wanted"), DATES)
def test_the_model_opens_a_platform_at_the_least_strength_and_none_just_below(world, dates, wanted):
    assert opened_in_a_run(world, wanted, dates) == 1
    assert opened_in_a_run(world, wanted - 1e-6, dates) == 0
    assert effect(LEVERS[PLATFORMS], LeverSetting(wanted, **dates), world.calendar).sum() == 1
    assert broken_rule(PLATFORMS, LeverSetting(wanted, **dates), world.calendar) is None
    below = broken_rule(PLATFORMS, LeverSetting(wanted - 1e-6, **dates), world.calendar)
    assert (below.key, below.values["least"]) == ("too_small", wanted)


def test_dates_too_short_for_any_strength_are_refused():
    # a ramp of 239 quarters: a quarter of 1/240 is as good as nothing
    broken = broken_rule(PLATFORMS, LeverSetting(10.0, "2020Q4", 239), FIVE_YEARS)
    assert broken.key == "dates_too_short"
    assert broken_rule(PLATFORMS, LeverSetting(0.0, "2020Q4", 239), FIVE_YEARS) is None


def test_a_scenario_is_refused_with_the_least_strength_and_a_sample_is_not():
    place, table = say("setting", file="scenarios.toml", scenario="mine", lever=PLATFORMS), {"strength": 0.15}
    with pytest.raises(InputProblem) as refused:
        read_setting(place, PLATFORMS, table, FIVE_YEARS)
    assert "0.15 is too small to act" in str(refused.value)
    assert "the least strength that acts is 0.2 platforms/year" in str(refused.value)
    assert "起作用的最低力度：0.2" in refused.value.in_language("zh")
    assert read_setting(place, PLATFORMS, {"strength": 0.2}, FIVE_YEARS).strength == 0.2
    assert changed_setting(place, PLATFORMS, None, table, FIVE_YEARS, tuple(NEEDS)).strength == 0.0


def test_only_what_adds_up_to_whole_units_can_be_too_small():
    assert [name for name, lever in LEVERS.items() if lever.accumulates] == [PLATFORMS]
    assert broken_rule("innovation_fund", LeverSetting(1e-9), FIVE_YEARS) is None


SAME = [
    ({"innovation_fund": LeverSetting(0.0, "2016Q1")}, {"innovation_fund": LeverSetting(0.0, "2019Q1", 4)}),
    ({"innovation_fund": LeverSetting(0.0, "2016Q1")}, {}),
    ({"entry_standards": LeverSetting(0.0, "2017Q1")}, {}),
    ({"innovation_fund": LeverSetting(5e3)}, {"innovation_fund": LeverSetting(5e3, "2016Q1", 0, "2021Q1")}),
    # the yearly plan is read in first quarters only: 2017Q1 is the first after 2016Q1
    ({"assessment_tilt": LeverSetting(0.5, "2016Q2")}, {"assessment_tilt": LeverSetting(0.5, "2017Q1")}),
    ({"assessment_tilt": LeverSetting(0.5, "2016Q1", 0, "2020Q2")}, {"assessment_tilt": LeverSetting(0.5)}),
    # 0.21 a year come to one platform in the same, the last quarter: 0.0525 times 19 is 0.9975
    ({PLATFORMS: LeverSetting(0.2)}, {PLATFORMS: LeverSetting(0.21)}),
]
OTHERS = [
    ({"innovation_fund": LeverSetting(5e3, "2016Q1")}, {"innovation_fund": LeverSetting(5e3, "2016Q2")}),
    ({"innovation_fund": LeverSetting(5e3)}, {"innovation_fund": LeverSetting(5e3, None, 1)}),
    ({"assessment_tilt": LeverSetting(0.5, "2016Q1")}, {"assessment_tilt": LeverSetting(0.5, "2016Q2")}),
    # 0.0527 times 19 is more than one: a quarter earlier
    ({PLATFORMS: LeverSetting(0.2)}, {PLATFORMS: LeverSetting(0.2108)}),
    ({"innovation_fund": LeverSetting(5e3)}, {"evaluation": LeverSetting(0.5)}),
]


@pytest.mark.parametrize(("one", "other"), SAME)
def test_equal_effective_settings_are_equal_runs_to_the_bit(world, one, other):
    assert effective_settings(one, FIVE_YEARS) == effective_settings(other, FIVE_YEARS)
    records = [run(world, schedule(settings, world.calendar), np.array([0, 1]), 4) for settings in (one, other)]
    for left, right in zip(*records, strict=True):
        assert left.tobytes() == right.tobytes()


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_effective_settings_are_other_runs(world, one, other):
    """A quarter more of the fund changes upgrades in every third replicate or so, so 24 of them are looked at."""
    assert effective_settings(one, FIVE_YEARS) != effective_settings(other, FIVE_YEARS)
    records = [run(world, schedule(settings, world.calendar), np.arange(24), 4) for settings in (one, other)]
    assert records[0].sums.tobytes() != records[1].sums.tobytes()


def test_the_first_of_equal_ones_is_found():
    assert first_equal([(3, "a"), (5, "b"), (6, "a"), (9, "b")]) == {3: 3, 5: 5, 6: 3, 9: 5}


@pytest.mark.parametrize(
    ("lever", "setting", "reached"),
    [
        ("innovation_fund", LeverSetting(12_000.0, "2018Q1", 23), 6_000.0),  # 12 of 24 steps by 2020Q4
        ("innovation_fund", LeverSetting(12_000.0, "2018Q1", 11), None),
        ("innovation_fund", LeverSetting(12_000.0, "2018Q1", 12), 12_000.0 * 12 / 13),
        ("innovation_fund", LeverSetting(12_000.0, "2016Q1", 7, "2017Q1"), 6_000.0),  # its end cuts it short
        ("innovation_fund", LeverSetting(0.0, "2018Q1", 23), None),
        ("entry_standards", LeverSetting(300.0, "2020Q1", 7), 150.0),  # half of the way
        # read last in 2020Q1, the 17th quarter
        ("assessment_tilt", LeverSetting(0.8, "2016Q1", 16), None),
        ("assessment_tilt", LeverSetting(0.8, "2016Q1", 17), 0.8 * 17 / 18),
    ],
)
def test_what_a_ramp_that_does_not_end_reaches(lever, setting, reached):
    found = unfinished_ramps({lever: setting}, FIVE_YEARS)
    assert found == ({} if reached is None else {lever: (pytest.approx(reached), setting.strength)})
    last = last_read(LEVERS[lever], setting, FIVE_YEARS)
    strengths = Scenario("mine", settings={lever: setting}).schedule(FIVE_YEARS)[lever]
    assert strengths[last] == pytest.approx(setting.strength if reached is None else reached)
