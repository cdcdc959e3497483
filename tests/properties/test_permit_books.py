"""Permits are cleared as they should be in a hundred thousand books; HiGHS finds no better trade."""

from typing import Any

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.optimize import linprog
from scipy.sparse import csr_array

from model.compiled import compiled
from model.permit_orders import order_dtype
from model.rules.permit_clearing import clear_at_uniform_price, clear_pay_as_bid, sell_at_base_price
from model.state import records
from tests.orders import by_key, orders
from tests.properties.permit_books import (
    FLOOR,
    LARGEST,
    NO_CEILING,
    STEPS,
    Books,
    Kind,
    amounts_are_possible,
    books,
    can_pay,
    dearer_ask_gets_more,
    is_short,
    is_upper_end,
    no_trade_is_left,
    payments_are_fair,
    pays_one_price,
    put,
    rank_all,
    rank_at,
    ration_is_fair,
    reverse,
    sums_agree,
    trades_as,
)

SEED = 20101231
BOOKS = {Kind.PLAIN: 25_000, Kind.TIED: 30_000, Kind.SHORT: 20_000, Kind.LONG: 15_000, Kind.BOUNDLESS: 10_000}
STRANGER = 2**62  # the key of an order that is in no book


@compiled
def outsiders_change_nothing(bids: Any, asks: Any, price: Any, ceiling: Any, fee: Any, more: Any, offers: Any) -> Any:
    """Neither to drop the bids below the price and the asks above it, nor to add one of each, changes anything."""
    for added in range(2):
        buyers, sellers = 0, 0
        for place in range(bids.size):
            if added or can_pay(bids[place], price, fee):
                put(more, buyers, bids[place])
                buyers += 1
        for place in range(asks.size):
            if added or asks[place].price <= price:
                put(offers, sellers, asks[place])
                sellers += 1
        if added:
            more[buyers].price, more[buyers].amount, more[buyers].key = price, 50, STRANGER
            offers[sellers].price, offers[sellers].amount, offers[sellers].key = price + 1, 50, STRANGER
            offers[sellers].reserve = 0
            while can_pay(more[buyers], price, fee):
                more[buyers].price -= 1
            while not can_pay(more[buyers], price - 1, fee):
                more[buyers].price += 1
            buyers, sellers = buyers + 1, sellers + 1
        again = clear_at_uniform_price(more[:buyers], offers[:sellers], FLOOR, ceiling, fee)
        same = trades_as(bids, more[:buyers]) and trades_as(asks, offers[:sellers])
        if again != price or not same:
            return False
    return True


@compiled
def check_uniform_price(made: Any, spare: Any, ranks: Any, failed: Any, met: Any) -> None:
    """Clear every book at a uniform price; count in `failed` (8,) what does not hold, in `met` (3,) what was met."""
    for book in range(made.sizes.shape[0]):
        bids, asks = made.bids[book][: made.sizes[book, 0]], made.asks[book][: made.sizes[book, 1]]
        ceiling, fee = made.ceilings[book], made.fees[book]
        bid_ranks, ask_ranks = ranks[0], ranks[1]
        price = clear_at_uniform_price(bids, asks, FLOOR, ceiling, fee)
        rank_at(bids, asks, price, ceiling, fee, bid_ranks, ask_ranks)
        failed[0] += not amounts_are_possible(bids, asks)
        failed[1] += not payments_are_fair(bids, asks, FLOOR)
        failed[2] += not pays_one_price(bids, asks, price, FLOOR, ceiling, fee)
        failed[3] += not no_trade_is_left(bids, asks, FLOOR, ceiling, fee)
        failed[4] += not is_upper_end(bids, asks, price, FLOOR, ceiling, fee)
        failed[5] += not (ration_is_fair(bids, bid_ranks) and ration_is_fair(asks, ask_ranks))
        failed[6] += not outsiders_change_nothing(bids, asks, price, ceiling, fee, spare.bids[0], spare.asks[0])
        reverse(bids, spare.bids[0])
        reverse(asks, spare.asks[0])
        more, offers = spare.bids[0][: bids.size], spare.asks[0][: asks.size]
        again = clear_at_uniform_price(more, offers, FLOOR, ceiling, fee)
        failed[7] += not (again == price and trades_as(bids, more) and trades_as(asks, offers))
        short, long = is_short(bids, bid_ranks), is_short(asks, ask_ranks)
        met[0] += (short > 0 and price == ceiling) or (long > 0 and price == FLOOR)
        met[1] += FLOOR < price < ceiling and (short > 1 or long > 1)
        met[2] += amounts_traded(bids) > 0


@compiled
def amounts_traded(side: Any) -> Any:
    """What a side trades, kg/year."""
    amount = 0
    for place in range(side.size):
        amount += side[place].traded
    return amount


