"""Firms produce: they grow, upgrade, expand, move in, renew equipment, close by themselves or are closed."""

from typing import Any

from ..batch_room import BATCH
from ..compiled import compiled, inlined
from ..levers import COST
from ..rules.assessment import linked
from ..rules.growth import log_growth, ramped
from ..rules.land import whole
from ..rules.leaving import is_forced_at
from ..rules.research import rate_elasticity
from ..rules.retrofitting import is_intensive, public_cost
from ..rules.taxing import land_tax, unit_land_cost
from ..rules.upgrading import (
    base_rate,
    chance_in_quarter,
    happens_at,
    intensity_left,
)
from ..state import EquipmentClass, Request, Stage
from ..streams import Purpose, draw, draw_batch
from ..units import QUARTER, YUAN_PER_10K
from .application import apply_for_site
from .closing import drop_request, leave
from .cultivating import cultivated_output, cultivation_at
from .energy import certify_saving, note_free_energy
from .equipment import FREE, LISTED, pay_surcharge, settle_obsolete
from .growing import grow_batch, hold, rate_exits, upgrade_batch
from .holdings import pay_for_use
from .modernising import is_eligible, modernise
from .moving import file_move, wants_to_move
from .park_output import output_of_zones, park_output
from .pricing import pay_surcharges
from .registering import growth_towards_scale
from .research import charge_platforms, lift_park, spread_platforms
from .score_link import average_score


@compiled
def set_upgrade_rates(costs: Any, world: Any, parks: Any, market: Any, cells: Any, par: Any, levers: Any) -> None:
    """Set upgrades a year by park and industry (ODD eq. 7-9, 39a, 157, 181-186); funds serve zones only, not the outside.

    Writes rates and chances of the market and the cells, and the cost of both funds and of running platforms.
    """
    money = levers[0].innovation_fund
    of_zones = output_of_zones(world.sites, cells)
    average = average_score(world.sites, parks, cells, of_zones)
    costs[COST.innovation_fund] += whole(money * QUARTER * YUAN_PER_10K)
    charge_platforms(costs, parks, par)
    for index in range(market.size):
        market[index].base_upgrade_rate = base_rate(world.industries[index].research_share, par)
        market[index].base_upgrade_chance = chance_in_quarter(market[index].base_upgrade_rate)
        market[index].research_elasticity = rate_elasticity(market[index].base_upgrade_rate, par)
    spread_platforms(world, parks, cells, par)
    served = cultivated_output(parks, cells, levers)
    for place in range(parks.size):
        park = parks[place]
        serving = 0.0
        of_town = cultivation_at(place, parks, levers, served, of_zones)
        if world.sites[place].zone:
            relative = park.score / average if average > 0.0 else 1.0
            serving = money * linked(1.0, relative, par) + of_town
        if of_town > 0.0:
            paid = levers[place].town_cultivation * park_output(cells[place]) / served
            costs[COST.town_cultivation] += whole(paid * QUARTER * YUAN_PER_10K)
        lift_park(place, serving, of_zones, world, parks, market, cells, par)


@compiled
def gather(first: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, costs: Any, book: Any) -> Any:
    """Fill the batch with producing firms from row `first` on; return the row to go on from and how many they are.

    All firms met, projects included, are a quarter older afterwards. Expected growth is that of ODD eq. 3, 66 and 161.
    """
    batch = state.batch[0]
    rows = state.city[0].rows
    fee = levers[0].paid_use if state.holdings.size > 0 else 0.0
    row = first
    count = 0
    while row < rows and count < BATCH:
        firm = state.firms[row]
        row += 1
        if firm.stage == Stage.CLOSED:
            continue
        firm.stage_quarters += 1
        if firm.stage == Stage.PROJECT:
            continue
        market = state.market[firm.industry]
        cell = state.cells[firm.park, firm.industry]
        lever = levers[firm.park]
        charge = 0.0
        if lever.price_by_grade > 0.0 or lever.town_power_price > 0.0 or firm.power_surcharge != 0.0:  # mostly none
            charge = pay_surcharges(
                firm, state.parks[firm.park], state.city[0], world, costs, par, lever, book[firm.park]
            )
        surcharge = state.parks[firm.park].energy_surcharge * firm.energy_intensity
        unit_cost = surcharge + land_cost_of(costs, firm, world.sites[firm.park], par, lever) + charge
        if firm.equipment_class != EquipmentClass.PERMITTED:
            unit_cost += pay_surcharge(key, firm, world.industries[firm.industry], costs, par, lever, book[firm.park])
        if fee > 0.0:
            unit_cost += pay_for_use(row - 1, firm, costs, state, par, fee, book[firm.park])
        batch.row[count] = row - 1
        batch.identity[count] = firm.identity
        batch.output[count] = firm.output
        batch.design[count] = firm.design
        batch.capability[count] = firm.capability
        batch.unit_cost[count] = unit_cost
        batch.base_chance[count] = market.base_upgrade_chance
        batch.chance[count] = cell.upgrade_chance
        edge = firm.capability - market.mean_capability
        batch.expected[count] = log_growth(market.demand + cell.promotion, edge, cell.cluster_gain, unit_cost, par)
        if lever.scale_up_support > 0.0:
            batch.expected[count] += growth_towards_scale(firm, world.sites[firm.park], par, lever)
        count += 1
    return row, count


