"""Energy above the budget costs a surcharge and curtails production, the lowest grade first."""

from typing import Any

from ..compiled import compiled
from ..state import Grade


@compiled
def pressure(wanted: Any, budget: Any) -> Any:
    """Return by how much the energy wanted exceeds the budget, a share (ODD eq. 35): 0 within it."""
    if budget <= 0.0:
        return 1.0 if wanted > 0.0 else 0.0
    return max(0.0, wanted / budget - 1.0)


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
