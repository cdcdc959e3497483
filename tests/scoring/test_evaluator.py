"""Each way to give points, on both sides of its thresholds; ties, missing figures, one participant, caps."""

from dataclasses import replace
from fractions import Fraction

import pytest

from scenarios.scoring.evaluator import (
    Counted,
    Linear,
    Ranked,
    Reached,
    Relative,
    ScoringHeading,
    ScoringRow,
    ScoringTable,
    ranked,
    score,
)


def fraction(*texts):
    return [None if text is None else Fraction(text) for text in texts]


def given(figure, *texts):
    """Participants by what is known of one figure."""
    return [{figure: each} for each in fraction(*texts)]


GROWTH = Linear("growth", *fraction("25", "0.1", "0.9", "0.01", "0.05", "0.1", "0.2"))


@pytest.mark.parametrize(("growth", "points", "whole"), [
        ("0.12", "25", "25"), ("0.1199999", "24.9999875", "23.75"), ("0.1200001", "25", "25"), ("9", "25", "25"),
        ("0.11", "23.75", "23.75"), ("0.1099999", "23.7499875", "22.5"), ("0.1", "22.5", "22.5"), ("0.0999", "22.4875", "22.5"),
        ("0.0900001", "21.2500125", "22.5"), ("0.09", "21.25", "21.25"), ("0.06", "17.5", "17.5"), ("0.0600001", "17.5000125", "18.75"),
        ("0.0599999", "17.5", "17.5"), ("-0.5", "17.5", "17.5"), (None, "0", "0"),
    ],
)  # fmt: skip
def test_growth_is_linear_between_its_bounds_or_in_whole_points(growth, points, whole):
    assert GROWTH.points(given("growth", growth)) == fraction(points)
    assert replace(GROWTH, whole_steps=True).points(given("growth", growth)) == fraction(whole)


BY_RANK = Ranked(("share",), (Fraction(1),), Fraction(10), Fraction("0.2"))


def test_equal_figures_share_the_better_rank_and_the_next_is_skipped():
    shares = given("share", "0.3", "0.7", "0.5", "0.7", None, "0.5", "0")
    assert BY_RANK.ranks(shares) == [5, 1, 3, 1, None, 3, 6]
    assert BY_RANK.points(shares) == fraction("9.2", "10", "9.6", "10", "0", "9.6", "9")


def test_figures_that_are_equal_as_decimals_are_equal():
    """In floating point 0.1 + 0.2 is more than 0.3; two counties would have different ranks."""
    assert ranked(fraction("0.3", "0.1", "0.2")) == [1, 3, 2]
    assert ranked([Fraction("0.1") + Fraction("0.2"), Fraction("0.3")]) == [1, 1]


def test_points_by_rank_are_never_below_zero():
    best = Ranked(("size",), (Fraction(1),), Fraction(15), Fraction("0.3"))
    points = best.points(given("size", *map(str, range(53, 0, -1))))
    assert points[48:] == fraction("0.6", "0.3", "0", "0", "0")  # ranks 49 to 53; 52 would be -0.3


@pytest.mark.parametrize("share", ["0", "0.4"])
def test_one_participant_is_first_and_none_gives_nothing(share):
    assert BY_RANK.ranks(given("share", share)) == [1]
    assert BY_RANK.points(given("share", share)) == [10]
    assert BY_RANK.points(given("share", None)) == [0]
    assert BY_RANK.points([]) == []


def composite(weight):
    weights = fraction(weight, str(1 - Fraction(weight)))
    return Ranked(("count", "money"), tuple(weights), Fraction(15), Fraction("0.3"))


def both(*pairs):
    return [dict(zip(("count", "money"), fraction(*pair), strict=True)) for pair in pairs]


def test_a_composite_ranks_by_weights_that_may_turn_the_order():
    pairs = both(("2", "1"), ("1", "2"))  # 2/3 and 4/3 of the averages, either way round
    assert composite("0.3").ranks(pairs) == [2, 1]
    assert composite("0.5").ranks(pairs) == [1, 1]
    assert composite("0.7").ranks(pairs) == [1, 2]


def test_a_participant_without_one_figure_is_out_of_the_averages_too():
    """10 of 5.5 and 1 of 2.5 is ahead of 1 of 5.5 and 4 of 2.5; with the 100 among the averages it would be behind."""
    pairs = both(("10", "1"), ("1", "4"), ("100", None))
    assert composite("0.5").ranks(pairs) == [1, 2, None]
    assert composite("0.5").ranks([*pairs[:2], {**pairs[2], "money": Fraction(0)}]) == [3, 2, 1]


def test_a_figure_that_nobody_has_any_of_leaves_the_others_to_rank_by():
    assert composite("0.5").ranks(both(("0", "3"), ("0", "4"), ("0", "3"))) == [2, 1, 2]
    assert composite("0.5").ranks(both(("0", "0"), ("0", "0"))) == [1, 1]


def test_units_are_counted_up_to_a_cap():
    rule = Counted({"state": Fraction(3), "province": Fraction("1.5")}, Fraction(6))
    known = [
        dict(zip(("state", "province"), fraction(*pair), strict=True))
        for pair in (("1", "1"), ("1", "2"), ("2", "0"), ("2", "1"), (None, "3"), (None, None))
    ]
    assert rule.points(known) == fraction("4.5", "6", "6", "6", "4.5", "0")
    assert replace(rule, most=None).points(known) == fraction("4.5", "6", "6", "7.5", "4.5", "0")


def test_at_least_includes_the_figure():
    rule = Reached("billions", Fraction(2), Fraction(5))
    assert rule.points(given("billions", "1.999999", "2", "2.000001", None)) == [0, 5, 5, 0]


def test_relative_points_are_held_against_the_ratio_of_all():
    """By hand: 9 over 3 of (9 + 1 + 2) over (3 + 1 + 1 and 0): 3 / 2.4 of 4 points; nothing to divide by is 1."""
    rule = Relative("output", "land", Fraction(4))
    pairs = [("9", "3"), ("1", "1"), ("2", "1"), ("0", "0"), (None, "7")]
    known = [dict(zip(("output", "land"), fraction(*pair), strict=True)) for pair in pairs]
    assert rule.points(known) == fraction("5", "5/3", "10/3", "5/3", "0")
    assert rule.points(known[3:4]) == [4]


def table(most):
    headings = {"one": ScoringHeading("一", "one", None if most is None else Fraction(most))}
    rows = {
        name: ScoringRow(name, name, "one", "1", Counted({name: Fraction(5)}, None)) for name in ("first", "second")
    }
    return ScoringTable("表", "table", 2015, {}, headings, rows)


@pytest.mark.parametrize(("most", "totals"), [("9.9", ["5", "9.9", "9.9"]), ("10", ["5", "10", "10"]), ("10.1", ["5", "10", "10.1"]), (None, ["5", "10", "15"])])  # fmt: skip
def test_a_heading_is_capped_and_its_rows_are_not(most, totals):
    known = {
        "a": {"first": Fraction(1)},
        "b": {"first": Fraction(1), "second": Fraction(1)},
        "c": {"first": Fraction(3)},
    }
    found = score(table(most), known)
    assert [each.total for each in found.values()] == fraction(*totals)
    assert found["c"].rows == {"first": 15, "second": 0}
    assert [each.rank for each in found.values()] == ([3, 1, 1] if most in ("9.9", "10") else [3, 2, 1])


def test_nobody_is_scored_where_nobody_takes_part():
    assert score(table("9"), {}) == {}
