"""First quarter of a year: the city renews its list of leading firms, and keeps land beside their plots."""

from typing import Any

from ..compiled import compiled
from ..rules.land import whole
from ..state import Stage
from .reserving import reserve_land, use_reserve
from .sorting import sort_queue


@compiled
def end_list(state: Any) -> None:
    """Take every firm off the list, and give up the land kept for them."""
    city = state.city[0]
    if city.priority_firms == 0:
        return
    for row in range(city.rows):
        firm = state.firms[row]
        if firm.stage != Stage.CLOSED and firm.priority == 1:
            use_reserve(firm, firm.reserved_land, state.parks[firm.park])
            firm.priority = 0
    city.priority_firms = 0


@compiled
def rank_candidates(world: Any, state: Any) -> Any:
    """Rank the firms that may be on the list, by output (ODD eq. 148); return how many there are. Writes `ranking`.

    They operate in a zone, are on the register, and their industry leads the zone. Of equals the smaller identity is first.
    """
    count = 0
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage != Stage.OPERATING or firm.above_scale == 0 or world.sites[firm.park].zone == 0:
            continue
        if state.cells[firm.park, firm.industry].leads == 0:
            continue
        entry = state.ranking[count]
        entry.park = 0  # one list for the whole city
        entry.score = firm.output
        entry.identity = firm.identity
        entry.row = row
        count += 1
    sort_queue(state.ranking, count)
    return count


@compiled
def renew_list(world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Renew the list of leading firms and the land kept for them (ODD eq. 148-149): the largest first.

    Writes `priority` and `reserved_land` of the firms, `reserved_land` of the parks and the book.
    """
    end_list(state)
    if levers[0].leader_priority <= 0.0:
        return
    listed = min(rank_candidates(world, state), whole(levers[0].leader_priority))
    for place in range(listed):
        firm = state.firms[state.ranking[place].row]
        firm.priority = 1
        reserve_land(firm, state.parks[firm.park], par)
        book[firm.park].priority_listed += 1
    state.city[0].priority_firms = listed


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Renew the city's list of leading firms."""
    renew_list(world, state, par, levers, book)
