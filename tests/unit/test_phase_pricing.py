"""Prices of electricity and water: who pays surcharges, whose electricity is cheaper, and where both are booked."""

import numpy as np
import pytest

from model.grading_tables import dated_dtype
from model.levers import LEVER_INDEX
from model.phases.pricing import pay_surcharges, surcharges_of
from model.phases.production import produce
from model.state import Grade
from model.towns import TownStatus

INTENSITY = 0.1229  # tce/10k yuan: 400 kWh of electricity for 10k yuan of output


@pytest.fixture
def priced(town):
    """The town graded by its second table: 0.10 yuan/kWh for C, 0.15 and 30 % on water for D."""
    tables = np.zeros(2, dated_dtype).view(np.recarray)
    tables.electricity_surcharge[0] = 9.0
    tables.electricity_surcharge[1] = [0.0, 0.0, 0.10, 0.15]
    tables.water_surcharge[1] = [0.0, 0.0, 0.0, 0.30]
    town.world = town.world._replace(grading_tables=tables)
    town.city.grading_table = 2
    return town


@pytest.fixture
def pay(priced, central, neutral):
    """Let a firm pay at a strength of the lever; return its unit cost."""

    def paid(firm, strength=1.0):
        neutral.price_by_grade = strength
        page, park = priced.book[firm.park], priced.parks[firm.park]
        return pay_surcharges(firm, park, priced.city, priced.world, priced.costs, central, neutral[firm.park], page)

    return paid


@pytest.mark.parametrize(
    ("grade", "strength", "expected"),
    [
        (Grade.B, 1.0, (0.0, 0.0)),
        (Grade.C, 1.0, (0.10, 0.0)),
        (Grade.D, 1.0, (0.15, 0.30)),
        (Grade.D, 2.5, (0.375, 0.75)),
        (Grade.D, 0.0, (0.0, 0.0)),
    ],
)
def test_surcharges_are_those_of_the_grade_times_the_strength(priced, neutral, grade, strength, expected):
    neutral.price_by_grade = strength
    firm = priced.add_firm(grade=grade, graded=1)
    assert surcharges_of(firm, priced.city, priced.world.grading_tables, neutral[0]) == pytest.approx(expected)


def test_a_firm_that_was_not_graded_by_a_table_pays_nothing(priced, pay):
    assert pay(priced.add_firm(grade=Grade.D, graded=0)) == 0.0
    priced.city.grading_table = 0
    assert pay(priced.add_firm(grade=Grade.D, graded=1)) == 0.0
    assert priced.costs.sum() == priced.book.charged_by_grade.sum() == 0


def test_a_charged_firm_saves_pays_and_is_booked(priced, pay):
    firm = priced.add_firm(grade=Grade.D, graded=1, output=5000.0, energy_intensity=INTENSITY, park=priced.SOUTH)
    # 1.2^-0.3 = 0.946772 leaves 0.978709 of its energy; 400 kWh of it at 0.15 are 58.7225 yuan, and 6 of water, on 10k yuan
    assert pay(firm) == pytest.approx(0.00647225, rel=1e-5)
    assert firm.energy_intensity == pytest.approx(INTENSITY * 0.978709, rel=1e-6)
    page = priced.book[priced.SOUTH]
    # 0.00647225 x 50 million yuan / 4
    assert page.grade_surcharges == -priced.costs[LEVER_INDEX["price_by_grade"]] == 80_903
    assert page.charged_by_grade == 1


def test_energy_is_saved_once_and_used_again_when_the_surcharge_ends(priced, pay):
    firm = priced.add_firm(grade=Grade.C, graded=1, energy_intensity=INTENSITY)
    pay(firm)
    saved = firm.energy_intensity
    pay(firm)
    assert firm.energy_intensity == saved < INTENSITY
    firm.grade = Grade.D
    pay(firm)
    assert firm.energy_intensity < saved
    pay(firm, 0.0)
    assert firm.energy_intensity == pytest.approx(INTENSITY, rel=1e-12)
    assert firm.power_surcharge == 0.0


