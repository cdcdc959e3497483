"""Permits of a pollutant are traded: bids and asks are written, cleared, and paid; who is not served may plan cleaner."""

from typing import Any

import numpy as np

from ..calendar import QUARTERS_A_YEAR
from ..compiled import compiled
from ..levers import COST
from ..parameters import alternatives_of
from ..pollutants import Pollutant
from ..rules.land import whole
from ..rules.permit_clearing import clear_at_uniform_price, clear_pay_as_bid, sell_at_base_price
from ..rules.permits import (
    asking_price,
    base_price,
    cleaning_cost,
    paid_for,
    permit_budget,
    pollutant_intensity,
    price_within,
    share_left,
    spared,
    surplus_for_sale,
    to_buy,
)
from ..state import Request, Stage
from ..streams import Purpose, draw
from ..units import FEN_PER_YUAN, SHARE_STEPS, YUAN_PER_10K
from .holdings import give_up_permits, is_short
from .reserving import has_first_call

CLEARING = alternatives_of("permit_clearing")
EACH = len(Pollutant)


@compiled
def value_asked(holding: Any, par: Any) -> Any:
    """Return what all permits that a project still has to buy cost at their base prices, whole fen for each year."""
    value = 0
    for pollutant in range(EACH):
        value += holding.asked[pollutant] * base_price(pollutant, par)
    return value


@compiled
def affordable(holding: Any, pollutant: Any, par: Any) -> Any:
    """Return what a project would pay for a pollutant of which it lacks permits, whole fen/kg.year (ODD eq. 113)."""
    return price_within(holding.budget, base_price(pollutant, par), value_asked(holding, par))


@compiled
def bid_of_project(firm: Any, holding: Any, pollutant: Any, key: Any, par: Any) -> Any:
    """Return the bid of a project, whole fen/kg.year: what planning cleaner costs, or what it can afford (ODD eq. 113)."""
    _, _, _, uniform = draw(key, firm.identity, 0, Purpose.PERMITS)
    cost = cleaning_cost(base_price(pollutant, par), uniform, holding.cleaner, par)
    return min(cost, affordable(holding, pollutant, par))


@compiled
def emitted_now(firm: Any, industry: Any, pollutant: Any) -> Any:
    """Return what a firm emits of a pollutant at its output, whole kg/year (ODD eq. 110)."""
    return whole(firm.output * pollutant_intensity(firm.emission_intensity, industry, pollutant))


@compiled
def write_order(order: Any, price: Any, amount: Any, key: Any, applied: Any, reserve: Any) -> None:
    """Write an order; the clearing writes the rest."""
    order.price = price
    order.amount = amount
    order.key = key
    order.applied = applied
    order.reserve = reserve
    order.traded = 0
    order.payment = 0


@compiled
def write_bid_of_project(order: Any, quarter: Any, firm: Any, holding: Any, pollutant: Any, key: Any, par: Any) -> None:
    """Write the order of a project that lacks permits of a pollutant, for all that it asks."""
    price = bid_of_project(firm, holding, pollutant, key, par)
    applied = quarter - firm.request_quarters
    write_order(order, price, holding.asked[pollutant], np.int64(firm.identity), applied, 0)


@compiled
def write_bids(quarter: Any, key: Any, pollutant: Any, world: Any, state: Any, par: Any, everyone: Any) -> Any:
    """Write the bids of projects that lack permits, in the order of rows, and return how many there are.

    With `everyone` operating firms without an open project bid too for what they emit without permits (ODD eq. 118).
    """
    count = 0
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        holding = state.holdings[row]
        if firm.stage == Stage.CLOSED:
            continue
        if holding.asked[pollutant] > 0:
            write_bid_of_project(state.bids[count], quarter, firm, holding, pollutant, key, par)
            count += 1
        elif everyone and firm.stage == Stage.OPERATING and firm.request == Request.NONE:
            lacking = emitted_now(firm, world.industries[firm.industry], pollutant) - holding.held[pollutant]
            if lacking > 0:
                floor = base_price(pollutant, par)
                _, _, _, uniform = draw(key, firm.identity, 0, Purpose.PERMITS)
                cost = cleaning_cost(floor, uniform, 0, par)
                price = min(cost, price_within(permit_budget(firm.output, par), floor, lacking * floor))
                write_order(state.bids[count], price, lacking, np.int64(firm.identity), quarter, 0)
                count += 1
    return count


