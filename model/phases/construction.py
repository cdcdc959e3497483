"""Projects under construction advance; a finished one starts to ramp up, adds to its firm's capacity, or is moved into."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.land import whole
from ..state import Channel, EquipmentClass, Request, Stage, Tenure
from ..units import YUAN_PER_10K
from .closing import drop_request, give_back, is_moving, leave_unit
from .equipment import note_freed_by, scrap
from .holdings import take_cleaner_plant
from .reserving import use_reserve


@compiled
def move_in(costs: Any, firm: Any, parks: Any, par: Any, book: Any) -> None:
    """Let a firm move into its finished plant in another park (ODD eq. 56); its old site is given back.

    The plant has the capacity asked for and all that it holds; the machines of the old one are worth nothing. The city
    pays a share of the new investment. A firm listed for elimination frees its old place (eq. 74).
    """
    listed = firm.elimination_quarters > 0
    if listed:
        note_freed_by(firm, parks, par, book)
        book[firm.park].backward_moved += 1
        firm.elimination_quarters = 0
    if firm.equipment_class != EquipmentClass.PERMITTED:
        scrap(firm, par)
    give_back(firm.land, firm.leased, parks[firm.park], par, book[firm.park])
    use_reserve(firm, firm.reserved_land, parks[firm.park])
    if firm.tenure != Tenure.NONE:  # who has a unit does not move into another
        leave_unit(firm.unit, firm.tenure, parks[firm.park], book[firm.park])
        firm.unit_since = 0
    leases = firm.request_channel == Channel.LEASE
    firm.park = firm.request_park
    firm.origin = firm.request_park
    firm.energy_intensity = min(firm.energy_intensity, firm.request_intensity)
    firm.design = firm.request_design
    firm.capital = firm.request_capital
    firm.land = 0 if leases else firm.request_land
    firm.floor = 0 if leases else firm.request_floor
    firm.leased = firm.request_floor if leases else 0
    firm.tenure = firm.request_tenure
    firm.unit = firm.leased if firm.tenure != Tenure.NONE else 0
    subsidy = whole(firm.request_capital * par.relocation_subsidy * YUAN_PER_10K)
    if listed:
        costs[COST.backward_capacity] += subsidy
    else:
        book[firm.park].relocated += 1
        costs[COST.township_relocation] += subsidy


@compiled
def extend(firm: Any, page: Any) -> None:
    """Add a finished project to its firm, or let a newcomer begin to ramp up (ODD eq. 25a).

    The energy intensity of the firm becomes the mean of old and new, weighted by design output; what review asked of the
    project takes effect here.
    """
    whole_design = firm.design + firm.request_design
    intensity = min(firm.energy_intensity, firm.request_intensity)
    firm.energy_intensity = (firm.energy_intensity * firm.design + intensity * firm.request_design) / whole_design
    firm.design = whole_design
    firm.capital += firm.request_capital
    if firm.request_channel != Channel.LEASE:
        firm.floor += firm.request_floor
    if firm.request_channel == Channel.OWN_LAND:
        page.floor_own_land += firm.request_floor
    if firm.stage == Stage.PROJECT:
        firm.stage = Stage.RAMPING.value
        firm.stage_quarters = 0
        page.started += 1


@compiled
def complete(costs: Any, firm: Any, parks: Any, par: Any, book: Any) -> None:
    """Take a finished project into use; the energy promised to it is free again."""
    parks[firm.request_park].energy_committed -= firm.request_energy
    if is_moving(firm):
        move_in(costs, firm, parks, par, book)
    else:
        extend(firm, book[firm.park])
    drop_request(firm)


@compiled
def advance_construction(quarter: Any, state: Any, par: Any, book: Any) -> None:
    """Take a quarter off every construction and complete those that have none left (ODD eq. 25a).

    Rows without an open project leave the list. Writes `open_rows` and the firms on it.
    """
    city = state.city[0]
    costs = state.costs[quarter]
    kept = 0
    for place in range(city.open):
        row = state.open_rows[place]
        firm = state.firms[row]
        if firm.request == Request.BUILDING:
            if firm.request_quarters <= 0:
                if state.holdings.size > 0:
                    take_cleaner_plant(firm, state.holdings[row], par)
                complete(costs, firm, state.parks, par, book)
            else:
                firm.request_quarters -= 1
        if firm.request == Request.NONE:
            firm.request_listed = 0
        else:
            state.open_rows[kept] = row
            kept += 1
    city.open = kept


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Let construction advance by a quarter."""
    advance_construction(quarter, state, par, book)
