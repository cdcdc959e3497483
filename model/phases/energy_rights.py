"""Energy rights are sold once a quarter: to projects that use more energy for their value added than the line allows.

The city sells to all of them, at the base price: first rights of the new energy budgets, then those of scrapped capacity,
then those of certified savings. A right does not change any energy budget, as what is sold is a part of the budgets.
"""

from typing import Any

from ..calendar import QUARTERS_A_YEAR, YEARS_A_PLAN
from ..compiled import compiled
from ..faults import Fault
from ..levers import COST
from ..right_sources import RightSource
from ..rules.energy_rights import (
    can_pay,
    intensity_in_reach,
    paid_for_rights,
    quota_offered,
    right_price,
    rights_needed,
)
from ..state import Request
from .bookkeeping import demand_equal
from .reserving import has_first_call
from .sorting import sort_queue

QUARTERS_A_PLAN = QUARTERS_A_YEAR * YEARS_A_PLAN
SOURCES = len(RightSource)


@compiled
def rights_for_sale(rights: Any) -> Any:
    """Return the rights of a park that are for sale, whole kgce/year; `rights` are its entries by source."""
    return rights[RightSource.QUOTA.value] + rights[RightSource.SCRAPPED.value] + rights[RightSource.SAVED.value]


@compiled
def let_lapse(source: Any, rights: Any, page: Any) -> None:
    """Let the rights of a source lapse that nobody bought."""
    page.rights_lapsed += rights[source]
    rights[source] = 0


@compiled
def end_period(park: Any, rights: Any, page: Any) -> None:
    """Let all rights of a park lapse with the plan period, those that were bought too (ODD eq. 141)."""
    for source in range(SOURCES):
        let_lapse(source, rights, page)
    park.rights_held = 0


@compiled
def fill_stock(quarter: Any, world: Any, state: Any, par: Any, book: Any) -> None:
    """Let rights lapse and come up for sale in all parks (ODD eq. 141): those of the new budget once a year, or as trading begins."""
    yearly = quarter % QUARTERS_A_YEAR == 1 or state.city[0].rights_traded == 0
    for place in range(state.parks.size):
        park = state.parks[place]
        page = book[place]
        rights = state.rights[place]
        freed = state.energy_freed[place]
        page.rights_opening = rights_for_sale(rights)
        if (quarter - world.plan_from[0]) % QUARTERS_A_PLAN == 0:
            end_period(park, rights, page)
        if yearly:
            let_lapse(RightSource.QUOTA.value, rights, page)
            freed[RightSource.QUOTA.value] = quota_offered(park.energy_new, par)
        page.rights_quota = freed[RightSource.QUOTA.value]
        page.rights_scrapped = freed[RightSource.SCRAPPED.value]
        page.rights_saved = freed[RightSource.SAVED.value]
        for source in range(SOURCES):
            rights[source] += freed[source]


@compiled
def plan_with_less(firm: Any, industry: Any, share: Any, most: Any, par: Any, page: Any) -> None:
    """Let a project plan with less energy if it then needs at most so many rights, kgce/year, and can pay (ODD eq. 143)."""
    intensity = intensity_in_reach(firm.energy_intensity, firm.request_intensity, industry, par)
    rights = rights_needed(firm.request_design, intensity, industry, share, par)
    affordable = can_pay(rights, right_price(industry, par), firm.request_design, par)
    if intensity < firm.request_intensity and rights <= most and affordable:
        firm.request_intensity = intensity
        firm.request_rights = rights
        page.planned_frugal += 1


@compiled
def note_need(firm: Any, industry: Any, share: Any, par: Any, page: Any) -> None:
    """Note what a project needs that has just applied; one that cannot pay for it plans with less (ODD eq. 140, 143)."""
    rights = rights_needed(firm.request_design, firm.request_intensity, industry, share, par)
    firm.request_rights = rights
    if not can_pay(rights, right_price(industry, par), firm.request_design, par):
        plan_with_less(firm, industry, share, rights, par, page)


@compiled
def form_buyers(world: Any, state: Any, share: Any, par: Any, book: Any) -> Any:
    """Note the need of projects that have just applied, and line up all that need rights and can pay (ODD eq. 140, 142).

    Those with first call come first, then who has waited longest, of equals the smaller identity. Writes `queue`; returns how many are in it.
    """
    count = 0
    for place in range(state.city[0].open):
        row = state.open_rows[place]
        firm = state.firms[row]
        if firm.request != Request.WAITING:
            continue
        industry = world.industries[firm.industry]
        if firm.request_quarters == 0:
            note_need(firm, industry, share, par, book[firm.request_park])
        price = right_price(industry, par)
        if firm.request_rights > 0 and can_pay(firm.request_rights, price, firm.request_design, par):
            entry = state.queue[count]
            entry.park = (
                0 if has_first_call(firm) else 1
            )  # one market for the whole city, in which the list comes first
            entry.score = firm.request_quarters
            entry.identity = firm.identity
            entry.row = row
            count += 1
    return count


