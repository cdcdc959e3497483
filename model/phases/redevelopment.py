"""Small-firm parks are built: idle and low-yield land is cleared, floor is stacked on it, units are let and sold."""

import math
from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import whole
from ..rules.tenancy import rent_share, yield_of_plot
from ..state import UNIT_QUARTERS, Request, Stage, Tenure
from ..units import M2_PER_MU, QUARTER, YUAN_PER_10K
from .closing import leave
from .granting import flat_land
from .merging import draw_on_quota
from .tenancy import has_units


@compiled
def finish_units(world: Any, state: Any) -> None:
    """Move units under construction on by a quarter; finished ones are standard-factory floor of their own kind."""
    for place in range(state.parks.size):
        if world.sites[place].small_firm_land == 0:
            continue
        park = state.parks[place]
        under_way = state.units[place]
        park.unit_floor += under_way[0]
        park.factory_floor += under_way[0]
        for step in range(UNIT_QUARTERS - 1):
            under_way[step] = under_way[step + 1]
        under_way[UNIT_QUARTERS - 1] = 0


@compiled
def due_in(mu: Any, place: Any, world: Any) -> Any:
    """Return a park's part of `mu` a year in a quarter, whole m2: by the land planned for small-firm parks (ODD eq. 80)."""
    planned = 0
    for other in range(world.sites.size):
        planned += world.sites[other].small_firm_land
    return whole(mu * QUARTER * M2_PER_MU * world.sites[place].small_firm_land / planned)


@compiled
def lowest_yield(most: Any, place: Any, world: Any, state: Any, par: Any) -> Any:
    """Return the row of the firm on the plot of lowest yield of a park, or -1 (ODD eq. 81); of equals the first by identity.

    It operates, has no open project and no unit, its land is at most `most` m2, and its yield is below the line.
    """
    chosen = -1
    least = 0.0
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage != Stage.OPERATING or firm.park != place:
            continue
        if firm.request != Request.NONE or firm.tenure != Tenure.NONE or firm.land <= 0 or firm.land > most:
            continue
        found = yield_of_plot(firm.output, firm.land, world.industries[firm.industry].output_per_mu)
        tied = found == least and chosen >= 0 and firm.identity < state.firms[chosen].identity
        if found < par.low_yield and (chosen < 0 or found < least or tied):
            chosen = row
            least = found
    return chosen


@compiled
def clear_land(wanted: Any, place: Any, world: Any, state: Any, par: Any, book: Any) -> Any:
    """Clear up to `wanted` m2 of a park, idle land first, then whole plots of low yield; return the land (ODD eq. 81).

    The firms on such plots close. Invariant: what leaves idle and occupied land is what is returned.
    """
    park = state.parks[place]
    page = book[place]
    cleared = min(park.idle, wanted)
    park.idle -= cleared
    row = lowest_yield(wanted - cleared, place, world, state, par)
    while row >= 0:
        firm = state.firms[row]
        cleared += firm.land
        park.occupied -= firm.land
        firm.land = 0
        page.cleared += 1
        leave(row, firm, state, par, book)
        row = lowest_yield(wanted - cleared, place, world, state, par)
    return cleared


@compiled
def stack_floor(land: Any, place: Any, state: Any, par: Any) -> Any:
    """Begin units on `land` m2 of a park, which join the land under standard factories; return their floor, m2."""
    floor = math.floor(land * par.small_park_plot_ratio)
    state.parks[place].factory_land += land
    state.units[place, int(par.small_park_quarters) - 1] += floor
    return floor


@compiled
def redevelop(costs: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Redevelop idle and low-yield land for small-firm parks (ODD eq. 80-81), a plot of some size at a time.

    What is due and not begun waits, up to the land planned. Writes areas, units, firms cleared, the book and the cost.
    """
    if levers[0].small_firm_parks <= 0.0:
        return
    plot = whole(par.small_park_plot * M2_PER_MU)
    for place in range(state.parks.size):
        if world.sites[place].small_firm_land == 0:
            continue
        park = state.parks[place]
        left = world.sites[place].small_firm_land - park.redeveloped
        due = park.redevelopment_due + due_in(levers[0].small_firm_parks, place, world)
        park.redevelopment_due = min(left, due)
        if park.redevelopment_due < min(plot, left):
            continue
        land = clear_land(park.redevelopment_due, place, world, state, par, book)
        floor = stack_floor(land, place, state, par)
        park.redeveloped += land
        park.redevelopment_due -= land
        price = land / M2_PER_MU * par.clearing_price + floor * par.factory_cost
        costs[COST.small_firm_parks] += whole(price * YUAN_PER_10K)


@compiled
def build_on_quota(costs: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Build small-firm parks on land quota and undeveloped land as well (ODD eq. 85); what these do not allow is not made up.

    Writes quota, areas, units, the book and the cost.
    """
    if levers[0].small_firm_quota <= 0.0:
        return
    for place in range(state.parks.size):
        if world.sites[place].small_firm_land == 0:
            continue
        park = state.parks[place]
        room = max(0, flat_land(place, state.parks))
        land = min(room, due_in(levers[0].small_firm_quota, place, world))
        draw_on_quota(place, land, state.parks, book)
        park.undeveloped -= land
        book[place].land_granted_factory += land
        floor = stack_floor(land, place, state, par)
        costs[COST.small_firm_quota] += whole(floor * par.factory_cost * YUAN_PER_10K)


@compiled
def charge_units(quarter: Any, costs: Any, world: Any, state: Any, par: Any, book: Any) -> None:
    """Book the rent that is waived and what units sold bring in, those bought back deducted (ODD eq. 86).

    They are the lever's that built the park: where any land was redeveloped `small_firm_parks`, else `small_firm_quota`.
    """
    if not has_units(state.parks):
        return
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage != Stage.CLOSED and firm.tenure == Tenure.LET:
            waived = 1.0 - rent_share(quarter - firm.unit_since, par)
            book[firm.park].rent_waived += whole(firm.unit * par.rent * QUARTER * waived * YUAN_PER_10K)
    for place in range(state.parks.size):
        page = book[place]
        sold = (page.units_bought - page.units_bought_back) * par.unit_price
        paid = page.rent_waived - whole(sold * YUAN_PER_10K)
        if state.parks[place].redeveloped > 0:
            costs[COST.small_firm_parks] += paid
        else:
            costs[COST.small_firm_quota] += paid
