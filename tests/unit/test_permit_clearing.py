"""Three ways to clear permits, worked by hand. Prices in fen/kg.year, amounts in kg/year; rows are price, amount, key."""

import pytest

from model.rules.permit_clearing import (
    clear_at_uniform_price,
    clear_pay_as_bid,
    fee_on,
    net_of_fee,
    sell_at_base_price,
)
from tests.orders import by_key, orders

FLOOR, CEILING, FEE = 400, 1000, 20_000  # a fee of 2 %


@pytest.mark.parametrize(("price", "fee"), [(0, 0), (1, 1), (649, 13), (650, 13), (651, 14), (686, 14)])
def test_a_fee_is_rounded_up(price, fee):
    # 2 % of 649 is 12.98, of 650 just 13, of 651 13.02
    assert fee_on(price, FEE) == fee
    assert fee_on(price, 0) == 0


@pytest.mark.parametrize(("bid", "net"), [(0, 0), (1, 0), (662, 649), (663, 650), (664, 650), (665, 651), (700, 686)])
def test_a_fee_is_taken_off_the_bid(bid, net):
    # 649 + 13 = 662; 650 + 13 = 663; 651 + 14 = 665
    assert net_of_fee(bid, FEE) == net
    assert net_of_fee(bid, 0) == bid


def uniform(bids, asks, floor=FLOOR, ceiling=CEILING, fee=FEE):
    """Price, what bids buy and what asks sell by key, and payments of both."""
    buyers, sellers = orders(bids), orders(asks)
    price = clear_at_uniform_price(buyers, sellers, floor, ceiling, fee)
    return price, by_key(buyers, "traded"), by_key(sellers, "traded"), buyers.payment.tolist(), sellers.payment.tolist()


# Without the fee the bids are 882, 700, 686 and 343.
BIDS = [(900, 30, 5), (714, 20, 6), (700, 25, 2), (350, 10, 1)]


def test_the_price_is_the_lowest_bid_served_where_all_that_is_offered_is_sold():
    price, bought, sold, paid, received = uniform(BIDS, [(410, 25, 1), (650, 35, 2), (1001, 10, 3)])
    assert price == 686
    assert bought == {5: 30, 6: 20, 2: 10, 1: 0}
    assert sold == {1: 25, 2: 35, 3: 0}
    assert paid == [21_000, 14_000, 7_000, 0]  # 686 and a fee of 14
    assert received == [17_150, 24_010, 0]


def test_the_price_is_the_dearest_ask_served_where_a_part_of_it_is_left():
    price, bought, sold, paid, received = uniform(BIDS, [(410, 25, 1), (450, 20, 4), (650, 50, 2), (1001, 10, 3)])
    assert price == 650
    assert bought == {5: 30, 6: 20, 2: 25, 1: 0}
    assert sold == {1: 25, 4: 20, 2: 30, 3: 0}
    assert paid == [19_890, 13_260, 16_575, 0]  # 663 for each kg
    assert received == [16_250, 13_000, 19_500, 0]


@pytest.mark.parametrize(
    ("next_ask", "price"),
    [(685, 685), (686, 686), (687, 686)],
)
def test_where_both_sides_end_together_the_next_ask_bounds_the_price(next_ask, price):
    # 75 kg are wanted at 686 and 75 kg are asked at up to 650
    found, bought, sold, *_ = uniform(BIDS, [(410, 25, 1), (650, 50, 2), (next_ask, 9, 3)])
    assert found == price
    assert bought == {5: 30, 6: 20, 2: 25, 1: 0}
    assert sold == {1: 25, 2: 50, 3: 0}


def test_at_equal_prices_as_much_is_traded_as_can_be():
    price, bought, sold, *_ = uniform([(600, 11, 1)], [(600, 7, 1)], fee=0)
    assert (price, bought, sold) == (600, {1: 7}, {1: 7})