def test_the_charge_slows_growth_and_makes_leaving_more_likely(priced, central, neutral):
    central.growth_spread, central.exit_hazard = 0.0, 0.0
    outputs = []
    for strength in (0.0, 1.0, 3.0):
        neutral.price_by_grade = strength
        firm = priced.add_firm(grade=Grade.C, graded=1, output=2000.0, design=9000.0, energy_intensity=INTENSITY)
        produce(1, priced.key, priced.world, priced.state, central, neutral, priced.book)
        outputs.append(firm.output)
        firm.stage = 3
    # a unit cost of 0.004 x 0.985258, by which growth falls 1.5 times a year
    assert outputs[1] / outputs[0] == pytest.approx(np.exp(-0.375 * 0.00394103), rel=1e-6)
    assert outputs[0] > outputs[1] > outputs[2]


@pytest.fixture
def cheap(priced, neutral):
    """North is a candidate for a town, light industry is an emerging one, and the city pays 60 % of the gap."""
    priced.parks[priced.NORTH].town_status = TownStatus.CANDIDATE
    priced.world.industries.emerging[priced.LIGHT] = 1.0
    neutral.town_power_price = 0.6
    return priced


def test_the_city_pays_the_gap_for_emerging_industries_of_listed_towns(cheap, pay):
    firm = cheap.add_firm(output=5000.0, energy_intensity=INTENSITY)
    # 0.6 of 0.75 - 0.30 are 0.27 yuan less: 0.64^-0.3 = 1.143263 of its electricity, 1.0573051 of its energy;
    # 400 kWh of it at 0.27 are 114.1889 yuan on 10k yuan
    assert pay(firm, 0.0) == pytest.approx(-0.01141889, rel=1e-5)
    assert firm.energy_intensity == pytest.approx(INTENSITY * 1.0573051, rel=1e-6)
    assert firm.power_surcharge == pytest.approx(-0.27)
    # 0.01141889 x 50 million yuan / 4
    assert cheap.book.power_support[cheap.NORTH] == cheap.costs[LEVER_INDEX["town_power_price"]] == 142_736
    assert cheap.costs[LEVER_INDEX["price_by_grade"]] == cheap.book.charged_by_grade.sum() == 0


@pytest.mark.parametrize("status", [TownStatus.NONE, TownStatus.POTENTIAL])
def test_a_park_that_is_not_on_the_list_of_towns_pays_the_usual_price(cheap, pay, status):
    cheap.parks[cheap.NORTH].town_status = status
    assert pay(cheap.add_firm(energy_intensity=INTENSITY), 0.0) == 0.0


def test_other_industries_of_a_town_pay_the_usual_price(cheap, pay):
    assert pay(cheap.add_firm(energy_intensity=INTENSITY, industry=cheap.HEAVY), 0.0) == 0.0
    assert cheap.book.power_support.sum() == 0


def test_a_firm_may_be_charged_by_grade_and_have_cheaper_electricity(cheap, pay):
    firm = cheap.add_firm(grade=Grade.D, graded=1, output=5000.0, energy_intensity=INTENSITY)
    # 0.15 - 0.27 yuan: 0.84^-0.3 = 1.053698 of its electricity, 1.0214793 of its energy; 408.5917 kWh cost 61.28876 more,
    # and water 6, and 110.31976 less
    assert pay(firm) == pytest.approx((61.28876 + 6.0 - 110.31976) / 10_000, rel=1e-5)
    assert (cheap.book.grade_surcharges[cheap.NORTH], cheap.book.power_support[cheap.NORTH]) == (84_111, 137_900)


def test_cheaper_electricity_ends_with_the_lever(cheap, pay, neutral):
    firm = cheap.add_firm(energy_intensity=INTENSITY)
    pay(firm, 0.0)
    neutral.town_power_price = 0.0
    pay(firm, 0.0)
    assert firm.energy_intensity == pytest.approx(INTENSITY, rel=1e-12)
    assert firm.power_surcharge == 0.0


def test_firms_whose_electricity_is_cheaper_grow_more(cheap, central, neutral):
    central.growth_spread, central.exit_hazard = 0.0, 0.0
    outputs = []
    for strength in (0.0, 0.6):
        neutral.town_power_price = strength
        firm = cheap.add_firm(output=2000.0, design=9000.0, energy_intensity=INTENSITY)
        produce(1, cheap.key, cheap.world, cheap.state, central, neutral, cheap.book)
        outputs.append(firm.output)
        firm.stage = 3
    assert outputs[1] / outputs[0] == pytest.approx(np.exp(0.375 * 0.01141889), rel=1e-6)
