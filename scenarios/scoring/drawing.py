"""Scores of figures that are known within ranges: drawn, scored exactly, and summed up as bands."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from fractions import Fraction
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..files.scored_figures import Participant
from .evaluator import ONE, Figures, Ranked, Score, ScoringTable, score

STEPS = 1_000_000  # a range is drawn from in so many steps, so that a drawn figure is a plain fraction


class DrawnScores(NamedTuple):
    """Scores of draws: points (draw, participant) by row and by heading, totals, and ranks by total and by row.

    A rank by row is 0 where the participant is not ranked.
    """

    rows: Mapping[str, NDArray[np.float64]]
    headings: Mapping[str, NDArray[np.float64]]
    total: NDArray[np.float64]
    rank: NDArray[np.int64]
    row_ranks: Mapping[str, NDArray[np.int64]]


def has_ranges(table: ScoringTable, participants: Mapping[str, Participant]) -> bool:
    """Return whether anything that a table reads is known within a range only: a figure, or a weight of the table."""
    figures = any(
        each is not None and each.low < each.high
        for participant in participants.values()
        for name, each in participant.ranges.items()
        if name in table.figures_read
    )
    weights = [ends for row in table.rows.values() if isinstance(row.rule, Ranked) for ends in row.rule.weight_ranges]
    return figures or any(low < high for low, high in weights)


def drawn_scores(
    table: ScoringTable, participants: Mapping[str, Participant], draws: int, seed: int,
    progress: Callable[[int], None] | None = None,
) -> DrawnScores:  # fmt: skip
    """Return the scores of `draws` draws; the same seed gives the same. `progress` hears of each draw.

    Figures and weights are drawn evenly between the ends of their ranges and independently of each other, a whole number
    from the whole numbers in its range. A weight is the same for all participants of a draw.
    """
    of_weights, of_figures = np.random.default_rng(seed).spawn(2)
    drawn = _empty(table, draws, len(participants))
    for draw in range(draws):
        weighed = with_drawn_weights(table, of_weights)
        shares = of_figures.integers(STEPS, size=(len(participants), len(table.figures))).tolist()
        figures = {
            name: _drawn(participant, table, numbers)
            for (name, participant), numbers in zip(participants.items(), shares, strict=True)
        }
        _write(drawn, draw, score(weighed, figures).values())
        if progress is not None:
            progress(1)
    return drawn


def with_drawn_weights(table: ScoringTable, generator: np.random.Generator) -> ScoringTable:
    """Return a table whose composites have weights drawn from their ranges; the last weight is the rest of 1."""
    rows = {}
    for name, row in table.rows.items():
        rule = row.rule
        if isinstance(rule, Ranked) and rule.weight_ranges:
            drawn = [_within(low, high, int(generator.integers(STEPS))) for low, high in rule.weight_ranges]
            rule = replace(rule, weights=(*drawn, ONE - sum(drawn)))
        rows[name] = row._replace(rule=rule)
    return table._replace(rows=rows)


def _drawn(participant: Participant, table: ScoringTable, numbers: Sequence[int]) -> Figures:
    """Return the figures of a participant, drawn where they have a range, by a number of each from 0 to below `STEPS`."""
    found: dict[str, Fraction | None] = {}
    for (name, kind), number in zip(table.figures.items(), numbers, strict=True):
        known = participant.ranges[name]
        if known is None or known.low == known.high:
            found[name] = None if known is None else known.value
        elif kind.whole:
            found[name] = known.low + (known.high - known.low + 1) * number // STEPS
        else:
            found[name] = _within(known.low, known.high, number)
    return found


def _within(low: Fraction, high: Fraction, number: int) -> Fraction:
    return low + (high - low) * Fraction(number, STEPS)


def _empty(table: ScoringTable, draws: int, participants: int) -> DrawnScores:
    """Return what the scores of draws are written into."""
    shape = (draws, participants)
    return DrawnScores(
        rows={name: np.empty(shape) for name in table.rows},
        headings={name: np.empty(shape) for name in table.headings},
        total=np.empty(shape),
        rank=np.empty(shape, np.int64),
        row_ranks={name: np.empty(shape, np.int64) for name, row in table.rows.items() if isinstance(row.rule, Ranked)},
    )


def _write(drawn: DrawnScores, draw: int, scores: Iterable[Score]) -> None:
    """Write the scores of a draw as numbers: fractions would take too much memory."""
    for place, each in enumerate(scores):
        for name, points in each.rows.items():
            drawn.rows[name][draw, place] = points
        for name, points in each.headings.items():
            drawn.headings[name][draw, place] = points
        for name, rank in each.row_ranks.items():
            drawn.row_ranks[name][draw, place] = rank or 0
        drawn.total[draw, place], drawn.rank[draw, place] = each.total, each.rank