@pytest.mark.parametrize(("bid", "bought"), [(408, 5), (407, 0)])
def test_a_bid_below_the_floor_without_the_fee_is_set_aside(bid, bought):
    # 400 + 8 = 408
    assert uniform([(bid, 5, 1)], [(300, 9, 1)])[1] == {1: bought}


@pytest.mark.parametrize(("ask", "sold", "price"), [(1000, 5, 1000), (1001, 0, 1000)])
def test_an_ask_above_the_ceiling_is_set_aside(ask, sold, price):
    found, _, amounts, *_ = uniform([(2000, 5, 1)], [(ask, 9, 1)])
    assert (found, amounts) == (price, {1: sold})


def test_where_the_ceiling_binds_all_that_would_pay_it_share_pro_rata():
    # 40 of 76 kg: 15 60/76, 11 4/76, 13 12/76
    rows = [(900, 30, 5), (714, 21, 6), (612, 25, 2), (611, 50, 7)]
    price, bought, sold, paid, received = uniform(rows, [(410, 40, 1)], ceiling=600)
    assert price == 600
    assert bought == {5: 16, 6: 11, 2: 13, 7: 0}
    assert sold == {1: 40}
    assert paid == [9_792, 6_732, 7_956, 0]
    assert received == [24_000]


def test_where_the_floor_binds_all_that_would_sell_at_it_share_pro_rata_and_the_reserve_with_them():
    # 12 of 31 kg: 3 15/31, 5 13/31, 3 3/31; the last asks less than the floor
    price, bought, sold, paid, received = uniform(
        [(500, 12, 1)], [(400, 9, 30, 1), (400, 14, 20), (300, 8, 10), (401, 50, 5)]
    )
    assert price == 400
    assert bought == {1: 12}
    assert sold == {30: 4, 20: 5, 10: 3, 5: 0}
    assert paid == [4_896]
    assert received == [1_600, 2_000, 1_200, 0]


@pytest.mark.parametrize(
    ("bids", "asks", "price"),
    [
        ([(450, 5, 1)], [(500, 5, 1)], 500),
        ([(450, 5, 1)], [], CEILING),
        ([], [(500, 5, 1)], 500),
        ([], [], CEILING),
        ([(900, 0, 1)], [(500, 0, 1)], CEILING),
    ],
)
def test_where_nothing_is_traded_nobody_pays(bids, asks, price):
    found, bought, sold, paid, received = uniform(bids, asks)
    assert found == price
    assert sum([*bought.values(), *sold.values(), *paid, *received]) == 0


def as_bid(bids, asks):
    """Total, what bids buy and what asks sell by key, and payments of both by key."""
    buyers, sellers = orders(bids), orders(asks)
    total = clear_pay_as_bid(buyers, sellers, FLOOR)
    assert total == buyers.traded.sum() == sellers.traded.sum()
    return by_key(buyers, "traded"), by_key(sellers, "traded"), by_key(buyers, "payment"), by_key(sellers, "payment")


def test_the_highest_bids_are_served_from_the_reserve_and_then_by_the_cheapest_asks():
    # 75 kg are wanted. The reserve: 25 at 900. The two asks at 450: 5 at 900 and 28 at 700, together 24,100, of which
    # 20/33 are 14,606 2/33 and 13/33 are 9,493 31/33. The dearest ask: the last 17 at 700.
    asks = [(650, 30, 4), (450, 13, 3), (400, 25, 9, 1), (450, 20, 1), (701, 10, 8)]
    bids = [(700, 25, 2), (900, 30, 5), (399, 10, 1), (700, 20, 6)]
    for turned in range(5):
        bought, sold, paid, received = as_bid(bids[turned % 4 :] + bids[: turned % 4], asks[turned:] + asks[:turned])
        assert bought == {5: 30, 6: 20, 2: 25, 1: 0}
        assert sold == {9: 25, 1: 20, 3: 13, 4: 17, 8: 0}
        assert paid == {5: 27_000, 6: 14_000, 2: 17_500, 1: 0}
        assert received == {9: 22_500, 1: 14_606, 3: 9_494, 4: 11_900, 8: 0}


