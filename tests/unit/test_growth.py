import math

import pytest

from model.rules.growth import grown, log_growth, ramped, shock, spread_at


def test_a_shock_fades_and_is_renewed():
    # 0.8 x 0.01 + sqrt(1 - 0.64) x 0.02 x 1 = 0.008 + 0.012
    assert shock(0.01, 0.8, 0.02, 1.0) == pytest.approx(0.02)


def test_without_persistence_a_shock_is_spread_times_variate():
    assert shock(0.5, 0.0, 0.02, -1.5) == pytest.approx(-0.03)


def test_spread_at_the_reference_size_is_half_the_yearly_one(central):
    assert spread_at(5000.0, central) == pytest.approx(0.22 / 2)


def test_spread_falls_with_size(central):
    # 0.11 x 2^-0.17 = 0.11 x 0.888843
    assert spread_at(10_000.0, central) == pytest.approx(0.0977727, rel=1e-6)


def test_spread_is_at_most_one(central):
    # 0.11 x^-0.17 = 1 at x = 9.0909^(1/0.17) = 435 420 times smaller than the reference, an output of 0.011483
    assert spread_at(0.0114, central) == 1.0
    assert 0.99 < spread_at(0.0116, central) < 1.0


def test_expected_growth_adds_demand_capability_and_cluster_and_loses_by_cost(central):
    # (0.1 + 0.08 x 0.5 + 0.005 - 1.5 x 0.02) / 4 = 0.115 / 4
    assert log_growth(0.1, 0.5, 0.005, 0.02, central) == pytest.approx(0.02875)


def test_the_median_draw_grows_less_than_the_mean(central):
    # no noise at 1/2; 5000 (1 - 0.11^2 / 2) = 5000 x 0.99395
    assert grown(5000.0, 1e9, 0.0, 0.5, central) == pytest.approx(4969.75)


def test_growth_follows_the_expectation(central):
    assert grown(5000.0, 1e9, 0.3, 0.5, central) == pytest.approx(4969.75 * math.exp(0.3))


def test_the_mean_over_all_draws_is_the_expectation(central):
    central.growth_spread = 0.9  # far from small, so that the correction matters
    cells = 20_000
    total = sum(grown(5000.0, 1e9, 0.0, (cell + 0.5) / cells, central) for cell in range(cells))
    assert total / cells == pytest.approx(5000.0, rel=1e-3)


@pytest.mark.parametrize(("design", "output"), [(4000.0, 4200.0), (4733.0, 4969.65), (4734.0, 4969.75)])
def test_output_stops_at_the_overuse_of_design(central, design, output):
    # 4000 x 1.05 = 4200 and 4733 x 1.05 = 4969.65 bind, 4734 x 1.05 = 4970.7 does not
    assert grown(5000.0, design, 0.0, 0.5, central) == pytest.approx(output)


@pytest.mark.parametrize(("quarters", "output"), [(0, 0.0), (3, 255.0), (6, 510.0), (7, 510.0)])
def test_a_new_firm_ramps_up_to_its_planned_use(central, quarters, output):
    # 600 x 0.85 x quarters / 6, at most 600 x 0.85
    assert ramped(600.0, quarters, central) == pytest.approx(output)
