"""Market promotion builds goodwill, which shifts demand and fades."""

from typing import Any

from ..compiled import compiled
from ..elementary import expm1
from ..units import QUARTER


@compiled
def goodwill_next(goodwill: Any, spending: Any, par: Any) -> Any:
    """Return goodwill after a quarter, a share of yearly output (ODD eq. 160). `spending` a year is over output, too.

    Invariant: it settles at spending / `promotion_decay`.
    """
    return goodwill + QUARTER * (spending - par.promotion_decay * goodwill)


@compiled
def demand_level(goodwill: Any, par: Any) -> Any:
    """Return by how much goodwill lifts log demand (ODD eq. 161). Invariants: 0 without any, below `promotion_reach`."""
    return -par.promotion_reach * expm1(-goodwill / par.promotion_scale)
