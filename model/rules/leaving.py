"""Firms leave by a hazard that falls with size and capability and rises with cost; part of their land falls idle."""

import math
from typing import Any

from ..compiled import compiled, inlined
from ..elementary import exp, log, power
from ..units import QUARTER


@inlined
def exit_hazard(output: Any, capability: Any, unit_cost: Any, par: Any) -> Any:
    """Return exits a year of a firm (ODD eq. 13). Invariant: falls with output and capability, rises with cost."""
    return par.exit_hazard * exp(
        -par.exit_size * log(output / par.reference_output)
        - par.exit_capability * capability
        + par.exit_cost * unit_cost
    )


@compiled
def forced_chance(yearly_share: Any) -> Any:
    """Return the chance in a quarter that closes `yearly_share` of the listed firms in a year (ODD eq. 14)."""
    return 1.0 - power(1.0 - yearly_share, QUARTER)


@compiled
def is_forced_at(yearly_share: Any, uniform: Any) -> Any:
    """Return whether a listed firm is one of the `yearly_share` in this quarter, at the `uniform` draw.

    The chance is never above the share of the year, so that mostly the power need not be found.
    """
    return uniform < yearly_share and uniform < forced_chance(yearly_share)


@compiled
def returned_land(land: Any, share: Any) -> Any:
    """Return how much of a leaver's `land` (whole m2) returns at once, rounded down; the rest falls idle."""
    return math.floor(land * share)


@compiled
def leaves_register(year_output: Any, par: Any) -> Any:
    """Return whether a registered firm with this year's output drops below the threshold less its tolerance."""
    return year_output < par.register_threshold * (1.0 - par.register_band)
