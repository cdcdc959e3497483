"""Mesa agents: live views on the records of the state. Reading and writing an attribute reads and writes the column.

A view holds no state of its own but who it is. So what a researcher changes takes effect in the next quarter, and the
model that is inspected agent by agent is the model that the engine runs.
"""

from collections.abc import Iterator
from typing import Any

import mesa
import numpy as np

from .permit_ledger import BY_POLLUTANT, PERMIT_BOOK_COLUMNS
from .pollutants import POLLUTANTS
from .state import EMISSION_QUOTA_COLUMNS, FIRM_COLUMNS, FIXED_COLUMNS, PARK_COLUMNS, Column, Stage

LAND_QUOTA_COLUMNS = ("quota_balance", "quota_cut", "undeveloped", "idle", "occupied", "shortfall")
ENERGY_QUOTA_COLUMNS = (
    "energy_budget",
    "energy_balance",
    "energy_committed",
    "energy_used",
    "energy_free",
    "energy_surcharge",
)


def is_number(value: object, whole: bool) -> bool:
    """Return whether a value is a number, and a whole one if it has to be."""
    if isinstance(value, (int, np.integer, np.bool_)):
        return True
    return isinstance(value, (float, np.floating)) and (not whole or float(value).is_integer())


def column_view(name: str, column: Column) -> property:
    """Return the property that reads a column of the agent's record and, unless it is fixed, writes it.

    Compiled code trusts what is in a record, so a value outside of the column's range raises ValueError.
    """

    def read(agent: Any) -> Any:
        return agent.record[name].item()

    def write(agent: Any, value: Any) -> None:
        low, high = column.allowed(len(agent.model.world.park_names))
        if not is_number(value, column.whole) or not low <= value <= high:  # NaN is not
            kind = "a whole number" if column.whole else "a number"
            place = f"{name} of {type(agent).__name__}"
            raise ValueError(f"{place} must be {kind} from {low} to {high} ({column.unit}), not {value!r}")
        agent.record[name] = value

    return property(
        read, None if name in FIXED_COLUMNS else write, doc=f"{column.meaning} ({column.unit}, {column.dtype})"
    )


def with_columns(names: tuple[str, ...], declared: dict[str, Column]) -> Any:
    """Return a class decorator that adds a property for each named column."""

    def decorate(cls: type) -> type:
        for name in names:
            setattr(cls, name, column_view(name, declared[name]))
        return cls

    return decorate


class AgentNumbers(Iterator[int]):
    """The numbers 1, 2, 3 ... for the agents of one model; they can be pickled and copied with it."""

    def __init__(self) -> None:
        self.last = 0

    def __next__(self) -> int:
        self.last += 1
        return self.last


class RecordAgent(mesa.Agent):
    """An agent that is a view on one record of the state."""

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model)
        self.row = row

    @property
    def _ids(self) -> dict[Any, AgentNumbers]:
        """Where Mesa 3.3 looks up the next number for an agent of a model; newer versions do not ask.

        Its own table is one for all models and keeps each of them, with all its agents, until the process ends.
        """
        return {self.model: self.model.agent_numbers}


@with_columns(tuple(name for name in FIRM_COLUMNS if name not in ("identity", "park", "industry")), FIRM_COLUMNS)
class Firm(RecordAgent):
    """A firm or project. `park` and `industry` are names; every other column of `FIRM_COLUMNS` is an attribute."""

    def __init__(self, model: Any, row: int) -> None:
        super().__init__(model, row)
        self.identity = int(self.record["identity"])

    @property
    def record(self) -> Any:
        """Its record (firm_dtype)."""
        return self.model.state.firms[self.row]

    @property
    def park(self) -> str:
        """Name of the park it is in."""
        return str(self.model.world.park_names[self.record["park"]])

    @property
    def industry(self) -> str:
        """Name of its industry."""
        return str(self.model.world.industry_names[self.record["industry"]])

    def permits(self, column: str = "held") -> dict[str, int]:
        """Return a column of its emission permits (`BY_POLLUTANT`) by pollutant, kg/year; empty in a city without permits."""
        if column not in BY_POLLUTANT:
            raise KeyError(column)
        holdings = self.model.state.holdings
        if not holdings.size or holdings[self.row]["identity"] != self.identity:
            return {}
        return dict(zip(POLLUTANTS, holdings[self.row][column].tolist(), strict=True))

    @property
    def is_open(self) -> bool:
        """Whether it is still there: not closed, and its row not taken by another."""
        return bool(self.record["stage"] != Stage.CLOSED and self.record["identity"] == self.identity)


class ParkAgent(RecordAgent):
    """An agent that is a view on a park's record."""

    @property
    def record(self) -> Any:
        """Its record (park_dtype)."""
        return self.model.state.parks[self.row]

    @property
    def name(self) -> str:
        """Name of the park."""
        return str(self.model.world.park_names[self.row])


@with_columns(tuple(PARK_COLUMNS), PARK_COLUMNS)
class Park(ParkAgent):
    """A park: a zone, or the industry outside every zone. Every column of `PARK_COLUMNS` is an attribute."""

    @property
    def is_zone(self) -> bool:
        """Whether it is a development zone."""
        return bool(self.model.world.arrays.sites[self.row]["zone"])

    @property
    def firms(self) -> list[Firm]:
        """Its firms and projects."""
        return [firm for firm in self.model.agents_by_type[Firm] if firm.record["park"] == self.row]


@with_columns(LAND_QUOTA_COLUMNS, PARK_COLUMNS)
class LandQuota(ParkAgent):
    """The land quota of a park: what it may still grant, the cut of its plan, and its last entry in the ledger."""

    @property
    def ledger(self) -> dict[str, int]:
        """The land columns of the quarter's book, m2: opening, issued, reclaimed, returned, granted ... closing."""
        return self.model.page(self.row, "land_")

    @property
    def yearly_plan(self) -> int:
        """Base land plan, m2 a year."""
        return int(self.model.world.arrays.sites[self.row]["land_plan"])


@with_columns(ENERGY_QUOTA_COLUMNS, PARK_COLUMNS)
class EnergyQuota(ParkAgent):
    """The energy quota of a park: budget, use, what it has promised, and its last entry in the ledger."""

    @property
    def ledger(self) -> dict[str, int]:
        """The energy columns of the quarter's book, kgce: opening, allotted, used, expired, closing."""
        return self.model.page(self.row, "energy_")


@with_columns(tuple(EMISSION_QUOTA_COLUMNS), EMISSION_QUOTA_COLUMNS)
class EmissionQuota(RecordAgent):
    """The city's account of the permits of a pollutant: issued, in reserve, retired. A city without permits has none."""

    @property
    def record(self) -> Any:
        """Its record (emission_quota_dtype)."""
        return self.model.state.emission_quotas[self.row]

    @property
    def name(self) -> str:
        """Name of the pollutant."""
        return POLLUTANTS[self.row]

    @property
    def ledger(self) -> dict[str, int]:
        """The entries of the quarter in the book of permits (`PERMIT_BOOK_COLUMNS`)."""
        page = self.model.state.permit_book[self.model.quarter, self.row]
        return {column: page[column].item() for column in PERMIT_BOOK_COLUMNS}
