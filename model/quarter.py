"""One quarter, phase by phase. The engine and the Mesa model call the same function."""

from importlib import import_module
from typing import Any

from .calendar import QUARTERS_A_YEAR
from .compiled import compiled
from .order import PHASES
from .phases.assessment import assess_parks
from .phases.bookkeeping import close_books
from .phases.closing import clear_firm
from .phases.firm_grades import grade_firms
from .phases.measuring import measure
from .phases.offers import note_first_offers
from .phases.opening import open_books
from .phases.park_output import park_output
from .rules.land import whole
from .state import GRADES, Request
from .units import KGCE_PER_TCE, QUARTER

ARGUMENTS = "quarter, key, world, state, par, levers, book, sums"


@compiled
def lay_out(firms: Any, parks: Any, state: Any) -> None:
    """Copy a baseline population, record arrays `firms` (row,) and `parks` (park,), into the state; clear all else."""
    rows = firms.size
    while rows > 0 and firms[rows - 1].identity == 0:  # nobody: another population of the block has more rows
        rows -= 1
    city = state.city[0]
    city.macro = 0.0
    city.platforms_due = 0.0
    city.platforms_opened = 0
    city.rows = rows
    city.free = 0
    city.open = 0
    city.grading_table = 0
    city.priority_firms = 0
    city.rights_traded = 0
    city.fault = 0
    for row in range(rows):
        state.firms[row] = firms[row]
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
    for place in range(parks.size):
        state.parks[place] = parks[place]
        for grade in range(GRADES):
            state.grades[place, grade].run_rate = 1.0
        for index in range(state.market.size):
            state.cells[place, index].promotion = 0.0
            state.cells[place, index].agglomeration = 0.0
            state.cells[place, index].cluster_gain = 0.0
    for index in range(state.market.size):
        state.market[index].shock = 0.0
        state.market[index].output = 0.0
    state.factories[:] = 0
    state.units[:] = 0
    state.levelling[:] = 0
    state.rights[:] = 0
    state.energy_freed[:] = 0
    state.costs[:] = 0


@compiled
def begin(world: Any, state: Any, par: Any, book: Any, sums: Any) -> None:
    """Record the baseline quarter: nothing moves; grades, shares, ranks and energy budgets are set from what is there."""
    parks = state.parks
    city = state.city[0]
    open_books(parks, book)
    grade_firms(0, world, state, par, book)
    measure(1.0, True, world, state, par, book, sums)
    city.firms_baseline = city.firms
    for place in range(parks.size):
        park = parks[place]
        park.head = place
        park.national = world.sites[place].national
        park.intensity_allowed = 0.0
        if park.value_added > 0.0:
            park.intensity_allowed = park.firm_energy / KGCE_PER_TCE / park.value_added
        park.hightech_baseline = park.hightech_share
        for index in range(state.market.size):
            state.cells[place, index].cluster_baseline = state.cells[place, index].output
        park.energy_used = park.firm_energy
        park.energy_budget = whole(park.firm_energy * (1.0 + par.energy_headroom))
        park.last_output = park_output(state.cells[place])
        book[place].energy_used = whole(park.firm_energy * QUARTER)
        book[place].energy_allotted = book[place].energy_used
    note_first_offers(world.sites, parks, par)
    assess_parks(world, state, par, book)
    close_books(0, parks, state.factories, state.levelling, city, book)


def source_of_quarter() -> str:
    """Return the text of `run_quarter` as the table of phases has it: one call a phase, in order."""
    lines = [f"def run_quarter({ARGUMENTS}):"]
    for phase in PHASES.values():
        when = f"if quarter % {QUARTERS_A_YEAR} == {phase.quarter % QUARTERS_A_YEAR}: " if phase.quarter else ""
        lines.append(f"    {when}{phase.name}({ARGUMENTS})")
    return "\n".join(lines) + "\n"


def compiled_quarter() -> Any:
    """Return the compiled quarter.

    The text is compiled as a part of this file, as the compiler keeps on disk only what is in a file. A chain of
    closures over the phases would be compiled anew in every process.
    """
    names: dict[str, Any] = {name: import_module(f"{__package__}.phases.{name}").run_phase for name in PHASES}
    names["__name__"] = __name__
    exec(compile(source_of_quarter(), __file__, "exec"), names)
    return compiled(names["run_quarter"])


# Runs one quarter (ODD section 3): `run_quarter(quarter, key, world, state, par, levers, book, sums)`. `quarter` counts
# from 1; `levers` are its strengths by park, `book` its pages by park, `sums` the sums of its year, (park, industry). A
# lever that does not act by park has the same strength at every park, and is read at the first.
# Modifies state, book and sums in place; a fault is noted in the city's record.
run_quarter = compiled_quarter()


@compiled
def year_of(quarter: Any) -> Any:
    """Return the index of the year of a quarter: 0 for the baseline quarter, 1 for the next four ..."""
    return (quarter + QUARTERS_A_YEAR - 1) // QUARTERS_A_YEAR
