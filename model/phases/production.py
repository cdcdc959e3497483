"""Firms produce: they grow, upgrade, expand, move in, close by themselves or are closed as listed polluters."""

from typing import Any

from ..compiled import compiled
from ..levers import LEVER_INDEX
from ..rules.growth import grown, log_growth, ramped
from ..rules.land import whole
from ..rules.leaving import exit_hazard, is_forced_at
from ..rules.retrofitting import is_intensive, public_cost
from ..rules.taxing import land_tax, unit_land_cost
from ..rules.upgrading import (
    base_rate,
    capability_left,
    chance_in_quarter,
    fund_effect,
    happens_at,
    jump,
    policy_rate,
    saved,
)
from ..state import Request, Stage
from ..streams import Purpose, draw
from ..units import QUARTER, YUAN_PER_10K
from .application import apply_for_site
from .closing import drop_request, free_row, release_land
from .merging import pooled_platforms
from .moving import file_move, wants_to_move

COST_LAND_TAX = LEVER_INDEX["land_use_tax"]
COST_RETROFIT = LEVER_INDEX["circular_retrofit"]
COST_POLLUTER_EXIT = LEVER_INDEX["polluter_exit"]
COST_INNOVATION_FUND = LEVER_INDEX["innovation_fund"]


@compiled
def set_upgrade_rates(costs: Any, world: Any, parks: Any, market: Any, cells: Any, par: Any, lever: Any) -> None:
    """Set upgrades a year by park and industry (ODD eq. 7-9); the fund serves zones only, not the outside.

    Writes rates and chances of the market and the cells, and the cost of the fund.
    """
    fund = fund_effect(lever.innovation_fund, par)
    costs[COST_INNOVATION_FUND] += whole(lever.innovation_fund * QUARTER * YUAN_PER_10K)
    for index in range(market.size):
        market[index].base_upgrade_rate = base_rate(world.industries[index].research_share, par)
        market[index].base_upgrade_chance = chance_in_quarter(market[index].base_upgrade_rate)
    for place in range(parks.size):
        park = parks[place]
        platforms = pooled_platforms(place, parks, par)
        neighbours = park.hightech_share - park.hightech_baseline
        serving = fund if world.sites[place].zone else 0.0
        for index in range(market.size):
            base = market[index].base_upgrade_rate
            cells[place, index].upgrade_rate = policy_rate(base, platforms, serving, neighbours, par)
            cells[place, index].upgrade_chance = chance_in_quarter(cells[place, index].upgrade_rate)


@compiled
def grow_firm(firm: Any, uniform: Any, unit_cost: Any, market: Any, cell: Any, par: Any) -> None:
    """Move the output of a producing firm by a quarter (ODD eq. 3-6)."""
    if firm.stage == Stage.RAMPING:
        firm.output = ramped(firm.design, firm.stage_quarters, par)
        if firm.stage_quarters >= par.ramp_quarters:
            firm.stage = Stage.OPERATING.value
            firm.stage_quarters = 0
    else:
        edge = firm.capability - market.mean_capability
        expected = log_growth(market.demand, edge, cell.cluster, unit_cost, par)
        firm.output = grown(firm.output, firm.design, expected, uniform, par)
    firm.year_output += firm.output


@compiled
def upgrade_firm(firm: Any, base: Any, chance: Any, happens: Any, size: Any, par: Any) -> Any:
    """Move the capability of a firm by a quarter (ODD eq. 10-11); return whether it upgraded.

    `base` and `chance` are those of an upgrade in a quarter without and with policy, `happens` and `size` uniform draws.
    """
    firm.capability = capability_left(firm.capability, base, par)
    if happens >= chance:
        return False
    gain = jump(size, par)
    firm.capability += gain
    firm.energy_intensity = saved(firm.energy_intensity, gain, par)
    firm.emission_intensity = saved(firm.emission_intensity, gain, par)
    return True


@compiled
def is_listed(firm: Any, site: Any, industry: Any, emission_line: Any) -> Any:
    """Return whether a firm is on the list of heavy polluters: a zone's firm of a heavy industry above the line."""
    return site.zone == 1 and industry.heavy > 0.0 and firm.emission_intensity > emission_line


@compiled
def is_forced_out(quarter: Any, key: Any, firm: Any, costs: Any, par: Any, lever: Any) -> Any:
    """Return whether a listed polluter is closed this quarter, and book its compensation (ODD eq. 14)."""
    uniform = draw(key, firm.identity, quarter, Purpose.YEARLY)[1]
    if not is_forced_at(lever.polluter_exit, uniform):
        return False
    costs[COST_POLLUTER_EXIT] += whole(firm.capital * par.exit_compensation * YUAN_PER_10K)
    return True


