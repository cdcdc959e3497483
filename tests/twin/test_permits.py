"""Twin and compiled model agree on emission permits in the city of the tests, however they are cleared."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from model.levers import LeverSetting, schedule
from model.parameters import CHOICES, number_of
from scenarios import load_case
from tests.lengths import one_in
from tests.tables import tabled

from .compare import assert_agree
from .extremes import with_parameters

pytestmark = pytest.mark.twin

LINHU = Path(__file__).parents[1] / "cities" / "linhu"
WITH_PERMITS = {
    "emission_trading": 1.0, "paid_use": 0.5, "township_relocation": 0.2, "technical_upgrading": 0.3,
    "circular_retrofit": 0.2, "backward_capacity": 0.3, "project_transfer": 0.5,
}  # fmt: skip


@pytest.fixture(scope="module")
def city():
    """The world of the invented city."""
    return load_case(LINHU).world


def strengths(world, **settings):
    """Strengths of levers that touch permits; `settings` take their place."""
    levers = {name: LeverSetting(strength) for name, strength in {**WITH_PERMITS, **settings}.items()}
    return schedule(levers, world.calendar, world.offers)


@pytest.mark.parametrize("replicate", one_in(2, range(2)))
@pytest.mark.parametrize("alternative", CHOICES["permit_clearing"].words)
def test_permits_cleared_by_each_alternative(city, alternative, replicate):
    world = with_parameters(city, permit_clearing=number_of("permit_clearing", alternative))
    assert_agree(world, strengths(world), seed=11, replicate=replicate, vary_parameters=False)


@pytest.mark.parametrize("alternative", ["uniform_price", "yearly_auction"])
def test_a_narrow_collar_and_a_fee(city, alternative):
    number = number_of("permit_clearing", alternative)
    world = with_parameters(city, permit_clearing=number, permit_ceiling=2.0, permit_fee=0.035, permit_reserve=0.2)
    assert_agree(world, strengths(world, emission_trading=0.6), seed=12, vary_parameters=False)


def test_pollutants_that_come_under_control_in_the_run(city):
    given = tabled(city)
    world = replace(given, arrays=given.arrays._replace(controlled_from=np.array([0, 3, 9, 1])))
    assert_agree(world, strengths(world), seed=13)


@pytest.mark.parametrize("room", [0.02, 10.0])
def test_room_under_total_control(city, room):
    world = with_parameters(city, permit_room=room)
    assert_agree(world, strengths(world), seed=14, vary_parameters=False)


def test_offers_that_lapse_and_trading_that_ends(city):
    world = with_parameters(city, permit_idle_quarters=2.0, ask_markup=3.0)
    levers = {name: LeverSetting(strength, "2015Q2", end="2018Q3") for name, strength in WITH_PERMITS.items()}
    assert_agree(world, schedule(levers, world.calendar, world.offers), seed=15, vary_parameters=False)
