import math

import pytest

from model.rules.electricity import unit_charge
from model.rules.equipment import is_dear, surcharge_of
from model.state import EquipmentClass
from model.units import KGCE_PER_KWH


def test_a_kilowatt_hour_is_counted_by_its_calorific_value():
    # 3.6 MJ over 29.3076 MJ a kilogram of coal equivalent is 0.12284; the standard rounds it up
    assert pytest.approx(3.6 / 29.3076, abs=1e-4) == KGCE_PER_KWH


@pytest.mark.parametrize(
    ("kind", "price"),
    [(EquipmentClass.PERMITTED, 0.0), (EquipmentClass.RESTRICTED, 0.1), (EquipmentClass.ELIMINATED, 0.3)],
)
def test_the_surcharge_goes_by_the_class_of_the_equipment(central, kind, price):
    assert surcharge_of(kind, central) == price


@pytest.mark.parametrize(
    ("intensity", "price", "unit"),
    [
        (0.2458, 0.3, 0.024),  # 245.8 kgce x 0.4 / 0.1229 are 800 kWh for 10,000 yuan, which cost 240 yuan more
        (0.2458, 0.1, 0.008),
        (0.4916, 0.3, 0.048),
        (0.2458, 0.0, 0.0),
        (10.24, 0.3, 0.99983727),  # 33,328 kWh cost 9,998 yuan more
        (10.25, 0.3, 1.0),  # 10,008 yuan, more than all of the output
    ],
)
def test_what_a_surcharge_weighs_on_a_firm(town, central, intensity, price, unit):
    assert unit_charge(intensity, price, 0.0, town.world.industries[0], central) == pytest.approx(unit)


@pytest.mark.parametrize(
    ("uniform", "threshold"),
    [(0.5, 0.2), (0.8413447460685429, 0.2 * math.exp(0.8)), (0.15865525393145707, 0.2 * math.exp(-0.8))],
)
def test_a_firm_scraps_from_its_own_surcharge_on(central, uniform, threshold):
    # median 0.2, log spread 0.8: one spread above and below it at one standard deviation
    assert not is_dear(threshold * (1 - 1e-9), uniform, central)
    assert is_dear(threshold * (1 + 1e-9), uniform, central)


def test_no_surcharge_is_dear_for_nobody_and_a_higher_one_for_more(central):
    uniforms = [(place + 0.5) / 1000 for place in range(1000)]
    scrapping = [sum(is_dear(price, uniform, central) for uniform in uniforms) for price in (0.0, 0.1, 0.2, 0.3, 0.4)]
    assert scrapping[0] == 0
    assert scrapping == sorted(set(scrapping))
    # normal distribution function of ln(price / 0.2) / 0.8: 0.1931 at 0.10, 0.6939 at 0.30
    assert scrapping[1] == pytest.approx(193, abs=1)
    assert scrapping[3] == pytest.approx(694, abs=1)
