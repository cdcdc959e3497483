"""Generated books of orders for permits, and what holds in every book that was cleared: compiled, as there are many.

Every check goes by prices and amounts as they were given, and never by the limits that the clearing writes. Each returns
whether it holds.
"""

from enum import IntEnum
from typing import Any, NamedTuple

import numpy as np

from model.compiled import compiled
from model.permit_orders import order_dtype
from model.state import records

LARGEST = 7  # orders on a side of a book
FLOOR = 400  # fen/kg.year
STEPS = 1_000_000  # a fee of one times the price
NO_CEILING = 10**9


class Kind(IntEnum):
    """What a book is made to show."""

    PLAIN = 0
    TIED = 1  # three prices and two amounts, so that orders are equal
    SHORT = 2  # a low ceiling and eager buyers
    LONG = 3  # eager sellers, many at the floor
    BOUNDLESS = 4  # no ceiling and no fee


class Books(NamedTuple):
    """Books of one kind; a side of a book is the first of its orders, as many as `sizes` says."""

    bids: Any  # (book, LARGEST) order_dtype
    asks: Any  # (book, LARGEST) order_dtype
    sizes: Any  # i8 (book, 2) bids and asks
    ceilings: Any  # i8 (book,) fen/kg.year
    fees: Any  # i8 (book,) millionths of the price


def side(random: np.random.Generator, kind: Kind, count: int, lowest: int, highest: int) -> np.recarray:
    """One side of `count` books."""
    made = records(order_dtype, count, LARGEST)
    made.price = random.integers(lowest, highest, (count, LARGEST))
    made.amount = random.integers(0, 300, (count, LARGEST))
    if kind == Kind.TIED:
        made.price = random.choice([430, 500, 520], (count, LARGEST))
        made.amount = random.choice([7, 11], (count, LARGEST))
    made.key = np.argsort(random.random((count, LARGEST)), axis=1) * random.integers(1, 10**15, (count, 1))
    made.applied = random.integers(0, 3, (count, LARGEST))
    return made


def books(seed: int, kind: Kind, count: int) -> Books:
    """So many books of a kind, with at most one ask of the reserve in each."""
    random = np.random.default_rng([seed, kind])
    ceilings = random.integers(600, 1400, count)
    fees = random.choice([0, 3_000, 50_000, 333_333], count)
    bids = side(random, kind, count, 700 if kind == Kind.SHORT else 300, 1300)
    asks = side(random, kind, count, 300, 1300)
    if kind == Kind.SHORT:
        ceilings = random.integers(FLOOR, 600, count)
        asks.price = random.integers(300, 500, asks.shape)
        bids.amount *= 3
    if kind == Kind.LONG:
        asks.price = np.where(random.random(asks.shape) < 0.7, FLOOR, asks.price)
        asks.amount *= 5
        bids.price -= 200
    if kind == Kind.TIED:
        fees[:] = 0
    if kind == Kind.BOUNDLESS:
        ceilings[:], fees[:] = NO_CEILING, 0
    asks.reserve[:, 0] = random.random(count) < 0.5
    asks.price = np.where(asks.reserve, FLOOR, asks.price)
    return Books(bids, asks, random.integers(0, LARGEST + 1, (count, 2)), ceilings, fees)


@compiled
def can_pay(bid: Any, price: Any, fee: Any) -> Any:
    """Whether a bid covers a price and the fee on it, in whole fen."""
    return price * (STEPS + fee) <= bid.price * STEPS


@compiled
def amounts_are_possible(bids: Any, asks: Any) -> Any:
    """Nobody trades more than it offered, and what is bought is what is sold."""
    bought, sold = 0, 0
    for place in range(bids.size):
        if bids[place].traded < 0 or bids[place].traded > bids[place].amount:
            return False
        bought += bids[place].traded
    for place in range(asks.size):
        if asks[place].traded < 0 or asks[place].traded > asks[place].amount:
            return False
        sold += asks[place].traded
    return bought == sold


@compiled
def payments_are_fair(bids: Any, asks: Any, floor: Any) -> Any:
    """Nobody pays above its bid, the fee included, or gets below its ask; no kilogram is sold below the floor."""
    for place in range(bids.size):
        bid = bids[place]
        if bid.payment > bid.traded * bid.price or bid.payment < bid.traded * floor:
            return False
    for place in range(asks.size):
        ask = asks[place]
        if ask.payment < ask.traded * max(ask.price, floor):
            return False
    return True


@compiled
def no_trade_is_left(bids: Any, asks: Any, floor: Any, ceiling: Any, fee: Any) -> Any:
    """No buyer and no seller with something left would both take a price between floor and ceiling."""
    for one in range(bids.size):
        if bids[one].traded == bids[one].amount:
            continue
        for other in range(asks.size):
            ask = asks[other]
            price = max(ask.price, floor)
            if ask.traded < ask.amount and price <= ceiling and can_pay(bids[one], price, fee):
                return False
    return True


@compiled
def pays_one_price(bids: Any, asks: Any, price: Any, floor: Any, ceiling: Any, fee: Any) -> Any:
    """The price is between floor and ceiling. Sellers get it, and buyers pay it with the fee, rounded up."""
    if price < floor or price > ceiling:
        return False
    for place in range(bids.size):
        bid = bids[place]
        over = bid.payment - bid.traded * price
        if over * STEPS < bid.traded * price * fee or over * STEPS >= bid.traded * (price * fee + STEPS) > 0:
            return False
    off = 0
    for place in range(asks.size):
        off += abs(asks[place].payment - asks[place].traded * price)
    return off == 0


