"""Parks build: standard factories, platforms, levelled low hills, and idle land brought back into the quota."""

import math
from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import reclaimed, whole
from ..state import FACTORY_QUARTERS, Channel, Request, Tenure
from ..units import M2_PER_MU, QUARTER, WHOLE, YUAN_PER_10K
from .granting import flat_land
from .levelling import begin_levelling, finish_levelling
from .merging import draw_on_quota
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
def builds(place: Any, levers: Any, world: Any) -> Any:
    """Return whether a park is a zone in which standard factories are started."""
    return world.sites[place].zone == 1 and levers[place].standard_factories > 0.0


@compiled
def floor_wanted(levers: Any, world: Any, state: Any) -> Any:
    """Fill `floor_wanted` of the parks with the floor that projects wait for, m2, in each zone that builds; return the sum."""
    parks = state.parks
    for place in range(parks.size):
        parks[place].floor_wanted = 0.0
    total = 0.0
    for place in range(state.city[0].open):
        firm = state.firms[state.open_rows[place]]
        waits = firm.request == Request.WAITING and firm.request_channel == Channel.LEASE
        if waits and firm.request_tenure == Tenure.NONE and builds(firm.request_park, levers, world):
            parks[firm.request_park].floor_wanted += firm.request_floor
            total += firm.request_floor
    return total


@compiled
def start_factory(floor: Any, place: Any, parks: Any, par: Any, book: Any) -> Any:
    """Start `floor` m2 of standard factory, or as much as the zone's quota and undeveloped land allow; return the floor.

    Invariant: the land taken from the quota is the growth of the land under factories.
    """
    park = parks[place]
    room = max(0, flat_land(place, parks))
    started = min(floor, math.floor(room * par.factory_plot_ratio))
    land = min(room, math.ceil(started / par.factory_plot_ratio))
    draw_on_quota(place, land, parks, book)
    park.undeveloped -= land
    park.factory_land += land
    book[place].land_granted_factory += land
    return started


@compiled
def start_factories(costs: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Start a quarter's standard factories (ODD eq. 31): spread over the zones that build.

    A zone's share is that of the floor waited for, else that of the base plan. Writes the factory columns of the parks, `factories`, the book and the cost.
    """
    base_plan = 0.0
    zones = 0
    for place in range(state.parks.size):
        if builds(place, levers, world):
            zones += 1
            base_plan += world.sites[place].land_plan
    if zones == 0:
        return
    wanted = floor_wanted(levers, world, state)
    for place in range(state.parks.size):
        if not builds(place, levers, world):
            continue
        share = world.sites[place].land_plan / base_plan if base_plan > 0.0 else 1.0 / zones
        if wanted > 0.0:
            share = state.parks[place].floor_wanted / wanted
        floor = whole(levers[place].standard_factories * QUARTER * share)
        started = start_factory(floor, place, state.parks, par, book)
        state.factories[place, FACTORY_QUARTERS - 1] += started
        costs[COST.standard_factories] += whole(started * par.factory_cost * YUAN_PER_10K)


@compiled
def platforms_asked(order: Any, levers: Any) -> Any:
    """Return in how many zones of the `order` platforms open, and how many a year in these together."""
    served = 0
    yearly = 0.0
    for index in range(order.size):
        if levers[order[index]].innovation_platforms > 0.0:
            served += 1
            yearly = levers[order[index]].innovation_platforms
    return served, yearly


@compiled
def nth_served(turn: Any, order: Any, levers: Any) -> Any:
    """Return the zone that is number `turn`, from 0 on, of those of the `order` in which platforms open."""
    passed = 0
    for index in range(order.size):
        if levers[order[index]].innovation_platforms > 0.0:
            if passed == turn:
                return order[index]
            passed += 1
    return -1


@compiled
def open_platforms(costs: Any, order: Any, parks: Any, city: Any, par: Any, levers: Any) -> None:
    """Open innovation platforms when a whole one is due (ODD eq. 32): a national one, then provincial ones.

    The national platform goes to the first zone of the order in which platforms open, the provincial ones to the other
    such zones in turn. Writes
    the platform columns of the parks and the city, and the cost.
    """
    served, yearly = platforms_asked(order, levers)
    city.platforms_due += yearly * QUARTER
    while city.platforms_due >= WHOLE:
        price = par.provincial_platform_cost
        if city.platforms_opened == 0:
            parks[nth_served(0, order, levers)].national_platforms += 1
            price = par.national_platform_cost
        else:
            turn = 1 + (city.platforms_opened - 1) % (served - 1) if served > 1 else 0
            parks[nth_served(turn, order, levers)].provincial_platforms += 1
        costs[COST.innovation_platforms] += whole(price * YUAN_PER_10K)
        city.platforms_due -= 1.0
        city.platforms_opened += 1


@compiled
def reclaim_idle_land(costs: Any, world: Any, parks: Any, par: Any, levers: Any, book: Any) -> None:
    """Reclaim idle land into the quota (ODD eq. 33): the usual share, and in zones what the campaign adds, at a price.

    Writes `idle`, `undeveloped` and `quota_balance` of the parks, the book and the cost of the campaign's part.
    """
    for place in range(parks.size):
        park = parks[place]
        campaign = levers[place].idle_land_cleanup if world.sites[place].zone else 0.0
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
def build(quarter: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Finish and start standard factories, small-firm parks and the levelling of low hills.

    Then open platforms, reclaim idle land and charge fast approval.
    """
    costs = state.costs[quarter]
    finish_factories(state.parks, state.factories)
    start_factories(costs, world, state, par, levers, book)
    finish_units(world, state)
    redevelop(costs, world, state, par, levers, book)
    build_on_quota(costs, world, state, par, levers, book)
    charge_units(quarter, costs, world, state, par, book)
    finish_levelling(world, state, book)
    begin_levelling(costs, world, state, par, levers, book)
    open_platforms(costs, world.platform_order, state.parks, state.city[0], par, levers)
    reclaim_idle_land(costs, world, state.parks, par, levers, book)
    charge_approval(costs, state.parks, par, book)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Let parks build and reclaim idle land."""
    build(quarter, world, state, par, levers, book)