@compiled
def take_output(firm: Any, output: Any, par: Any) -> None:
    """Give a firm its output of the quarter: `output` if it operates, that of its ramp if it is new (ODD eq. 6)."""
    if firm.stage == Stage.RAMPING:
        firm.output = ramped(firm.design, firm.stage_quarters, par)
        if firm.stage_quarters >= par.ramp_quarters:
            firm.stage = Stage.OPERATING.value
            firm.stage_quarters = 0
    else:
        firm.output = output
    firm.year_output += firm.output


@compiled
def take_upgrade(firm: Any, gain: Any, par: Any) -> None:
    """Let a firm that upgraded by `gain` use less energy and pollute less (ODD eq. 11)."""
    left = intensity_left(gain, par)
    firm.energy_intensity *= left
    firm.emission_intensity *= left


@compiled
def is_listed(firm: Any, site: Any, industry: Any, emission_line: Any) -> Any:
    """Return whether a firm is on the list of heavy polluters: a zone's firm of a heavy industry above the line."""
    return site.zone == 1 and industry.heavy > 0.0 and firm.emission_intensity > emission_line


@compiled
def is_forced_out(uniform: Any, firm: Any, costs: Any, par: Any, lever: Any) -> Any:
    """Return whether a listed polluter is closed this quarter at the `uniform`, and book its compensation (ODD eq. 14)."""
    if not is_forced_at(lever.polluter_exit, uniform):
        return False
    costs[COST.polluter_exit] += whole(firm.capital * par.exit_compensation * YUAN_PER_10K)
    return True


@compiled
def land_cost_of(costs: Any, firm: Any, site: Any, par: Any, lever: Any) -> Any:
    """Return what the land-use tax surcharge weighs on a firm of a zone, over its output, and book it (ODD eq. 44)."""
    if lever.land_use_tax <= 0.0 or site.zone == 0:
        return 0.0
    tax = land_tax(firm.land, firm.grade, lever.land_use_tax, par)
    costs[COST.land_use_tax] -= whole(tax * QUARTER)
    return unit_land_cost(tax, firm.output)


@compiled
def retrofit(uniform: Any, firm: Any, site: Any, industry: Any, costs: Any, par: Any, lever: Any) -> Any:
    """Let an intensive firm of a zone be retrofitted, once, at the `uniform`; return whether it was (eq. 55).

    Books the city's share.
    """
    if not is_forced_at(lever.circular_retrofit, uniform):
        return False
    if site.zone == 0 or firm.retrofitted == 1 or not is_intensive(firm, industry):
        return False
    costs[COST.circular_retrofit] += whole(public_cost(firm.output, firm.energy_intensity, par) * YUAN_PER_10K)
    firm.energy_intensity *= 1.0 - par.retrofit_saving
    firm.emission_intensity *= 1.0 - par.retrofit_cleaning
    firm.retrofitted = 1
    return True


@compiled
def wants_to_expand(firm: Any, par: Any) -> Any:
    """Return whether a firm is short of capacity and has no project open."""
    return (firm.request == Request.NONE) & (firm.output > par.expansion_threshold * firm.design)


@inlined
def file_expansion(
    quarter: Any, key: Any, firm: Any, choices: Any, world: Any, state: Any, par: Any, lever: Any, page: Any
) -> Any:
    """Let a firm file an expansion; return whether it is open now.

    `choices` are the draws of hoarding, channel and coverage by the multi-storey rule. A refused expansion is dropped;
    the firm may file again in a later quarter. Inlined, as a call would copy the descriptors of some sixty arrays.
    """
    hoard, choice, covered = choices
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


