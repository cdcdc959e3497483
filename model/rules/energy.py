"""Energy above the budget costs a surcharge and curtails production, the lowest grade first."""

from typing import Any

from ..compiled import compiled
from ..state import Grade


@compiled
def pressure(wanted: Any, budget: Any) -> Any:
    """Return by how much the energy wanted exceeds the budget, a share (ODD eq. 35): 0 within it, 1 from twice the budget on."""
    if budget <= 0.0:
        return 1.0 if wanted > 0.0 else 0.0
    return min(1.0, max(0.0, wanted / budget - 1.0))


@compiled
def budget_in_force(budget: Any, balance: Any, par: Any) -> Any:
    """Return the yearly energy that a park may use (ODD eq. 35): its budget less what it repays of an overdraft.

    `balance` below zero is overdrawn; it is repaid over some years, by at most a share of the budget a year.
    """
    repaid = min(max(0.0, -balance) / par.overdraft_years, budget * par.repayment_largest)
    return budget - repaid


@compiled
def budget_held(grown: Any, allowed: Any, value_added: Any, growth: Any, par: Any) -> Any:
    """Return the energy budget that an intensity target leaves, tce/year (ODD eq. 54): never above the `grown` one.

    `allowed` in tce/10k yuan, `value_added` of last quarter's pace before curtailment, expected to grow as budgets do, with the headroom of
    the baseline. So a target of next to nothing holds back only zones whose value added grows slower than budgets.
    """
    return min(grown, allowed * value_added * (1.0 + growth) * (1.0 + par.energy_headroom))


@compiled
def curtailment_largest(grade: Any, par: Any) -> Any:
    """Return the largest curtailment of a grade, a share of its output."""
    if grade == Grade.D:
        return par.curtailment_d
    if grade == Grade.C:
        return par.curtailment_c
    if grade == Grade.B:
        return par.curtailment_b
    return par.curtailment_a


@compiled
def curtailed(wanted: Any, excess: Any, grade: Any, par: Any) -> Any:
    """Return the energy that a grade saves, tce/year: what is still in excess, up to its largest curtailment."""
    return min(wanted * curtailment_largest(grade, par), max(0.0, excess))
