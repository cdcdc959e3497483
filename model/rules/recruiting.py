"""Zones recruit: around their leading firms, for their leading industries, and for pillar projects."""

from typing import Any

from ..compiled import compiled


@compiled
def chain_mean(leaders: Any, effort: Any, par: Any) -> Any:
    """Return the mean number of projects a year that effort recruits around `leaders` leading firms (ODD eq. 51)."""
    return leaders * par.chain_rate * effort


@compiled
def tail_share(effort: Any, par: Any) -> Any:
    """Return the share of projects that are pillar projects (ODD eq. 51). Invariant: never above 1."""
    return min(1.0, par.arrival_tail * (1.0 + par.chain_tail * effort))


@compiled
def own_mix_share(focus: Any, par: Any) -> Any:
    """Return the share of a zone's projects drawn from its own mix (ODD eq. 52): focus turns the others to it."""
    return par.arrival_own_mix + (1.0 - par.arrival_own_mix) * focus


@compiled
def industries_kept(national: Any, par: Any) -> Any:
    """Return how many leading industries a zone keeps under focus (ODD eq. 52)."""
    return par.leading_kept_national if national == 1 else par.leading_kept_provincial
