"""A panel of synthetic firms: what each was at the end of every year, and when it came, over some replicates."""

from itertools import pairwise
from typing import Any, NamedTuple

import numpy as np
import pytest

from model import ZoneModel
from model.calendar import QUARTERS_A_YEAR
from model.state import Stage
from model.streams import Kind
from scenarios import Case

SEED, REPLICATES = 21, 6


class Panel(NamedTuple):
    """Firms by replicate and year, and how long projects took.

    `years[replicate][year]` are the records of the table at the end of a year; `lead_times` quarters from arrival to
    production of every newcomer that got there.
    """

    years: list[list[np.ndarray]]
    lead_times: np.ndarray

    def pairs(self) -> list[tuple[np.ndarray, np.ndarray]]:
        """Return the firms at the end of each year with those of the next, over all replicates."""
        return [pair for years in self.years for pair in pairwise(years)]


def firms_of(model: Any) -> np.ndarray:
    """Return a copy of the records that are in use."""
    firms = model.state.firms[: model.state.city[0].rows]
    return firms[firms.stage != Stage.CLOSED].copy()


@pytest.fixture(scope="session")
def panel(case: Case) -> Panel:
    """Six replicates of Chizhou without a plan, parameters varied (seed 21)."""
    panels, lead_times = [], []
    for replicate in range(REPLICATES):
        model = ZoneModel(case, "none", SEED, replicate)
        years, came = [firms_of(model)], {}
        while model.running:
            model.step()
            firms = firms_of(model)
            waiting = firms[firms.stage == Stage.PROJECT]
            for identity in waiting.identity.tolist():
                if identity >> 60 == Kind.ENTRANT:  # those under way at the baseline came before
                    came.setdefault(identity, model.quarter)
            started = firms[(firms.stage == Stage.RAMPING) & (firms.stage_quarters == 0)]
            lead_times += [
                model.quarter - came[identity] for identity in started.identity.tolist() if came.get(identity)
            ]
            if model.quarter % QUARTERS_A_YEAR == 0:
                years.append(firms)
        panels.append(years)
    return Panel(panels, np.array(lead_times))
