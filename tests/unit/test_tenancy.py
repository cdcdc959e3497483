"""Small-firm parks, rule by rule: who is small and clean, whose trade is admitted, what rent is due."""

import pytest

from model.rules.siting import chosen_tenure
from model.rules.tenancy import is_clean, is_small, keeps_share, rent_share, unit_rent_cost, yield_of_plot
from model.state import Tenure


@pytest.mark.parametrize(
    ("output", "output_per_worker", "small"),
    [
        (1999.0, 1.0, True),  # 1,999 workers, but less than 20 million yuan
        (2000.0, 1.0, False),
        (29_900.0, 100.0, True),  # 299 workers
        (30_000.0, 100.0, False),  # 300 workers
    ],
)
def test_a_firm_is_small_by_its_sales_or_by_its_staff(central, output, output_per_worker, small):
    assert bool(is_small(output, output_per_worker, central)) == small


@pytest.mark.parametrize(
    ("energy", "emissions", "clean"), [(1.2, 0.8, True), (1.21, 0.8, False), (1.2, 0.81, False), (0.0, 0.0, True)]
)
def test_a_firm_is_clean_up_to_the_lines_of_energy_and_emissions(town, central, energy, emissions, clean):
    # the industry's intensities are 1
    central.unit_energy, central.unit_emissions = 1.2, 0.8
    firm = town.add_firm(energy_intensity=energy, emission_intensity=emissions)
    assert bool(is_clean(firm, town.world.industries[town.LIGHT], central)) == clean


@pytest.mark.parametrize("leading", range(1000))
def test_of_another_trade_there_are_at_most_three_sevenths_of_the_leading_ones(central, leading):
    most = 3 * leading // 7
    assert all(keeps_share(leading, leading + others, central) for others in range(max(0, most - 2), most))
    assert not keeps_share(leading, leading + most, central)


@pytest.mark.parametrize(("least", "leading", "others"), [(0.6, 3, 2), (0.8, 8, 2), (0.75, 9, 3)])
def test_another_share_admits_others_of_another_number(central, least, leading, others):
    central.leading_share_least = least
    assert keeps_share(leading, leading + others - 1, central)
    assert not keeps_share(leading, leading + others, central)


@pytest.mark.parametrize(("quarters", "share"), [(0, 0.0), (3, 0.0), (4, 0.5), (11, 0.5), (12, 1.0), (40, 1.0)])
def test_rent_is_free_for_a_year_and_half_for_two(central, quarters, share):
    assert rent_share(quarters, central) == share


def test_without_relief_the_rent_is_due_at_once(central):
    central.rent_free_years = central.rent_half_years = 0.0
    assert rent_share(0, central) == 1.0


def test_a_rented_unit_costs_the_rent_of_eight_years_of_ten(central):
    # 0.0096 x (10 - 1 - 2 / 2) + 0.08
    assert unit_rent_cost(central) == pytest.approx(0.1568)


def test_more_relief_than_years_leaves_no_rent(central):
    central.rent_years, central.rent_half_years = 6.0, 12.0
    assert unit_rent_cost(central) == pytest.approx(0.08)


@pytest.mark.parametrize(
    ("can_lease", "has_room", "uniform", "tenure"),
    [
        (True, False, 0.0, Tenure.BOUGHT),
        (True, False, 0.1879, Tenure.BOUGHT),
        (True, False, 0.1881, Tenure.LET),
        (True, False, 0.4798, Tenure.LET),
        (True, False, 0.4800, Tenure.NONE),
        (True, False, 0.9999, Tenure.NONE),
        (False, False, 0.2221, Tenure.BOUGHT),
        (False, False, 0.2223, Tenure.LET),
        (False, False, 0.5671, Tenure.LET),
        (False, False, 0.5673, Tenure.NONE),
        (False, True, 0.1795, Tenure.BOUGHT),
        (False, True, 0.1797, Tenure.LET),
        (False, True, 0.4583, Tenure.LET),
        (False, True, 0.4585, Tenure.NONE),
    ],
)
def test_a_unit_is_bought_rented_or_left_by_a_logit_in_cost(central, can_lease, has_room, uniform, tenure):
    # Costs: new land 0.12 + 0.03 = 0.15, lease 0.176, to buy 0.17, to rent 0.1568. Against new land the weights are 1,
    # exp(-0.026 / 0.03) = 0.420350, exp(-0.02 / 0.03) = 0.513417 and exp(-0.0068 / 0.03) = 0.797188, together 2.730955:
    # to buy up to 0.187999, to rent up to 0.479907. Without the lease they add up to 2.310605: up to 0.222200, 0.567213.
    # With own land at 0.168, exp(-0.018 / 0.03) = 0.548812 more, to 2.859417: up to 0.179553, 0.458347.
    assert chosen_tenure(1.0, 0.03, can_lease, has_room, uniform, central) == tenure


def test_the_yield_of_a_plot_is_held_against_its_industry():
    # 3000 on 40 mu are 75 a mu, three quarters of 100
    assert yield_of_plot(3000.0, 40 * 2000 / 3, 100.0) == pytest.approx(0.75)
