"""Contradictory margins on towns small enough to work out by hand."""

import re

import numpy as np
import pytest

from model.population.entries import entries_of_matrix
from model.population.feasible import Margin, contradiction, interval, missed_with_given
from model.population.meeting import NONE, Shape, meet
from model.population.published import as_arrays
from model.population.raking import MET
from scenarios.files.contradiction import told
from tests.unit.contradictions import contradiction_told

# Two zones of 60 and 40. North has high-tech and other firms, South only others; a leader stands in each.
NORTH, SOUTH, HIGH, LEAD = range(4)
FIRMS = np.array(
    [
        [1.0, 0.0, 1.0, 1.0],
        [1.0, 0.0, 1.0, 0.0],
        [1.0, 0.0, 0.0, 0.0],
        [0.0, 1.0, 0.0, 1.0],
        [0.0, 1.0, 0.0, 0.0],
    ]
)


def margins(high, lead):
    return [
        Margin("north", 60.0),
        Margin("south", 40.0),
        Margin("hightech_output_share", 100 * high, Shape.OF_TOTAL, 100.0),
        Margin("top3_sales_share", 100 * lead, Shape.OF_TOTAL, 100.0),
    ]


def met(firms, wanted, held=None, tolerance=NONE):
    """What `meet` returns, and the amounts."""
    held = np.zeros(len(wanted)) if held is None else held
    found = np.full(len(firms), np.nan)
    amounts, shapes, constants = as_arrays(wanted)
    worst = meet(np.ones(len(firms)), entries_of_matrix(firms), amounts, held, shapes, constants, tolerance, found)
    return worst, found


def error(firms, wanted):
    """What is said of margins that cannot be met."""
    assert 0 <= met(firms, wanted)[0] < len(wanted)
    return contradiction(firms, as_arrays(wanted)[0], np.zeros(len(wanted)), wanted)


def refusal(high, lead):
    with contradiction_told("") as heard:
        raise error(FIRMS, margins(high, lead))
    return without_keys(heard[0])


def without_keys(message):
    return re.sub(r" \(totals\.\w+ in case\.toml\)", "", message)


def test_margins_that_can_be_met_are_met():
    worst, amounts = met(FIRMS, margins(0.3, 0.5))
    assert worst == MET
    assert FIRMS.T @ amounts == pytest.approx([60, 40, 30, 50])


def test_a_margin_makes_its_share_and_is_written_as_in_the_case():
    published = Margin("zone_value_added_share", 30.0, Shape.LEAVING, 120.0)
    assert published.is_share
    assert published.share(30.0) == 0.8
    assert published.text(40.0) == "0.75"
    industry = Margin("metal", 30.0, Shape.OF_TOTAL, 120.0, of_industry=True)
    assert industry.is_share
    assert industry.share(31.0) == 31.0
    assert str(industry.text(31_234.7)) == "yuan (amount 31,235)"
    output = Margin("north", 60.0)
    assert not output.is_share
    assert output.share(61.0) == 61.0
    assert str(output.text(61_234.7)) == "yuan (amount 61,235)"


def test_an_industry_that_is_to_make_too_much_is_named_with_the_most_it_can():
    """High-tech firms are all in the north, which makes 60; here they are one industry, which is to make 70."""
    wanted = margins(0.3, 0.5)
    wanted[2] = Margin("metal", 70.0, Shape.OF_TOTAL, 100.0, of_industry=True)
    with contradiction_told("") as heard:
        raise error(FIRMS, wanted)
    assert heard[0].startswith("zone_output of metal in industries.csv should be 70 (10k yuan a year)")
    assert "at most 60 (10k yuan a year) (short by 10)" in heard[0]


def test_a_share_too_high_is_named_with_the_most_it_can_be():
    # high-tech firms are all in North, which makes 60 of 100
    assert refusal(0.7, 0.5) == (
        "high-tech share of zone output should be 0.7; with the other figures it can be at most 0.6 (short by 0.1)"
    )


def test_a_share_too_low_is_named_with_the_least_it_can_be():
    # leaders outside South are all high-tech: 95 of 100 lead, 40 of them in South, so at least 55 are high-tech
    message = refusal(0.5, 0.95)
    assert (
        "high-tech share of zone output should be 0.5; with the other figures it can be at least 0.55 (over by 0.05)"
        in message
    )
    assert (
        ", or share of the top three leading industries in sales should be 0.95; with the other figures it can be at most 0.9 (short by 0.05)"
        in message
    )


