"""Firms upgrade in jumps while the frontier moves on."""

from typing import Any

from ..compiled import compiled, inlined
from ..elementary import exp, expm1
from ..streams import exponential
from ..units import QUARTER


@compiled
def base_rate(research_share: Any, par: Any) -> Any:
    """Return upgrades a year of a firm without policy (ODD eq. 7): rises with its industry's research share."""
    return par.upgrade_rate * exp(par.upgrade_research * research_share)


@compiled
def in_provincial(provincial: Any, national: Any, par: Any) -> Any:
    """Return platforms in provincial equivalents (ODD eq. 9, 183)."""
    return provincial + par.national_platform_weight * national


@compiled
def fund_effect(fund: Any, par: Any) -> Any:
    """Return how far a yearly fund of `fund` 10k yuan reaches, 0 to 1 (ODD eq. 8): saturating, 0 without a fund."""
    return -expm1(-fund / par.fund_scale)


@compiled
def policy_lift(platforms: Any, fund: Any, neighbours: Any, par: Any) -> Any:
    """Return what policy multiplies upgrades a year by (ODD eq. 9).

    `platforms` in provincial equivalents opened since the baseline, `fund` the effect of eq. 8, `neighbours` the gain
    of the park's high-tech share since the baseline. Invariant: 1 when all three are zero.
    """
    return exp(par.upgrade_platform * platforms + par.upgrade_fund * fund + par.upgrade_neighbours * neighbours)


@compiled
def chance_in_quarter(rate: Any) -> Any:
    """Return the probability that an event of a yearly `rate` happens in a quarter."""
    return -expm1(-rate * QUARTER)


@compiled
def happens_at(rate: Any, uniform: Any) -> Any:
    """Return whether an event of a yearly `rate` happens in a quarter at the `uniform` draw.

    The chance 1 - e^-q lies between q (1 - q / 2) and q, a quarter of the rate, so that the exponential is hardly ever
    found.
    """
    most = rate * QUARTER
    if uniform >= most:
        return False
    return uniform < most * (1.0 - most / 2) or uniform < chance_in_quarter(rate)


@inlined
def jump(uniform: Any, par: Any) -> Any:
    """Return the gain of capability by an upgrade: exponential with mean `upgrade_jump`."""
    return par.upgrade_jump * exponential(uniform)


@inlined
def capability_left(capability: Any, chance: Any, par: Any) -> Any:
    """Return capability after the frontier moved on for a quarter (ODD eq. 10).

    `chance` is that of an upgrade in a quarter without policy. The frontier moves by what upgrades give on average without policy, so that the law of capability is stationary.
    """
    return capability - chance * par.upgrade_jump - QUARTER * par.capability_reversion * capability


@compiled
def intensity_left(gain: Any, par: Any) -> Any:
    """Return the part of energy and emission intensity that an upgrade by `gain` leaves (ODD eq. 11). Invariant: at most 1."""
    return exp(-par.upgrade_saving * gain)


@compiled
def logistic(x: Any) -> Any:
    """Return 1 / (1 + exp(-x)), in the form that cannot overflow."""
    if x >= 0.0:
        return 1.0 / (1.0 + exp(-x))
    small = exp(x)
    return small / (1.0 + small)
