"""A firm closes: its land returns or falls idle, its floor is free, its row can be used again."""

from typing import Any

from ..compiled import compiled
from ..rules.leaving import returned_land
from ..state import Channel, Request, Stage


@compiled
def drop_request(firm: Any) -> None:
    """Forget the open project of a firm: no request, and nothing asked for."""
    firm.request = Request.NONE.value
    firm.request_channel = Channel.NEW_LAND.value
    firm.request_quarters = 0
    firm.request_design = 0.0
    firm.request_capital = 0.0
    firm.request_land = 0
    firm.request_floor = 0
    firm.request_energy = 0
    firm.request_intensity = 0.0
    firm.request_covered = 0.0


@compiled
def clear_firm(firm: Any) -> None:
    """Make a row empty: closed, and holding nothing."""
    drop_request(firm)
    firm.stage = Stage.CLOSED.value
    firm.stage_quarters = 0
    firm.above_scale = 0
    firm.output = 0.0
    firm.year_output = 0.0
    firm.design = 0.0
    firm.capital = 0.0
    firm.land = 0
    firm.floor = 0
    firm.leased = 0


@compiled
def free_row(row: Any, firm: Any, city: Any, free_rows: Any) -> None:
    """Take a firm or project out of the table; its row can be used again."""
    clear_firm(firm)
    free_rows[city.free] = row
    city.free += 1


@compiled
def release_land(firm: Any, park: Any, par: Any, page: Any) -> None:
    """Give land, floor and promised energy of a leaver back to its park (ODD eq. 14b). Invariant: land is conserved.

    Writes the areas, quota, floor and energy columns of the park and the returned and idled columns of its page.
    """
    returned = returned_land(firm.land, par.exit_return)
    park.occupied -= firm.land
    park.undeveloped += returned
    park.quota_balance += returned
    park.idle += firm.land - returned
    page.land_returned += returned
    page.land_idled += firm.land - returned
    park.factory_leased -= firm.leased
    park.energy_committed -= firm.request_energy