def test_two_shares_each_impossible_are_both_named():
    message = refusal(0.7, 1.2)
    assert (
        "high-tech share of zone output should be 0.7; with the other figures it can be at most 0.6 (short by 0.1)"
        in message
    )
    assert (
        ", and share of the top three leading industries in sales should be 1.2; with the other figures it can be at most 1 (short by 0.2)"
        in message
    )


def test_a_share_at_the_very_end_is_refused_as_such():
    # all of North high-tech leaves its other firm nothing
    assert (
        "high-tech share of zone output should be 0.6; with the other figures it must lie between 0 and 0.6 and not at the end"
        in (
            without_keys(
                str(
                    told(
                        contradiction(
                            FIRMS[:, :3], np.array([60.0, 40.0, 60.0]), np.zeros(3), margins(0.6, 0.5)[:3]
                        ).fault
                    )
                )
            )
        )
    )


def test_an_output_without_firms_is_named():
    with contradiction_told(r"output of south should be 40 .* at most 0 .* \(short by 40\)"):
        raise error(FIRMS[:3], margins(0.3, 0.3))


def test_the_interval_of_a_share_given_the_others():
    wanted = np.array([60.0, 40.0, 0.0, 95.0])
    assert interval(FIRMS, wanted, HIGH, [NORTH, SOUTH]) == pytest.approx((0, 60))
    assert interval(FIRMS, wanted, HIGH, [NORTH, SOUTH, LEAD]) == pytest.approx((55, 60))
    assert interval(FIRMS, np.array([60.0, 40.0, 0.0, 101.0]), HIGH, [NORTH, SOUTH, LEAD]) is None
    assert interval(FIRMS, wanted, HIGH, [SOUTH]) == (0.0, float("inf"))


def test_what_given_firms_hold_counts_and_limits_speak_of_the_whole():
    # of 60 in North 20 are held by a given firm that is not high-tech
    held, wanted = np.array([20.0, 0.0, 0.0, 0.0]), margins(0.5, 0.5)
    assert met(FIRMS, wanted, held, 0.005)[0] == len(wanted) + HIGH
    with contradiction_told(r"high-tech share of zone output .* should be 0\.5; .* at most 0\.4 \(short by 0\.1\)"):
        raise contradiction(FIRMS, as_arrays(wanted)[0] - held, held, wanted)


def test_a_share_is_met_nearly_where_the_free_firms_allow_no_more_and_it_is_near_enough():
    # one free firm in South; given firms hold the rest, 50.2 of them in leading industries where 50 are wanted
    held, wanted = np.array([60.0, 30.0, 60.0, 50.2]), margins(0.6, 0.5)
    worst, amounts = met(FIRMS[4:], wanted, held, 0.005)
    assert worst == MET
    assert amounts == pytest.approx([10.0])
    assert met(FIRMS[4:], wanted, held, 0.003)[0] == len(wanted) + LEAD
    with contradiction_told(
        r"share of the top three leading industries in sales .* should be 0\.5; .* at least 0\.502"
    ):
        raise contradiction(FIRMS[4:], as_arrays(wanted)[0] - held, held, wanted)


def test_a_share_that_only_given_firms_make_is_named_with_what_they_make_it():
    with contradiction_told(
        r"share of the top three leading industries in sales .* should be 0\.5; .* listed firms it comes to 0\.502"
    ):
        raise missed_with_given(margins(0.6, 0.5)[LEAD], 50.2)


def test_where_the_share_falls_with_the_amount_the_most_of_one_is_the_least_of_the_other():
    # Outside makes 30 at a rate of 0.2, at most 6 of value added beside 24: the zones have 0.8 of it at least.
    wanted = [Margin("outside", 30.0), Margin("zone_value_added_share", 8.0, Shape.LEAVING, 24.0)]
    with contradiction_told(r"zones' share .* value added .* should be 0\.75; .* at least 0\.8 \(over by 0\.05\)"):
        raise error(np.array([[1.0, 0.2]]), wanted)
