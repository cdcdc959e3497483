"""Small firms grow towards the register's threshold; some that pass it do not report. A reward moves both."""

from typing import Any

from ..compiled import compiled
from ..elementary import expm1
from ..units import QUARTER


@compiled
def reward_reach(reward: Any, par: Any) -> Any:
    """Return how far a reward of `reward` 10k yuan a firm reaches, 0 to 1 (ODD eq. 66): saturating, 0 without one."""
    return -expm1(-reward / par.reward_scale)


@compiled
def is_in_band(output: Any, par: Any) -> Any:
    """Return whether an output, 10k yuan a year, is in the band below the register's threshold that is nursed."""
    return par.scale_up_floor <= output < par.register_threshold


@compiled
def growth_gained(reach: Any, par: Any) -> Any:
    """Return the log growth that a firm of the band gains in a quarter (ODD eq. 66). Invariant: 0 without a reward."""
    return QUARTER * par.scale_up_growth * reach


@compiled
def under_reports(uniform: Any, reach: Any, par: Any) -> Any:
    """Return whether a firm above the threshold stays off the register, at its `uniform` (ODD eq. 67).

    A firm has the same uniform in every year, so that who registers for a reward would also do so for a larger one.
    """
    return uniform < par.under_reporting * (1.0 - reach)
