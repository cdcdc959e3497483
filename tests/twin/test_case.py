"""Twin and compiled model agree on the case under test: every scenario, every lever at its ends, all levers at once."""

from dataclasses import replace

import pytest

from model.calendar import Calendar
from model.levers import LeverSetting, Step, parks_of, schedule
from tests.conftest import acting_levers
from tests.lengths import one_in

from .compare import assert_agree, assert_none, crossed_differences
from .extremes import (
    EXTREMES,
    full_schedule,
    short_of_energy,
    with_firms_without_energy,
    without_quota,
    without_undeveloped_land,
)

pytestmark = pytest.mark.twin

LONG = Calendar(2015, 12)


@pytest.mark.parametrize("replicate", one_in(10, range(20)))
def test_a_shipped_scenario(case, world, scenario_name, replicate):
    assert_agree(
        world,
        case.scenario(scenario_name).schedule(world.calendar, world.offers, world.park_names),
        replicate=replicate,
    )


def test_a_lever_alone_at_the_ends_of_its_range(world, acting_lever):
    for strength in {acting_lever.low, acting_lever.high} - {acting_lever.neutral}:
        settings = {acting_lever.name: LeverSetting(strength)}
        assert_agree(world, schedule(settings, world.calendar, world.offers), seed=2)


@pytest.mark.parametrize("replicate", one_in(5, range(10)))
@pytest.mark.parametrize("part", [0.3, 1.0])
def test_all_levers_at_once(world, part, replicate):
    assert_agree(world, full_schedule(world, part), seed=3, replicate=replicate)


@pytest.mark.parametrize("replicate", one_in(3, range(5)))
def test_all_levers_at_the_lower_end_where_they_have_one(world, replicate):
    settings = {
        name: LeverSetting(lever.low if lever.low != lever.neutral else lever.high)
        for name, lever in acting_levers(world.offers).items()
    }
    assert_agree(world, schedule(settings, world.calendar, world.offers), seed=4, replicate=replicate)


@pytest.mark.parametrize("replicate", one_in(3, range(3)))
def test_all_levers_in_steps_at_some_parks(world, replicate):
    """Every other park of each lever, one further for each, so that no two levers are in force at the same parks."""
    settings = {}
    for number, (name, lever) in enumerate(acting_levers(world.offers).items()):
        parks = parks_of(lever, world.offers)
        some = parks[number % 2 :: 2] or parks
        half = 1.0 if lever.switch else (lever.neutral + lever.high) / 2
        later = (Step("2018Q1", lever.high), Step("2019Q1", lever.neutral))
        settings[name] = LeverSetting(half, "2016Q1", later=later, parks=some if lever.by_park else ())
    assert_agree(world, schedule(settings, world.calendar, world.offers, world.park_names), seed=8, replicate=replicate)


@pytest.mark.parametrize("replicate", one_in(3, range(3)))
@pytest.mark.parametrize("extreme", [None, without_undeveloped_land, without_quota, short_of_energy])
def test_all_levers_that_come_later_with_a_ramp_and_go_again(world, extreme, replicate):
    settings = {
        name: LeverSetting((lever.neutral + lever.high) / 2, "2016Q3", 3, "2019Q2")
        for name, lever in acting_levers(world.offers).items()
        if not lever.switch
    }
    if "merger" in world.offers:
        settings["park_merger"] = LeverSetting(1.0, "2016Q3", 0, "2019Q2")
    changed = extreme(world) if extreme else world
    assert_agree(changed, schedule(settings, world.calendar, world.offers), seed=5, replicate=replicate)


@pytest.mark.parametrize("replicate", one_in(3, range(3)))
def test_layers_of_other_replicates(world, replicate):
    """One layer after the other, and all of them from different ones."""
    layers = [
        {"chance": 2**30 + replicate},
        {"parameters": 7},
        {"baseline": 5},
        {"structure": 3},
        {"chance": 4, "parameters": 8, "baseline": 6, "structure": 2},
    ]
    for crossed in layers:
        assert_none(crossed_differences(world, full_schedule(world, 0.3), 9, replicate, crossed))


@pytest.mark.parametrize("part", [0.0, 0.3])
def test_a_dozen_years(world, part):
    long = replace(world, calendar=LONG)
    assert_agree(long, full_schedule(long, part) if part else schedule({}, LONG), seed=6)


@pytest.mark.parametrize("part", one_in(3, [0.3, 0.1, 1.0]))
@pytest.mark.parametrize("extreme", EXTREMES, ids=lambda extreme: extreme.__name__)
def test_an_extreme_of_the_city(world, extreme, part):
    changed = extreme(world)
    assert_agree(changed, full_schedule(changed, part), seed=7, vary_parameters=False)


def test_firms_that_use_no_energy(world):
    changed = with_firms_without_energy(world)
    assert_agree(changed, schedule({}, world.calendar), seed=7)
