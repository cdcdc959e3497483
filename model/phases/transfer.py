"""A project that its park cannot seat goes to the park that suits it; the sender keeps a share of its tax."""

from typing import Any

from ..compiled import compiled
from ..state import Channel, Request, Stage, Tenure
from ..streams import Purpose, draw
from .granting import room_for_land
from .tenancy import free_floor


@compiled
def room_for(firm: Any, place: Any, parks: Any) -> Any:
    """Return what a park has free of what a waiting project asks for, m2, or -1 if that is not enough."""
    park = parks[place]
    if firm.request_channel == Channel.NEW_LAND:
        free = room_for_land(firm, place, parks)
        return free if free >= firm.request_land else -1
    free = free_floor(park)
    return free if free >= firm.request_floor else -1


@compiled
def park_that_suits(firm: Any, world: Any, state: Any) -> Any:
    """Return the park of another zone that the project's industry leads and that has most room, or -1 (ODD eq. 60)."""
    chosen = -1
    most = -1
    head = state.parks[firm.park].head
    for place in range(state.parks.size):
        park = state.parks[place]
        if world.sites[place].zone == 0 or park.head == head or state.cells[place, firm.industry].leads == 0:
            continue
        room = room_for(firm, place, state.parks)
        if room > most:
            most = room
            chosen = place
    return chosen


@compiled
def may_go(quarter: Any, key: Any, firm: Any, site: Any, par: Any, lever: Any) -> Any:
    """Return whether a park lets a newcomer go that has waited long enough: the likelier, the more tax it keeps.

    One that waits for a unit of a small-firm park stays.
    """
    waits = firm.request == Request.WAITING and firm.stage == Stage.PROJECT and site.zone == 1
    if lever.project_transfer <= 0.0 or not waits:
        return False
    if firm.request_quarters < par.transfer_wait or firm.request_tenure != Tenure.NONE:
        return False
    return draw(key, firm.identity, quarter, Purpose.PATIENCE)[2] < lever.project_transfer


@compiled
def transfer_projects(
    quarter: Any, key: Any, world: Any, state: Any, waiting: Any, par: Any, levers: Any, book: Any
) -> None:
    """Let waiting newcomers go to parks that suit them better, after the queue of `waiting` projects was served (ODD eq. 60).

    Room is that after the queue was served, and nobody takes it here, so the order does not matter. The project waits
    on in its new park, with what it was admitted with. Writes the park of the firms and the book.
    """
    for place in range(waiting):
        firm = state.firms[state.queue[place].row]
        if may_go(quarter, key, firm, world.sites[firm.park], par, levers[firm.park]):
            target = park_that_suits(firm, world, state)
            if target >= 0:
                book[firm.park].transferred += 1
                firm.origin = firm.park
                firm.park = target
                firm.request_park = target