@compiled
def write_asks(key: Any, pollutant: Any, world: Any, state: Any, par: Any, everyone: Any) -> Any:
    """Write the ask of the reserve and those of firms with a surplus, in the order of rows; return how many there are.

    With `everyone` an operating firm offers what it has above its emissions, certified or not, less what it keeps (ODD eq. 118).
    """
    floor = base_price(pollutant, par)
    write_order(state.asks[0], floor, state.emission_quotas[pollutant].reserve, 0, 0, 1)
    count = 1
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage == Stage.CLOSED:
            continue
        holding = state.holdings[row]
        amount = holding.offered[pollutant]
        if everyone and firm.stage == Stage.OPERATING and firm.request == Request.NONE:
            above = holding.held[pollutant] - emitted_now(firm, world.industries[firm.industry], pollutant)
            uniform = draw(key, firm.identity, 0, Purpose.PERMITS)[1]
            amount = max(amount, surplus_for_sale(above, above, uniform, par))
        if amount > 0:
            price = asking_price(floor, draw(key, firm.identity, 0, Purpose.PERMITS)[2], par)
            write_order(state.asks[count], price, amount, np.int64(firm.identity), 0, 0)
            count += 1
    return count


@compiled
def sell_reserve(bids: Any, asks: Any, price: Any) -> None:
    """Let the reserve, the first of the asks, sell at `price` while stock lasts; no firm sells."""
    for place in range(asks.size):
        asks[place].traded = 0
    asks[0].traded = sell_at_base_price(bids, asks[0].amount, price)
    asks[0].payment = asks[0].traded * price


@compiled
def clear(bids: Any, asks: Any, floor: Any, par: Any) -> None:
    """Clear a pollutant by the alternative in force; `floor` is its base price."""
    if par.permit_clearing == CLEARING.by_bid:
        clear_pay_as_bid(bids, asks, floor)
    elif par.permit_clearing == CLEARING.base_price:
        sell_reserve(bids, asks, floor)
    else:
        ceiling = whole(floor * par.permit_ceiling)
        clear_at_uniform_price(bids, asks, floor, ceiling, whole(par.permit_fee * SHARE_STEPS))


@compiled
def row_of(order: Any, first: Any, firms: Any) -> Any:
    """Return the row, from `first` on, of the firm that an order is of: orders are written in the order of rows."""
    row = first
    while np.int64(firms[row].identity) != order.key or firms[row].stage == Stage.CLOSED:
        row += 1
    return row


@compiled
def get_permits(holding: Any, pollutant: Any, amount: Any, quota: Any) -> None:
    """Let a project get an `amount` of permits, kg/year, of what it still has to buy; the part above its need is retired.

    Invariant: what it gets is what it holds more and what is retired.
    """
    kept = holding.needed[pollutant] * amount // holding.asked[pollutant]
    holding.asked[pollutant] -= amount
    holding.needed[pollutant] -= kept
    holding.held[pollutant] += kept
    quota.retired += amount - kept


@compiled
def deliver(pollutant: Any, bids: Any, state: Any, page: Any) -> None:
    """Give buyers what they bought."""
    row = 0
    for place in range(bids.size):
        bid = bids[place]
        if bid.traded == 0:
            continue
        row = row_of(bid, row, state.firms)
        holding = state.holdings[row]
        if holding.asked[pollutant] > 0:
            get_permits(holding, pollutant, bid.traded, state.emission_quotas[pollutant])
            holding.budget = max(0, holding.budget - bid.payment)
        else:
            holding.held[pollutant] += bid.traded
        page.buyers += 1
        page.paid += bid.payment


@compiled
def hand_over(pollutant: Any, asks: Any, state: Any, page: Any) -> None:
    """Take from the reserve and from firms what they sold."""
    state.emission_quotas[pollutant].reserve -= asks[0].traded
    page.sold_reserve += asks[0].traded
    page.paid_reserve += asks[0].payment
    row = 0
    for place in range(1, asks.size):
        ask = asks[place]
        if ask.traded == 0:
            continue
        row = row_of(ask, row, state.firms)
        give_up_permits(state.holdings[row], pollutant, ask.traded)
        page.sold_firms += ask.traded
        page.sellers += 1


@compiled
def income_of_city(bids: Any, asks: Any) -> Any:
    """Return what the city gets for each year of use, whole fen: all that buyers pay and no firm gets."""
    income = 0
    for place in range(bids.size):
        income += bids[place].payment
    for place in range(1, asks.size):
        income -= asks[place].payment
    return income


@compiled
def total_bid(bids: Any) -> Any:
    """Return what all bids ask for, whole kg/year."""
    total = 0
    for place in range(bids.size):
        total += bids[place].amount
    return total


@compiled
def settle_trade(quarter: Any, pollutant: Any, bids: Any, asks: Any, state: Any, par: Any) -> None:
    """Deliver what was traded, and book what the city gets of it."""
    page = state.permit_book[quarter, pollutant]
    deliver(pollutant, bids, state, page)
    hand_over(pollutant, asks, state, page)
    state.costs[quarter, COST.emission_trading] -= paid_for(income_of_city(bids, asks), par)


