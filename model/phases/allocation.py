"""Waiting projects are ranked park by park and get land or floor, first fit down the list; some give up."""

from typing import Any

from ..compiled import compiled
from ..rules.bidding import bid_of, incentive
from ..rules.emerging import large_from
from ..rules.land import whole
from ..rules.ranking import focused, put_first, score
from ..rules.siting import floor_to_lease
from ..state import Channel, Request, Stage, Tenure
from ..streams import Purpose, draw
from ..units import M2_PER_MU, YUAN_PER_10K
from .application import begin_building, must_lease
from .closing import drop_request, free_row, is_moving, release_land
from .equipment import give_freed_energy
from .granting import grant_land, room_for_land
from .holdings import lacks_permits
from .reserving import has_first_call
from .sorting import sort_queue
from .tenancy import admits, count_tenants, free_floor, take_unit
from .transfer import transfer_projects


@compiled
def score_request(firm: Any, site: Any, industry: Any, cell: Any, lever: Any, par: Any) -> Any:
    """Return the ranking score of a waiting project (ODD eq. 24, 53, 150); leased floor counts as land at its own density.

    `cell` is the record of the park and the industry.
    """
    land = firm.request_land
    if firm.request_channel == Channel.LEASE:
        land = firm.request_floor / par.factory_plot_ratio
    relative_yield = firm.request_design / (land / M2_PER_MU) / industry.output_per_mu
    weight = lever.selection_weights if site.zone else 0.0
    plain = score(firm.request_capital, firm.hightech, cell.leads, relative_yield, weight, par)
    focus = lever.leading_industries if site.zone else 0.0
    return put_first(focused(plain, cell.kept, focus, par), has_first_call(firm))


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
def note_wait(firm: Any, quarters: Any, page: Any) -> None:
    """Note how long a project had waited that stops waiting, if its firm is not on the city's list (ODD eq. 151)."""
    if not has_first_call(firm):
        page.unlisted_ended += 1
        page.unlisted_quarters += quarters


