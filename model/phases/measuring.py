"""The register is updated, and one pass over the rows sums what parks, industries and the record need."""

from typing import Any

from ..calendar import QUARTERS_A_YEAR
from ..compiled import compiled
from ..rules.land import whole
from ..rules.sales import group_sales, local_sales
from ..state import GRADES, Channel, Request, Stage
from ..units import KGCE_PER_TCE, QUARTER, YUAN_PER_10K
from .closing import new_plant_floor, new_plant_land
from .registering import register_passers, update_register
from .tenancy import count_tenants


@compiled
def clear_sums(state: Any) -> None:
    """Set the sums of the quarter to zero."""
    for place in range(state.parks.size):
        park = state.parks[place]
        park.firm_land = 0
        park.firm_leased = 0
        park.firm_energy = 0
        park.firm_floor = 0.0
        park.firm_capital = 0.0
        park.value_added = 0.0
        for index in range(state.market.size):
            state.cells[place, index].output = 0.0
            state.cells[place, index].hightech_output = 0.0
            state.cells[place, index].leaders = 0
        for grade in range(GRADES):
            state.grades[place, grade].energy_wanted = 0.0
    for index in range(state.market.size):
        market = state.market[index]
        market.capability_sum = 0.0
        market.output_before = market.output
        market.output = 0.0


@compiled
def add_holdings(firm: Any, parks: Any) -> None:
    """Add what a firm or project holds to the sums of its park, and what it builds to those of the park it builds in."""
    park = parks[firm.park]
    park.firm_land += firm.land
    park.firm_leased += firm.leased
    park.firm_floor += firm.floor
    park.firm_capital += firm.capital
    if firm.request == Request.BUILDING:
        site = parks[firm.request_park]
        site.firm_land += new_plant_land(firm)
        site.firm_leased += new_plant_floor(firm)
        site.firm_capital += firm.request_capital
        if firm.request_channel != Channel.LEASE:
            site.firm_floor += firm.request_floor


@compiled
def share_tax(firm: Any, produced: Any, tax_rate: Any, shared: Any, book: Any) -> None:
    """Book the tax of a transferred firm that its park passes on to the one which let it go (ODD eq. 60)."""
    passed = whole(produced * tax_rate * shared * QUARTER * YUAN_PER_10K)
    book[firm.park].tax_passed += passed
    book[firm.origin].tax_kept += passed


@compiled
def share_taxes(world: Any, state: Any, levers: Any, book: Any) -> None:
    """Let the parks of transferred firms pass on tax, by the strength at the park that let each go (ODD eq. 60)."""
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.origin == firm.park or firm.stage == Stage.CLOSED or firm.stage == Stage.PROJECT:
            continue
        shared = levers[firm.origin].project_transfer
        if shared > 0.0 and firm.above_scale:
            produced = firm.output * state.grades[firm.park, firm.grade].run_rate
            share_tax(firm, produced, world.industries[firm.industry].tax_rate, shared, book)


@compiled
def add_flows(firm: Any, produced: Any, weight: Any, is_leader: Any, cell: Any, market: Any, sums: Any) -> None:
    """Add a registered firm's flows to the quarter's and the year's sums; `weight` is the quarter's part of a year.

    `is_leader` is 1 if it is large enough to attract others, else 0.
    """
    cell.output += produced
    cell.hightech_output += produced * firm.hightech  # a factor of 0 or 1 is quicker than a branch
    cell.leaders += is_leader
    market.capability_sum += produced * firm.capability
    sums.output += weight * produced
    sums.energy += weight * produced * firm.energy_intensity
    sums.emissions += weight * produced * firm.emission_intensity
    sums.hightech_output += weight * produced * firm.hightech
    if firm.labour_saved > 0.0:
        sums.machine_output += weight * produced * firm.labour_saved


@compiled
def add_stocks(firm: Any, is_leader: Any, sums: Any) -> None:
    """Add a registered firm's stocks to the sums of the year that ends."""
    sums.firms += 1.0
    sums.leaders += is_leader
    sums.land += firm.land
    sums.floor += firm.floor + firm.leased
    sums.capital += firm.capital
    sums.leased += firm.leased


@compiled
def add_large_firm(firm: Any, baseline: Any, par: Any, sums: Any) -> None:
    """Count a registered firm in the year that ends if its group, or it alone, reaches the sales threshold (ODD 4.10)."""
    local = local_sales(firm, baseline)
    sums.large_firms_local_sales += 1.0 if local >= par.sales_threshold else 0.0
    sums.large_firms_group_sales += 1.0 if group_sales(local, par) >= par.sales_threshold else 0.0


@compiled
def update_shares(state: Any) -> None:
    """Set high-tech share of parks, cluster share of cells and mean capability of the market from the quarter's sums."""
    for index in range(state.market.size):
        total = 0.0
        for place in range(state.parks.size):
            total += state.cells[place, index].output
        market = state.market[index]
        market.mean_capability = market.capability_sum / total if total > 0.0 else 0.0
    for place in range(state.parks.size):
        total = 0.0
        hightech = 0.0
        for index in range(state.market.size):
            total += state.cells[place, index].output
            hightech += state.cells[place, index].hightech_output
        state.parks[place].hightech_share = hightech / total if total > 0.0 else 0.0
        for index in range(state.market.size):
            cell = state.cells[place, index]
            cell.cluster = cell.output / total if total > 0.0 else 0.0


@compiled
def measure(weight: Any, year_end: Any, world: Any, state: Any, par: Any, book: Any, sums: Any) -> None:
    """Update the register, but for firms that pass its threshold, and sum over all rows (ODD eq. 42-43, 187); `sums` are the year's, (park, industry).

    Output and what depends on it are counted for firms on the register; land, floor, capital and energy of a park for
    every firm. Sums run in row order: rows in another order give the same up to rounding of floating-point sums.
    """
    clear_sums(state)
    baseline = weight == 1.0
    registered = 0
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage == Stage.CLOSED:
            continue
        park = state.parks[firm.park]
        add_holdings(firm, state.parks)
        if firm.stage == Stage.PROJECT:
            continue
        page = book[firm.park]
        if not baseline:
            update_register(firm, year_end, par, page)
        grade = state.grades[firm.park, firm.grade]
        wanted = firm.output * firm.energy_intensity
        grade.energy_wanted += wanted
        park.firm_energy += whole(wanted * grade.run_rate * KGCE_PER_TCE)
        page.curtailed += firm.output * (1.0 - grade.run_rate)
        state.market[firm.industry].output += firm.output * grade.run_rate
        if firm.above_scale:
            registered += 1
            cell = state.cells[firm.park, firm.industry]
            year = sums[firm.park, firm.industry]
            park.value_added += firm.output * world.industries[firm.industry].value_added_rate
            produced = firm.output * grade.run_rate
            is_leader = 1 if produced >= par.leader_output else 0
            add_flows(firm, produced, weight, is_leader, cell, state.market[firm.industry], year)
            if year_end:
                add_stocks(firm, is_leader, year)
                add_large_firm(firm, baseline, par, year)
    update_shares(state)
    state.city[0].firms = registered


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Review the register, take the sums and share tax."""
    last = quarter % QUARTERS_A_YEAR == 0
    if last:
        register_passers(quarter, key, world, state, par, levers, book)
    measure(QUARTER, last, world, state, par, book, sums)
    share_taxes(world, state, levers, book)
    count_tenants(world, state)
