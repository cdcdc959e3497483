"""Firms are graded by the tables of a case: items, scores, ranks and grades, without a loop that depends on their order."""

import math
from typing import Any

from ..compiled import compiled
from ..grading_tables import FIXED, INDUSTRY_AVERAGE, ITSELF, LARGER, NO_TABLE, NOT_GRADED, SMALL
from ..rules.grading import (
    add_exactly,
    grade_by_rank,
    grade_by_score,
    grades_lost,
    item_points,
    ratio_of,
    reaches_any,
    score_of,
)
from .sorting import sort_queue


@compiled
def table_in_force(gradings: Any, quarter: Any) -> Any:
    """Return the row of the newest table that has started by a quarter, or NO_TABLE."""
    found = NO_TABLE
    for row in range(gradings.tables.size):
        if gradings.tables[row].start <= quarter:
            found = row
    return found


@compiled
def sort_by_scale(table: Any, thresholds: Any, amounts: Any, marks: Any) -> None:
    """Write whether each firm is graded as a larger or a small one; a small firm out of the scope is not graded."""
    for row in range(marks.size):
        mark = marks[row]
        mark.points = 0.0
        mark.score = 0
        mark.rank = 0
        mark.grade = NOT_GRADED
        mark.scale = NOT_GRADED
        if mark.eligible == 0:
            continue
        if reaches_any(amounts[row], thresholds, table.first_scale, table.end_scale):
            mark.scale = LARGER
        elif reaches_any(amounts[row], thresholds, table.first_scope, table.end_scope):
            mark.scale = SMALL


@compiled
def gather_firms(scale: Any, marks: Any, queue: Any) -> Any:
    """Put the rows of the firms of one scale into the queue and return how many they are."""
    firms = 0
    for row in range(marks.size):
        if marks[row].scale == scale:
            queue[firms].row = row
            firms += 1
    return firms


@compiled
def below_the_line(amounts: Any, over: Any) -> Any:
    """Return the figure that an item divides by, of one firm's `amounts`: 1 where the amount itself is the criterion."""
    return 1.0 if over == ITSELF else amounts[over]


@compiled
def group_of(item: Any, industry: Any) -> Any:
    """Return the row of the averages that a firm's item is held against: its industry's, or the one of all firms."""
    return industry if item.reference == INDUSTRY_AVERAGE else 0


@compiled
def find_ratios(item: Any, amounts: Any, industries: Any, marks: Any, queue: Any, firms: Any, averages: Any) -> None:
    """Write each firm's ratio for an item, and the averages: sums over sums of the firms that have both figures."""
    for group in range(averages.size):
        averages[group].above = 0.0
        averages[group].above_rest = 0.0
        averages[group].below = 0.0
        averages[group].below_rest = 0.0
    for place in range(firms):
        row = queue[place].row
        above = amounts[row, item.amount]
        below = below_the_line(amounts[row], item.over)
        ratio = ratio_of(above, below)
        marks[row].of_item = ratio
        if not math.isnan(ratio):
            sums = averages[group_of(item, industries[row])]
            sums.above, sums.above_rest = add_exactly(sums.above, sums.above_rest, above)
            sums.below, sums.below_rest = add_exactly(sums.below, sums.below_rest, below)
    for group in range(averages.size):
        sums = averages[group]
        sums.average = ratio_of(sums.above + sums.above_rest, sums.below + sums.below_rest)


@compiled
def mark_item(item: Any, industries: Any, marks: Any, queue: Any, firms: Any, averages: Any) -> Any:
    """Turn each firm's ratio into its points; return their mean over the firms that have any, 0 if none has."""
    total = 0.0
    rest = 0.0
    having = 0
    for place in range(firms):
        row = queue[place].row
        benchmark = item.benchmark
        if item.reference != FIXED:
            benchmark = averages[group_of(item, industries[row])].average
        points = item_points(marks[row].of_item, benchmark, item.weight, item.least, item.most)
        marks[row].of_item = points
        if not math.isnan(points):
            total, rest = add_exactly(total, rest, points)
            having += 1
    return (total + rest) / having if having > 0 else 0.0


@compiled
def score_firms(
    rules: Any, items: Any, amounts: Any, industries: Any, marks: Any, queue: Any, firms: Any, averages: Any
) -> None:
    """Write the points and scores of the firms in the queue: the sums of their items."""
    for index in range(rules.first_item, rules.end_item):
        find_ratios(items[index], amounts, industries, marks, queue, firms, averages)
        mean = mark_item(items[index], industries, marks, queue, firms, averages)
        missing = mean if rules.missing_average == 1 else 0.0
        for place in range(firms):
            mark = marks[queue[place].row]
            mark.points += missing if math.isnan(mark.of_item) else mark.of_item
    for place in range(firms):
        mark = marks[queue[place].row]
        mark.score = score_of(mark.points)


@compiled
def rank_firms(marks: Any, queue: Any, firms: Any) -> None:
    """Write the ranks of the firms in the queue; equal scores share the better rank."""
    for place in range(firms):
        queue[place].park = 0
        queue[place].score = marks[queue[place].row].score
        queue[place].identity = queue[place].row  # orders equal scores in the queue, which all get the same rank
    sort_queue(queue, firms)
    rank = 1
    for place in range(firms):
        if place > 0 and queue[place].score < queue[place - 1].score:
            rank = place + 1
        marks[queue[place].row].rank = rank


@compiled
def grade_by_rules(
    rules: Any,
    gradings: Any,
    scale: Any,
    amounts: Any,
    industries: Any,
    demerits: Any,
    marks: Any,
    queue: Any,
    averages: Any,
) -> None:
    """Score, rank and grade the firms of one scale; penalties come last and leave ranks alone."""
    firms = gather_firms(scale, marks, queue)
    score_firms(rules, gradings.items, amounts, industries, marks, queue, firms, averages)
    rank_firms(marks, queue, firms)
    first, end = rules.first_cut, rules.end_cut
    for place in range(firms):
        row = queue[place].row
        mark = marks[row]
        if rules.by_share == 1:
            grade = grade_by_rank(mark.rank, firms, gradings.cuts, first, end)
        else:
            grade = grade_by_score(mark.score, gradings.cuts, first, end)
        lost = grades_lost(demerits[row], gradings.penalties, rules.first_penalty, rules.end_penalty)
        mark.grade = min(end - first, grade + lost)


@compiled
def grade_by_table(
    which: Any, gradings: Any, amounts: Any, industries: Any, demerits: Any, marks: Any, queue: Any, averages: Any
) -> None:
    """Grade all eligible firms by the dated table in row `which`.

    `amounts` f8 (firm, amount) in the units of `AMOUNTS`, `industries` integers (firm,), `demerits` 0/1 (firm, demerit).
    `marks` (firm,) mark_dtype says who is eligible and takes the results. `queue` (firm,) queue_dtype and `averages`
    (industry,) average_dtype are room to work in.
    """
    table = gradings.tables[which]
    sort_by_scale(table, gradings.thresholds, amounts, marks)
    for scale in (LARGER, SMALL):
        rules = gradings.rules[table.larger if scale == LARGER else table.small]
        grade_by_rules(rules, gradings, scale, amounts, industries, demerits, marks, queue, averages)
