"""Firms outside the zones apply to move in: a new plant in a zone, while the old one produces until it is finished."""

from typing import Any

from ..compiled import compiled
from ..rules.leaving import is_forced_at
from ..state import Request
from ..streams import Purpose, draw
from .application import apply_for_site
from .closing import drop_request


@compiled
def zone_weight(place: Any, industry: Any, must_lead: Any, world: Any, state: Any) -> Any:
    """Return how likely a firm moves to a park: by the projects that the zone draws, if its industry leads there."""
    site = world.sites[place]
    if site.zone == 0 or (must_lead and state.cells[place, industry].leads == 0):
        return 0.0
    return site.arrival_firms


@compiled
def zone_to_move_to(industry: Any, uniform: Any, world: Any, state: Any) -> Any:
    """Return the zone that a firm would move to, or -1 if there is none (ODD eq. 56).

    Zones that its industry leads, by the projects they draw; where it leads none, all zones.
    """
    total = 0.0
    must_lead = True
    for place in range(world.sites.size):
        total += zone_weight(place, industry, True, world, state)
    if total <= 0.0:
        must_lead = False
        for place in range(world.sites.size):
            total += zone_weight(place, industry, False, world, state)
    point = uniform * total
    last = -1
    for place in range(world.sites.size):
        weight = zone_weight(place, industry, must_lead, world, state)
        if weight > 0.0:
            last = place
            if point < weight:
                return place
            point -= weight
    return last


@compiled
def wants_to_move(quarter: Any, key: Any, firm: Any, site: Any, industry: Any, lever: Any) -> Any:
    """Return whether a firm outside the zones, free to move and with no project open, wants to move in this quarter."""
    if lever.township_relocation <= 0.0 or site.zone == 1 or industry.bound > 0.0 or firm.request != Request.NONE:
        return False
    return is_forced_at(lever.township_relocation, draw(key, firm.identity, quarter, Purpose.RELOCATION)[0])


@compiled
def file_move(quarter: Any, key: Any, firm: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> Any:
    """Let a firm apply for a site in a zone, with the capacity it has; return whether the project is open now.

    A refused one is dropped; the firm may try again in a later quarter.
    """
    place = zone_to_move_to(firm.industry, draw(key, firm.identity, quarter, Purpose.RELOCATION)[1], world, state)
    if place < 0:
        return False
    _, hoard, choice, covered = draw(key, firm.identity, quarter, Purpose.EXPANSION)
    ratio, reviewed, _, _ = draw(key, firm.identity, quarter, Purpose.PLOT_RATIO)
    draws = (hoard, choice, covered, ratio, reviewed)
    if apply_for_site(quarter, key, firm, firm.design, draws, place, world, state, par, levers[place], book[place]):
        return True
    drop_request(firm)
    return False
