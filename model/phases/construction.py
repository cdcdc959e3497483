"""Projects under construction advance; a finished one starts to ramp up, or adds to the capacity of its firm."""

from typing import Any

from ..compiled import compiled
from ..state import Channel, Request, Stage
from .closing import drop_request


@compiled
def complete(firm: Any, park: Any, page: Any) -> None:
    """Take a finished project into use (ODD eq. 25a): design output, capital and floor are added, promised energy freed.

    The energy intensity of the firm becomes the mean of old and new, weighted by design output; what review asked of the
    project takes effect here.
    """
    park.energy_committed -= firm.request_energy
    whole_design = firm.design + firm.request_design
    intensity = min(firm.energy_intensity, firm.request_intensity)
    firm.energy_intensity = (firm.energy_intensity * firm.design + intensity * firm.request_design) / whole_design
    firm.design = whole_design
    firm.capital += firm.request_capital
    if firm.request_channel != Channel.LEASE:
        firm.floor += firm.request_floor
    if firm.stage == Stage.PROJECT:
        firm.stage = Stage.RAMPING.value
        firm.stage_quarters = 0
        page.started += 1
    drop_request(firm)


@compiled
def advance_construction(state: Any, book: Any) -> None:
    """Take a quarter off every construction and complete those that have none left (ODD eq. 25a).

    Rows without an open project leave the list. Writes `open_rows` and the firms on it.
    """
    city = state.city[0]
    kept = 0
    for place in range(city.open):
        row = state.open_rows[place]
        firm = state.firms[row]
        if firm.request == Request.BUILDING:
            if firm.request_quarters <= 0:
                complete(firm, state.parks[firm.park], book[firm.park])
            else:
                firm.request_quarters -= 1
        if firm.request == Request.NONE:
            firm.request_listed = 0
        else:
            state.open_rows[kept] = row
            kept += 1
    city.open = kept
