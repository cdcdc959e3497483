"""Registered firms of the zones are supported in technical upgrading: machines for people, floor on the land they have."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import whole
from ..rules.leaving import is_forced_at
from ..rules.modernising import equipment_cost, labour_saved_after, workers_replaced
from ..rules.upgrading import intensity_left
from ..state import Request
from ..streams import Purpose, draw
from ..units import YUAN_PER_10K
from .application import apply_on_own_land


@compiled
def is_eligible(firm: Any, site: Any, lever: Any) -> Any:
    """Return whether a firm can be supported: it is registered, and in a zone, and the lever is in force."""
    return lever.technical_upgrading > 0.0 and site.zone == 1 and firm.above_scale == 1


@compiled
def install_machines(firm: Any, industry: Any, costs: Any, par: Any) -> None:
    """Let machines replace workers of a firm and make it more able (ODD eq. 65); book the city's part."""
    saved = labour_saved_after(firm.labour_saved, par)
    workers = workers_replaced(firm.output, industry.output_per_worker, saved - firm.labour_saved)
    costs[COST.technical_upgrading] += whole(equipment_cost(workers, par) * YUAN_PER_10K)
    firm.labour_saved = saved
    firm.capability += par.machine_gain
    left = intensity_left(par.machine_gain, par)
    firm.energy_intensity *= left
    firm.emission_intensity *= left


@compiled
def modernise(quarter: Any, key: Any, firm: Any, world: Any, state: Any, par: Any, lever: Any, page: Any) -> Any:
    """Perhaps support a firm that can be; return whether it put a project on its own land before its park.

    That project is one of the size of an expansion. Only a firm with no open project has one.
    """
    supported, adds_floor, _, _ = draw(key, firm.identity, quarter, Purpose.MODERNISING)
    if not is_forced_at(lever.technical_upgrading, supported):
        return False
    install_machines(firm, world.industries[firm.industry], state.costs[quarter], par)
    page.modernised += 1
    if firm.request != Request.NONE or adds_floor >= par.zero_land_share:
        return False
    ratio, reviewed, _, _ = draw(key, firm.identity, quarter, Purpose.PLOT_RATIO)
    design = firm.design * par.expansion_size
    apply_on_own_land(quarter, key, firm, design, (ratio, reviewed), world, state, par, lever, page)
    return True
