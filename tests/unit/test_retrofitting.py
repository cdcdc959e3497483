import pytest

from model.rules.retrofitting import is_intensive, public_cost


@pytest.mark.parametrize(
    ("energy", "emission", "intensive"),
    [(1.0, 1.0, False), (1.001, 1.0, True), (1.0, 1.001, True), (0.5, 2.0, True), (0.5, 0.5, False)],
)
def test_a_firm_is_intensive_above_its_industry_in_energy_or_emissions(town, energy, emission, intensive):
    firm = town.add_firm(energy_intensity=energy, emission_intensity=emission)
    assert is_intensive(firm, town.world.industries[town.LIGHT]) == intensive


def test_the_city_pays_its_share_of_the_cost_of_the_energy_saved(central):
    # 5000 x 2 tce, of which 0.12 are saved: 1200 tce at 0.2, of which the city pays 0.3
    assert public_cost(5000.0, 2.0, central) == pytest.approx(72.0)
