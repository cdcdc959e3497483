"""Clearing of emission permits: pay as bid, a uniform price, or a sale at the base price while stock lasts.

Who takes part is the caller's matter: buyers of a quarter and sellers with a surplus, or all firms once a year. `bids` (n,)
and `asks` (m,) are records of `order_dtype`, in any order of rows; n and m may be 0. A
clearing reads price, amount, key and what it names, and writes `limit`, `traded` and `payment` of every order.
"""

from typing import Any

from ..compiled import compiled
from ..units import SHARE_STEPS
from .rationing import MarketSide, amount_at, amount_within, last_rounded_up, portion_of, ration


@compiled
def fee_on(price: Any, fee: Any) -> Any:
    """Return the fee that a buyer pays on top of `price`, fen/kg.year, rounded up; `fee` in millionths of the price."""
    return -(-price * fee // SHARE_STEPS)


@compiled
def net_of_fee(bid: Any, fee: Any) -> Any:
    """Return the highest price that costs a buyer no more than its `bid` with the fee on it, fen/kg.year (ODD eq. 120)."""
    return bid * SHARE_STEPS // (SHARE_STEPS + fee)


@compiled
def clearing_price(bids: Any, asks: Any, lowest: Any, highest: Any) -> Any:
    """Return the upper end of the prices from `lowest` to `highest` that clear, fen/kg.year (ODD eq. 121).

    It is the highest price at which all that is asked below it finds a bid at it or above. `traded` holds what each order
    would trade.
    """
    while lowest < highest:
        price = highest - (highest - lowest) // 2
        if amount_within(asks, price - 1, MarketSide.ASK.value) <= amount_within(bids, price, MarketSide.BID.value):
            lowest = price
        else:
            highest = price - 1
    return lowest


@compiled
def match(bids: Any, asks: Any, price: Any) -> Any:
    """Let both sides trade as much as they can at `price`, and return how much that is, kg/year (ODD eq. 122)."""
    total = min(amount_within(bids, price, MarketSide.BID.value), amount_within(asks, price, MarketSide.ASK.value))
    ration(bids, price, total, MarketSide.BID.value)
    ration(asks, price, total, MarketSide.ASK.value)
    return total


@compiled
def clear_at_uniform_price(bids: Any, asks: Any, floor: Any, ceiling: Any, fee: Any) -> Any:
    """Trade at one price between `floor` and `ceiling`, fen/kg.year, and return that price (ODD eq. 120-122).

    A buyer pays the price and `fee` on it, in millionths of the price; a seller gets the price. Bids that are below the floor
    without the fee, and asks above the ceiling, are set aside. The reserve is an ask like any other. Where nothing is
    traded the price is no more than an end of the interval. The ceiling is at least the floor; one above every bid is none.

    Invariant: nobody pays more than its bid or gets less than its ask. An order beyond the price changes nothing.
    """
    for place in range(bids.size):
        bid = bids[place]
        net = net_of_fee(bid.price, fee)
        bid.limit = min(net, ceiling)
        bid.traded = bid.amount if net >= floor else 0
    for place in range(asks.size):
        ask = asks[place]
        ask.limit = max(ask.price, floor)
        ask.traded = ask.amount if ask.price <= ceiling else 0
    price = clearing_price(bids, asks, floor, ceiling)
    match(bids, asks, price)
    for place in range(bids.size):
        bids[place].payment = bids[place].traded * (price + fee_on(price, fee))
    for place in range(asks.size):
        asks[place].payment = asks[place].traded * price
    return price


@compiled
def best_beyond(orders: Any, limit: Any, side: Any) -> Any:
    """Return the best limit that is worse than `limit` among the orders that trade, or `limit` if there is none."""
    best = limit
    for place in range(orders.size):
        order = orders[place]
        worse = (order.limit - limit) * side > 0
        if order.traded > 0 and worse and (best == limit or (order.limit - best) * side < 0):
            best = order.limit
    return best


@compiled
def pay_out(asks: Any, limit: Any, sold: Any, income: Any) -> None:
    """Share `income`, fen for each year of use, among the asks with this limit by what each `sold` of all, kg/year."""
    remainder, last = last_rounded_up(asks, limit, income, sold)
    for place in range(asks.size):
        ask = asks[place]
        if ask.limit == limit:
            ask.payment = portion_of(ask, income, sold, remainder, last)


@compiled
def pay_sellers(bids: Any, asks: Any, first: Any, highest: Any) -> None:
    """Pay each seller the bids that it serves: the first and the cheapest ask has the highest bids (ODD eq. 123).

    `first` is the least limit of an ask, `highest` the highest limit of a bid, fen/kg.year.
    """
    bid_limit = highest + 1
    unpaid = 0
    ask_limit = best_beyond(asks, first - 1, MarketSide.ASK.value)
    while ask_limit >= first:
        sold = amount_at(asks, ask_limit)
        income = 0
        left = sold
        while left > 0:
            if unpaid == 0:
                bid_limit = best_beyond(bids, bid_limit, MarketSide.BID.value)
                unpaid = amount_at(bids, bid_limit)
            served = min(left, unpaid)
            income += served * bid_limit
            left -= served
            unpaid -= served
        pay_out(asks, ask_limit, sold, income)
        beyond = best_beyond(asks, ask_limit, MarketSide.ASK.value)
        ask_limit = beyond if beyond > ask_limit else first - 1


@compiled
def clear_pay_as_bid(bids: Any, asks: Any, floor: Any) -> Any:
    """Serve the highest bid first, each at its own price, and return what is traded, kg/year (ODD eq. 121-123).

    Bids below `floor`, fen/kg.year, are not served. The asks with `reserve` are sold first, whatever their price, then the
    cheapest; an ask below the floor counts as at it. A seller gets what the buyers that it serves pay, and equal asks
    share what theirs pay by the amount.

    Invariant: what buyers pay is what sellers get. Nobody gets less than its ask, and the reserve not less than the floor.
    """
    first = floor - 1  # a limit before every other ask's
    highest = floor
    for place in range(bids.size):
        bid = bids[place]
        bid.limit = bid.price
        bid.traded = bid.amount if bid.price >= floor else 0
        highest = max(highest, bid.price)
    for place in range(asks.size):
        ask = asks[place]
        ask.limit = first if ask.reserve else max(ask.price, floor)
        ask.traded = ask.amount
        ask.payment = 0
    total = match(bids, asks, clearing_price(bids, asks, first, highest))
    for place in range(bids.size):
        bids[place].payment = bids[place].traded * bids[place].price
    pay_sellers(bids, asks, first, highest)
    return total


@compiled
def next_applicant(bids: Any, price: Any) -> Any:
    """Return the row of the earliest bid of at least `price` that has got nothing yet, then of the smallest key, or -1."""
    row = -1
    for place in range(bids.size):
        bid = bids[place]
        if bid.price < price or bid.traded > 0 or bid.amount == 0:
            continue
        if row < 0 or bid.applied < bids[row].applied or (bid.applied == bids[row].applied and bid.key < bids[row].key):
            row = place
    return row


@compiled
def sell_at_base_price(bids: Any, stock: Any, price: Any) -> Any:
    """Sell `stock` kg/year at `price`, fen/kg.year, and return what is sold, kg/year (ODD eq. 124).

    Who applied earlier is served first, of one quarter the smaller key; the last may get a part. Bids below the price are
    not served. `limit` is the price for all.
    """
    for place in range(bids.size):
        bids[place].limit = price
        bids[place].traded = 0
        bids[place].payment = 0
    left = stock
    row = next_applicant(bids, price)
    while left > 0 and row >= 0:
        bids[row].traded = min(bids[row].amount, left)
        bids[row].payment = bids[row].traded * price
        left -= bids[row].traded
        row = next_applicant(bids, price)
    return stock - left
