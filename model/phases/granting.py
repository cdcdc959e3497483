"""Land is granted: on flat land from the quota of the yearly plan, on levelled low hills from a quota of their own."""

from typing import Any

from ..compiled import compiled
from .closing import is_moving
from .equipment import give_freed_land
from .merging import draw_on_quota, pooled_quota


@compiled
def flat_land(place: Any, parks: Any) -> Any:
    """Return the flat land that a park can grant, m2: the less of the quota of its zone and its undeveloped land (ODD eq. 59)."""
    return min(pooled_quota(place, parks), parks[place].undeveloped)


@compiled
def room_for_land(place: Any, parks: Any) -> Any:
    """Return the largest plot that a park can grant, m2 (ODD eq. 122): a plot is on flat land or on low hills, not on both."""
    return max(flat_land(place, parks), parks[place].low_hill_levelled)


@compiled
def take_flat_land(firm: Any, land: Any, place: Any, parks: Any, book: Any) -> None:
    """Take `land` m2 of flat land from the quota and the undeveloped land of a park (ODD eq. 25)."""
    draw_on_quota(place, land, parks, book)
    parks[place].undeveloped -= land
    give_freed_land(firm, land, parks[place], book[place])


@compiled
def take_low_hills(land: Any, park: Any, page: Any) -> None:
    """Take `land` m2 of levelled low hills, and so of their own quota (ODD eq. 122)."""
    park.low_hill_levelled -= land
    page.land_granted_low_hill += land


@compiled
def grant_land(firm: Any, place: Any, parks: Any, book: Any) -> None:
    """Grant the land asked for in park `place` (ODD eq. 25), on low hills where they have room for it (ODD eq. 122).

    Invariant: what leaves quota and open land is what the firm holds more. A moving firm holds it as its new plant's
    until it moves in.
    """
    land = firm.request_land
    page = book[place]
    if land <= parks[place].low_hill_levelled:
        take_low_hills(land, parks[place], page)
    else:
        take_flat_land(firm, land, place, parks, book)
    parks[place].occupied += land
    if not is_moving(firm):
        firm.land += land
    page.land_granted += land
    page.land_granted_hightech += land * firm.hightech
    page.granted += 1
