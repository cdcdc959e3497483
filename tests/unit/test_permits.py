"""Rules of emission permits, worked out by hand."""

import math

import pytest

from model.calendar import Calendar
from model.pollutants import POLLUTANTS, Pollutant, controlled_from, has_permits
from model.rules.permits import (
    asking_price,
    base_price,
    cleaning_cost,
    needed,
    paid_for,
    permit_budget,
    pollutant_intensity,
    price_within,
    share_left,
    spared,
    surplus_for_sale,
    to_buy,
    verified,
)

COD, SULPHUR, AMMONIA, NITROGEN = Pollutant


@pytest.fixture
def industry(town):
    """An industry with an intensity of its own for each pollutant."""
    found = town.world.industries[0]
    for name, value in zip(POLLUTANTS, (2.0, 3.0, 0.5, 7.0), strict=True):
        found[f"{name}_intensity"] = value
    found.emission_intensity = 1.6
    return found


@pytest.mark.parametrize(("pollutant", "kilograms"), [(COD, 1.5), (SULPHUR, 2.25), (AMMONIA, 0.375), (NITROGEN, 5.25)])
def test_a_firm_that_is_cleaner_in_all_is_cleaner_in_each(industry, pollutant, kilograms):
    assert pollutant_intensity(1.2, industry, pollutant) == pytest.approx(kilograms)  # three quarters of the industry's


@pytest.mark.parametrize(
    ("name", "pollutant"),
    [("cod", COD), ("sulphur_dioxide", SULPHUR), ("ammonia_nitrogen", AMMONIA), ("nitrogen_oxides", NITROGEN)],
)
def test_a_thousand_yuan_a_tonne_are_a_hundred_fen_a_kilogram(central, name, pollutant):
    assert [base_price(each, central) for each in Pollutant] == [400, 100, 400, 100]
    central[f"base_price_{name}"] = 2350.0
    assert base_price(pollutant, central) == 235


@pytest.mark.parametrize(("uniform", "permits"), [(0.0, 1000), (0.3, 1150), (0.999, 1500)])
def test_permits_are_verified_up_to_half_as_much_again(central, uniform, permits):
    assert verified(1000.0, uniform, central) == permits


@pytest.mark.parametrize(
    ("emitted", "share", "spare", "need"),
    [
        (1000.4, 1.0, 0, 1000),
        (1000.5, 1.0, 0, 1001),
        (1000.0, 0.3, 120, 180),
        (1000.0, 0.3, 300, 0),
        (10.0, 1.0, -40, 10),
    ],
)
def test_a_project_needs_its_share_less_what_its_firm_has(emitted, share, spare, need):
    assert needed(emitted, share, spare) == need


def test_the_offset_ratio_of_the_industry_comes_before_that_of_the_city(industry, central):
    assert to_buy(1000, industry, central) == 1200
    industry.offset_ratio = 1.5
    assert to_buy(1001, industry, central) == 1502  # 1501.5
    industry.offset_ratio = 1.0
    assert to_buy(1001, industry, central) == 1001


def test_a_budget_is_a_share_of_profit_and_is_split_by_base_prices(central):
    # 8000 x 6 % x 10 % are 48 (10k yuan), 48 million fen; of 30,000 kg of COD and 80,000 of sulphur dioxide 20 million are asked
    budget = permit_budget(8000.0, central)
    assert budget == 48_000_000
    value = 30_000 * 400 + 80_000 * 100
    assert (price_within(budget, 400, value), price_within(budget, 100, value)) == (960, 240)
    assert price_within(1_000_001, 400, value) == 20  # rounded down


@pytest.mark.parametrize(
    ("uniform", "times", "cost"),
    [(0.5, 0, 1000), (0.5, 1, 2000), (0.5, 3, 8000), (0.8413447460685429, 0, round(1000 * math.exp(0.6)))],
)
def test_planning_cleaner_is_lognormal_and_dearer_each_time(central, uniform, times, cost):
    assert cleaning_cost(400, uniform, times, central) == cost


@pytest.mark.parametrize(("times", "left"), [(0, 1.0), (1, 0.6), (3, 0.216)])
def test_each_plan_leaves_six_tenths(central, times, left):
    assert share_left(times, central) == pytest.approx(left)


@pytest.mark.parametrize(
    ("emitted", "share", "need", "less"),
    [(1000.0, 1.0, 900, 400), (1000.0, 0.5, 900, 200), (1000.0, 1.0, 300, 300), (1.0, 1.0, 5, 1)],
)
def test_a_cleaner_plan_spares_four_tenths_up_to_the_need_and_a_kilogram_at_least(central, emitted, share, need, less):
    assert spared(emitted, share, need, central) == less


@pytest.mark.parametrize(("uniform", "price"), [(0.0, 400), (0.25, 500), (0.999, 799)])
def test_a_firm_asks_the_base_price_or_more(central, uniform, price):
    assert asking_price(400, uniform, central) == price


@pytest.mark.parametrize(
    ("saved", "spare", "uniform", "offered"),
    [(1000, 5000, 0.0, 1000), (1000, 400, 0.0, 400), (1000, 5000, 0.5, 650), (1000, -1, 0.5, 0), (-5, 100, 0.5, 0)],
)
def test_a_firm_offers_what_it_has_saved_and_can_spare_less_a_part(central, saved, spare, uniform, offered):
    assert surplus_for_sale(saved, spare, uniform, central) == offered


def test_a_purchase_pays_for_all_years_of_its_term(central):
    assert paid_for(123_450, central) == 6173  # 1234.50 yuan a year, five years: 6172.50
    central.permit_term = 3.0
    assert paid_for(-123_450, central) == -3703


def test_two_pollutants_come_under_control_in_2011():
    assert controlled_from(Calendar(2008, 5)) == (0, 0, 9, 9)  # 2008Q4 is quarter 0
    assert controlled_from(Calendar(2010, 5)) == (0, 0, 1, 1)
    assert controlled_from(Calendar(2014, 5)) == (0, 0, 0, 0)


@pytest.mark.parametrize("name", POLLUTANTS)
def test_one_pollutant_of_one_industry_makes_a_city_with_permits(town, name):
    assert not has_permits(town.world.industries)
    town.world.industries[f"{name}_intensity"][1] = 0.1
    assert has_permits(town.world.industries)
