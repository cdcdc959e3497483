import math

import pytest

from model.rules.siting import (
    chosen_channel,
    floor_to_lease,
    land_asked,
    land_cost,
    land_needed,
    lease_cost,
    own_land_cost,
    plot_ratio_planned,
)
from model.state import Channel

PRICE = 0.03  # of a square metre of land without discount: 20 / 666.67


def test_land_costs_less_where_building_is_denser(central):
    # 0.12 + 0.03 / 1 and 0.12 + 0.03 / 2
    assert land_cost(1.0, PRICE, central) == pytest.approx(0.15)
    assert land_cost(2.0, PRICE, central) == pytest.approx(0.135)


def test_dearer_land_makes_floor_dearer(central):
    # 0.12 + 0.05 / 2
    assert land_cost(2.0, 0.05, central) == pytest.approx(0.145)


def test_leased_floor_costs_rent_and_ownership_forgone(central):
    # 0.0096 x 10 + 0.08
    assert lease_cost(central) == pytest.approx(0.176)


def test_floor_on_land_in_use_costs_a_premium(central):
    # 0.12 x 1.4
    assert own_land_cost(central) == pytest.approx(0.168)


@pytest.mark.parametrize(
    ("uniform", "channel"),
    [
        (0.0, Channel.LEASE),
        (0.2134, Channel.LEASE),
        (0.2136, Channel.OWN_LAND),
        (0.4920, Channel.OWN_LAND),
        (0.4923, Channel.NEW_LAND),
        (0.9999, Channel.NEW_LAND),
    ],
)
def test_the_channel_follows_a_logit_in_cost(central, uniform, channel):
    # against new land: lease exp(-0.026 / 0.03) = 0.420350, own exp(-0.018 / 0.03) = 0.548812, together 1.969162;
    # lease up to 0.420350 / 1.969162 = 0.213466, own land up to 0.969162 / 1.969162 = 0.492170
    assert chosen_channel(1.0, PRICE, True, True, uniform, central) == channel


@pytest.mark.parametrize("uniform", [0.0, 0.5, 0.9999])
def test_a_project_with_one_channel_takes_it(central, uniform):
    assert chosen_channel(1.0, PRICE, False, False, uniform, central) == Channel.NEW_LAND


def test_who_cannot_lease_builds(central):
    # without the lease: own land up to 0.548812 / 1.548812 = 0.354344
    assert chosen_channel(1.0, PRICE, False, True, 0.0, central) == Channel.OWN_LAND
    assert chosen_channel(1.0, PRICE, False, True, 0.3543, central) == Channel.OWN_LAND
    assert chosen_channel(1.0, PRICE, False, True, 0.3544, central) == Channel.NEW_LAND


def test_who_has_no_room_on_its_land_leases_or_takes_new_land(central):
    # without own land: lease up to 0.420350 / 1.420350 = 0.295948
    assert chosen_channel(1.0, PRICE, True, False, 0.2959, central) == Channel.LEASE
    assert chosen_channel(1.0, PRICE, True, False, 0.2960, central) == Channel.NEW_LAND


def test_dearer_land_turns_projects_to_floor(central):
    # at 0.04 land costs 0.16: lease exp(-0.016 / 0.03) = 0.586646 against it, up to 0.586646 / 1.586646 = 0.369740
    assert chosen_channel(1.0, 0.04, True, False, 0.3697, central) == Channel.LEASE
    assert chosen_channel(1.0, 0.04, True, False, 0.3698, central) == Channel.NEW_LAND


def test_new_vintages_need_less_land(central):
    # 1250 / (100 x 1.25) = 10 mu
    assert land_needed(1250.0, 100.0, central) == pytest.approx(6666.6667)


def test_a_project_asks_for_more_land_than_it_needs(central):
    # an exponential variate of 1 at 1 - 1/e: 1000 (1 + 0.3)
    assert land_asked(1000.0, 1.0 - math.exp(-1.0), 1.0, central) == pytest.approx(1300.0)
    assert land_asked(1000.0, 0.0, 1.0, central) == 1000.0


def test_a_project_asks_for_less_where_land_costs_to_hold(central):
    # 1000 (1 + 0.3 x 0.75), and never less than it needs
    assert land_asked(1000.0, 1.0 - math.exp(-1.0), 0.75, central) == pytest.approx(1225.0)
    assert land_asked(1000.0, 0.9999, 0.0, central) == 1000.0


def test_planned_plot_ratios_lie_about_a_multiple_of_the_norm(central):
    # 0.8 x 1.1, and times exp(0.15) = 1.161834
    assert plot_ratio_planned(0.8, 0.0, central) == pytest.approx(0.88)
    assert plot_ratio_planned(0.8, 1.0, central) == pytest.approx(1.0224141)


def test_leased_floor_is_rounded_up(central):
    central.leased_floor_output = 0.5
    assert floor_to_lease(500.0, central) == 1000
    assert floor_to_lease(500.1, central) == 1001
