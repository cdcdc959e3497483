"""The energy quota closes the quarter: use against budget sets the next quarter's surcharge and curtailment."""

from typing import Any

from ..compiled import compiled
from ..right_sources import RightSource
from ..rules.energy import budget_in_force, curtailed, pressure
from ..rules.land import whole
from ..state import GRADES
from ..units import KGCE_PER_TCE, QUARTER


@compiled
def note_free_energy(parks: Any) -> None:
    """Note the energy that each park has free at the start of the quarter (ODD eq. 22): what review goes by."""
    for index in range(parks.size):
        park = parks[index]
        park.energy_free = park.energy_budget - park.energy_used - park.energy_committed


@compiled
def certify_saving(firm: Any, before: Any, freed: Any) -> None:
    """Note what a firm uses less than at the energy intensity `before`, tce/10k yuan: its rights may be sold (ODD eq. 141)."""
    freed[firm.park, RightSource.SAVED.value] += whole(firm.output * (before - firm.energy_intensity) * KGCE_PER_TCE)


@compiled
def set_run_rates(grades: Any, excess: Any, par: Any) -> None:
    """Set the share of output that each grade may run next quarter (ODD eq. 37): the lowest grade gives first.

    `grades` are a park's records by grade, `excess` the energy to save, tce/year. Writes `run_rate`.
    """
    left = excess
    for step in range(GRADES):
        grade = GRADES - 1 - step
        wanted = grades[grade].energy_wanted
        given = curtailed(wanted, left, grade, par)
        grades[grade].run_rate = 1.0 - given / wanted if wanted > 0.0 else 1.0
        left -= given


@compiled
def close_energy(parks: Any, grades: Any, par: Any, book: Any) -> None:
    """Charge the quarter's use to each budget and set surcharge and run rates of the next quarter (ODD eq. 35-37).

    Energy overdrawn has to be saved again, so it narrows the budget. Writes the energy columns of the
    parks, `run_rate` of the grades and the energy columns of the book.
    """
    for place in range(parks.size):
        park = parks[place]
        allotted = whole(park.energy_budget * QUARTER)
        used = whole(park.firm_energy * QUARTER)
        park.energy_balance += allotted - used
        park.energy_used = park.firm_energy
        book[place].energy_allotted = allotted
        book[place].energy_used = used
        wanted = 0.0
        for grade in range(GRADES):
            wanted += grades[place, grade].energy_wanted
        budget = budget_in_force(park.energy_budget, park.energy_balance, par) / KGCE_PER_TCE
        park.energy_surcharge = par.energy_surcharge * pressure(wanted, budget)
        set_run_rates(grades[place], max(0.0, wanted - budget), par)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Charge the energy used and set the next quarter by it."""
    close_energy(state.parks, state.grades, par, book)
