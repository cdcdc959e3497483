"""Firms are graded by the tables of a case: items, scores, ranks and grades, without a loop that depends on their order."""

import math
from typing import Any

from ..compiled import compiled
from ..grading_tables import FIXED, INDUSTRY_AVERAGE, ITSELF, LARGER, NOT_GRADED, SMALL
from ..rules.grading import (
    add_exactly,
    grade_after,
    grade_by_rank,
    grade_by_score,
    item_points,
    ratio_of,
    reaches_any,
    score_of,
)
from .sorting import sort_queue


@compiled
def choose_tables(scheme: Any, amounts: Any, marks: Any) -> None:
    """Write which table grades each firm; small firms below every threshold of the scope are not graded."""
    for row in range(marks.size):
        mark = marks[row]
        mark.points = 0.0
        mark.score = 0
        mark.rank = 0
        mark.grade = NOT_GRADED
        mark.table = NOT_GRADED
        if mark.eligible == 0:
            continue
        if scheme.size.size == 0 or reaches_any(amounts[row], scheme.size):
            mark.table = LARGER
        elif scheme.scope.size == 0 or reaches_any(amounts[row], scheme.scope):
            mark.table = SMALL


@compiled
def below_the_line(amounts: Any, over: Any) -> Any:
    """Return the figure that an item divides by, of one firm's `amounts`: 1 where the amount itself is the criterion."""
    return 1.0 if over == ITSELF else amounts[over]


@compiled
def group_of(item: Any, industry: Any) -> Any:
    """Return the row of the averages that a firm's item is held against: its industry's, or the one of all firms."""
    return industry if item.reference == INDUSTRY_AVERAGE else 0


@compiled
def find_averages(item: Any, which: Any, amounts: Any, industries: Any, marks: Any, averages: Any) -> None:
    """Sum both figures of an item over the firms that have it. Writes `averages`."""
    for group in range(averages.size):
        averages[group].above = 0.0
        averages[group].above_rest = 0.0
        averages[group].below = 0.0
        averages[group].below_rest = 0.0
    for row in range(marks.size):
        if marks[row].table != which:
            continue
        above = amounts[row, item.amount]
        below = below_the_line(amounts[row], item.over)
        if math.isnan(ratio_of(above, below)):
            continue
        sums = averages[group_of(item, industries[row])]
        sums.above, sums.above_rest = add_exactly(sums.above, sums.above_rest, above)
        sums.below, sums.below_rest = add_exactly(sums.below, sums.below_rest, below)


@compiled
def average_of(sums: Any) -> Any:
    """Return the average that an item is held against: the firms' sum above the line over their sum below it."""
    return ratio_of(sums.above + sums.above_rest, sums.below + sums.below_rest)


@compiled
def mark_item(item: Any, which: Any, amounts: Any, industries: Any, marks: Any, averages: Any) -> Any:
    """Write the points of one item; return their mean over the firms that have it, 0 if none has."""
    if item.reference != FIXED:
        find_averages(item, which, amounts, industries, marks, averages)
    total = 0.0
    rest = 0.0
    firms = 0
    for row in range(marks.size):
        if marks[row].table != which:
            continue
        benchmark = item.benchmark
        if item.reference != FIXED:
            benchmark = average_of(averages[group_of(item, industries[row])])
        ratio = ratio_of(amounts[row, item.amount], below_the_line(amounts[row], item.over))
        points = item_points(ratio, benchmark, item.weight, item.least, item.most)
        marks[row].item = points
        if not math.isnan(points):
            total, rest = add_exactly(total, rest, points)
            firms += 1
    return (total + rest) / firms if firms > 0 else 0.0


@compiled
def score_firms(table: Any, which: Any, amounts: Any, industries: Any, marks: Any, averages: Any) -> None:
    """Write the points and scores of the firms of a table: the sums of their items."""
    for index in range(table.items.size):
        mean = mark_item(table.items[index], which, amounts, industries, marks, averages)
        missing = mean if table.missing_average else 0.0
        for row in range(marks.size):
            if marks[row].table == which:
                points = marks[row].item
                marks[row].points += missing if math.isnan(points) else points
    for row in range(marks.size):
        if marks[row].table == which:
            marks[row].score = score_of(marks[row].points)


@compiled
def rank_firms(which: Any, marks: Any, queue: Any) -> Any:
    """Write the ranks of the firms of a table and return how many they are; equal scores share the better rank."""
    firms = 0
    for row in range(marks.size):
        if marks[row].table == which:
            queue[firms].park = 0
            queue[firms].score = marks[row].score
            queue[firms].identity = row  # orders equal scores in the queue, which all get the same rank
            queue[firms].row = row
            firms += 1
    sort_queue(queue, firms)
    rank = 1
    for place in range(firms):
        if place > 0 and queue[place].score < queue[place - 1].score:
            rank = place + 1
        marks[queue[place].row].rank = rank
    return firms


@compiled
def grade_by_table(
    table: Any, which: Any, amounts: Any, industries: Any, demerits: Any, marks: Any, queue: Any, averages: Any
) -> None:
    """Score, rank and grade the firms of one table."""
    score_firms(table, which, amounts, industries, marks, averages)
    firms = rank_firms(which, marks, queue)
    for row in range(marks.size):
        mark = marks[row]
        if mark.table != which:
            continue
        if table.by_share:
            grade = grade_by_rank(mark.rank, firms, table.cuts)
        else:
            grade = grade_by_score(mark.score, table.cuts)
        mark.grade = grade_after(grade, demerits[row], table.penalties, table.cuts.size)


@compiled
def grade_by_scheme(
    scheme: Any, amounts: Any, industries: Any, demerits: Any, marks: Any, queue: Any, averages: Any
) -> None:
    """Grade all eligible firms by the scheme in force.

    `amounts` f8 (firm, amount) in the units of `AMOUNTS`, `industries` integers (firm,), `demerits` 0/1 (firm, demerit).
    `marks` (firm,) mark_dtype says who is eligible and takes the results. `queue` (firm,) queue_dtype and `averages`
    (industry,) average_dtype are room to work in.
    """
    choose_tables(scheme, amounts, marks)
    grade_by_table(scheme.larger, LARGER, amounts, industries, demerits, marks, queue, averages)
    if scheme.size.size > 0:
        grade_by_table(scheme.small, SMALL, amounts, industries, demerits, marks, queue, averages)