@compiled
def form_queue(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> Any:
    """Collect the waiting projects, those that give up or lack permits or rights left out, and return how many wait.

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
        place_wanted = firm.request_park
        site = world.sites[place_wanted]
        lever = levers[place_wanted]
        short = lacks_permits(row, state)
        if loses_patience(quarter, key, firm, par):
            book[place_wanted].lost += 1
            if short:
                book[place_wanted].lost_permits += 1
            if firm.request_rights > 0:
                book[place_wanted].lost_rights += 1
            note_wait(firm, firm.request_quarters, book[place_wanted])
            if firm.stage == Stage.PROJECT:
                release_land(firm, state.parks, par, book)
                free_row(row, firm, city, state.free_rows)
            else:
                drop_request(firm)
            continue
        firm.request_quarters += 1
        if short:
            book[place_wanted].waiting_permits += 1
        if firm.request_rights > 0:
            book[place_wanted].waiting_rights += 1
        if short or firm.request_rights > 0:
            continue
        if firm.request_channel == Channel.NEW_LAND and must_lease(firm, site, lever):
            turn_to_floor(firm, par)
        cell = state.cells[place_wanted, firm.industry]
        entry = state.queue[waiting]
        entry.park = state.parks[place_wanted].head
        entry.score = score_request(firm, site, world.industries[firm.industry], cell, lever, par)
        entry.identity = firm.identity
        entry.row = row
        waiting += 1
    return waiting


@compiled
def takes_place(firm: Any) -> Any:
    """Return whether a project takes a place in a specialised park: that of a listed firm which moves into leased floor."""
    leases = firm.request_channel == Channel.LEASE and firm.request_tenure == Tenure.NONE
    return firm.elimination_quarters > 0 and is_moving(firm) and leases


@compiled
def can_be_seated(firm: Any, place: Any, world: Any, parks: Any, par: Any) -> Any:
    """Return whether a park has what a project asks for: land and quota of its zone, free floor and perhaps a place, or a unit.

    A unit is for an admitted trade only.
    """
    park = parks[place]
    if takes_place(firm) and park.specialised_places <= 0:
        return False
    if firm.request_channel == Channel.NEW_LAND:
        return firm.request_land <= room_for_land(firm, place, parks)
    if firm.request_tenure != Tenure.NONE:
        return firm.request_floor <= park.unit_floor - park.units_taken and admits(firm, place, world, park, par)
    return firm.request_floor <= free_floor(park)


@compiled
def seat_of(firm: Any, world: Any, parks: Any, par: Any) -> Any:
    """Return the park that can seat a waiting project, or -1: the one it applied at, else one of the same zone.

    Only a project that has no plant yet, there or anywhere, can take another park of its zone (ODD eq. 59).
    """
    place = firm.request_park
    if can_be_seated(firm, place, world, parks, par):
        return place
    if firm.stage == Stage.PROJECT:
        for other in range(parks.size):
            if parks[other].head == parks[place].head and can_be_seated(firm, other, world, parks, par):
                return other
    return -1


@compiled
def let_floor(firm: Any, park: Any, page: Any) -> None:
    """Let the floor asked for, and with it a place in the specialised park to whom needs one."""
    if takes_place(firm):
        park.specialised_places -= 1
    park.factory_leased += firm.request_floor
    if not is_moving(firm):
        firm.leased += firm.request_floor
    page.seated += 1


@compiled
def note_newcomer(investment: Any, emerging: Any, par: Any, page: Any) -> None:
    """Count a newcomer that gets land or floor if its investment, 10k yuan, is large (ODD 4.10)."""
    page.large_projects += 1 if investment >= par.large_investment else 0
    page.large_projects_by_class += 1 if investment >= large_from(emerging, par) else 0


@compiled
def seat(
    quarter: Any, key: Any, firm: Any, place: Any, world: Any, state: Any, par: Any, levers: Any, book: Any
) -> None:
    """Seat a project in park `place`, pay it what the park bid (ODD eq. 48), and let it begin to build.

    A newcomer that its own zone seats in another of its parks was let go by nobody: that park is its origin too.
    """
    site = world.sites[place]
    park = state.parks[place]
    lever = levers[place]
    page = book[place]
    emerging = world.industries[firm.industry].emerging
    if firm.stage == Stage.PROJECT:
        if firm.origin == firm.park:
            firm.origin = place
        firm.park = place
        firm.request_park = place
        note_newcomer(firm.request_capital, emerging, par, page)
    note_wait(firm, firm.request_quarters - 1, page)
    quarters = par.fitting_quarters
    if firm.request_channel == Channel.NEW_LAND:
        grant_land(firm, place, state.parks, book)
        page.land_granted_emerging += firm.request_land if emerging > 0.0 else 0
        quarters = par.construction_quarters
    else:
        let_floor(firm, park, page)
        if firm.request_tenure != Tenure.NONE:
            take_unit(quarter, firm, place, world, park, page)
    bid = bid_of(park.leniency, site.zone, lever.incentive_discipline, par)
    page.incentives += whole(incentive(bid, firm.request_land, firm.request_capital, par) * YUAN_PER_10K)
    begin_building(quarter, key, firm, quarters, site, park, lever, page)
    give_freed_energy(firm, firm.request_energy, park, page)


@compiled
def begin_on_own_land(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Let projects on land of their own begin to build once they have their permits and energy rights.

    Only those wait that were filed while permits or rights were traded; others began when they were filed.
    """
    for place in range(state.city[0].open):
        row = state.open_rows[place]
        firm = state.firms[row]
        if firm.request != Request.WAITING or firm.request_channel != Channel.OWN_LAND:
            continue
        if firm.request_rights == 0 and not lacks_permits(row, state):
            park = firm.request_park
            begin_building(
                quarter,
                key,
                firm,
                par.construction_quarters,
                world.sites[park],
                state.parks[park],
                levers[park],
                book[park],
            )


@compiled
def allocate_sites(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Serve the queue: by zone, best score first, each project that fits; the others wait on, or are let go.

    Ties are broken by identity, so the order of rows does not matter.
    """
    waiting = form_queue(quarter, key, world, state, par, levers, book)
    count_tenants(world, state)
    sort_queue(state.queue, waiting)
    for place in range(waiting):
        firm = state.firms[state.queue[place].row]
        chosen = seat_of(firm, world, state.parks, par)
        if chosen >= 0:
            seat(quarter, key, firm, chosen, world, state, par, levers, book)
        elif firm.request_channel == Channel.NEW_LAND:
            book[firm.request_park].waiting_land += 1
        else:
            book[firm.request_park].waiting_floor += 1
    transfer_projects(quarter, key, world, state, waiting, par, levers, book)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Let projects begin that waited for permits or rights alone, then serve those that wait for land or floor."""
    begin_on_own_land(quarter, key, world, state, par, levers, book)
    allocate_sites(quarter, key, world, state, par, levers, book)
