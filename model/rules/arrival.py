"""What an arriving project is: its industry, size, capability and intensity, each from one draw of its own."""

from typing import Any

from ..compiled import compiled
from ..elementary import exp
from ..streams import normal


@compiled
def pick(cumulative: Any, uniform: Any) -> Any:
    """Return the first index whose cumulative share (f8, rising to 1) exceeds `uniform`."""
    index = 0
    while index < cumulative.size - 1 and cumulative[index] <= uniform:
        index += 1
    return index


@compiled
def design_at_entry(uniform: Any, tail: Any, share: Any, par: Any) -> Any:
    """Return the design output of a project, 10k yuan/year (ODD eq. 14d): lognormal, a few pillars, bounded above.

    `tail` is the draw held against `share`, the share of pillar projects.
    """
    design = par.arrival_median * exp(par.arrival_spread * normal(uniform))
    if tail < share:
        design *= par.arrival_tail_factor
    return min(design, par.arrival_largest)


@compiled
def capability_at_entry(uniform: Any, par: Any) -> Any:
    """Return the capability of a project over its industry's baseline mean: normal."""
    return par.entrant_capability + par.capability_spread * normal(uniform)


@compiled
def intensity_at_entry(reference: Any, uniform: Any, par: Any) -> Any:
    """Return energy or emission intensity of a project: its industry's times that of a new vintage, lognormal.

    Invariant: its mean is `reference` times `entrant_intensity`.
    """
    spread = par.intensity_spread
    return reference * par.entrant_intensity * exp(spread * normal(uniform) - spread * spread / 2)
