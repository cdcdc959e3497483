import pytest

from model.rules.low_hills import extra_cost


def test_low_hills_cost_levelling_and_forest_and_spare_the_charge_for_farmland(central):
    """3 mu are 2,000 m2: levelling 0.7 x 20 x 3 = 42; forest 9 x 0.85 and farmland 40 x 0.6 yuan/m2, 1.53 and 4.8 in all."""
    central.flat_land_cost, central.low_hill_cost = 20.0, 1.7
    central.forest_fee, central.low_hill_farmland = 9.0, 0.15
    central.farmland_charge, central.flat_farmland = 40.0, 0.6
    assert extra_cost(2000, central) == pytest.approx(42.0 + 1.53 - 4.8)
    assert extra_cost(500, central) == pytest.approx((42.0 + 1.53 - 4.8) / 4)
    assert extra_cost(0, central) == 0.0


def test_blocks_all_of_farmland_pay_no_forest_fee(central):
    central.low_hill_cost, central.flat_farmland = 1.0, 0.0
    central.low_hill_farmland, central.forest_fee = 1.0, 9.0
    assert extra_cost(2000, central) == 0.0


def test_hills_may_be_the_cheaper_land(central):
    """Levelling 0.1 x 10 x 3 = 3; forest 6 x 0.8 = 4.8 and farmland 50 x 0.7 = 35 yuan/m2: 0.96 and 7 in all."""
    central.flat_land_cost, central.low_hill_cost = 10.0, 1.1
    central.forest_fee, central.low_hill_farmland = 6.0, 0.2
    central.farmland_charge, central.flat_farmland = 50.0, 0.7
    assert extra_cost(2000, central) == pytest.approx(3.0 + 0.96 - 7.0)