@compiled
def is_upper_end(bids: Any, asks: Any, price: Any, floor: Any, ceiling: Any, fee: Any) -> Any:
    """The price clears or is the floor, and one fen more would find too few buyers or is above the ceiling."""
    below, at, above = 0, 0, 0
    for place in range(bids.size):
        if can_pay(bids[place], floor, fee):
            at += bids[place].amount if can_pay(bids[place], price, fee) else 0
            above += bids[place].amount if can_pay(bids[place], price + 1, fee) else 0
    offered = 0
    for place in range(asks.size):
        if asks[place].price <= ceiling:
            below += asks[place].amount if asks[place].price < price else 0
            offered += asks[place].amount if asks[place].price <= price else 0
    return (below <= at or price == floor) and (offered > above or price == ceiling)


@compiled
def share_is_fair(orders: Any, one: Any, other: Any, left: Any, weights: Any) -> Any:
    """Of two that share pro rata, the first is less than a unit off, and not rounded up before a larger remainder."""
    first, second = left * orders[one].amount, left * orders[other].amount
    up, down = orders[one].traded * weights - first, orders[other].traded * weights - second
    if weights > 0 and (up >= weights or up <= -weights):
        return False
    if up > 0 and down < 0:  # the first was rounded up, the second down
        larger = first % weights - second % weights
        return larger > 0 or (larger == 0 and orders[one].key < orders[other].key)
    return True


@compiled
def ration_is_fair(orders: Any, ranks: Any) -> Any:
    """Who is served in part has nobody behind that is served and nobody before that is not; equals share pro rata.

    `ranks` (LARGEST,) says who goes before whom: the smaller first, below 0 who takes no part.
    """
    for one in range(orders.size):
        if ranks[one] < 0:
            if orders[one].traded != 0:
                return False
            continue
        left, weights = 0, 0
        for other in range(orders.size):
            if ranks[other] > ranks[one] and orders[other].traded > 0 and orders[one].traded < orders[one].amount:
                return False
            if ranks[other] == ranks[one]:
                left += orders[other].traded
                weights += orders[other].amount
        for other in range(orders.size):
            if ranks[other] == ranks[one] and not share_is_fair(orders, one, other, left, weights):
                return False
    return True


@compiled
def rank_at(bids: Any, asks: Any, price: Any, ceiling: Any, fee: Any, bid_ranks: Any, ask_ranks: Any) -> None:
    """Rank the orders about one price: 0 would take a worse one too, 1 is at its limit, -1 takes no part.

    No worse price than the ceiling can be asked of a buyer, and none below the floor of a seller.
    """
    for place in range(bids.size):
        bid_ranks[place] = -1
        if can_pay(bids[place], price, fee):
            bid_ranks[place] = 0 if price < ceiling and can_pay(bids[place], price + 1, fee) else 1
    for place in range(asks.size):
        ask_ranks[place] = -1
        if asks[place].price <= price:
            ask_ranks[place] = 0 if price > FLOOR and asks[place].price < price else 1


@compiled
def rank_all(bids: Any, asks: Any, bid_ranks: Any, ask_ranks: Any) -> None:
    """Rank the orders to pay as bid: high bids and cheap asks first, the reserve before all asks."""
    for place in range(bids.size):
        price = bids[place].price
        bid_ranks[place] = NO_CEILING - price if price >= FLOOR else -1
    for place in range(asks.size):
        ask_ranks[place] = 0 if asks[place].reserve else max(asks[place].price, FLOOR)


@compiled
def is_short(orders: Any, ranks: Any) -> Any:
    """How many orders at the price share what is not enough for all of them."""
    count, missing = 0, 0
    for place in range(orders.size):
        if ranks[place] == 1 and orders[place].amount > 0:
            count += 1
            missing += orders[place].amount - orders[place].traded
    return count if missing > 0 else 0


@compiled
def dearer_ask_gets_more(bids: Any, asks: Any, ranks: Any) -> Any:
    """Whether a seller gets more for a kilogram, by more than a fen in all, than one that is served before or with it."""
    for one in range(asks.size):
        for other in range(asks.size):
            first, second = asks[one], asks[other]
            both = first.traded > 0 and second.traded > 0 and ranks[one] <= ranks[other]
            if both and (first.payment + 1) * second.traded < (second.payment - 1) * first.traded:
                return True
    return False


@compiled
def sums_agree(bids: Any, asks: Any) -> Any:
    """Each buyer pays its own price, and sellers get what buyers pay."""
    paid = 0
    for place in range(bids.size):
        if bids[place].payment != bids[place].traded * bids[place].price:
            return False
        paid += bids[place].payment
    for place in range(asks.size):
        paid -= asks[place].payment
    return paid == 0


@compiled
def put(target: Any, place: Any, order: Any) -> None:
    """Copy the given columns of an order."""
    target[place].price = order.price
    target[place].amount = order.amount
    target[place].key = order.key
    target[place].applied = order.applied
    target[place].reserve = order.reserve


@compiled
def reverse(orders: Any, target: Any) -> None:
    """Put the orders into `target` with the last row first."""
    for place in range(orders.size):
        put(target, orders.size - 1 - place, orders[place])


@compiled
def trades_as(orders: Any, others: Any) -> Any:
    """Whether every order that trades, or pays, does the same among others, found by its key."""
    for one in range(orders.size):
        found = orders[one].traded == 0
        for other in range(others.size):
            if others[other].key == orders[one].key:
                found = others[other].traded == orders[one].traded and others[other].payment == orders[one].payment
        if not found:
            return False
    return True
