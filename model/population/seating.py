"""Seats: every firm of a baseline gets land or leased floor, floor, capital and energy that add up to its park's."""

from typing import Any, NamedTuple

import numpy as np

from model.compiled import allocating, compiled
from model.elementary import exp
from model.state import Request, Stage
from model.streams import Purpose, draw, normal
from model.units import KGCE_PER_TCE, M2_PER_MU

from .raking import apportion

SEATED = -1  # what `seat` returns when all land is held


class Needs(NamedTuple):
    """By row: what land, own floor and capital of those who are not given any are in proportion to, and what is given."""

    land: Any  # f8
    floor: Any  # f8, times the land
    capital: Any  # f8
    queue: Any  # f8, the order of leasing
    land_given: Any  # b1
    floor_given: Any  # b1
    capital_given: Any  # b1
    settled: Any  # b1, whether nothing is left to decide about leasing


@allocating
def seat(recipe: Any, key: Any, attempt: Any, firms: Any, parks: Any) -> Any:
    """Seat all firms, park by park and in whole units; `parks` (park,) are as laid out.

    Returns `SEATED` and 0, or the park in which the given firms leave land to nobody, or take too much, and what they
    hold (m2).
    """
    par = recipe.par[0]
    needs = needs_of(recipe, key, attempt, firms)
    keep_seats(recipe, firms, needs)
    order, starts = by_park(recipe.rows.park, parks.size)
    for place in range(parks.size):
        park = parks[place]
        mine = order[starts[place] : starts[place + 1]]
        park.factory_leased = lease_floor(mine, firms, needs, recipe.floor_let[place], par)
        holders = mine[(firms.leased[mine] == 0) | (firms.land[mine] > 0)]
        others = holders[~needs.land_given[holders]]
        given = firms.land[holders].sum()
        if given > park.occupied or (others.size == 0 and given < park.occupied):
            return place, given
        share_out(firms.land, others, needs.land[others], park.occupied - given)
        own_floor(mine, holders, firms, needs, recipe.plot_ratio[place], par.unlisted_least)
        own_capital(mine, holders, firms, needs, recipe.investment[place], par.unlisted_least)
        plan_building(holders, firms, recipe)
        for row in mine:
            park.energy_committed += commit_energy(firms[row])
    return SEATED, 0


@allocating
def by_park(park: Any, count: Any) -> Any:
    """Return rows ordered by their park (row,), each park's as they come, and where each of `count` parks begins, (park + 1,)."""
    starts = np.zeros(count + 1, np.int64)
    for row in range(park.size):
        starts[park[row] + 1] += 1
    for place in range(count):
        starts[place + 1] += starts[place]
    order, filled = np.empty(park.size, np.int64), starts.copy()
    for row in range(park.size):
        order[filled[park[row]]] = row
        filled[park[row]] += 1
    return order, starts


@allocating
def needs_of(recipe: Any, key: Any, attempt: Any, firms: Any) -> Any:
    """Return what firms need, with noise: size over what their industry makes of land, and of capital."""
    count, par = firms.size, recipe.par[0]
    needs = Needs(
        np.zeros(count), np.zeros(count), np.zeros(count), np.zeros(count), np.zeros(count, np.bool_),
        np.zeros(count, np.bool_), np.zeros(count, np.bool_), np.zeros(count, np.bool_),
    )  # fmt: skip
    for row in range(count):
        firm = firms[row]
        industry = recipe.industries[firm.industry]
        land, floor, capital, _ = draw(key, firm.identity, attempt, Purpose.BASELINE_SEAT)
        size = firm.output
        if firm.stage == Stage.PROJECT or firm.stage == Stage.RAMPING:
            size = (firm.request_design + firm.design) / par.entrant_density
        needs.land[row] = size / industry.output_per_mu * exp(par.land_spread * normal(land))
        needs.floor[row] = exp(par.floor_spread * normal(floor))
        needs.capital[row] = firm.output / industry.output_per_investment * exp(par.capital_spread * normal(capital))
        needs.queue[row] = draw(key, firm.identity, attempt, Purpose.BASELINE_INTENSITY)[2]
    return needs


