import pytest

from model.rules.leaving import exit_hazard, forced_chance, is_forced_at, leaves_register, returned_land


@pytest.mark.parametrize(
    ("output", "capability", "unit_cost", "rate"),
    [
        (5000.0, 0.0, 0.0, 0.055),
        (20_000.0, 0.0, 0.0, 0.0338565),  # 0.055 x 4^-0.35 = 0.055 x 0.615572
        (5000.0, 0.5, 0.0, 0.0407450),  # 0.055 x exp(-0.6 x 0.5) = 0.055 x 0.740818
        (5000.0, 0.0, 0.05, 0.0906797),  # 0.055 x exp(10 x 0.05) = 0.055 x 1.648721
    ],
)
def test_the_exit_hazard_falls_with_size_and_capability_and_rises_with_cost(
    central, output, capability, unit_cost, rate
):
    assert exit_hazard(output, capability, unit_cost, central) == pytest.approx(rate, rel=1e-5)


def test_four_quarters_close_the_yearly_share():
    # 1 - 0.5^(1/4) = 0.159104
    assert forced_chance(0.5) == pytest.approx(0.159104, rel=1e-5)
    assert (1 - forced_chance(0.5)) ** 4 == pytest.approx(0.5)


@pytest.mark.parametrize("share", [0.0, 0.1, 0.5, 1.0])
def test_a_listed_firm_is_forced_out_below_its_chance_and_not_from_it_on(share):
    chance = forced_chance(share)
    for uniform in (1e-12, 0.5 * chance, chance, min(0.999999, 1.0001 * chance), share):
        assert is_forced_at(share, uniform) == (uniform < chance)


def test_nobody_is_forced_out_at_the_neutral_strength():
    assert forced_chance(0.0) == 0.0


@pytest.mark.parametrize(("land", "returned"), [(0, 0), (2, 0), (3, 1), (101, 40)])
def test_land_returns_in_whole_units_rounded_down(land, returned):
    # 0.4 x 2 = 0.8, 0.4 x 3 = 1.2, 0.4 x 101 = 40.4
    assert returned_land(land, 0.4) == returned


def test_a_firm_leaves_the_register_below_the_threshold_less_its_tolerance(central):
    # 2000 x (1 - 0.2) = 1600
    assert leaves_register(1599.99, central)
    assert not leaves_register(1600.0, central)
