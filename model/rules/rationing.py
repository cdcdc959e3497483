"""Rationing: orders better than a price are served in full, those at it share pro rata what is left, in whole units.

A share is rounded by largest remainders, then by key, so the order of rows decides nothing. `orders` are records of
`order_dtype` (n,). All is whole numbers, exact while the amounts of a side add up to at most 3 billion.
"""

from enum import IntEnum
from typing import Any

from ..compiled import compiled


class MarketSide(IntEnum):
    """Side of an order, by the direction in which its price gets worse: a low bid, a high ask."""

    BID = -1
    ASK = 1


@compiled
def reaches(order: Any, price: Any, side: Any) -> Any:
    """Return whether an order would trade at `price`, fen/kg.year: its limit is that price or a better one."""
    return (price - order.limit) * side >= 0


@compiled
def amount_within(orders: Any, price: Any, side: Any) -> Any:
    """Return what the orders of a side would trade at `price`, kg/year."""
    amount = 0
    for place in range(orders.size):
        if reaches(orders[place], price, side):
            amount += orders[place].traded
    return amount


@compiled
def amount_at(orders: Any, limit: Any) -> Any:
    """Return what the orders with this limit trade, kg/year."""
    amount = 0
    for place in range(orders.size):
        if orders[place].limit == limit:
            amount += orders[place].traded
    return amount


@compiled
def share_of(weight: Any, total: Any, weights: Any) -> Any:
    """Return the share of `total` of one of several `weights` (their sum, above 0), rounded down.

    The total is divided first: money times kilograms would be more than 64 bits hold.
    """
    return total // weights * weight + total % weights * weight // weights


@compiled
def remainder_of(weight: Any, total: Any, weights: Any) -> Any:
    """Return what rounding took off a share, in parts of a unit of which `weights` are one."""
    return total % weights * weight % weights


@compiled
def count_from(orders: Any, limit: Any, least: Any, total: Any, weights: Any) -> Any:
    """Return how many of the orders with this limit have a remainder of at least `least`."""
    count = 0
    for place in range(orders.size):
        order = orders[place]
        if order.limit == limit and remainder_of(order.traded, total, weights) >= least:
            count += 1
    return count


@compiled
def count_to(orders: Any, limit: Any, last: Any, remainder: Any, total: Any, weights: Any) -> Any:
    """Return how many of the orders with this limit and remainder have a key of at most `last`."""
    count = 0
    for place in range(orders.size):
        order = orders[place]
        same = order.limit == limit and remainder_of(order.traded, total, weights) == remainder
        if same and order.key <= last:
            count += 1
    return count


@compiled
def last_rounded_up(orders: Any, limit: Any, total: Any, weights: Any) -> Any:
    """Return the remainder and the key of the last order with this limit whose share of `total` is rounded up.

    `weights` is the sum of what those orders trade. Both are found by halving, so nothing is sorted or moved. Where no share
    needs rounding the remainder is `weights`, which none has.
    """
    left = total
    largest = 0
    for place in range(orders.size):
        order = orders[place]
        if order.limit == limit:
            left -= share_of(order.traded, total, weights)
            largest = max(largest, order.key)
    if left == 0:
        return weights, largest
    remainder, above = 0, weights
    while above - remainder > 1:
        middle = (remainder + above) // 2
        if count_from(orders, limit, middle, total, weights) >= left:
            remainder = middle
        else:
            above = middle
    left -= count_from(orders, limit, above, total, weights)
    low, last = 0, largest
    while low < last:
        middle = low + (last - low) // 2
        if count_to(orders, limit, middle, remainder, total, weights) >= left:
            last = middle
        else:
            low = middle + 1
    return remainder, last


@compiled
def portion_of(order: Any, total: Any, weights: Any, remainder: Any, last: Any) -> Any:
    """Return an order's part of `total` by what it trades of `weights`, with what `last_rounded_up` returned."""
    own = remainder_of(order.traded, total, weights)
    rounded_up = own > remainder or (own == remainder and order.key <= last)
    return share_of(order.traded, total, weights) + (1 if rounded_up else 0)


@compiled
def ration(orders: Any, price: Any, total: Any, side: Any) -> None:
    """Let the orders of a side trade `total` kg/year at `price` and better, those at the price pro rata.

    `traded` holds before what each would trade, and afterwards what it does. `total` is at least what the orders better than
    the price would trade, and at most that and what those at the price would.
    """
    left = total - amount_within(orders, price - side, side)
    weights = amount_at(orders, price)
    remainder, last = weights, 0
    if weights > 0:
        remainder, last = last_rounded_up(orders, price, left, weights)
    for place in range(orders.size):
        order = orders[place]
        if not reaches(order, price, side):
            order.traded = 0
        elif order.limit == price and weights > 0:
            order.traded = portion_of(order, left, weights, remainder, last)
