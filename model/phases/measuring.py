"""The register is updated, and one pass over the rows sums what parks, industries and the record need."""

from typing import Any

from ..calendar import QUARTERS_A_YEAR
from ..compiled import compiled
from ..rules.land import whole
from ..rules.leaving import leaves_register
from ..state import GRADES, Channel, Request, Stage
from ..units import KGCE_PER_TCE, QUARTER, YUAN_PER_10K
from .closing import new_plant_floor, new_plant_land
from .tenancy import count_tenants


@compiled
def update_register(firm: Any, year_end: Any, par: Any, page: Any) -> None:
    """Update whether a producing firm is on the register of above-scale firms (ODD eq. 42).

    A newly built firm comes on when its output reaches the threshold. The others are reviewed at the end of the year on
    the year's output, and leave only when they are below the threshold by more than a tolerance.
    """
    if not firm.above_scale:
        annual = firm.output if firm.stage == Stage.RAMPING else firm.year_output * QUARTER
        if (year_end or firm.stage == Stage.RAMPING) and annual >= par.register_threshold:
            firm.above_scale = 1
            page.registered += 1
        return
    whole_year = year_end and firm.stage == Stage.OPERATING and firm.stage_quarters >= QUARTERS_A_YEAR
    if whole_year and leaves_register(firm.year_output * QUARTER, par):
        firm.above_scale = 0
        page.deregistered += 1


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
        state.market[index].capability_sum = 0.0


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
def measure(weight: Any, year_end: Any, shared: Any, world: Any, state: Any, par: Any, book: Any, sums: Any) -> None:
    """Update the register and sum over all rows (ODD eq. 42-43); `sums` are the year's, (park, industry).

    `shared` is the share of its tax that a transferred firm's park passes on.

    Output and what depends on it are counted for firms on the register; land, floor, capital and energy of a park for
    every firm. Sums run in row order: rows in another order give the same up to rounding of floating-point sums.
    """
    clear_sums(state)
    baseline = weight == 1.0
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
        if firm.above_scale:
            cell = state.cells[firm.park, firm.industry]
            year = sums[firm.park, firm.industry]
            park.value_added += firm.output * world.industries[firm.industry].value_added_rate
            produced = firm.output * grade.run_rate
            is_leader = 1 if produced >= par.leader_output else 0
            add_flows(firm, produced, weight, is_leader, cell, state.market[firm.industry], year)
            if year_end:
                add_stocks(firm, is_leader, year)
            if shared > 0.0 and firm.origin != firm.park:
                share_tax(firm, produced, world.industries[firm.industry].tax_rate, shared, book)
    update_shares(state)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any, sums: Any) -> None:
    """Review the register, take the sums and share tax."""
    last = quarter % QUARTERS_A_YEAR == 0
    measure(QUARTER, last, lever.project_transfer, world, state, par, book, sums)
    count_tenants(world, state)
