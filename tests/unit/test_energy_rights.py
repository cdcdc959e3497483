"""What a project has to buy, whether it can pay, and with how little energy it can plan."""

import pytest

from model.calendar import Calendar
from model.rules.energy_rights import (
    can_pay,
    intensity_in_reach,
    paid_for_rights,
    quota_offered,
    right_price,
    rights_needed,
)


@pytest.fixture
def industry(town):
    """Light industry: a quarter of its output is value added, so the line is 0.15 tce per 10,000 yuan of output."""
    return town.world.industries[town.LIGHT]


@pytest.mark.parametrize(
    ("design", "intensity", "share", "rights"),
    [
        (2000.0, 0.4, 1.0, 500_000),  # 2000 (0.4 - 0.15) = 500 tce
        (2000.0, 0.4, 0.3, 150_000),
        (2000.0, 0.15, 1.0, 0),  # at the line
        (2000.0, 0.1501, 1.0, 200),
        (249.0, 0.4, 1.0, 0),  # 99.6 tce in all
        (250.0, 0.4, 1.0, 62_500),  # 100 tce
    ],
)
def test_what_is_above_the_line_is_bought_from_the_least_size_on(industry, central, design, intensity, share, rights):
    assert rights_needed(design, intensity, industry, share, central) == rights


def test_heavy_industries_pay_their_coefficient(town, central):
    prices = [right_price(industry, central) for industry in town.world.industries]
    assert prices == [80, 100]
    assert paid_for_rights(12_344, 100) == 1234  # 1234.4 yuan


def test_a_project_spends_a_share_of_a_years_profit_at_most(central):
    # 1000 x 0.06 x 0.1 = 6, in 10,000 yuan, pays for 750 tce at 80 yuan
    assert can_pay(750_000, 80, 1000.0, central)
    assert not can_pay(750_013, 80, 1000.0, central)


@pytest.mark.parametrize(
    ("own", "planned", "least"),
    [
        (0.4, 0.4, 0.34),  # 15 % less
        (0.16, 0.16, 0.15),  # to the line
        (0.4, 0.3, 0.3),  # reviewed before: no second cut
        (0.1, 0.1, 0.1),  # below the line already
    ],
)
def test_a_project_can_plan_with_as_much_less_as_review_expects(industry, central, own, planned, least):
    assert intensity_in_reach(own, planned, industry, central) == pytest.approx(least)


def test_the_city_never_offers_more_than_its_share_of_the_new_budget(central):
    assert (quota_offered(7001, central), quota_offered(0, central)) == (3500, 0)


@pytest.mark.parametrize(("baseline", "begins"), [(2010, 1), (2014, 5), (2015, 1), (2016, 17)])
def test_a_plan_period_begins_in_years_that_end_in_one_or_six(baseline, begins):
    calendar = Calendar(baseline, 8)
    assert calendar.plan_from == begins
    assert calendar.label(begins) in ("2011Q1", "2016Q1", "2021Q1")
