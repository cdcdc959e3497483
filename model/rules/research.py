"""Money for research adds to R&D, in part only in the books; firms with more real R&D upgrade more often.

R&D that is added is always told as a share of the R&D that firms do by themselves.
"""

from typing import Any

from ..compiled import compiled
from ..elementary import exp, log
from ..units import QUARTER


@compiled
def long_run_gain(added: Any, par: Any) -> Any:
    """Return the gain of capability in the long run where R&D is 1 + `added` of the firms' own (ODD eq. 180).

    Invariants: `research_gain` where R&D doubles, 0 where nothing is added; rising, by ever less.
    """
    return par.research_gain * log(1.0 + added) / log(2.0)


@compiled
def rate_elasticity(base: Any, par: Any) -> Any:
    """Return the elasticity of the upgrade rate to real R&D of firms that upgrade `base` times a year (ODD eq. 181).

    It is the one at which doubled R&D raises mean capability by `research_gain` in the long run. 0 for firms that never
    upgrade, or that could not upgrade as often as this takes.
    """
    if base <= 0.0 or par.upgrade_jump <= 0.0:
        return 0.0
    needed = QUARTER * par.capability_reversion * par.research_gain / par.upgrade_jump  # more upgrades in a quarter
    without = exp(-base * QUARTER) - needed  # chance of no upgrade
    if without <= 0.0:
        return 0.0
    return log(-log(without) / (QUARTER * base)) / log(2.0)


@compiled
def reported_by_fund(money: Any, own: Any, par: Any) -> Any:
    """Return the R&D in the books that `money` adds to `own` R&D of the same unit (ODD eq. 182): what it displaces is off."""
    return par.research_added * money / own if own > 0.0 else 0.0


@compiled
def real_part(reported: Any, par: Any) -> Any:
    """Return what is real of R&D that a fund adds in the books (ODD eq. 182)."""
    return reported * (1.0 - par.relabelled_share)


@compiled
def added_by_platforms(platforms: Any, served: Any, par: Any) -> Any:
    """Return the R&D that `platforms`, in provincial equivalents, are worth to the firms they serve (ODD eq. 183).

    `served` is the own R&D of these firms, 10k yuan a year. Nobody else has anything of it.
    """
    return par.platform_spillover * par.platform_running_cost * platforms / served if served > 0.0 else 0.0


@compiled
def research_lift(added: Any, neighbours: Any, elasticity: Any, par: Any) -> Any:
    """Return what policy multiplies upgrades a year by where real R&D is 1 + `added` of its own (ODD eq. 184).

    `neighbours` is the gain of the park's high-tech share since the baseline. Invariants: 1 when both are zero; more
    money never lowers it.
    """
    return exp(elasticity * log(1.0 + added) + par.upgrade_neighbours * neighbours)


@compiled
def apparent_gain(reported: Any, real: Any, par: Any) -> Any:
    """Return the capability that relabelled R&D passes for where certificates are given (ODD eq. 185).

    Invariant: 0 where all R&D is real.
    """
    return long_run_gain(reported, par) - long_run_gain(real, par)
