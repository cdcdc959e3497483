"""The land quota of a park: its share of the plan, what the cut withholds, what carries over and what expires."""

import math
from typing import Any

from ..compiled import compiled
from ..units import QUARTER

HALF = 1 / 2
STANDARDS = 2  # plot ratio and investment per mu


@compiled
def plan_share(base: Any, favoured: Any, tilt: Any) -> Any:
    """Return a zone's share of the yearly plan (ODD eq. 26): its base share, a part `tilt` moved to the favoured."""
    return (1.0 - tilt) * base + tilt * favoured


@compiled
def cut_of(shortfall: Any, strength: Any, par: Any) -> Any:
    """Return the cut of a zone's plan, a share (ODD eq. 27): proportional to its shortfall, capped."""
    return min(par.quota_cut_largest, strength * shortfall)


@compiled
def shortfall(plot_ratio: Any, plot_ratio_standard: Any, investment: Any, investment_standard: Any) -> Any:
    """Return how far a zone misses its two standards, the mean of the two relative gaps (ODD eq. 28), 0 to 1."""
    gap_plot_ratio = max(0.0, 1.0 - plot_ratio / plot_ratio_standard)
    gap_investment = max(0.0, 1.0 - investment / investment_standard)
    return (gap_plot_ratio + gap_investment) / STANDARDS


@compiled
def whole(amount: Any) -> Any:
    """Return an amount rounded to whole units, halves up: amounts are rounded when they are born."""
    return math.floor(amount + HALF)


@compiled
def reclaimed(idle: Any, yearly_share: Any) -> Any:
    """Return the idle land reclaimed in a quarter, whole m2 (ODD eq. 33). Invariant: at most `idle`."""
    return min(idle, whole(idle * min(1.0, yearly_share * QUARTER)))
