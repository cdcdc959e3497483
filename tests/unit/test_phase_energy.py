import pytest

from model.phases.energy import close_energy, set_run_rates


@pytest.mark.parametrize(
    ("excess", "rates"),
    [
        (0.0, [1.0, 1.0, 1.0, 1.0]),
        (30.0, [1.0, 1.0, 1.0, 0.7]),  # D gives its 30 and nobody else anything
        (40.0, [1.0, 1.0, 0.9, 0.7]),  # C gives the other 10 of its 20
        (60.0, [1.0, 0.9, 0.8, 0.7]),
        (63.0, [0.97, 0.9, 0.8, 0.7]),
        (999.0, [0.95, 0.9, 0.8, 0.7]),  # no grade gives more than its largest
    ],
)
def test_the_lowest_grade_gives_first(town, central, excess, rates):
    grades = town.state.grades[0]
    grades.energy_wanted[:] = 100.0
    set_run_rates(grades, excess, central)
    assert grades.run_rate.tolist() == pytest.approx(rates)


def test_a_grade_without_firms_gives_nothing(town, central):
    grades = town.state.grades[0]
    grades.energy_wanted[:] = [100.0, 0.0, 0.0, 0.0]
    set_run_rates(grades, 3.0, central)
    assert grades.run_rate.tolist() == pytest.approx([0.97, 1.0, 1.0, 1.0])


def close_with(town, central, budget, used, balance=0):
    """Close the energy quota of North, whose firms (of grade D) use `used` kgce a year."""
    park = town.parks[0]
    park.energy_budget, park.firm_energy, park.energy_balance = budget, used, balance
    town.state.grades.energy_wanted[0, 3] = used / 1000
    close_energy(town.parks, town.state.grades, central, town.book)
    return park


def test_a_quarter_of_the_budget_is_allotted_and_of_the_use_charged(town, central):
    park = close_with(town, central, budget=4002, used=3001, balance=7)
    # 1000.5 and 750.25 in whole units: 1001 - 750
    assert (town.book.energy_allotted[0], town.book.energy_used[0]) == (1001, 750)
    assert (park.energy_balance, park.energy_used) == (258, 3001)


def test_within_the_budget_nothing_is_charged_or_curtailed(town, central):
    park = close_with(town, central, budget=100_000, used=100_000)
    assert park.energy_surcharge == 0.0
    assert town.state.grades.run_rate[0].tolist() == [1.0] * 4


def test_above_the_budget_energy_costs_more_and_the_lowest_grade_is_curtailed(town, central):
    # 110 tce wanted of 100; half of the quarter's overdraft of 2.5 tce narrows the budget to 98.75
    park = close_with(town, central, budget=100_000, used=110_000)
    assert park.energy_balance == -2500
    assert park.energy_surcharge == pytest.approx(0.2 * (110 / 98.75 - 1))
    assert town.state.grades.run_rate[0].tolist() == pytest.approx([1.0, 1.0, 1.0, 98.75 / 110])


def test_energy_saved_does_not_widen_the_budget(town, central):
    park = close_with(town, central, budget=100_000, used=100_000, balance=50_000)
    assert (park.energy_balance, park.energy_surcharge) == (50_000, 0.0)
    park = close_with(town, central, budget=100_000, used=110_000, balance=50_000)
    assert park.energy_surcharge == pytest.approx(0.2 * 0.1)
