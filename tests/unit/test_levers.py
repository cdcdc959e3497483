import math
import re
from dataclasses import replace

import pytest

from model.calendar import Calendar
from model.indicators import INDICATORS
from model.levers import (
    COST,
    LEVER_INDEX,
    LEVERS,
    LONGEST_RAMP,
    LeverSetting,
    acts_in,
    broken_rule,
    lever_dtype,
    schedule,
)
from model.needs import NEEDS
from model.order import PHASES
from model.population.fault import fault

YEARS = Calendar(2015, 2)  # quarters 0 to 8, 2015Q4 to 2017Q4


def strengths(name, **setting):
    """Strengths of one lever by quarter."""
    return schedule({name: LeverSetting(**setting)}, YEARS)[name].tolist()


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_every_lever_says_what_it_is(lever):
    assert lever.unit
    assert lever.cost
    assert re.search("[一-鿿]", lever.zh)
    assert lever.en.isascii()


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_every_lever_has_its_neutral_strength_in_its_range(lever):
    assert lever.low <= lever.neutral <= lever.high
    assert lever.low < lever.high


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_every_lever_moves_an_indicator_in_a_phase(lever):
    assert lever.first_indicator in INDICATORS
    assert lever.direction in (-1, +1)
    assert lever.phases
    assert [phase for phase in PHASES if phase in lever.phases] == list(lever.phases)  # known ones, in order


def test_a_schedule_has_a_column_for_each_lever_in_order():
    assert lever_dtype.names == tuple(LEVERS)
    assert [list(LEVERS)[index] for index in LEVER_INDEX.values()] == list(LEVER_INDEX)
    assert COST._asdict() == LEVER_INDEX


def test_without_settings_every_lever_is_neutral():
    plain = schedule({}, YEARS)
    assert len(plain) == 9
    for name, lever in LEVERS.items():
        assert plain[name].tolist() == [lever.neutral] * 9


def test_a_setting_without_dates_holds_from_the_first_quarter_for_good():
    assert strengths("assessment_tilt", strength=0.6) == [0] + [0.6] * 8


def test_a_setting_holds_from_its_start_for_good():
    assert strengths("assessment_tilt", strength=0.6, start="2016Q3") == [0, 0, 0, 0.6, 0.6, 0.6, 0.6, 0.6, 0.6]


def test_a_setting_holds_until_its_end():
    assert strengths("assessment_tilt", strength=0.6, start="2016Q1", end="2016Q3") == [0, 0.6, 0.6] + [0] * 6


def test_a_ramp_rises_by_equal_steps():
    # a ramp of 2: a third, two thirds, all
    ramped = strengths("assessment_tilt", strength=0.6, start="2016Q2", ramp=2)
    assert ramped == pytest.approx([0, 0, 0.2, 0.4, 0.6, 0.6, 0.6, 0.6, 0.6])


def test_a_ramp_begins_at_the_neutral_strength():
    # from 0 to 150 over a ramp of 1: 75, then 150
    assert strengths("entry_standards", strength=150.0, start="2016Q1", ramp=1)[:4] == [0.0, 75.0, 150.0, 150.0]


def test_an_end_cuts_a_ramp_short():
    cut = strengths("assessment_tilt", strength=0.8, start="2016Q1", ramp=3, end="2016Q3")
    assert cut == pytest.approx([0, 0.2, 0.4] + [0] * 6)


@pytest.mark.parametrize(("start", "late"), [("2017Q4", False), ("2018Q1", True)])
def test_a_start_after_the_last_quarter_is_refused(start, late):
    if late:
        with pytest.raises(
            ValueError, match=r"selection_weights: starts_too_late \(start 2018Q1, first 2016Q1, last 2017Q4\)"
        ):
            strengths("selection_weights", strength=0.6, start=start)
    else:
        assert strengths("selection_weights", strength=0.6, start=start) == [0] * 8 + [0.6]


