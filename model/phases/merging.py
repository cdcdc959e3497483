"""Merged zones: several parks under one head pool land quota, floor, platforms and leading industries.

The parks of a merged zone stay apart as areas: firms, energy quotas and assessments are those of each area.
"""

from typing import Any

from ..compiled import compiled
from ..rules.recruiting import industries_kept
from ..rules.upgrading import in_provincial


@compiled
def set_heads(world: Any, parks: Any, levers: Any) -> None:
    """Set who manages each park this quarter: the zone it joins while the merger is in force, else itself (ODD eq. 59)."""
    for place in range(parks.size):
        parks[place].head = place
        if levers[place].park_merger > 0.0:
            parks[place].head = world.sites[place].merges_into


@compiled
def pooled_platforms(place: Any, parks: Any, par: Any) -> Any:
    """Return the platforms that serve a park, in provincial equivalents: those of its whole zone (ODD eq. 9)."""
    provincial = 0
    national = 0
    for other in range(parks.size):
        if parks[other].head == parks[place].head:
            provincial += parks[other].provincial_platforms
            national += parks[other].national_platforms
    return in_provincial(provincial, national, par)


@compiled
def pooled_quota(place: Any, parks: Any) -> Any:
    """Return the land quota that a park can grant from: its own and that of its whole zone, m2 (ODD eq. 59)."""
    quota = 0
    for other in range(parks.size):
        if parks[other].head == parks[place].head:
            quota += max(0, parks[other].quota_balance)
    return quota


@compiled
def draw_on_quota(place: Any, land: Any, parks: Any, book: Any) -> None:
    """Take `land` m2 from a park's quota, what it lacks from the other parks of its zone in their order (ODD eq. 59).

    Invariant: what one park gives is what the other takes. Writes `quota_balance` and the pooled columns of the book.
    """
    lacking = land - parks[place].quota_balance
    for other in range(parks.size):
        if lacking <= 0:
            break
        if other != place and parks[other].head == parks[place].head:
            given = min(lacking, max(0, parks[other].quota_balance))
            parks[other].quota_balance -= given
            parks[place].quota_balance += given
            book[other].land_pooled_out += given
            book[place].land_pooled_in += given
            lacking -= given
    parks[place].quota_balance -= land


@compiled
def stands_alone(place: Any, parks: Any) -> Any:
    """Return whether a park is a zone by itself: it has joined none, and none has joined it."""
    areas = 0
    for other in range(parks.size):
        areas += 1 if parks[other].head == parks[place].head else 0
    return areas == 1


@compiled
def sum_over_zone(place: Any, world: Any, state: Any) -> None:
    """Set which industries lead the zone that manages a park, and the output they have there."""
    cells = state.cells[place]
    for index in range(cells.size):
        cells[index].leads = world.leading[place, index]
        cells[index].zone_output = cells[index].output
    if stands_alone(place, state.parks):
        return
    for index in range(cells.size):
        cells[index].zone_output = 0.0
        for other in range(state.parks.size):
            if state.parks[other].head == state.parks[place].head:
                cells[index].leads = max(cells[index].leads, world.leading[other, index])
                cells[index].zone_output += state.cells[other, index].output


@compiled
def zone_is_national(place: Any, parks: Any) -> Any:
    """Return whether any park of the zone that manages a park is a national one, 0 or 1."""
    for other in range(parks.size):
        if parks[other].head == parks[place].head and parks[other].national == 1:
            return 1
    return 0


@compiled
def is_kept(index: Any, most: Any, cells: Any) -> Any:
    """Return whether a zone keeps a leading industry: one of its `most` largest (ODD eq. 52). `cells` are its park's."""
    if cells[index].leads == 0:
        return False
    larger = 0
    for other in range(cells.size):
        ahead = cells[other].zone_output > cells[index].zone_output
        tied = cells[other].zone_output == cells[index].zone_output and other < index
        if cells[other].leads == 1 and (ahead or tied):
            larger += 1
    return larger < most


@compiled
def set_mixes(national_mix: Any, cells: Any) -> None:
    """Set the cumulative mixes of a zone's projects: the national shares of its leading, and of its kept industries (ODD eq. 52).

    A zone that nothing leads has the national mix.
    """
    leading = 0.0
    kept = 0.0
    for index in range(cells.size):
        share = national_mix[index] - (national_mix[index - 1] if index > 0 else 0.0)
        leading += cells[index].leads * share
        kept += cells[index].kept * share
        cells[index].mix = leading
        cells[index].kept_mix = kept
    for index in range(cells.size):
        cells[index].mix = cells[index].mix / leading if leading > 0.0 else national_mix[index]
        cells[index].kept_mix = cells[index].kept_mix / kept if kept > 0.0 else cells[index].mix


@compiled
def set_leading(world: Any, state: Any, par: Any) -> None:
    """Set the leading industries of each zone, those it keeps under focus, and its mixes of projects (ODD eq. 52).

    The industry outside the zones has the mix of the case and nothing that leads. Writes the cells.
    """
    for place in range(state.parks.size):
        cells = state.cells[place]
        sum_over_zone(place, world, state)
        most = industries_kept(zone_is_national(place, state.parks), par)
        for index in range(cells.size):
            cells[index].kept = 1 if is_kept(index, most, cells) else 0
        if world.sites[place].zone:
            set_mixes(world.national_mix, cells)
        else:
            for index in range(cells.size):
                cells[index].mix = world.park_mix[place, index]


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Set who manages each park, which industries lead it, and its mixes of projects."""
    set_heads(world, state.parks, levers)
    set_leading(world, state, par)
