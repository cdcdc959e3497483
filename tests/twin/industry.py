"""An industry and its market: demand, the frontier of capability, and what does not change in a run."""

import math
from typing import Any

import mesa

from model.streams import Kind, Purpose, identity_of, normal
from model.units import QUARTER

from .arithmetic import exponential_of
from .research import elasticity


class Industry(mesa.Agent):
    """An industry of the city.

    Besides what stands below it has an attribute for each of `INDUSTRY_COLUMNS`, such as `energy_intensity`.
    """

    def __init__(self, city: Any, index: int, record: Any, national_share: float) -> None:
        super().__init__(city)
        self.index = index
        self.national_share = national_share
        for column in record.dtype.names:
            setattr(self, column, float(record[column]))
        self.number = int(city.world.arrays.industry_numbers[index])  # what it draws as
        self.shock = 0.0
        self.demand = 0.0
        self.output = 0.0
        self.output_before = 0.0
        self.mean_capability = 0.0
        self.capability_sum = 0.0
        self.base_upgrade_rate = 0.0
        self.research_elasticity = 0.0

    def move_demand(self) -> None:
        """Follow the common shock and an own one (ODD eq. 2)."""
        parameters = self.model.parameters
        identity = identity_of(Kind.INDUSTRY, 0, 0, self.number)
        self.shock = next_shock(self.model, identity, self.shock, parameters.industry_shock)
        self.demand = self.trend + parameters.macro_growth + self.model.macro + self.shock

    def set_base_upgrade_rate(self) -> None:
        """Set the yearly rate at which its firms upgrade without policy, and its elasticity (ODD eq. 7, 181)."""
        parameters = self.model.parameters
        growth = exponential_of(parameters.upgrade_research * self.research_share)
        self.base_upgrade_rate = parameters.upgrade_rate * growth
        self.research_elasticity = elasticity(self.base_upgrade_rate, parameters)

    def begin_sums(self) -> None:
        """Keep what it made a quarter before, and count anew (ODD eq. 43)."""
        self.output_before, self.output = self.output, 0.0
        self.capability_sum = 0.0

    @property
    def recent_growth(self) -> float:
        """Growth of its output in the city in the last quarter, as a yearly rate (ODD eq. 197)."""
        return (self.output / self.output_before - 1.0) / QUARTER

    def settle_mean_capability(self) -> None:
        """Find the output-weighted mean capability of its registered firms in the whole city (ODD eq. 43)."""
        output = sum(park.cells[self.index].output for park in self.model.parks)
        self.mean_capability = self.capability_sum / output if output > 0.0 else 0.0

    @property
    def frontier_step(self) -> float:
        """How far the frontier moves in a quarter: what firms without policy upgrade (ODD eq. 10)."""
        return (1.0 - exponential_of(-QUARTER * self.base_upgrade_rate)) * self.model.parameters.upgrade_jump


def next_shock(city: Any, identity: Any, shock: float, spread: float) -> float:
    """Return a demand shock a quarter later (ODD eq. 2)."""
    persistence = city.parameters.shock_persistence
    news = normal(city.uniforms(identity, Purpose.DEMAND)[0])
    return persistence * shock + math.sqrt(1.0 - persistence**2) * spread * news
