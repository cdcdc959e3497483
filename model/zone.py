"""The Mesa face: `ZoneModel` steps a quarter with the same compiled function as the engine."""

from collections.abc import Mapping
from functools import partial
from types import MappingProxyType
from typing import Any

import mesa
import numpy as np

from .agents import AgentNumbers, EmissionQuota, EnergyQuota, Firm, LandQuota, Park
from .batch import replicate_of
from .books import BookError, describe_fault
from .calendar import QUARTERS_A_YEAR
from .criteria import AMOUNTS, DEMERITS
from .engine import Record, rows_needed
from .faults import Fault
from .formulas import Recorded
from .futures import drawn_values, take_from_populations
from .indicators import INDICATORS
from .levers import LEVERS, by_park
from .phases.holdings import verify_permits
from .phases.measuring import measure
from .pollutants import has_permits
from .population.populations import world_of_replicate
from .quarter import begin, lay_out, run_quarter, year_of
from .record import STOCKS, book_dtype, sum_dtype
from .resolve import resolve, world_of
from .state import Stage, allocate_state, records
from .streams import make_key


def seed_of(rng: Any, **older: Any) -> Any:
    """Return the seed of a model by either of its names, `rng` and `seed`; 1 if neither is given.

    Raises ValueError if both are, TypeError for any other name.
    """
    if unknown := older.keys() - {"seed"}:
        raise TypeError(f"ZoneModel takes no argument {min(unknown)!r}")
    if rng is None:
        return older.get("seed", 1)
    if older:
        raise ValueError("give the seed as `seed` or as `rng`, not as both: they are two names of one number")
    return rng


def collected_value(model: "ZoneModel", name: str) -> float:
    """Return an indicator as it was last collected."""
    return model.collected[name]


