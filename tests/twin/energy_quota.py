"""The energy quota of a park: yearly budgets, what is owed, the surcharge, and curtailment by grade."""

from typing import TYPE_CHECKING, Any

import mesa

from model.state import Grade
from model.units import KGCE_PER_TCE, QUARTER

from .arithmetic import rounded

if TYPE_CHECKING:
    from .park import Park


class EnergyQuota(mesa.Agent):
    """A park's energy budget and what becomes of it; whole kgce a year, the balance in whole kgce."""

    def __init__(self, city: Any, park: "Park", record: Any) -> None:
        super().__init__(city)
        self.park = park
        self.committed = int(record.energy_committed)
        self.budget = 0
        self.balance = 0
        self.used = 0
        self.free = 0
        self.surcharge = 0.0
        self.intensity_allowed = 0.0

    def start(self) -> None:
        """Set the budget and the intensity allowed by what is used at the baseline (ODD 3.1)."""
        use, value_added = self.park.firm_energy, self.park.value_added
        self.intensity_allowed = use / KGCE_PER_TCE / value_added if value_added != 0.0 else 0.0
        self.used = use
        self.budget = rounded(use * (1.0 + self.model.parameters.energy_headroom))
        self.park.page.energy_used = self.park.page.energy_allotted = rounded(QUARTER * use)

    def expire(self) -> None:
        """Lose what was saved in the last year; what is owed stays (ODD eq. 36)."""
        saved = max(0, self.balance)
        self.park.page.energy_expired += saved
        self.balance -= saved

    def step_budget(self) -> None:
        """Set the budget of a year, under the cap and the intensity target, with the room of towns (ODD eq. 34, 54, 159)."""
        parameters, park = self.model.parameters, self.park
        growth = parameters.energy_budget_growth - park.strength("energy_cap") / 100.0
        if park.town.is_recognised:
            growth += park.levers.town_energy_room / 100.0
        target = park.strength("energy_intensity_target")
        budget = self.budget * (1.0 + growth)
        if target > 0.0:
            self.intensity_allowed *= 1.0 - target / 100.0
            expected = park.value_added * (1.0 + growth)
            allowed = self.intensity_allowed * expected * (1.0 + parameters.energy_headroom)
            budget = KGCE_PER_TCE * min(budget / KGCE_PER_TCE, allowed)
        before, self.budget = self.budget, rounded(budget)
        park.rights.new_budget = max(0, self.budget - before)

    def note_free(self) -> None:
        """Note what is free at the start of the quarter, which review goes by (ODD eq. 22)."""
        self.free = self.budget - self.used - self.committed

    def charge(self) -> None:
        """Charge the quarter's use, then set surcharge and run rates of the next quarter (ODD eq. 35-37)."""
        page, use = self.park.page, self.park.firm_energy
        page.energy_allotted = rounded(QUARTER * self.budget)
        page.energy_used = rounded(QUARTER * use)
        self.balance += page.energy_allotted - page.energy_used
        self.used = use
        wanted = sum(grade.energy_wanted for grade in self.park.grades.values())
        in_force = self.budget_in_force
        self.set_surcharge(wanted, in_force)
        self.curtail(wanted, in_force)

    @property
    def budget_in_force(self) -> float:
        """The budget (tce/year) less the part that repays an overdraft (ODD eq. 35)."""
        parameters = self.model.parameters
        owed = max(0, -self.balance) / parameters.overdraft_years
        return (self.budget - min(owed, self.budget * parameters.repayment_largest)) / KGCE_PER_TCE

    def set_surcharge(self, wanted: float, in_force: float) -> None:
        """Surcharge energy by the pressure on the budget (ODD eq. 35)."""
        if in_force > 0.0:
            pressure = min(1.0, max(0.0, wanted / in_force - 1.0))
        else:
            pressure = 1.0 if wanted > 0.0 else 0.0
        self.surcharge = self.model.parameters.energy_surcharge * pressure

    def curtail(self, wanted: float, in_force: float) -> None:
        """Take the excess from the grades, the worst first, each up to its largest curtailment (ODD eq. 37)."""
        parameters = self.model.parameters
        largest = {
            Grade.D: parameters.curtailment_d,
            Grade.C: parameters.curtailment_c,
            Grade.B: parameters.curtailment_b,
            Grade.A: parameters.curtailment_a,
        }
        left = max(0.0, wanted - in_force)
        for name, share in largest.items():
            grade = self.park.grades[name]
            given = min(left, grade.energy_wanted * share)
            grade.run_rate = 1.0 - given / grade.energy_wanted if grade.energy_wanted > 0.0 else 1.0
            left -= given
