"""One quarter, top to bottom. The engine and the Mesa model call the same function."""

from typing import Any

from .calendar import QUARTERS_A_YEAR
from .compiled import compiled
from .phases.allocation import allocate_sites
from .phases.arrivals import receive_projects
from .phases.assessment import assess_firms, assess_parks, charge_evaluation, grade_firms, park_output, upgrade_zones
from .phases.bookkeeping import close_books
from .phases.building import build
from .phases.calendar import carry_quotas_over, issue_land_plan, note_free_energy, open_books, step_energy_budgets
from .phases.closing import clear_firm
from .phases.construction import advance_construction
from .phases.demand import move_demand
from .phases.energy import close_energy
from .phases.measuring import measure
from .phases.merging import set_heads, set_leading
from .phases.production import produce
from .rules.land import whole
from .state import GRADES, Request
from .units import KGCE_PER_TCE, QUARTER

PHASES = (
    "calendar",
    "demand",
    "production",
    "screening",
    "land and floor",
    "construction",
    "building",
    "measuring",
    "energy",
    "books",
    "assessment",
)


@compiled
def lay_out(member: Any, firms: Any, parks: Any, state: Any) -> None:
    """Copy population `member` of the pool into the state and clear everything else.

    `firms` (member, row) and `parks` (member, park) are record arrays of the pool.
    """
    rows = firms.shape[1]
    city = state.city[0]
    city.macro = 0.0
    city.platforms_due = 0.0
    city.platforms_opened = 0
    city.rows = rows
    city.free = 0
    city.open = 0
    city.fault = 0
    for row in range(rows):
        state.firms[row] = firms[member, row]
        state.firms[row].origin = state.firms[row].park
        state.firms[row].request_park = state.firms[row].park
        state.firms[row].request_listed = 0
        if state.firms[row].request != Request.NONE:
            state.firms[row].request_listed = 1
            state.open_rows[city.open] = row
            city.open += 1
    for row in range(rows, state.firms.size):
        clear_firm(state.firms[row])
        state.firms[row].request_listed = 0
    for place in range(parks.shape[1]):
        state.parks[place] = parks[member, place]
        for grade in range(GRADES):
            state.grades[place, grade].run_rate = 1.0
    for index in range(state.market.size):
        state.market[index].shock = 0.0
    state.factories[:] = 0
    state.costs[:] = 0


@compiled
def begin(world: Any, state: Any, par: Any, book: Any, sums: Any) -> None:
    """Record the baseline quarter: nothing moves; grades, shares, ranks and energy budgets are set from what is there."""
    parks = state.parks
    city = state.city[0]
    grade_firms(world, state.firms, city.rows, par)
    open_books(parks, book)
    measure(1.0, True, 0.0, world, state, par, book, sums)
    for place in range(parks.size):
        park = parks[place]
        park.head = place
        park.national = world.sites[place].national
        park.intensity_allowed = 0.0
        if park.value_added > 0.0:
            park.intensity_allowed = park.firm_energy / KGCE_PER_TCE / park.value_added
        park.hightech_baseline = park.hightech_share
        park.energy_used = park.firm_energy
        park.energy_budget = whole(park.firm_energy * (1.0 + par.energy_headroom))
        park.last_output = park_output(state.cells[place])
        book[place].energy_used = whole(park.firm_energy * QUARTER)
        book[place].energy_allotted = book[place].energy_used
    assess_parks(world, state, par, False, 0.0)
    close_books(0, parks, state.factories, city, book)


@compiled
def run_quarter(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any, sums: Any) -> None:
    """Run one quarter (ODD section 3).

    `quarter` counts from 1; `lever` is its record of strengths, `book` its pages by park, `sums` the sums of its year,
    (park, industry). Modifies state, book and sums in place; a fault is noted in the city's record.
    """
    parks = state.parks
    city = state.city[0]
    first = quarter % QUARTERS_A_YEAR == 1
    last = quarter % QUARTERS_A_YEAR == 0
    open_books(parks, book)
    if first:
        carry_quotas_over(parks, par, book)
        issue_land_plan(state.costs[quarter], world, parks, par, lever, book)
        step_energy_budgets(world, parks, par, lever)
    set_heads(world, parks, lever)
    set_leading(world, state, par)
    note_free_energy(parks)
    move_demand(quarter, key, world, state.market, city, par)
    produce(quarter, key, world, state, par, lever, book)
    receive_projects(quarter, key, world, state, par, lever, book)
    allocate_sites(quarter, key, world, state, par, lever, book)
    advance_construction(quarter, state, par, book)
    build(quarter, world, state, par, lever, book)
    measure(QUARTER, last, lever.project_transfer, world, state, par, book, sums)
    close_energy(parks, state.grades, par, book)
    close_books(quarter, parks, state.factories, city, book)
    if last:
        assess_firms(quarter, key, world, state, par)
        assess_parks(world, state, par, True, lever.evaluation)
        charge_evaluation(state.costs[quarter], world, par, lever)
        upgrade_zones(quarter, key, world, parks, par, lever)


@compiled
def year_of(quarter: Any) -> Any:
    """Return the index of the year of a quarter: 0 for the baseline quarter, 1 for the next four ..."""
    return (quarter + QUARTERS_A_YEAR - 1) // QUARTERS_A_YEAR