@compiled
def land_cost_of(costs: Any, firm: Any, site: Any, par: Any, lever: Any) -> Any:
    """Return what the land-use tax surcharge weighs on a firm of a zone, over its output, and book it (ODD eq. 44)."""
    if lever.land_use_tax <= 0.0 or site.zone == 0:
        return 0.0
    tax = land_tax(firm.land, firm.grade, lever.land_use_tax, par)
    costs[COST_LAND_TAX] -= whole(tax * QUARTER)
    return unit_land_cost(tax, firm.output)


@compiled
def retrofit(quarter: Any, key: Any, firm: Any, site: Any, industry: Any, costs: Any, par: Any, lever: Any) -> Any:
    """Let an intensive firm of a zone be retrofitted, once, and book the city's share; return whether it was (eq. 55)."""
    if lever.circular_retrofit <= 0.0 or site.zone == 0 or firm.retrofitted == 1 or not is_intensive(firm, industry):
        return False
    if not is_forced_at(lever.circular_retrofit, draw(key, firm.identity, quarter, Purpose.YEARLY)[2]):
        return False
    costs[COST_RETROFIT] += whole(public_cost(firm.output, firm.energy_intensity, par) * YUAN_PER_10K)
    firm.energy_intensity *= 1.0 - par.retrofit_saving
    firm.emission_intensity *= 1.0 - par.retrofit_cleaning
    firm.retrofitted = 1
    return True


@compiled
def wants_to_expand(firm: Any, par: Any) -> Any:
    """Return whether a firm is short of capacity and has no project open."""
    return firm.request == Request.NONE and firm.output > par.expansion_threshold * firm.design


@compiled
def file_expansion(quarter: Any, key: Any, firm: Any, world: Any, state: Any, par: Any, lever: Any, page: Any) -> Any:
    """Let a firm that is short of capacity file an expansion (ODD eq. 14a); return whether one is open now.

    A refused expansion is dropped; the firm may file again in a later quarter.
    """
    files, hoard, choice, covered = draw(key, firm.identity, quarter, Purpose.EXPANSION)
    if not happens_at(par.expansion_rate, files):
        return False
    ratio, reviewed, _, _ = draw(key, firm.identity, quarter, Purpose.PLOT_RATIO)
    design = firm.design * par.expansion_size
    draws = (hoard, choice, covered, ratio, reviewed)
    if apply_for_site(quarter, key, firm, design, draws, firm.park, world, state, par, lever, page):
        return True
    drop_request(firm)
    return False


@compiled
def list_open(row: Any, firm: Any, city: Any, open_rows: Any) -> None:
    """Put a row on the list of open projects, once."""
    if firm.request_listed == 0:
        firm.request_listed = 1
        open_rows[city.open] = row
        city.open += 1


@compiled
def produce(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any) -> None:
    """Run all producing firms through a quarter, row by row; rows do not see each other's output."""
    firms = state.firms
    city = state.city[0]
    costs = state.costs[quarter]
    set_upgrade_rates(costs, world, state.parks, state.market, state.cells, par, lever)
    for row in range(city.rows):
        firm = firms[row]
        stage = firm.stage
        if stage == Stage.CLOSED:
            continue
        firm.stage_quarters += 1
        if stage == Stage.PROJECT:
            continue
        park = state.parks[firm.park]
        page = book[firm.park]
        market = state.market[firm.industry]
        cell = state.cells[firm.park, firm.industry]
        site = world.sites[firm.park]
        industry = world.industries[firm.industry]
        shake, happens, size, leave = draw(key, firm.identity, quarter, Purpose.OPERATION)
        unit_cost = park.energy_surcharge * firm.energy_intensity + land_cost_of(costs, firm, site, par, lever)
        grow_firm(firm, shake, unit_cost, market, cell, par)
        if upgrade_firm(firm, market.base_upgrade_chance, cell.upgrade_chance, happens, size, par):
            page.upgrades += 1
        if stage == Stage.RAMPING:
            continue
        forced = (
            lever.polluter_exit > 0.0
            and is_listed(firm, site, industry, world.emission_line[0])
            and is_forced_out(quarter, key, firm, costs, par, lever)
        )
        if forced:
            page.forced += 1
        if forced or happens_at(exit_hazard(firm.output, firm.capability, unit_cost, par), leave):
            page.closed += firm.above_scale
            release_land(firm, state.parks, par, book)
            free_row(row, firm, city, state.free_rows)
            continue
        if retrofit(quarter, key, firm, site, industry, costs, par, lever):
            page.retrofits += 1
        if wants_to_move(quarter, key, firm, site, industry, lever):
            if file_move(quarter, key, firm, world, state, par, lever, book):
                list_open(row, firm, city, state.open_rows)
        elif wants_to_expand(firm, par) and file_expansion(quarter, key, firm, world, state, par, lever, page):
            list_open(row, firm, city, state.open_rows)
