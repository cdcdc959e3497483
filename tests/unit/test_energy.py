import pytest

from model.rules.energy import budget_held, budget_in_force, curtailed, curtailment_largest, pressure
from model.state import Grade


@pytest.mark.parametrize(("wanted", "share"), [(0.0, 0.0), (100.0, 0.0), (101.0, 0.01), (200.0, 1.0), (350.0, 1.0)])
def test_pressure_is_the_share_above_the_budget_and_at_most_one(wanted, share):
    assert pressure(wanted, 100.0) == pytest.approx(share)


def test_a_budget_below_one_is_one_too():
    assert pressure(0.5, 0.4) == pytest.approx(0.25)


def test_without_a_budget_any_use_presses():
    assert pressure(1.0, 0.0) == 1.0
    assert pressure(0.0, 0.0) == 0.0


def test_a_smaller_budget_never_presses_less():
    budgets = [200.0, 100.0, 80.0, 50.0, 1.0, 0.0, -50.0]
    presses = [pressure(100.0, budget) for budget in budgets]
    assert presses == sorted(presses)


@pytest.mark.parametrize(("grade", "share"), [(Grade.A, 0.05), (Grade.B, 0.1), (Grade.C, 0.2), (Grade.D, 0.3)])
def test_lower_grades_are_curtailed_more(central, grade, share):
    assert curtailment_largest(grade.value, central) == share


@pytest.mark.parametrize(("excess", "saved"), [(-5.0, 0.0), (0.0, 0.0), (19.0, 19.0), (20.0, 20.0), (21.0, 20.0)])
def test_a_grade_saves_what_is_in_excess_up_to_its_largest(central, excess, saved):
    # 0.2 x 100 = 20
    assert curtailed(100.0, excess, Grade.C.value, central) == pytest.approx(saved)


@pytest.mark.parametrize(
    ("balance", "budget"), [(500, 1000.0), (0, 1000.0), (-100, 950.0), (-200, 900.0), (-300, 900.0)]
)
def test_an_overdraft_is_repaid_over_years_and_by_at_most_a_share_of_the_budget(central, balance, budget):
    # half of the overdraft a year, at most a tenth of 1000; what is saved adds nothing
    assert budget_in_force(1000, balance, central) == pytest.approx(budget)


@pytest.mark.parametrize(
    ("allowed", "value_added", "held"),
    [(2.0, 400.0, 907.2), (2.0, 500.0, 1000.0), (2.0, 441.0, 1000.0), (2.0, 440.0, 997.92), (0.0, 500.0, 0.0)],
)
def test_an_intensity_target_holds_a_budget_down_and_never_up(central, allowed, value_added, held):
    # allowed x value added x 1.05 x 1.08, but at most the 1000 that the budget grew to: reached at 440.92
    assert budget_held(1000.0, allowed, value_added, 0.05, central) == pytest.approx(held)
