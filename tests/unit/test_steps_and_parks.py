"""Strengths in steps and levers for some parks only: what is in force when and where, and which rules they keep to."""

import numpy as np
import pytest

from model.calendar import Calendar
from model.levers import LEVERS, LeverSetting, Step, broken_rules, by_park, parks_of, schedule
from model.needs import NEEDS, Offers
from scenarios.effective import effect_of, effective_settings, unfinished_ramps
from scenarios.refusals.problem import InputProblem
from scenarios.scenario import Scenario

YEARS = Calendar(2015, 2)  # quarters 0 to 8, 2015Q4 to 2017Q4
PARKS = ("east", "outside", "west")
OFFERS = Offers(NEEDS)
OFFERS.parks = {"": ("east", "west"), "merger": ("west",), "candidate": ("east",)}
CAP = "energy_cap"  # read in first quarters
FUND = "innovation_fund"
TAX = "land_use_tax"


def stepped(*steps, parks=()):
    """A setting of (quarter, strength) pairs."""
    (start, strength), *later = steps
    return LeverSetting(strength, start, later=tuple(Step(*step) for step in later), parks=parks)


def strengths(name, setting):
    return schedule({name: setting}, YEARS)[name].tolist()


def keys(name, setting, offers=OFFERS):
    return [(number, broken.key) for number, broken in broken_rules(name, setting, YEARS, offers)]


def test_each_step_holds_until_the_next():
    setting = stepped(("2016Q2", 1.5), ("2016Q4", 4.0), ("2017Q2", 0.0), ("2017Q4", 0.5))
    assert strengths(TAX, setting) == [0, 0, 1.5, 1.5, 4.0, 4.0, 0, 0, 0.5]


def test_a_step_to_the_neutral_strength_ends_a_lever():
    found = strengths("entry_standards", stepped(("2016Q1", 120.0), ("2016Q3", 0.0)))
    assert found == [0, 120.0, 120.0, 0, 0, 0, 0, 0, 0]


def test_steps_of_one_strength_are_the_plain_setting_to_the_bit():
    plain = schedule({TAX: LeverSetting(0.7, "2016Q3")}, YEARS)
    same = schedule({TAX: stepped(("2016Q3", 0.7), ("2016Q4", 0.7), ("2017Q3", 0.7))}, YEARS)
    assert plain.tobytes() == same.tobytes()
    settings = [{TAX: LeverSetting(0.7, "2016Q3")}, {TAX: stepped(("2016Q3", 0.7), ("2017Q1", 0.7))}]
    assert effective_settings(settings[0], YEARS) == effective_settings(settings[1], YEARS)


def test_the_spans_of_steps_are_plain_settings():
    setting = stepped(("2016Q1", 1.0), ("2017Q1", 2.0), parks=("west",))
    assert setting.spans == (LeverSetting(1.0, "2016Q1", 0, "2017Q1", parks=("west",)), LeverSetting(2.0, "2017Q1"))
    assert LeverSetting(1.0, ramp=3, end="2017Q1").spans == (LeverSetting(1.0, ramp=3, end="2017Q1"),)


def test_a_lever_for_some_parks_is_neutral_in_the_others():
    setting = stepped(("2016Q2", 3.0), ("2016Q3", 5.0), parks=("west",))
    found = schedule({TAX: setting, CAP: LeverSetting(2.0)}, YEARS, OFFERS, PARKS)
    assert found.shape == (9, 3)
    assert found[TAX][:5].tolist() == [[0, 0, 0], [0, 0, 0], [0, 0, 3], [0, 0, 5], [0, 0, 5]]
    assert found[CAP][1].tolist() == [2, 2, 2]
    assert found.entry_standards.tolist() == [[0, 0, 0]] * 9


def test_strengths_without_parks_are_the_same_at_every_park():
    once = schedule({TAX: LeverSetting(3.0, "2016Q2")}, YEARS)
    spread = by_park(once, 3)
    assert spread.tobytes() == schedule({TAX: LeverSetting(3.0, "2016Q2")}, YEARS, OFFERS, PARKS).tobytes()
    assert by_park(spread, 3).tobytes() == spread.tobytes()
    with pytest.raises(ValueError, match="strengths are of 3 parks, and the world has 2"):
        by_park(spread, 2)


def test_parks_are_not_scheduled_where_they_are_not_known():
    with pytest.raises(ValueError, match="land_use_tax: unknown parks west"):
        schedule({TAX: LeverSetting(3.0, parks=("west",))}, YEARS)


