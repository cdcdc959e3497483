"""Largest remainders, then the key; orders better than the price in full, worse ones not at all."""

import pytest

from model.rules.rationing import MarketSide, ration, share_of
from tests.orders import by_key, orders

LARGEST = 2**63 - 1


def rationed(rows, price, total, side):
    """What orders of rows (limit, amount, key) trade, by key."""
    made = orders(rows)
    made.limit, made.traded = made.price, made.amount
    ration(made, price, total, side.value)
    return by_key(made, "traded")


# (limit, amount, key): of 15 kg three ask for 7, 5 and 3
THREE = [(430, 7, 9), (430, 5, 1), (430, 3, 4)]


@pytest.mark.parametrize("side", MarketSide)
@pytest.mark.parametrize(
    ("total", "served"),
    [
        (0, {9: 0, 1: 0, 4: 0}),
        (1, {9: 1, 1: 0, 4: 0}),  # 7/15 is the largest part of a kg
        (2, {9: 1, 1: 1, 4: 0}),  # 14/15, 10/15, 6/15
        (4, {9: 2, 1: 1, 4: 1}),  # 1 13/15, 1 5/15, 12/15: two more, to 13/15 and 12/15
        (10, {9: 5, 1: 3, 4: 2}),  # 4 10/15, 3 5/15, 2: one more, to the largest remainder though its key is last
        (15, {9: 7, 1: 5, 4: 3}),
    ],
)
def test_what_is_short_is_shared_pro_rata_by_largest_remainders(side, total, served):
    assert rationed(THREE, 430, total, side) == served
    assert rationed(THREE[::-1], 430, total, side) == served


@pytest.mark.parametrize(
    ("total", "served"),
    [
        (7, {9: 2, 2: 3, 5: 2, 30: 0}),  # 2 1/3 each
        (8, {9: 2, 2: 3, 5: 3, 30: 0}),
    ],
)
def test_of_equal_remainders_the_smaller_keys_get_more(total, served):
    rows = [(430, 4, 9), (430, 4, 2), (430, 4, 5), (430, 0, 30)]
    for turned in range(4):
        assert rationed(rows[turned:] + rows[:turned], 430, total, MarketSide.ASK) == served


def test_keys_decide_only_behind_larger_remainders():
    # 10 of 17 kg: 2 16/17 of 5 and 2 6/17 of each 4; the first kg more goes to the last key, the other to the first
    assert rationed([(430, 5, 9), (430, 4, 3), (430, 4, 1), (430, 4, 2)], 430, 10, MarketSide.BID) == {
        9: 3,
        3: 2,
        1: 3,
        2: 2,
    }


def test_the_largest_keys_can_be_compared():
    rows = [(430, 2, LARGEST), (430, 2, LARGEST - 1), (430, 2, LARGEST - 2)]
    assert rationed(rows, 430, 4, MarketSide.BID) == {LARGEST: 1, LARGEST - 1: 1, LARGEST - 2: 2}
    assert rationed([(430, 2, LARGEST), (430, 2, 0)], 430, 1, MarketSide.BID) == {LARGEST: 0, 0: 1}


@pytest.mark.parametrize(("side", "better", "worse"), [(MarketSide.ASK, 429, 431), (MarketSide.BID, 431, 429)])
def test_better_orders_are_served_in_full_and_worse_ones_not(side, better, worse):
    rows = [(better, 6, 11), (worse, 8, 12), *THREE]
    assert rationed(rows, 430, 16, side) == {11: 6, 12: 0, 9: 5, 1: 3, 4: 2}
    assert rationed(rows[:2], 430, 6, side) == {11: 6, 12: 0}
    assert rationed([(430, 0, 1), (better, 6, 2)], 430, 6, side) == {1: 0, 2: 6}


def test_money_of_the_largest_amounts_is_shared_exactly():
    weight, weights = 2_999_999_989, 3_000_000_000
    for total in (weights * 1_000_000 - 1, weights * 1_000_000 + 7):
        assert share_of(weight, total, weights) == total * weight // weights
