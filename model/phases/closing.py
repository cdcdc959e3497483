"""A firm closes or moves: its land returns or falls idle, its floor is free, its row can be used again."""

from typing import Any

from ..compiled import compiled
from ..right_sources import RightSource
from ..rules.land import whole
from ..rules.leaving import returned_land
from ..state import Channel, EquipmentClass, Request, Stage, Tenure
from ..units import KGCE_PER_TCE
from .reserving import use_reserve


@compiled
def drop_request(firm: Any) -> None:
    """Forget the open project of a firm: no request, and nothing asked for."""
    firm.request = Request.NONE.value
    firm.request_park = firm.park
    firm.request_channel = Channel.NEW_LAND.value
    firm.request_quarters = 0
    firm.request_design = 0.0
    firm.request_capital = 0.0
    firm.request_land = 0
    firm.request_floor = 0
    firm.request_energy = 0
    firm.request_intensity = 0.0
    firm.request_rights = 0
    firm.request_covered = 0.0
    firm.request_tenure = Tenure.NONE.value


@compiled
def clear_firm(firm: Any) -> None:
    """Make a row empty: closed, and holding nothing."""
    drop_request(firm)
    firm.stage = Stage.CLOSED.value
    firm.stage_quarters = 0
    firm.above_scale = 0
    firm.graded = 0
    firm.power_surcharge = 0.0
    firm.output = 0.0
    firm.year_output = 0.0
    firm.design = 0.0
    firm.capital = 0.0
    firm.land = 0
    firm.floor = 0
    firm.leased = 0
    firm.tenure = Tenure.NONE.value
    firm.unit = 0
    firm.unit_since = 0
    firm.equipment_class = EquipmentClass.PERMITTED.value
    firm.elimination_quarters = 0
    firm.priority = 0
    firm.reserved_land = 0
    firm.reused_land = 0
    firm.reused_energy = 0


@compiled
def free_row(row: Any, firm: Any, city: Any, free_rows: Any) -> None:
    """Take a firm or project out of the table; its row can be used again."""
    clear_firm(firm)
    free_rows[city.free] = row
    city.free += 1


@compiled
def is_moving(firm: Any) -> Any:
    """Return whether the open project of a firm is a new plant in another park."""
    return firm.request_park != firm.park


@compiled
def new_plant_land(firm: Any) -> Any:
    """Return the land that a moving firm already holds for its new plant, whole m2."""
    holds = is_moving(firm) and firm.request == Request.BUILDING and firm.request_channel == Channel.NEW_LAND
    return firm.request_land if holds else 0


@compiled
def new_plant_floor(firm: Any) -> Any:
    """Return the standard-factory floor that a moving firm already leases for its new plant, whole m2."""
    holds = is_moving(firm) and firm.request == Request.BUILDING and firm.request_channel == Channel.LEASE
    return firm.request_floor if holds else 0


@compiled
def new_plant_unit(firm: Any) -> Any:
    """Return the part of that floor that is a unit of a small-firm park, whole m2: all of it or nothing."""
    return new_plant_floor(firm) if firm.request_tenure != Tenure.NONE else 0


@compiled
def leave_unit(unit: Any, tenure: Any, park: Any, page: Any) -> None:
    """Note that a tenant has left its `unit`, m2, which can be taken again; a sold one is bought back (ODD eq. 86)."""
    park.units_taken -= unit
    page.tenants_left += 1
    if tenure == Tenure.BOUGHT:
        page.units_bought_back += unit


@compiled
def give_back(land: Any, leased: Any, park: Any, par: Any, page: Any) -> None:
    """Give land and leased floor back to a park (ODD eq. 14b). Invariant: land is conserved.

    Writes the areas, quota and floor of the park and the returned and idled columns of its book.
    """
    returned = returned_land(land, par.exit_return)
    park.occupied -= land
    park.undeveloped += returned
    park.quota_balance += returned
    park.idle += land - returned
    page.land_returned += returned
    page.land_idled += land - returned
    park.factory_leased -= leased


@compiled
def release_land(firm: Any, parks: Any, par: Any, book: Any) -> None:
    """Give back all that a leaver holds or that is kept for it: its site, what it holds of a new one, the energy promised."""
    give_back(firm.land, firm.leased, parks[firm.park], par, book[firm.park])
    use_reserve(firm, firm.reserved_land, parks[firm.park])
    place = firm.request_park
    give_back(new_plant_land(firm), new_plant_floor(firm), parks[place], par, book[place])
    if firm.tenure != Tenure.NONE:
        leave_unit(firm.unit, firm.tenure, parks[firm.park], book[firm.park])
    if new_plant_unit(firm) > 0:
        leave_unit(new_plant_unit(firm), firm.request_tenure, parks[place], book[place])
    parks[place].energy_committed -= firm.request_energy


@compiled
def leave(row: Any, firm: Any, state: Any, par: Any, book: Any) -> None:
    """Let a firm be gone: it is counted if it was registered, gives back all that it holds, and frees its row.

    The energy of a registered one is scrapped capacity, whose rights may be sold (ODD eq. 141).
    """
    book[firm.park].closed += firm.above_scale
    if firm.above_scale == 1:
        state.energy_freed[firm.park, RightSource.SCRAPPED.value] += whole(
            firm.output * firm.energy_intensity * KGCE_PER_TCE
        )
    release_land(firm, state.parks, par, book)
    free_row(row, firm, state.city[0], state.free_rows)