@pytest.mark.parametrize(
    ("name", "setting", "broken"),
    [
        (TAX, stepped(("2016Q1", 1.0), ("2016Q2", 0.0)), []),
        (TAX, stepped(("2016Q2", 1.0), ("2016Q2", 2.0)), [(2, "steps_unordered")]),
        (TAX, stepped(("2016Q2", 1.0), ("2016Q1", 2.0), ("2016Q3", 1.0)), [(2, "steps_unordered")]),
        (TAX, stepped(("2016Q1", 1.0), ("2016Q2", 20.5)), [(2, "strength_range")]),
        (TAX, stepped(("2015Q4", 1.0), ("2016Q2", 2.0)), [(1, "starts_too_early")]),
        (TAX, stepped(("2016Q1", -1.0), ("2018Q1", 2.0)), [(1, "strength_range"), (2, "starts_too_late")]),
        (TAX, stepped(("2016Q1", 1.0), ("2017Q4", 2.0)), []),
        # a cap is read in the first quarter of a year: a step must hold in one
        (CAP, stepped(("2016Q1", 1.0), ("2016Q2", 2.0), ("2017Q1", 3.0)), [(2, "never_acts")]),
        (CAP, stepped(("2016Q1", 1.0), ("2016Q2", 2.0)), []),
        (CAP, stepped(("2016Q1", 1.0), ("2017Q2", 0.0)), [(2, "never_acts")]),
        ("park_merger", stepped(("2016Q1", 0.5), ("2017Q2", 1.0)), [(1, "half_on")]),
        (TAX, stepped(("2016Q1", 1.0), ("2017Q2", 0.0))._replace(ramp=2), [(0, "beside_steps")]),
        (TAX, stepped(("2016Q1", 1.0), ("2017Q2", 0.0))._replace(end="2017Q3"), [(0, "beside_steps")]),
        (TAX, LeverSetting(1.0, parks=("east", "west")), []),
        (TAX, LeverSetting(1.0, parks=("east", "north", "east")), [(0, "no_such_park"), (0, "park_twice")]),
        (TAX, LeverSetting(1.0, parks=("outside",)), [(0, "no_such_park")]),
        ("park_merger", LeverSetting(1.0, parks=("east",)), [(0, "no_such_park")]),
        ("park_merger", LeverSetting(1.0, parks=("west",)), []),
        ("status_upgrade", LeverSetting(1.0, parks=("west",)), [(0, "no_such_park")]),
        (FUND, LeverSetting(1.0, parks=("west",)), [(0, "not_by_park")]),
    ],
)  # fmt: skip
def test_the_rules_that_steps_and_parks_break(name, setting, broken):
    assert keys(name, setting) == broken


def test_steps_of_a_lever_that_accumulates_add_up():
    # a year of 0.4 and a year of 0.6 make one platform; two years of 0.4 do not
    assert keys("innovation_platforms", stepped(("2016Q1", 0.4), ("2017Q1", 0.6))) == []
    assert keys("innovation_platforms", stepped(("2016Q1", 0.4), ("2017Q1", 0.4))) == [(0, "too_small")]


def test_the_parks_of_a_lever_are_the_zones_or_those_with_its_need():
    assert parks_of(LEVERS[TAX], OFFERS) == ("east", "west")
    assert parks_of(LEVERS["park_merger"], OFFERS) == ("west",)
    assert parks_of(LEVERS[TAX], tuple(NEEDS)) == ()


def test_a_case_says_where_its_levers_can_act(case):
    zones = tuple(park.id for park in case.data.baseline.parks if park.is_zone)
    assert case.data.offers.parks[""] == case.data.offers.parks["second_zone"] == zones
    joining = tuple(park.id for park in case.data.baseline.parks if park.merges_into)
    assert case.data.offers.parks["merger"] == joining
    assert case.data.offers.parks["obsolete_equipment"] == tuple(park.id for park in case.data.baseline.parks)


def test_settings_at_other_parks_act_otherwise():
    east, west = (LeverSetting(1.0, parks=(park,)) for park in ("east", "west"))
    assert len({effect_of(TAX, setting, YEARS) for setting in (east, west, LeverSetting(1.0))}) == 3
    both = (LeverSetting(1.0, parks=parks) for parks in (("east", "west"), ("west", "east")))
    assert len({effect_of(TAX, setting, YEARS) for setting in both}) == 1
    assert effect_of(TAX, LeverSetting(0.0, parks=("east",)), YEARS) == ()


def test_a_lever_set_in_steps_is_used_if_any_step_is():
    scenario = Scenario("mine", settings={TAX: stepped(("2016Q1", 0.0), ("2017Q1", 1.0)), FUND: LeverSetting(0.0)})
    assert list(scenario.levers) == [TAX]
    assert not Scenario("mine", settings={TAX: stepped(("2016Q1", 0.0), ("2017Q1", 0.0))}).levers
    assert unfinished_ramps(scenario.settings, YEARS) == {}


def test_a_new_strength_keeps_parks_and_is_refused_for_steps():
    scenario = Scenario(
        "mine",
        settings={TAX: LeverSetting(1.0, "2016Q2", parks=("west",)), CAP: stepped(("2016Q1", 1.0), ("2017Q1", 2.0))},
    )
    assert scenario.with_(land_use_tax=4.0).settings[TAX] == LeverSetting(4.0, "2016Q2", parks=("west",))
    with pytest.raises(InputProblem, match="energy_cap is set in steps"):
        scenario.with_(energy_cap=1.0)
    assert scenario.with_(energy_cap=LeverSetting(1.0)).settings[CAP] == LeverSetting(1.0)


def test_every_lever_that_does_not_act_by_park_is_one_for_the_city():
    assert [name for name, lever in LEVERS.items() if not lever.by_park] == [
        "land_plan", "assessment_tilt", "innovation_fund", "township_relocation", "energy_trading", "leader_priority",
        "emission_trading", "paid_use", "small_firm_parks", "small_firm_quota",
    ]  # fmt: skip


def test_a_strength_at_each_park_is_laid_out_alike():
    found = schedule({TAX: LeverSetting(3.0, parks=("east",))}, YEARS, OFFERS, PARKS)
    assert by_park(found, 3).flags.c_contiguous
    assert np.array_equal(by_park(found, 3)[TAX][1], [3.0, 0.0, 0.0])