@inlined
def settle(place: Any, quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> Any:
    """Let the firm at `place` of the batch live through its quarter; return 1 if it wants to expand, else 0.

    The batch's uniforms are those of the yearly purpose by now, where a lever asks for them.
    """
    batch = state.batch[0]
    costs = state.costs[quarter]
    row = batch.row[place]
    firm = state.firms[row]
    stage = firm.stage
    page = book[firm.park]
    site = world.sites[firm.park]
    lever = levers[firm.park]
    industry = world.industries[firm.industry]
    take_output(firm, batch.grown[place], par)
    firm.capability = batch.capability[place]
    if batch.gain[place] >= 0.0:
        take_upgrade(firm, batch.gain[place], par)
        page.upgrades += 1
    if stage == Stage.RAMPING:
        return 0
    forced = (
        batch.second[place] < lever.polluter_exit  # mostly not, which saves the rest
        and is_listed(firm, site, industry, world.emission_line[0])
        and is_forced_out(batch.second[place], firm, costs, par, lever)
    )
    if forced:
        page.forced += 1
    if forced or happens_at(batch.exit_rate[place], batch.leave[place]):
        leave(row, firm, state, par, book)
        return 0
    if firm.equipment_class != EquipmentClass.PERMITTED:
        outcome = settle_obsolete(row, quarter, key, firm, costs, world, state, par, lever, book)
        if outcome == LISTED and firm.request != Request.NONE:
            list_open(row, firm, state.city[0], state.open_rows)
        if outcome != FREE:
            return 0
    before = firm.energy_intensity
    if retrofit(batch.third[place], firm, site, industry, costs, par, lever):
        page.retrofits += 1
        certify_saving(firm, before, state.energy_freed)
    if is_eligible(firm, site, lever) and modernise(quarter, key, firm, world, state, par, lever, page):
        if firm.request != Request.NONE:
            list_open(row, firm, state.city[0], state.open_rows)
        return 0
    if wants_to_move(quarter, key, firm, site, industry, lever):
        if file_move(quarter, key, firm, world, state, par, levers, book):
            list_open(row, firm, state.city[0], state.open_rows)
        return 0
    return 1 if wants_to_expand(firm, par) else 0


@compiled
def settle_batch(count: Any, quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> Any:
    """Let the first `count` firms of the batch live through their quarter, row by row.

    Those that want to expand are what the batch holds afterwards; returns how many they are.
    """
    batch = state.batch[0]
    wanting = 0
    for place in range(count):
        wants = settle(place, quarter, key, world, state, par, levers, book)
        batch.row[wanting] = batch.row[place]
        batch.identity[wanting] = batch.identity[place]
        wanting += wants
    return wanting


@compiled
def expand_batch(count: Any, quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Let the first `count` firms of the batch, which want to expand, file (ODD eq. 14a) at the expansion rate."""
    batch = state.batch[0]
    draw_batch(batch, count, quarter, Purpose.EXPANSION, key)
    for place in range(count):
        if not happens_at(par.expansion_rate, batch.first[place]):
            continue
        row = batch.row[place]
        firm = state.firms[row]
        choices = (batch.second[place], batch.third[place], batch.fourth[place])
        if file_expansion(quarter, key, firm, choices, world, state, par, levers[firm.park], book[firm.park]):
            list_open(row, firm, state.city[0], state.open_rows)


@compiled
def asks_yearly(levers: Any) -> Any:
    """Return whether a lever is in force at any park that asks firms for their uniforms of the yearly purpose."""
    for place in range(levers.size):
        lever = levers[place]
        if lever.polluter_exit > 0.0 or lever.circular_retrofit > 0.0:
            return True
    return False


@compiled
def produce(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Run all producing firms through a quarter, batch by batch; firms do not see each other's output."""
    costs = state.costs[quarter]
    set_upgrade_rates(costs, world, state.parks, state.market, state.cells, par, levers)
    batch = state.batch[0]
    held = hold(par)
    yearly = asks_yearly(levers)
    row = 0
    while row < state.city[0].rows:
        row, count = gather(row, key, world, state, par, levers, costs, book)
        draw_batch(batch, count, quarter, Purpose.OPERATION, key)
        grow_batch(batch, count, held)
        upgrade_batch(batch, count, held)
        rate_exits(batch, count, held)
        if yearly:
            draw_batch(batch, count, quarter, Purpose.YEARLY, key)
        wanting = settle_batch(count, quarter, key, world, state, par, levers, book)
        expand_batch(wanting, quarter, key, world, state, par, levers, book)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Note what energy is free, before any firm applies, and run all producing firms through the quarter."""
    note_free_energy(state.parks)
    produce(quarter, key, world, state, par, levers, book)
