import pytest

from model.rules.taxing import hoarding_kept, holding_cost, land_tax, tax_share, unit_land_cost
from model.state import Grade


@pytest.mark.parametrize(("grade", "share"), [(Grade.A, 0.0), (Grade.B, 0.5), (Grade.C, 0.8), (Grade.D, 1.0)])
def test_better_grades_pay_a_smaller_part_of_the_surcharge(central, grade, share):
    assert tax_share(grade, central) == share


def test_the_tax_is_linear_in_land_and_surcharge(central):
    # 1000 m2 x 10 yuan x 0.5
    assert land_tax(1000, Grade.B, 10.0, central) == pytest.approx(5000.0)
    assert land_tax(3000, Grade.B, 10.0, central) == pytest.approx(15_000.0)
    assert land_tax(1000, Grade.D, 20.0, central) == pytest.approx(20_000.0)
    assert land_tax(1000, Grade.D, 0.0, central) == 0.0


@pytest.mark.parametrize(
    ("tax", "cost"),
    [(0.0, 0.0), (50_000.0, 0.05), (999_999.0, 0.999999), (1_000_000.0, 1.0), (5_000_000.0, 1.0)],
)
def test_the_tax_weighs_on_output_up_to_all_of_it(tax, cost):
    # yuan a year over an output of 100 x 10000 yuan a year
    assert unit_land_cost(tax, 100.0) == pytest.approx(cost)


def test_a_tax_on_no_output_is_all_of_it_and_no_tax_is_nothing():
    assert unit_land_cost(1.0, 0.0) == 1.0
    assert unit_land_cost(0.0, 0.0) == 0.0


def test_land_costs_to_hold_what_a_grade_b_firm_pays_over_ten_years(central):
    # 20 yuan x 0.5 x 10 years = 100 yuan a m2
    assert holding_cost(20.0, central) == pytest.approx(0.01)
    assert holding_cost(0.0, central) == 0.0


@pytest.mark.parametrize(("surcharge", "kept"), [(0.0, 1.0), (20.0, 0.75), (60.0, 0.5)])
def test_hoarding_falls_as_land_costs_more_to_hold(central, surcharge, kept):
    # a price of 0.03 over 0.03 + 0.01 and 0.03 + 0.03
    assert hoarding_kept(0.03, surcharge, central) == pytest.approx(kept)


def test_hoarding_falls_by_a_power_of_the_price(central):
    # 0.75 squared
    central.hoarding_price = 2.0
    assert hoarding_kept(0.03, 20.0, central) == pytest.approx(0.5625)
    assert hoarding_kept(0.03, 0.0, central) == 1.0