class ZoneModel(mesa.Model):
    """One replicate of a case under a scenario, quarter by quarter, with agents to look at and to change.

    `case` and `scenario` are objects of `scenarios` or their names. The run is that replicate of `simulate` with the
    same seed and the same parameters in `hold`, to the bit. The seed is a whole number, by its newer name in Mesa, `rng`,
    or as `seed=`; 1 if neither is given. `replicate` is 0, or in iteration i of `mesa.batch_run` i, if it is not given.

    The agents (`Firm`, `Park`, `LandQuota`, `EnergyQuota`, `EmissionQuota`) are live views: writing `firm.design = 0` changes the run.
    `policy` is the scenario (Mesa keeps the name `scenario` for itself). Every draw is keyed by identity, so Mesa's own
    generator is seeded but never used. A model can be pickled and copied; the copy continues as the original would.
    """

    def __init__(
        self,
        case: Any,
        scenario: Any = "none",
        rng: int | None = None,
        replicate: int | None = None,
        vary_parameters: bool = True,
        hold: Mapping[str, float | str] = MappingProxyType({}),
        **kwargs: Any,  # `seed`: mesa.batch_run from Mesa 3.5 on writes None over an argument that it finds by this name
    ) -> None:
        number: Any = seed_of(rng, **kwargs)
        self.replicate = replicate_of(self, rng, replicate)
        self.key = make_key(number, self.replicate)  # before Mesa sees the seed: a bad one is refused in our words
        super().__init__(rng=number)
        self.case, self.policy = resolve(case, scenario)
        world, self.held = world_of(self.case, hold)
        self.world = world_of_replicate(world, self.replicate)
        self.seed_number = number
        self.quarter = 0
        calendar = self.world.calendar
        shape = self.world.arrays.leading.shape
        strengths = self.policy.schedule(calendar, self.world.offers, self.world.park_names)
        self.levers = by_park(strengths, shape[0])
        mine = np.array([self.replicate])
        baseline = self.world.members(mine)
        self.parameters = drawn_values(
            self.world.parameters, number, mine, vary_parameters, self.held, weights=self.world.weights
        )
        take_from_populations(self.parameters, baseline, self.world.populations.drawn_parameters)
        rows = 4 * rows_needed(baseline)  # it cannot grow, so it has room for a city that more than triples
        self.state = allocate_state(
            shape[0],
            shape[1],
            rows,
            calendar.quarters,
            len(LEVERS),
            len(AMOUNTS),
            len(DEMERITS),
            has_permits(self.world.arrays.industries),
        )
        self.books = records(book_dtype, calendar.quarters, shape[0])
        self.sums = records(sum_dtype, len(calendar.year_labels), *shape)
        lay_out(baseline.firms[0], baseline.parks[0], self.state)
        begin(self.world.arrays, self.state, self.parameters[0], self.books[0], self.sums[0])
        verify_permits(self.key, self.world.arrays, self.state, self.parameters[0])
        self.agent_numbers = AgentNumbers()
        for row in range(shape[0]):
            Park(self, row)
            LandQuota(self, row)
            EnergyQuota(self, row)
        for row in range(self.state.emission_quotas.size):
            EmissionQuota(self, row)
        self._views: dict[int, Firm] = {}
        self._follow_rows()
        self.running = True
        self.collected = self.indicators()
        self.datacollector = mesa.DataCollector(
            model_reporters={
                "seed": "seed_number",
                "replicate": "replicate",
                "quarter": "quarter_label",
                **{name: partial(collected_value, name=name) for name in INDICATORS},
            }
        )
        self.datacollector.collect(self)

    @property
    def quarter_label(self) -> str:
        """The quarter that was last simulated, such as 2016Q1."""
        return self.world.calendar.label(self.quarter)

    def step(self) -> None:
        """Simulate a quarter and collect the indicators. After the last quarter a step ends the run and does no more.

        `running` is False from that step on, not from the last quarter on. `mesa.batch_run` of Mesa 3.3 returns of a run
        of n steps the n-th row that was collected, the baseline being the first; so the last quarter is returned.
        Raises BookError when a book does not close.
        """
        if self.quarter == self.world.calendar.quarters - 1:
            self.running = False
            return
        self.quarter += 1
        run_quarter(
            np.int64(self.quarter),
            self.key,
            self.world.arrays,
            self.state,
            self.parameters[0],
            self.levers[self.quarter],
            self.books[self.quarter],
            self.sums[year_of(self.quarter)],
        )
        fault = self.state.city[0].fault
        if fault == Fault.ROWS:
            raise MemoryError(f"more than {self.state.firms.size} firms and projects; the table of a ZoneModel is full")
        if fault != Fault.NONE:
            raise BookError(describe_fault(self.state.city[0], self.world, self.replicate))
        self._follow_rows()
        self.collected = self.indicators()
        self.datacollector.collect(self)

    def run(self) -> "ZoneModel":
        """Simulate the quarters that are left, end the run and return the model."""
        while self.running:
            self.step()
        return self

    def indicator(self, name: str) -> float:
        """Return an indicator of the current year; from the fourth quarter on it is the one of `simulate`.

        Within a year, flows are the mean pace of the quarters so far, stocks those of now, events counted so far. NaN
        where an indicator has no value (events in the baseline year).
        """
        return float(INDICATORS[name].formula(self._recorded())[0, year_of(self.quarter)])

    def indicators(self) -> dict[str, float]:
        """Return all indicators of the current year, as `indicator` does each."""
        recorded, year = self._recorded(), year_of(self.quarter)
        return {name: float(each.formula(recorded)[0, year]) for name, each in INDICATORS.items()}

    def _recorded(self) -> Recorded:
        """Return what has been recorded so far, the current year made up to its end."""
        table = self.world.arrays.industries[None]
        state = self.state
        record = Record(
            self._sums_so_far()[None],
            self.books[None],
            state.costs[None],
            self.parameters,
            table,
            state.permit_book[None],
        )
        return Recorded(record, self.world.arrays)

    def _sums_so_far(self) -> np.recarray:
        """Return the yearly sums with the current year's made up to what they would be if it ended now."""
        quarters = self.quarter % QUARTERS_A_YEAR
        if quarters == 0:
            return self.sums
        year = year_of(self.quarter)
        sums = self.sums.copy()
        now = records(sum_dtype, *self.sums.shape[1:])
        page = records(book_dtype, self.books.shape[1])
        scratch = {name: getattr(self.state, name).copy() for name in ("parks", "market", "cells", "grades")}
        measure(1.0, True, self.world.arrays, self.state._replace(**scratch), self.parameters[0], page, now)
        for column in sum_dtype.names or ():
            if column in STOCKS:
                sums[column][year] = now[column]
            else:
                sums[column][year] *= QUARTERS_A_YEAR / quarters
        return sums

    def page(self, row: int, prefix: str) -> dict[str, int]:
        """Return the columns of the current quarter's book of a park whose names begin with `prefix`."""
        page = self.books[self.quarter, row]
        return {name: page[name].item() for name in book_dtype.names or () if name.startswith(prefix)}

    def _follow_rows(self) -> None:
        """Remove the views of firms that closed and make views of those that came."""
        rows = int(self.state.city[0].rows)
        stages = self.state.firms.stage[:rows]
        for row, firm in list(self._views.items()):
            if not firm.is_open:
                firm.remove()
                del self._views[row]
        for place in np.flatnonzero(stages != Stage.CLOSED).tolist():
            if place not in self._views:
                self._views[place] = Firm(self, place)