@compiled
def keep_seats(recipe: Any, firms: Any, needs: Any) -> None:
    """Write what is given of seats and capital, and note what that is.

    A firm of which land or own floor is given leases only what it says it leases; a tenant without listed land has none.
    """
    for row in range(recipe.rows.given):
        firm, given = firms[row], recipe.given[row]
        firm.leased = np.int64(recipe.tenants[row])
        needs.land_given[row] = not np.isnan(given.land) or firm.leased > 0
        needs.floor_given[row] = not np.isnan(given.floor)
        needs.capital_given[row] = not np.isnan(given.capital)
        if not np.isnan(given.land):
            firm.land = np.int64(given.land)
        if needs.floor_given[row]:
            firm.floor = np.int64(given.floor)
        if needs.capital_given[row]:
            firm.capital = given.capital
        leases = not np.isnan(given.leased)
        needs.settled[row] = leases or needs.land_given[row] or (needs.floor_given[row] and firm.floor > 0)


@allocating
def lease_floor(mine: Any, firms: Any, needs: Any, wanted: Any, par: Any) -> int:
    """Let smaller firms that suit several storeys lease standard-factory floor up to `wanted` m2, by their place in a queue.

    Returns the floor that is leased, m2.
    """
    let = firms.leased[mine].sum()
    for row in mine[np.argsort(needs.queue[mine], kind="mergesort")]:
        firm = firms[row]
        if needs.settled[row] or firm.stage != Stage.OPERATING or firm.suited == 0 or firm.output > par.tenant_largest:
            continue
        floor = np.int64(np.ceil(firm.output / par.leased_floor_output))
        if let + floor <= wanted:
            firm.leased = floor
            let += floor
    return let


@allocating
def share_out(column: Any, others: Any, weights: Any, total: Any) -> None:
    """Apportion a whole total among the rows `others` of a column."""
    whole = apportion(weights, total)
    for place in range(others.size):
        column[others[place]] = whole[place]


@compiled
def left_over(total: Any, norm: Any, given: Any, least: Any) -> Any:
    """Return what the given firms leave of a park's `total` for others, who would have `norm` by the park's mean.

    No less than the share `least` of the norm, and no more than its inverse: the few that nobody has listed do not pay for a register that
    differs from the mean.
    """
    if given == 0.0:
        return total
    return min(max(total - given, least * norm), norm / least)


@allocating
def own_floor(mine: Any, holders: Any, firms: Any, needs: Any, plot_ratio: Any, least: Any) -> None:
    """Give producers with land the floor that the park's plot ratio says they have."""
    owners = holders[firms.stage[holders] != Stage.PROJECT.value]
    others = owners[~needs.floor_given[owners]]
    land, own = firms.land[owners].sum(), firms.land[others].sum()
    floor = left_over(land * plot_ratio, own * plot_ratio, float(firms.floor[mine].sum()), least)
    if own > 0:
        share_out(firms.floor, others, firms.land[others] * needs.floor[others], np.int64(np.rint(floor)))


@allocating
def own_capital(mine: Any, holders: Any, firms: Any, needs: Any, investment: Any, least: Any) -> None:
    """Give producers the capital that the park's investment per mu says they have, which its land owners hold land for."""
    owners = holders[firms.stage[holders] != Stage.PROJECT.value]
    others = mine[(firms.stage[mine] != Stage.PROJECT.value) & ~needs.capital_given[mine]]
    if others.size == 0:
        return
    land, own = firms.land[owners].sum(), firms.land[others].sum()
    given = firms.capital[mine].sum()
    capital = left_over(investment * land / M2_PER_MU, investment * own / M2_PER_MU, given, least)
    total = needs.capital[others].sum()
    for row in others:
        firms[row].capital = needs.capital[row] / total * capital


@compiled
def plan_building(holders: Any, firms: Any, recipe: Any) -> None:
    """Let the projects among holders build on all of their land, at the plot ratio of entrants in their industry."""
    for row in holders:
        firm = firms[row]
        if firm.stage == Stage.PROJECT:
            ratio = recipe.industries[firm.industry].norm_plot_ratio * recipe.par[0].entrant_plot_ratio
            firm.request_floor = np.int64(np.rint(firm.land * ratio))
            firm.request_land = firm.land


@compiled
def commit_energy(firm: Any) -> Any:
    """Promise a project under construction the energy that it will use; return it, kgce a year."""
    if firm.request != Request.BUILDING:
        return 0
    firm.request_intensity = firm.energy_intensity
    firm.request_energy = np.int64(np.floor(firm.request_design * firm.energy_intensity * KGCE_PER_TCE + 1 / 2))
    return firm.request_energy
