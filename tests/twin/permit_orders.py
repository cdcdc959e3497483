"""Orders for permits and how they are cleared, with whole numbers and plain sorting (ODD eq. 120-124)."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction
from typing import Any


@dataclass
class Order:
    """A bid or an ask: fen for a kg and year, kg a year; and what it has traded and paid or got, fen for each year."""

    firm: Any
    price: int
    amount: int
    key: int
    applied: int = 0
    traded: int = 0
    payment: int = 0


def shares(total: int, weights: list[tuple[int, int]]) -> list[int]:
    """Return the parts of a total by weights, given with keys: largest remainders first, then the smaller key (eq. 122)."""
    whole = sum(weight for weight, _ in weights)
    exact = [Fraction(total * weight, whole) for weight, _ in weights]
    parts = [math.floor(part) for part in exact]
    order = sorted(range(len(weights)), key=lambda place: (parts[place] - exact[place], weights[place][1]))
    for place in order[: total - sum(parts)]:
        parts[place] += 1
    return parts


def by_price(orders: Iterable[Order], descending: bool) -> list[list[Order]]:
    """Return orders of some amount in groups of one price."""
    some = [order for order in orders if order.amount > 0]
    prices = sorted({order.price for order in some}, reverse=descending)
    return [[order for order in some if order.price == price] for price in prices]


def serve(groups: list[list[Order]], total: int) -> None:
    """Let groups trade a total one after the other; the last that can is served pro rata (eq. 122)."""
    for group in groups:
        amount = min(total, sum(order.amount for order in group))
        parts = shares(amount, [(order.amount, order.key) for order in group])
        for order, part in zip(group, parts, strict=True):
            order.traded = part
        total -= amount


def by_bid(bids: list[Order], reserve: Order, asks: list[Order], floor: int) -> None:
    """Serve the highest bid first, each at its price; the reserve sells first, then the cheapest firm (eq. 121-123).

    Sellers trade as long as the bids left are at least what they ask.
    """
    buyers = by_price([bid for bid in bids if bid.price >= floor], descending=True)
    sellers = ([[reserve]] if reserve.amount else []) + by_price(asks, descending=False)
    total, offered = 0, 0
    for group in sellers:
        least = floor if group[0] is reserve else group[0].price
        demand = sum(bid.amount for each in buyers for bid in each if bid.price >= least)
        offered += sum(ask.amount for ask in group)
        total = max(total, min(offered, demand))
    serve(buyers, total)
    serve(sellers, total)
    for bid in bids:
        bid.payment = bid.traded * bid.price
    stretches = [(bid.price, sum(each.traded for each in group)) for group in buyers for bid in group[:1]]
    for group in sellers:
        left = sold = sum(ask.traded for ask in group)
        income = 0
        while left > 0:
            price, open_amount = stretches.pop(0)
            taken = min(left, open_amount)
            income += taken * price
            left -= taken
            if open_amount > taken:
                stretches.insert(0, (price, open_amount - taken))
        if sold > 0:
            parts = shares(income, [(ask.traded, ask.key) for ask in group])
            for ask, part in zip(group, parts, strict=True):
                ask.payment = part


def at_base_price(bids: list[Order], reserve: Order, price: int) -> None:
    """Sell the reserve at the base price in the order of applications (eq. 124)."""
    for bid in sorted(bids, key=lambda bid: (bid.applied, bid.key)):
        if bid.price >= price:
            bid.traded = min(bid.amount, reserve.amount - reserve.traded)
            bid.payment = bid.traded * price
            reserve.traded += bid.traded
    reserve.payment = reserve.traded * price


def at_one_price(bids: list[Order], asks: list[Order], floor: int, ceiling: int, fee: float) -> None:
    """Trade at the highest price at which all that is asked below it finds a bid (eq. 120-122)."""
    millionths = math.floor(fee * 1_000_000 + 0.5)
    limits = {id(bid): min(ceiling, bid.price * 1_000_000 // (1_000_000 + millionths)) for bid in bids}
    buyers = [bid for bid in bids if limits[id(bid)] >= floor and bid.amount > 0]
    sellers = [ask for ask in asks if ask.price <= ceiling and ask.amount > 0]

    def wanted(price: int) -> int:
        return sum(bid.amount for bid in buyers if limits[id(bid)] >= price)

    def offered(price: int) -> int:
        return sum(ask.amount for ask in sellers if ask.price <= price)

    candidates = {floor, ceiling, *(limits[id(bid)] for bid in buyers), *(ask.price for ask in sellers)}
    price = max(each for each in candidates if offered(each - 1) <= wanted(each) or each == floor)
    total = min(wanted(price), offered(price))
    inside = [bid for bid in buyers if limits[id(bid)] > price]
    serve([inside, [bid for bid in buyers if limits[id(bid)] == price]], total)
    serve([[ask for ask in sellers if ask.price < price], [ask for ask in sellers if ask.price == price]], total)
    for bid in bids:
        bid.payment = bid.traded * (price + math.ceil(Fraction(price * millionths, 1_000_000)))
    for ask in asks:
        ask.payment = ask.traded * price