@pytest.mark.parametrize(
    ("reserve", "sold"), [(50, {1: 30, 2: 0, 3: 0}), (30, {1: 30, 2: 0, 3: 0}), (23, {1: 23, 2: 5, 3: 2})]
)
def test_the_reserve_goes_before_asks_at_the_floor(reserve, sold):
    # then the two asks at the floor share 7 kg: 7 x 20/28 = 5 and 7 x 8/28 = 2
    assert as_bid([(600, 30, 1)], [(400, 20, 2), (390, 8, 3), (999, reserve, 1, 1)])[1] == sold


def test_equal_bids_share_what_is_left_for_them():
    # 14 kg for 9 and 12: 6 exactly and 8; 13 kg: 5 12/21 and 7 9/21
    bids = [(800, 10, 1), (500, 9, 2), (500, 12, 3), (499, 40, 4)]
    assert as_bid(bids, [(450, 24, 1)])[0] == {1: 10, 2: 6, 3: 8, 4: 0}
    assert as_bid(bids, [(450, 23, 1)])[0] == {1: 10, 2: 6, 3: 7, 4: 0}


@pytest.mark.parametrize(("bid", "bought"), [(400, 5), (399, 0)])
def test_no_bid_below_the_floor_is_served(bid, bought):
    got, _, paid, received = as_bid([(bid, 5, 1)], [(300, 9, 1), (300, 9, 2, 1)])
    assert got == {1: bought}
    assert paid == {1: bought * 400}
    assert received == {1: 0, 2: bought * 400}


@pytest.mark.parametrize(("ask", "sold"), [(640, 7), (641, 0)])
def test_no_bid_is_served_by_a_dearer_ask(ask, sold):
    assert as_bid([(640, 7, 1), (500, 3, 2)], [(ask, 9, 1)])[1] == {1: sold}


@pytest.mark.parametrize(("bids", "asks"), [([], []), ([(900, 7, 1)], []), ([], [(450, 5, 1), (400, 5, 2, 1)])])
def test_an_empty_side_trades_nothing(bids, asks):
    assert sum(sum(each.values()) for each in as_bid(bids, asks)) == 0


# price, amount, key, quarter of application
APPLICANTS = [(900, 30, 5, 3), (700, 20, 6, 1), (700, 25, 2, 1), (399, 10, 1, 0), (400, 8, 7, 2)]


@pytest.mark.parametrize(
    ("stock", "served"),
    [
        (0, {5: 0, 6: 0, 2: 0, 1: 0, 7: 0}),
        (10, {5: 0, 6: 0, 2: 10, 1: 0, 7: 0}),
        (25, {5: 0, 6: 0, 2: 25, 1: 0, 7: 0}),
        (50, {5: 0, 6: 20, 2: 25, 1: 0, 7: 5}),
        (60, {5: 7, 6: 20, 2: 25, 1: 0, 7: 8}),
        (84, {5: 30, 6: 20, 2: 25, 1: 0, 7: 8}),
    ],
)
def test_a_stock_is_sold_in_the_order_of_application_and_then_of_keys(stock, served):
    for turned in range(5):
        buyers = orders(APPLICANTS[turned:] + APPLICANTS[:turned], "applied")
        assert sell_at_base_price(buyers, stock, 400) == sum(served.values())
        assert by_key(buyers, "traded") == served
        assert by_key(buyers, "payment") == {key: 400 * amount for key, amount in served.items()}


def test_an_applicant_that_wants_nothing_holds_nobody_up():
    buyers = orders([(900, 0, 1, 0), (900, 4, 2, 1)], "applied")
    assert sell_at_base_price(buyers, 9, 400) == 4
