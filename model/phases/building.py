"""Parks build: standard factories, innovation platforms, and idle land brought back into the quota."""

import math
from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import reclaimed, whole
from ..state import FACTORY_QUARTERS, Channel, Request, Tenure
from ..units import M2_PER_MU, QUARTER, WHOLE, YUAN_PER_10K
from .merging import draw_on_quota, pooled_quota
from .redevelopment import build_on_quota, charge_units, finish_units, redevelop


@compiled
def finish_factories(parks: Any, factories: Any) -> None:
    """Move standard factories under construction on by a quarter; finished floor can be let."""
    for place in range(parks.size):
        parks[place].factory_floor += factories[place, 0]
        for step in range(FACTORY_QUARTERS - 1):
            factories[place, step] = factories[place, step + 1]
        factories[place, FACTORY_QUARTERS - 1] = 0


@compiled
def floor_wanted(world: Any, state: Any) -> Any:
    """Fill `floor_wanted` of the parks with the floor that projects of each zone wait for, m2, and return the sum."""
    parks = state.parks
    for place in range(parks.size):
        parks[place].floor_wanted = 0.0
    total = 0.0
    for place in range(state.city[0].open):
        firm = state.firms[state.open_rows[place]]
        waits = firm.request == Request.WAITING and firm.request_channel == Channel.LEASE
        if waits and firm.request_tenure == Tenure.NONE and world.sites[firm.request_park].zone:
            parks[firm.request_park].floor_wanted += firm.request_floor
            total += firm.request_floor
    return total


@compiled
def start_factory(floor: Any, place: Any, parks: Any, par: Any, book: Any) -> Any:
    """Start `floor` m2 of standard factory, or as much as the zone's quota and undeveloped land allow; return the floor.

    Invariant: the land taken from the quota is the growth of the land under factories.
    """
    park = parks[place]
    room = max(0, min(pooled_quota(place, parks), park.undeveloped))
    started = min(floor, math.floor(room * par.factory_plot_ratio))
    land = min(room, math.ceil(started / par.factory_plot_ratio))
    draw_on_quota(place, land, parks, book)
    park.undeveloped -= land
    park.factory_land += land
    book[place].land_granted_factory += land
    return started


@compiled
def start_factories(costs: Any, world: Any, state: Any, par: Any, lever: Any, book: Any) -> None:
    """Start a quarter's standard factories (ODD eq. 31): spread over zones by the floor waited for, else by base plan.

    Writes the factory columns of the parks, `factories`, the book and the cost.
    """
    if lever.standard_factories <= 0.0:
        return
    wanted = floor_wanted(world, state)
    base_plan = 0.0
    zones = 0
    for place in range(state.parks.size):
        if world.sites[place].zone:
            zones += 1
            base_plan += world.sites[place].land_plan
    for place in range(state.parks.size):
        site = world.sites[place]
        if site.zone == 0:
            continue
        share = site.land_plan / base_plan if base_plan > 0.0 else 1.0 / zones
        if wanted > 0.0:
            share = state.parks[place].floor_wanted / wanted
        floor = whole(lever.standard_factories * QUARTER * share)
        started = start_factory(floor, place, state.parks, par, book)
        state.factories[place, FACTORY_QUARTERS - 1] += started
        costs[COST.standard_factories] += whole(started * par.factory_cost * YUAN_PER_10K)


@compiled
def open_platforms(costs: Any, order: Any, parks: Any, city: Any, par: Any, lever: Any) -> None:
    """Open innovation platforms when a whole one is due (ODD eq. 32): a national one, then provincial ones.

    The national platform goes to the first zone of the order, the provincial ones to the other zones in turn. Writes
    the platform columns of the parks and the city, and the cost.
    """
    city.platforms_due += lever.innovation_platforms * QUARTER
    while city.platforms_due >= WHOLE:
        price = par.provincial_platform_cost
        if city.platforms_opened == 0:
            parks[order[0]].national_platforms += 1
            price = par.national_platform_cost
        else:
            others = order[1:] if order.size > 1 else order
            parks[others[(city.platforms_opened - 1) % others.size]].provincial_platforms += 1
        costs[COST.innovation_platforms] += whole(price * YUAN_PER_10K)
        city.platforms_due -= 1.0
        city.platforms_opened += 1


@compiled
def reclaim_idle_land(costs: Any, world: Any, parks: Any, par: Any, lever: Any, book: Any) -> None:
    """Reclaim idle land into the quota (ODD eq. 33): the usual share, and in zones what the campaign adds, at a price.

    Writes `idle`, `undeveloped` and `quota_balance` of the parks, the book and the cost of the campaign's part.
    """
    for place in range(parks.size):
        park = parks[place]
        campaign = lever.idle_land_cleanup if world.sites[place].zone else 0.0
        usual = reclaimed(park.idle, par.natural_clean_up)
        land = reclaimed(park.idle, par.natural_clean_up + campaign)
        park.idle -= land
        park.undeveloped += land
        park.quota_balance += land
        book[place].land_reclaimed += land
        bought = (land - usual) / M2_PER_MU
        costs[COST.idle_land_cleanup] += whole(bought * par.buy_back_price * YUAN_PER_10K)


@compiled
def charge_approval(costs: Any, parks: Any, par: Any, book: Any) -> None:
    """Book what fast approval cost in the quarter: a price for every quarter saved (ODD eq. 57)."""
    for place in range(parks.size):
        costs[COST.approval_speed] += whole(book[place].quarters_saved * par.approval_cost * YUAN_PER_10K)


@compiled
def build(quarter: Any, world: Any, state: Any, par: Any, lever: Any, book: Any) -> None:
    """Finish and start standard factories and small-firm parks, open platforms, reclaim idle land; charge fast approval."""
    costs = state.costs[quarter]
    finish_factories(state.parks, state.factories)
    start_factories(costs, world, state, par, lever, book)
    finish_units(world, state)
    redevelop(costs, world, state, par, lever, book)
    build_on_quota(costs, world, state, par, lever, book)
    charge_units(quarter, costs, world, state, par, book)
    open_platforms(costs, world.platform_order, state.parks, state.city[0], par, lever)
    reclaim_idle_land(costs, world, state.parks, par, lever, book)
    charge_approval(costs, state.parks, par, book)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any, sums: Any) -> None:
    """Let parks build and reclaim idle land."""
    build(quarter, world, state, par, lever, book)