@pytest.mark.parametrize(("end", "empty"), [("2016Q4", False), ("2016Q3", True), ("2016Q2", True)])
def test_an_end_that_is_not_after_the_start_is_refused(end, empty):
    setting = {"strength": 0.6, "start": "2016Q3", "end": end}
    if empty:
        with pytest.raises(ValueError, match=rf"selection_weights: ends_too_early \(end {end}, start 2016Q3\)"):
            strengths("selection_weights", **setting)
    else:
        assert strengths("selection_weights", **setting) == [0, 0, 0, 0.6, 0, 0, 0, 0, 0]


@pytest.mark.parametrize(
    ("start", "end", "bites"),
    [
        ("2016Q2", "2017Q1", False),
        ("2016Q2", "2017Q2", True),
        ("2016Q1", "2016Q2", True),
        ("2017Q1", None, True),
        ("2017Q2", None, False),
        (None, "2016Q2", True),
    ],
)
def test_a_lever_of_the_yearly_plan_must_reach_a_first_quarter(start, end, bites):
    setting = LeverSetting(0.5, start, end=end)
    assert acts_in(LEVERS["assessment_tilt"]) == 1
    assert acts_in(LEVERS["selection_weights"]) == 0
    schedule({"selection_weights": setting}, YEARS)
    if bites:
        assert 0.5 in schedule({"assessment_tilt": setting}, YEARS).assessment_tilt[[1, 5]]
    else:
        with pytest.raises(ValueError, match=r"assessment_tilt: never_acts \(quarter 1, "):
            schedule({"assessment_tilt": setting}, YEARS)


@pytest.mark.parametrize("lever", LEVERS.values(), ids=list(LEVERS))
def test_the_ends_of_the_range_are_allowed_and_what_lies_beyond_is_refused(lever):
    beyond = 0.01 * (lever.high - lever.low)
    for strength in (lever.low, lever.high):
        assert strengths(lever.name, strength=strength)[-1] == strength
    for strength in (lever.low - beyond, lever.high + beyond, math.nan, math.inf):
        with pytest.raises(ValueError, match=rf"{lever.name}: strength_range \(value .*, low .*, high .*, unit "):
            schedule({lever.name: LeverSetting(strength)}, YEARS)


@pytest.mark.parametrize("start", ["2015Q4", "2014Q1"])
def test_a_start_that_is_not_after_the_baseline_is_refused(start):
    with pytest.raises(ValueError, match=rf"starts_too_early \(start {start}, baseline 2015Q4"):
        schedule({"assessment_tilt": LeverSetting(0.5, start)}, YEARS)


@pytest.mark.parametrize("ramp", [-1, -2, LONGEST_RAMP + 1])
def test_a_ramp_of_less_than_nothing_or_longer_than_any_run_is_refused(ramp):
    # below nothing it would divide by nothing, or turn the strength round to the other side of neutral
    with pytest.raises(ValueError, match=rf"assessment_tilt: bad_ramp \(value {ramp}, high 240\)"):
        schedule({"assessment_tilt": LeverSetting(0.5, ramp=ramp)}, YEARS)


@pytest.mark.parametrize("ramp", [0, LONGEST_RAMP])
def test_the_ends_of_the_range_of_a_ramp_are_allowed(ramp):
    assert strengths("assessment_tilt", strength=0.5, ramp=ramp)[1] == pytest.approx(0.5 / (ramp + 1))


@pytest.mark.parametrize("dates", [{"start": "soon"}, {"end": "2016"}])
def test_a_date_that_is_no_quarter_is_refused(dates):
    with pytest.raises(ValueError, match="is not a quarter"):
        schedule({"assessment_tilt": LeverSetting(0.5, **dates)}, YEARS)


def test_an_unknown_lever_is_refused():
    with pytest.raises(ValueError, match="unknown lever 'magic'"):
        schedule({"magic": LeverSetting(1.0)}, YEARS)


SWITCHES = [lever for lever in LEVERS.values() if lever.switch]
NEEDY = [lever for lever in LEVERS.values() if lever.needs and NEEDS[lever.needs].required]


