"""What being on the city's list of leading firms means: first call on what the city rations, and land kept beside a plot."""

from typing import Any

from ..compiled import compiled
from ..rules.land import whole


@compiled
def has_first_call(firm: Any) -> Any:
    """Return whether a firm's project comes first (ODD eq. 150): whatever hands out what the city rations asks this.

    Land, quota and floor ask it by the score of the queue, energy in review, permits and energy rights in their sale.
    """
    return firm.priority == 1


@compiled
def open_land(park: Any) -> Any:
    """Return the undeveloped land of a park that is kept for nobody, m2."""
    return park.undeveloped - park.reserved_land


@compiled
def reserve_land(firm: Any, park: Any, par: Any) -> None:
    """Keep land beside the plot of a firm as far as there is any (ODD eq. 149). Invariant: reserves fit the undeveloped land."""
    land = max(0, min(open_land(park), whole(par.reserved_share * firm.land)))
    firm.reserved_land = land
    park.reserved_land += land


@compiled
def use_reserve(firm: Any, land: Any, park: Any) -> None:
    """Take up to `land` m2 off what is kept for a firm in its park."""
    used = min(firm.reserved_land, land)
    firm.reserved_land -= used
    park.reserved_land -= used