@compiled
def take_rights(source: Any, wanted: Any, rights: Any, book: Any) -> Any:
    """Take up to `wanted` kgce/year of a source, park by park in the order of the case; return what there was of it."""
    left = wanted
    for place in range(rights.shape[0]):
        taken = min(left, rights[place, source])
        rights[place, source] -= taken
        book[place].rights_sold += taken
        left -= taken
    return wanted - left


@compiled
def buy_rights(firm: Any, industry: Any, costs: Any, state: Any, par: Any, book: Any) -> None:
    """Let a project buy what it needs, as far as there is any, and pay for it (ODD eq. 142).

    The city keeps what is paid for its own rights, and hands on to firms what is paid for theirs.
    """
    wanted = firm.request_rights
    of_city = take_rights(RightSource.QUOTA.value, wanted, state.rights, book)
    bought = of_city + take_rights(RightSource.SCRAPPED.value, wanted - of_city, state.rights, book)
    bought += take_rights(RightSource.SAVED.value, wanted - bought, state.rights, book)
    price = right_price(industry, par)
    income = paid_for_rights(of_city, price)
    page = book[firm.request_park]
    firm.request_rights -= bought
    state.parks[firm.request_park].rights_held += bought
    page.rights_bought += bought
    page.rights_paid += paid_for_rights(bought, price)
    page.rights_income += income
    costs[COST.energy_trading] -= income


@compiled
def avoid_rights(world: Any, state: Any, share: Any, par: Any, book: Any) -> None:
    """Let projects that were not served, as nothing was left, plan with so little energy that they need no rights."""
    for place in range(state.city[0].open):
        firm = state.firms[state.open_rows[place]]
        if firm.request == Request.WAITING and firm.request_rights > 0:
            plan_with_less(firm, world.industries[firm.industry], share, 0, par, book[firm.request_park])


@compiled
def stop_trading(state: Any, book: Any) -> None:
    """Let all rights lapse and free projects of what they still have to buy, as the lever has ended."""
    for place in range(state.parks.size):
        book[place].rights_opening = rights_for_sale(state.rights[place])
        end_period(state.parks[place], state.rights[place], book[place])
    for place in range(state.city[0].open):
        state.firms[state.open_rows[place]].request_rights = 0


@compiled
def close_rights(quarter: Any, state: Any, book: Any) -> None:
    """Write the balances and check them (ODD eq. 144)."""
    sold = 0
    bought = 0
    for place in range(state.parks.size):
        page = book[place]
        page.rights_closing = rights_for_sale(state.rights[place])
        page.rights_held = state.parks[place].rights_held
        came = page.rights_opening + page.rights_quota + page.rights_scrapped + page.rights_saved
        went = page.rights_sold + page.rights_lapsed + page.rights_closing
        demand_equal(Fault.ENERGY_RIGHTS.value, quarter, place, came, went, state.city[0])
        sold += page.rights_sold
        bought += page.rights_bought
    demand_equal(Fault.ENERGY_RIGHTS_SOLD.value, quarter, 0, sold, bought, state.city[0])


@compiled
def trade_rights(quarter: Any, world: Any, state: Any, share: Any, par: Any, book: Any) -> None:
    """Fill the stock, sell it to the projects that need rights, and let others plan with less energy."""
    fill_stock(quarter, world, state, par, book)
    buyers = form_buyers(world, state, share, par, book)
    sort_queue(state.queue, buyers)
    for place in range(buyers):
        firm = state.firms[state.queue[place].row]
        buy_rights(firm, world.industries[firm.industry], state.costs[quarter], state, par, book)
    avoid_rights(world, state, share, par, book)
    close_rights(quarter, state, book)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Trade energy rights while the lever is in force, and end what is left of it in the quarter after."""
    city = state.city[0]
    share = levers[0].energy_trading
    if share > 0.0:
        trade_rights(quarter, world, state, share, par, book)
    elif city.rights_traded == 1:
        stop_trading(state, book)
        close_rights(quarter, state, book)
    city.rights_traded = 1 if share > 0.0 else 0
    for place in range(state.parks.size):  # entry by entry: a write by slices takes far longer
        for source in range(SOURCES):
            state.energy_freed[place, source] = 0
