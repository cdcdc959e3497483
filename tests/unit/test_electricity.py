import pytest

from model.rules.electricity import electricity_share, electricity_used, energy_left, price_gap, unit_charge

INTENSITY = 0.1229  # tce/10k yuan: 1000 kWh by calorific value for 10k yuan, of which 0.4 are electricity


@pytest.fixture
def industry(town):
    """An industry whose share of electricity the case does not give."""
    found = town.world.industries[town.HEAVY]
    assert found.electricity_share == 0.0
    return found


@pytest.mark.parametrize(("own", "share"), [(0.0, 0.4), (0.55, 0.55)])
def test_an_industry_has_its_own_share_of_electricity_or_the_usual_one(industry, central, own, share):
    industry.electricity_share = own
    assert electricity_share(industry, central) == share


def test_electricity_is_a_share_of_energy_by_its_calorific_value(industry, central):
    assert electricity_used(INTENSITY, industry, central) == pytest.approx(400.0)
    industry.electricity_share = 0.6
    assert electricity_used(2 * INTENSITY, industry, central) == pytest.approx(1200.0)


@pytest.mark.parametrize(
    ("surcharge", "left"),
    [
        (0.0, 1.0),
        (0.10, 0.985_258_2),  # 1.13333^-0.3 = 0.963145; 1 - 0.4 (1 - 0.963145)
        (0.75, 0.924_901_0),  # 2^-0.3 = 0.812252
    ],
)
def test_a_dearer_kilowatt_hour_saves_electricity_and_no_other_energy(industry, central, surcharge, left):
    assert energy_left(surcharge, industry, central) == pytest.approx(left, rel=1e-6)


def test_an_industry_of_much_electricity_saves_more_energy(industry, central):
    industry.electricity_share = 0.7
    assert energy_left(0.10, industry, central) == pytest.approx(0.974_203_1, rel=1e-6)  # 1 - 0.7 (1 - 0.9631473)


def test_without_elasticity_nothing_is_saved(industry, central):
    central.electricity_elasticity = 0.0
    assert energy_left(0.3, industry, central) == 1.0


@pytest.mark.parametrize(
    ("electricity", "water", "unit"),
    [
        (0.0, 0.0, 0.0),
        (0.10, 0.0, 0.004),  # 400 kWh at 0.10 yuan are 40 yuan on 10k yuan
        (0.0, 0.15, 0.0003),  # 15 % of 20 yuan
        (0.15, 0.30, 0.0066),
        (40.0, 0.0, 1.0),  # never more than all of the output
    ],
)
def test_a_charge_is_a_share_of_output(industry, central, electricity, water, unit):
    assert unit_charge(INTENSITY, electricity, water, industry, central) == pytest.approx(unit)


def test_a_tenth_of_a_yuan_is_four_thousandths_of_output_where_power_is_three_hundredths_of_it(industry, central):
    bill = 0.03
    intensity = INTENSITY * bill * 10_000 / (400 * central.electricity_price)
    assert unit_charge(intensity, 0.10, 0.0, industry, central) == pytest.approx(0.004)


@pytest.mark.parametrize(("usual", "gap"), [(0.75, 0.45), (0.31, 0.01), (0.30, 0.0), (0.28, 0.0)])
def test_the_gap_is_what_the_usual_price_is_above_that_for_emerging_industries(central, usual, gap):
    central.electricity_price = usual
    assert price_gap(central) == pytest.approx(gap)
