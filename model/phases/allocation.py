"""Waiting projects are ranked park by park and get land or floor, first fit down the list; some give up."""

from typing import Any

from ..compiled import compiled
from ..rules.ranking import score
from ..rules.siting import floor_to_lease
from ..state import Channel, Request, Stage
from ..streams import Purpose, draw
from ..units import M2_PER_MU
from .application import begin_building, must_lease
from .closing import drop_request, free_row, release_land
from .sorting import sort_queue


@compiled
def score_request(firm: Any, site: Any, industry: Any, leads: Any, lever: Any, par: Any) -> Any:
    """Return the ranking score of a waiting project (ODD eq. 24); leased floor counts as land at its own density."""
    land = firm.request_land
    if firm.request_channel == Channel.LEASE:
        land = firm.request_floor / par.factory_plot_ratio
    relative_yield = firm.request_design / (land / M2_PER_MU) / industry.output_per_mu
    weight = lever.selection_weights if site.zone else 0.0
    return score(firm.request_capital, firm.hightech, leads, relative_yield, weight, par)


@compiled
def turn_to_floor(firm: Any, par: Any) -> None:
    """Let a project that waited for land wait for standard-factory floor instead."""
    firm.request_channel = Channel.LEASE.value
    firm.request_land = 0
    firm.request_floor = floor_to_lease(firm.request_design, par)


@compiled
def loses_patience(quarter: Any, key: Any, firm: Any, par: Any) -> Any:
    """Return whether a waiting project gives up (ODD eq. 25), at the earliest in the quarter after its arrival."""
    if firm.request_quarters == 0:
        return False
    return draw(key, firm.identity, quarter, Purpose.PATIENCE)[0] < par.patience


@compiled
def form_queue(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any) -> Any:
    """Collect the waiting projects, those that give up left out, and return how many wait.

    A newcomer that gives up is lost to the city, a firm stays without its expansion. A project that waits for land when
    the multi-storey rule comes into force waits for floor from then on. Writes `queue`.
    """
    city = state.city[0]
    waiting = 0
    for place in range(city.open):
        row = state.open_rows[place]
        firm = state.firms[row]
        if firm.request != Request.WAITING:
            continue
        site = world.sites[firm.park]
        if loses_patience(quarter, key, firm, par):
            book[firm.park].lost += 1
            if firm.stage == Stage.PROJECT:
                release_land(firm, state.parks[firm.park], par, book[firm.park])
                free_row(row, firm, city, state.free_rows)
            else:
                drop_request(firm)
            continue
        firm.request_quarters += 1
        if firm.request_channel == Channel.NEW_LAND and must_lease(firm, site, lever):
            turn_to_floor(firm, par)
        leads = world.leading[firm.park, firm.industry]
        entry = state.queue[waiting]
        entry.park = firm.park
        entry.score = score_request(firm, site, world.industries[firm.industry], leads, lever, par)
        entry.identity = firm.identity
        entry.row = row
        waiting += 1
    return waiting


@compiled
def grant_land(firm: Any, park: Any, par: Any, page: Any) -> Any:
    """Grant the land asked for if quota and undeveloped land suffice; return whether they did.

    Invariant: what leaves the quota and the undeveloped land is what the firm holds more.
    """
    land = firm.request_land
    if land > park.quota_balance or land > park.undeveloped:
        return False
    park.quota_balance -= land
    park.undeveloped -= land
    park.occupied += land
    firm.land += land
    page.land_granted += land
    page.land_granted_hightech += land * firm.hightech
    page.granted += 1
    begin_building(firm, par.construction_quarters, park)
    return True


@compiled
def let_floor(firm: Any, park: Any, par: Any, page: Any) -> Any:
    """Let the floor asked for if enough of it is free; return whether it was."""
    floor = firm.request_floor
    if floor > park.factory_floor - park.factory_leased:
        return False
    park.factory_leased += floor
    firm.leased += floor
    page.seated += 1
    begin_building(firm, par.fitting_quarters, park)
    return True


@compiled
def allocate_sites(quarter: Any, key: Any, world: Any, state: Any, par: Any, lever: Any, book: Any) -> None:
    """Serve the queue: by park, best score first, each project that fits; the others wait on.

    Ties are broken by identity, so the order of rows does not matter.
    """
    waiting = form_queue(quarter, key, world, state, par, lever, book)
    sort_queue(state.queue, waiting)
    for place in range(waiting):
        firm = state.firms[state.queue[place].row]
        park = state.parks[firm.park]
        page = book[firm.park]
        if firm.request_channel == Channel.NEW_LAND:
            if not grant_land(firm, park, par, page):
                page.waiting_land += 1
        elif not let_floor(firm, park, par, page):
            page.waiting_floor += 1