@compiled
def write_first_bids(quarter: Any, key: Any, pollutant: Any, state: Any, par: Any) -> Any:
    """Write the bids of projects with first call that lack permits, in the order of rows, and return how many there are."""
    count = 0
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        holding = state.holdings[row]
        if firm.stage != Stage.CLOSED and has_first_call(firm) and holding.asked[pollutant] > 0:
            write_bid_of_project(state.bids[count], quarter, firm, holding, pollutant, key, par)
            count += 1
    return count


@compiled
def serve_first(quarter: Any, key: Any, pollutant: Any, state: Any, par: Any) -> None:
    """Sell of the reserve at the base price to projects with first call, before all others bid (ODD eq. 150).

    What they still lack they bid for with the others.
    """
    if state.city[0].priority_firms == 0:
        return
    bids = state.bids[: write_first_bids(quarter, key, pollutant, state, par)]
    if bids.size == 0:
        return
    asks = state.asks[:1]
    write_order(asks[0], base_price(pollutant, par), state.emission_quotas[pollutant].reserve, 0, 0, 1)
    sell_reserve(bids, asks, base_price(pollutant, par))
    state.permit_book[quarter, pollutant].wanted += asks[0].traded
    settle_trade(quarter, pollutant, bids, asks, state, par)


@compiled
def trade_pollutants(quarter: Any, key: Any, world: Any, state: Any, par: Any) -> Any:
    """Trade the permits of every pollutant and return whether there was any trading: an auction is held once a year.

    Permits of a pollutant that is not under total control yet are neither needed nor there.
    """
    everyone = par.permit_clearing == CLEARING.yearly_auction
    if everyone and quarter % QUARTERS_A_YEAR != 0:
        return False
    for pollutant in range(EACH):
        if quarter < world.controlled_from[pollutant]:
            continue
        serve_first(quarter, key, pollutant, state, par)
        bids = state.bids[: write_bids(quarter, key, pollutant, world, state, par, everyone)]
        if bids.size == 0:
            continue
        asks = state.asks[: write_asks(key, pollutant, world, state, par, everyone)]
        clear(bids, asks, base_price(pollutant, par), par)
        state.permit_book[quarter, pollutant].wanted += total_bid(bids)
        settle_trade(quarter, pollutant, bids, asks, state, par)
    return True


@compiled
def would_rather_clean(firm: Any, holding: Any, key: Any, par: Any) -> Any:
    """Return whether planning cleaner costs a project no more than it would pay for permits of a pollutant that it lacks."""
    _, _, _, uniform = draw(key, firm.identity, 0, Purpose.PERMITS)
    for pollutant in range(EACH):
        cost = cleaning_cost(base_price(pollutant, par), uniform, holding.cleaner, par)
        if holding.asked[pollutant] > 0 and cost <= affordable(holding, pollutant, par):
            return True
    return False


@compiled
def plan_plant_cleaner(firm: Any, holding: Any, key: Any, industry: Any, share: Any, par: Any) -> None:
    """Let a project be planned cleaner (ODD eq. 116): it needs less, and its investment grows by what that costs.

    What a newcomer emits falls at once, what a firm emits when the plant is finished.
    """
    _, _, _, uniform = draw(key, firm.identity, 0, Purpose.PERMITS)
    newcomer = firm.stage == Stage.PROJECT
    left = 1.0 if newcomer else share_left(holding.cleaner, par)
    cost = 0
    for pollutant in range(EACH):
        emitted = firm.request_design * left * pollutant_intensity(firm.emission_intensity, industry, pollutant)
        less = spared(emitted, share, holding.needed[pollutant], par)
        cost += less * cleaning_cost(base_price(pollutant, par), uniform, holding.cleaner, par)
        holding.needed[pollutant] -= less
        holding.asked[pollutant] = to_buy(holding.needed[pollutant], industry, par)
    firm.request_capital += cost * par.permit_term / FEN_PER_YUAN / YUAN_PER_10K
    holding.cleaner += 1
    if newcomer:
        firm.emission_intensity *= 1.0 - par.cleaner_cut
        holding.verified_intensity = firm.emission_intensity


@compiled
def plan_cleaner(key: Any, world: Any, state: Any, share: Any, par: Any, book: Any) -> None:
    """Let projects that were not served, and to which permits are too dear, be planned cleaner (ODD eq. 116)."""
    for place in range(state.city[0].open):
        row = state.open_rows[place]
        firm = state.firms[row]
        holding = state.holdings[row]
        if firm.request != Request.WAITING or not is_short(holding):
            continue
        if would_rather_clean(firm, holding, key, par):
            if holding.cleaner == 0:
                book[firm.request_park].planned_cleaner += 1
            plan_plant_cleaner(firm, holding, key, world.industries[firm.industry], share, par)