@compiled
def check_pay_as_bid(made: Any, spare: Any, ranks: Any, failed: Any) -> None:
    """Clear every book by its bids; count in `failed` (8,) what does not hold."""
    for book in range(made.sizes.shape[0]):
        bids, asks = made.bids[book][: made.sizes[book, 0]], made.asks[book][: made.sizes[book, 1]]
        total = clear_pay_as_bid(bids, asks, FLOOR)
        rank_all(bids, asks, ranks[0], ranks[1])
        failed[0] += not (amounts_are_possible(bids, asks) and total == amounts_traded(bids))
        failed[1] += not payments_are_fair(bids, asks, FLOOR)
        failed[2] += not sums_agree(bids, asks)
        failed[3] += not no_trade_is_left(bids, asks, FLOOR, NO_CEILING, 0)
        failed[4] += not (ration_is_fair(bids, ranks[0]) and ration_is_fair(asks, ranks[1]))
        failed[5] += dearer_ask_gets_more(bids, asks, ranks[1])
        reverse(bids, spare.bids[0])
        reverse(asks, spare.asks[0])
        more, offers = spare.bids[0][: bids.size], spare.asks[0][: asks.size]
        clear_pay_as_bid(more, offers, FLOOR)
        failed[6] += not (trades_as(bids, more) and trades_as(asks, offers))
        clear_at_uniform_price(more, offers, FLOOR, NO_CEILING, 0)
        failed[7] += amounts_traded(more) != total


def room() -> Books:
    """Room for one book with two orders more."""
    empty = np.zeros((1, 2), np.int64)
    return Books(records(order_dtype, 1, LARGEST + 2), records(order_dtype, 1, LARGEST + 2), empty, empty[0], empty[0])


def test_a_hundred_thousand_books_are_cleared_at_a_uniform_price():
    failed, met = np.zeros(8, np.int64), np.zeros(3, np.int64)
    for kind, count in BOOKS.items():
        check_uniform_price(books(SEED, kind, count), room(), np.zeros((2, LARGEST), np.int64), failed, met)
    assert sum(BOOKS.values()) == 100_000
    assert failed.tolist() == [0] * 8
    binding, tied, trading = met
    assert binding >= 10_000
    assert tied >= 10_000
    assert trading >= 50_000


def test_a_hundred_thousand_books_are_cleared_by_bid():
    failed = np.zeros(8, np.int64)
    for kind, count in BOOKS.items():
        check_pay_as_bid(books(SEED, kind, count), room(), np.zeros((2, LARGEST), np.int64), failed)
    assert failed.tolist() == [0] * 8


class Welfare:
    """Many books as one linear program: what orders are worth as the collar cuts them, in fen/kg.year."""

    def __init__(self, made: Books, cut: bool) -> None:
        ceiling, fee = made.ceilings[:, None], made.fees[:, None]
        net = np.asarray(made.bids.price) * STEPS // (STEPS + fee)
        ask = np.asarray(made.asks.price)
        places = np.arange(LARGEST)
        self.bid_amount = np.where((net >= FLOOR) & (places < made.sizes[:, :1]), made.bids.amount, 0)
        self.ask_amount = np.where((ask <= ceiling) & (places < made.sizes[:, 1:]), made.asks.amount, 0)
        self.bid_worth = np.minimum(net, ceiling) if cut else net
        self.ask_worth = np.maximum(ask, FLOOR) if cut else ask

    def of(self, bought, sold):
        """The welfare of each book, fen."""
        return (bought * self.bid_worth).sum(1) - (sold * self.ask_worth).sum(1)

    def bound(self, price):
        """No trade has more welfare than this, whatever the price: what each side would gain at it, fen."""
        over = np.maximum(self.bid_worth - price[:, None], 0) * self.bid_amount
        under = np.maximum(price[:, None] - self.ask_worth, 0) * self.ask_amount
        return over.sum(1) + under.sum(1)

    def solve(self, extra):
        """What HiGHS lets both sides trade, with so many fen more for each kilogram."""
        count = len(self.bid_worth)
        rows = np.repeat(np.arange(count), LARGEST)
        entries = np.concatenate([np.ones(rows.size), -np.ones(rows.size)])
        balance = csr_array((entries, (np.tile(rows, 2), np.arange(2 * rows.size))), shape=(count, 2 * rows.size))
        cost = np.concatenate([-(self.bid_worth + extra).ravel(), self.ask_worth.ravel()])
        most = np.concatenate([self.bid_amount.ravel(), self.ask_amount.ravel()])
        found = linprog(
            cost, A_eq=balance, b_eq=np.zeros(count), bounds=np.column_stack([np.zeros(most.size), most]),
            method="highs",
        )  # fmt: skip
        assert found.status == 0, found.message
        traded = np.round(found.x).astype(np.int64).reshape(2, count, LARGEST)
        return traded[0], traded[1]


@pytest.fixture(scope="module")
def cleared():
    """Two hundred books of each kind, cleared at a uniform price, with the prices and what each order trades."""
    found = []
    for kind in Kind:
        made = books(SEED + 1, kind, 200)
        places = np.arange(LARGEST)
        prices = np.array(
            [
                clear_at_uniform_price(bids[:buyers], asks[:sellers], FLOOR, ceiling, fee)
                for bids, asks, (buyers, sellers), ceiling, fee in zip(*made, strict=True)
            ]
        )
        bought = np.where(places < made.sizes[:, :1], made.bids.traded, 0)
        sold = np.where(places < made.sizes[:, 1:], made.asks.traded, 0)
        found.append((made, prices, bought, sold))
    return found