@pytest.mark.parametrize("lever", SWITCHES, ids=[lever.name for lever in SWITCHES])
def test_a_switch_is_on_or_off_at_once(lever):
    for strength in (0.0, 1.0):
        assert strengths(lever.name, strength=strength)[1:] == [strength] * 8
    for strength in (0.5, 0.999, 1e-9):
        with pytest.raises(ValueError, match=rf"{lever.name}: half_on \(value {strength}\)"):
            schedule({lever.name: LeverSetting(strength)}, YEARS)
    with pytest.raises(ValueError, match=rf"{lever.name}: switch_ramp \(value 1\)"):
        schedule({lever.name: LeverSetting(1.0, ramp=1)}, YEARS)


def test_a_switch_can_be_turned_off_again():
    on = strengths("park_merger", strength=1.0, start="2016Q2", end="2016Q4")
    assert on == [0, 0, 1, 1, 0, 0, 0, 0, 0]


def test_what_has_a_strength_between_is_no_switch():
    assert [lever.name for lever in SWITCHES] == ["park_merger"]
    assert all((lever.low, lever.neutral, lever.high) == (0.0, 0.0, 1.0) for lever in SWITCHES)


@pytest.mark.parametrize(
    ("start", "end", "bites"),
    [
        ("2016Q1", "2016Q4", False),
        ("2016Q1", "2017Q1", True),
        ("2016Q4", "2017Q1", True),
        ("2017Q1", "2017Q4", False),
        ("2016Q2", None, True),
        ("2017Q2", None, False),  # the last quarter of the run: nothing follows that it could act on
        (None, "2016Q4", False),
    ],
)
@pytest.mark.parametrize("name", ["evaluation", "status_upgrade"])
def test_a_lever_of_the_assessment_must_reach_a_fourth_quarter(name, start, end, bites):
    setting = LeverSetting(0.5, start, end=end)
    assert acts_in(LEVERS[name]) == 4
    if bites:
        assert 0.5 in schedule({name: setting}, YEARS)[name][[4, 8]]
    else:
        first, until = start or "2016Q1", end or "2017Q4"
        with pytest.raises(ValueError, match=rf"{name}: never_acts \(quarter 4, start {first}, end {until}\)"):
            schedule({name: setting}, YEARS)


def test_a_lever_acts_in_one_quarter_of_the_year_only_if_all_its_phases_do():
    assert {phase.quarter for phase in PHASES.values()} == {0, 1, 4}
    for phases, quarter in ((("calendar",), 1), (("assessment",), 4), (("calendar", "production"), 0)):
        assert acts_in(replace(LEVERS["land_plan"], phases=phases)) == quarter
    assert acts_in(replace(LEVERS["land_plan"], phases=("calendar", "assessment"))) == 0


@pytest.mark.parametrize("lever", NEEDY, ids=[lever.name for lever in NEEDY])
def test_a_lever_whose_required_need_is_not_met_is_refused_with_the_reason(lever):
    setting = LeverSetting(lever.high, "2016Q1")
    others = set(NEEDS) - {lever.needs}
    assert broken_rule(lever.name, setting, YEARS, others) == fault("lacks_need", need=lever.needs)
    assert broken_rule(lever.name, setting, YEARS, {lever.needs}) is None
    with pytest.raises(ValueError, match=rf"{lever.name}: lacks_need \(need {lever.needs}\)"):
        schedule({lever.name: setting}, YEARS, others)
    neutral = LeverSetting(lever.neutral, "2016Q1")
    assert schedule({lever.name: neutral}, YEARS, others)[lever.name].tolist() == [lever.neutral] * 9


def test_a_need_that_is_not_required_refuses_nothing():
    lever = LEVERS["land_quota_cut"]
    assert not NEEDS[lever.needs].required
    assert broken_rule(lever.name, LeverSetting(lever.high, "2016Q1"), YEARS, ()) is None
