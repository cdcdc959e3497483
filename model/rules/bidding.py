"""Parks bid for projects with land price and subsidies, the hungrier the more, as far as discipline lets them."""

from typing import Any

from ..compiled import compiled
from ..units import M2_PER_MU, YUAN_PER_10K


@compiled
def bid_of(leniency: Any, zone: Any, discipline: Any, par: Any) -> Any:
    """Return a park's bid, 0 to 1 (ODD eq. 47): how hungry it is, less what discipline forbids; only zones bid."""
    if zone == 0 or par.leniency_largest <= 0.0:
        return 0.0
    return min(1.0, leniency / par.leniency_largest) * (1.0 - discipline)


@compiled
def bid_price(bid: Any, par: Any) -> Any:
    """Return the price of land that a bid would make if there were no floor, 10k yuan/m2."""
    return par.land_price / M2_PER_MU * (1.0 - par.incentive_largest * bid)


@compiled
def discounted_price(bid: Any, par: Any) -> Any:
    """Return the price of land after the discount of a bid, 10k yuan/m2 (ODD eq. 48, 193).

    No discount goes below the floor price. Land that is cheaper than that to begin with has no discount.
    """
    floor = min(par.land_price / M2_PER_MU, par.land_price_floor / YUAN_PER_10K)
    return max(floor, bid_price(bid, par))


@compiled
def land_given(bid: Any, par: Any) -> Any:
    """Return what a bid gives for a square metre of land, 10k yuan (ODD eq. 193): the discount, and a part of what the floor forbids."""
    price = discounted_price(bid, par)
    return par.land_price / M2_PER_MU - price + par.floor_refund * (price - bid_price(bid, par))


@compiled
def incentive(bid: Any, land: Any, investment: Any, par: Any) -> Any:
    """Return what a park gives a project that it seats, 10k yuan (ODD eq. 48): discount on `land` m2, and a subsidy."""
    return land_given(bid, par) * land + par.incentive_subsidy * bid * investment


@compiled
def chance_elsewhere(leniency: Any, zone: Any, discipline: Any, par: Any) -> Any:
    """Return the chance that a project goes to another city for want of incentives (ODD eq. 49); 0 without discipline."""
    return par.footloose * (bid_of(leniency, zone, 0.0, par) - bid_of(leniency, zone, discipline, par))


@compiled
def chance_lured(bid: Any, other: Any, zones: Any, par: Any) -> Any:
    """Return the chance that a project goes to one other zone of the city that bids `other` (ODD eq. 50).

    Invariant: 0 unless the other bids more; over all of the city's `zones` at most `incentive_pull`.
    """
    return par.incentive_pull * max(0.0, other - bid) / zones