def test_highs_finds_the_same_welfare_and_our_price_is_a_valid_dual(cleared):
    for made, prices, bought, sold in cleared:
        welfare = Welfare(made, cut=True)
        most = welfare.of(*welfare.solve(0))
        assert np.array_equal(welfare.of(bought, sold), most)
        assert np.array_equal(welfare.bound(prices), most)


def test_ours_trades_the_largest_quantity_among_the_optima(cleared):
    """Half a fen more for a kilogram makes HiGHS trade where nobody gains too, and nowhere else, as prices are whole."""
    for made, _, bought, sold in cleared:
        welfare = Welfare(made, cut=True)
        most = welfare.solve(0.5)
        assert np.array_equal(welfare.of(*most), welfare.of(bought, sold))
        assert np.array_equal(most[0].sum(1), bought.sum(1))


def test_within_the_collar_the_welfare_is_that_of_the_bids_and_asks_as_they_are(cleared):
    inside = 0
    for made, prices, bought, sold in cleared:
        welfare = Welfare(made, cut=False)
        within = (prices > FLOOR) & (prices < made.ceilings)
        most = welfare.of(*welfare.solve(0))
        assert np.array_equal(welfare.of(bought, sold)[within], most[within])
        assert np.array_equal(welfare.bound(prices)[within], most[within])
        inside += within.sum()
    assert inside > 300


# Small books as lists of single kilograms, which a person could match with a pencil.
ROW = st.tuples(st.integers(395, 410), st.integers(0, 6))
SIDES = st.lists(ROW, max_size=5)
many = settings(max_examples=300, deadline=None, derandomize=True)


def keyed(rows):
    return [(*row, key) for key, row in enumerate(rows, start=3)]


@many
@given(SIDES, SIDES, st.integers(0, 9))
def test_kilogram_by_kilogram_the_highest_bid_meets_the_cheapest_ask(bid_rows, ask_rows, stock):
    buyers, sellers = orders(keyed(bid_rows)), orders([*keyed(ask_rows), (FLOOR, stock, 1, 1)])
    bids = sorted((price for price, amount in bid_rows for _ in range(amount) if price >= FLOOR), reverse=True)
    asks = sorted(max(price, FLOOR) for price, amount in ask_rows for _ in range(amount))
    pairs = [pair for pair in zip(bids, [0] * stock + asks, strict=False) if pair[0] >= pair[1]]
    assert clear_pay_as_bid(buyers, sellers, FLOOR) == len(pairs)
    assert sum(buyers.payment) == sum(bid for bid, _ in pairs)
    received = by_key(sellers, "payment")
    assert received.pop(1) == sum(bid for bid, ask in pairs if ask == 0)
    for limit in {max(price, FLOOR) for price, _ in ask_rows}:
        alike = [key for price, _, key in keyed(ask_rows) if max(price, FLOOR) == limit]
        assert sum(received[key] for key in alike) == sum(bid for bid, ask in pairs if ask == limit)


@many
@given(SIDES, SIDES, st.integers(FLOOR, 408))
def test_kilogram_by_kilogram_the_price_is_the_upper_end_of_what_clears(bid_rows, ask_rows, ceiling):
    buyers, sellers = orders(keyed(bid_rows)), orders(keyed(ask_rows))
    price = clear_at_uniform_price(buyers, sellers, FLOOR, ceiling, 0)
    bids = sorted((price for price, amount in bid_rows for _ in range(amount) if price >= FLOOR), reverse=True)
    asks = sorted(price for price, amount in ask_rows for _ in range(amount) if price <= ceiling)
    traded = sum(bid >= max(ask, FLOOR) for bid, ask in zip(bids, asks, strict=False))
    assert sum(buyers.traded) == traded
    # the last bid served and the next ask bound it from above; without a trade only the cheapest ask does
    ends = [*bids[traded - 1 : traded], *asks[traded : traded + 1], ceiling]
    assert price == max(FLOOR, min(ends))


@many
@given(st.lists(st.tuples(st.integers(398, 402), st.integers(0, 6), st.integers(0, 2)), max_size=6), st.integers(0, 20))
def test_kilogram_by_kilogram_a_stock_is_sold_to_who_came_first(rows, stock):
    buyers = orders([(price, amount, 9 - key, applied) for key, (price, amount, applied) in enumerate(rows)], "applied")
    line = sorted((b.applied, b.key) for b in buyers if b.price >= FLOOR for _ in range(b.amount))[:stock]
    assert sell_at_base_price(buyers, stock, FLOOR) == len(line)
    assert by_key(buyers, "traded") == {int(b.key): sum(key == b.key for _, key in line) for b in buyers}
