"""The table of Yueqing gives twenty participants what a person works out for them, in every variant."""

from fractions import Fraction

import pytest

from scenarios.scoring.evaluator import score
from scenarios.scoring.loading import load_scoring
from tests.scoring.participants import (
    PARTICIPANTS,
    WORKED_HEADINGS,
    WORKED_RANKS,
    WORKED_ROWS,
    WORKED_TOTALS,
    numbers,
)


@pytest.fixture(scope="module")
def tables():
    return load_scoring("yueqing").scoring.tables


@pytest.fixture(scope="module")
def scores(tables):
    return score(tables["A"], PARTICIPANTS)


@pytest.mark.parametrize("row", WORKED_ROWS)
def test_points_by_row(scores, row):
    assert [each.rows[row] for each in scores.values()] == numbers(WORKED_ROWS[row])


@pytest.mark.parametrize("heading", WORKED_HEADINGS)
def test_points_by_heading(scores, heading):
    assert [each.headings[heading] for each in scores.values()] == numbers(WORKED_HEADINGS[heading])


@pytest.mark.parametrize("variant", WORKED_TOTALS)
def test_totals_of_every_variant(tables, variant):
    assert [each.total for each in score(tables[variant], PARTICIPANTS).values()] == numbers(WORKED_TOTALS[variant])


def test_ranks_by_total(scores):
    assert [each.rank for each in scores.values()] == numbers(WORKED_RANKS)
    assert list(scores) == list(PARTICIPANTS)


def test_ranks_by_row(scores):
    ranks = [each.row_ranks["value_added"] for each in scores.values()]
    assert ranks == [1, 2, 2, 4, 5, 6, 7, 7, 7, 10, 11, 12, None, 13, 14, 15, 16, 17, 18, 19]
    assert set(scores["p01"].row_ranks) == {"value_added", "key_projects", "land_share"}


def test_the_worked_numbers_add_up():
    """A check of the sheet itself: headings are the capped sums of their rows, and totals the sums of headings."""
    of = {
        "industry": ("growth", "value_added"),
        "projects": ("key_projects", "land_share", "large_projects"),
        "innovation": ("new_platforms", "leading_firms", "yearly_plan", "bonuses"),
    }
    caps = {"industry": 40, "projects": 30, "innovation": 30}
    for heading, rows in of.items():
        sums = [sum(parts) for parts in zip(*(numbers(WORKED_ROWS[row]) for row in rows), strict=True)]
        assert [min(Fraction(caps[heading]), each) for each in sums] == numbers(WORKED_HEADINGS[heading])
    sums = [sum(parts) for parts in zip(*map(numbers, WORKED_HEADINGS.values()), strict=True)]
    assert sums == numbers(WORKED_TOTALS["A"])
