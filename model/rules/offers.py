"""What a zone offers to projects, how many it draws by that, and how arrivals follow the city."""

from typing import Any

from ..compiled import compiled
from ..units import M2_PER_MU
from .bidding import land_given


@compiled
def followed(firms: Any, at_baseline: Any, par: Any) -> Any:
    """Return how many times the baseline's projects come to a city with `firms` registered firms (ODD eq. 187).

    Invariant: 1 at the baseline, and in a city that had no firm; at most `arrival_most`.
    """
    if at_baseline <= 0:
        return 1.0
    return min(par.arrival_most, 1.0 + par.arrival_follow * (firms / at_baseline - 1.0))


@compiled
def money_offered(bid: Any, investment_standard: Any, par: Any) -> Any:
    """Return what a bid gives, as a share of the investment of a project that just meets the zone's standard (ODD eq. 188).

    `investment_standard` in 10k yuan/mu; a zone without one is taken to give nothing for land.
    """
    on_land = 0.0
    if investment_standard > 0.0:
        on_land = land_given(bid, par) * M2_PER_MU / investment_standard
    return on_land + par.incentive_subsidy * bid


@compiled
def time_offered(speed: Any, free_share: Any, par: Any) -> Any:
    """Return what time saved is worth, as a share of investment (ODD eq. 188): by fast approval, and by floor that is free.

    `speed` in quarters; `free_share` is the part of the standard-factory floor that can be let at once.
    """
    sooner = max(0.0, par.construction_quarters - par.fitting_quarters)
    return par.quarter_worth * (speed + sooner * free_share)


@compiled
def drawn(raised: Any, offer: Any, at_baseline: Any, par: Any) -> Any:
    """Return how many projects more a zone draws, over its usual ones (ODD eq. 189): below 0 it draws fewer, never below -1.

    `raised` is 1 if it has become a national zone since the baseline, else 0.
    """
    return max(-1.0, par.national_attraction * raised + par.offer_effect * (offer - at_baseline))


@compiled
def come_anew(more: Any, par: Any) -> Any:
    """Return the part of `more` that comes from outside the city: all of what a zone loses, most of what it draws (ODD eq. 189)."""
    return more - par.offer_moved * max(0.0, more)


@compiled
def chance_drawn(wanted: Any, others: Any) -> Any:
    """Return the chance that a project of the city goes to a zone that draws `wanted` of the `others` projects (ODD eq. 189)."""
    return wanted / others if others > 0.0 else 0.0
