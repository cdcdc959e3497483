"""Land is granted: on flat land from the quota of the yearly plan, on levelled low hills from a quota of their own."""

from typing import Any

from ..compiled import compiled
from .closing import is_moving
from .equipment import give_freed_land
from .merging import draw_on_quota, pooled_quota
from .reserving import open_land, use_reserve


@compiled
def flat_land(place: Any, parks: Any) -> Any:
    """Return the flat land that a park can grant to anybody, m2 (ODD eq. 59): the less of quota and open land."""
    return min(pooled_quota(place, parks), open_land(parks[place]))


@compiled
def kept_for(firm: Any, place: Any) -> Any:
    """Return the land that park `place` keeps for a firm, m2: only the park where its plot is keeps any."""
    return firm.reserved_land if firm.park == place else 0


@compiled
def flat_land_for(firm: Any, place: Any, parks: Any) -> Any:
    """Return the flat land that a park can grant to a firm, what it keeps for it included, m2 (ODD eq. 149)."""
    return min(pooled_quota(place, parks), open_land(parks[place]) + kept_for(firm, place))


@compiled
def room_for_land(firm: Any, place: Any, parks: Any) -> Any:
    """Return the largest plot that a park can grant to a firm, m2: on flat land or on low hills, not on both (ODD eq. 147)."""
    return max(flat_land_for(firm, place, parks), parks[place].low_hill_levelled)


@compiled
def builds_on_low_hills(firm: Any, place: Any, parks: Any) -> Any:
    """Return whether a plot that fits in a park is on its low hills (ODD eq. 147).

    They come first, but not for a firm that can build beside its plot.
    """
    land = firm.request_land
    beside = land <= kept_for(firm, place) and land <= flat_land_for(firm, place, parks)
    return land <= parks[place].low_hill_levelled and not beside


@compiled
def take_flat_land(firm: Any, land: Any, place: Any, parks: Any, book: Any) -> None:
    """Take `land` m2 of flat land from the quota and the undeveloped land of a park (ODD eq. 25), what is kept for the firm first."""
    draw_on_quota(place, land, parks, book)
    if firm.park == place:
        use_reserve(firm, land, parks[place])
    parks[place].undeveloped -= land
    give_freed_land(firm, land, parks[place], book[place])


@compiled
def take_low_hills(land: Any, park: Any, page: Any) -> None:
    """Take `land` m2 of levelled low hills, and so of their own quota (ODD eq. 147)."""
    park.low_hill_levelled -= land
    page.land_granted_low_hill += land


@compiled
def grant_land(firm: Any, place: Any, parks: Any, book: Any) -> None:
    """Grant the land asked for in park `place` (ODD eq. 25), on low hills where they have room for it (ODD eq. 147).

    Invariant: what leaves quota and open land is what the firm holds more. A moving firm holds it as its new plant's
    until it moves in.
    """
    land = firm.request_land
    page = book[place]
    if builds_on_low_hills(firm, place, parks):
        take_low_hills(land, parks[place], page)
    else:
        take_flat_land(firm, land, place, parks, book)
    parks[place].occupied += land
    if not is_moving(firm):
        firm.land += land
    page.land_granted += land
    page.land_granted_hightech += land * firm.hightech
    page.land_granted_priority += land * firm.priority
    page.granted += 1
