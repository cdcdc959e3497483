"""Scoring tables, and the points that they give: in exact fractions, with nothing rounded.

A figure that is not known is None. All that is divided, compared and added up is a `Fraction`, so that equal figures are
equal and a figure on a threshold reaches it.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import starmap
from typing import NamedTuple, Protocol

from ..files.scoring_shape import FigureEntry

Figures = Mapping[str, Fraction | None]  # what is known of a participant, by figure; one that is not named is not known
ZERO, ONE = Fraction(0), Fraction(1)


class PointRule(Protocol):
    """How a row gives points."""

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that it reads."""

    def points(self, participants: Sequence[Figures]) -> list[Fraction]:
        """Return the points of participants, in their order. Each may depend on the figures of all."""


@dataclass(frozen=True)
class Linear:
    """Points on both sides of a reference, so many a step. All but `base`, `reference` and `step` are shares of `base`.

    With `whole_steps` a part of a step counts nothing, on either side. Without a figure there are no points.
    """

    figure: str
    base: Fraction  # points
    reference: Fraction  # in the unit of the figure
    at_reference: Fraction
    step: Fraction  # in the unit of the figure
    a_step: Fraction
    most_added: Fraction
    most_taken: Fraction
    whole_steps: bool = False

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that it reads."""
        return (self.figure,)

    def points(self, participants: Sequence[Figures]) -> list[Fraction]:
        """Return the points of participants."""
        return [self._points(each.get(self.figure)) for each in participants]

    def _points(self, figure: Fraction | None) -> Fraction:
        if figure is None:
            return ZERO
        steps = (figure - self.reference) / self.step
        if self.whole_steps:
            steps = Fraction(int(steps))  # towards the reference
        changed = min(self.most_added, max(-self.most_taken, self.a_step * steps))
        return self.base * (self.at_reference + changed)


@dataclass(frozen=True)
class Ranked:
    """Points by rank: `best` for the first, `step` less for each rank below, never below 0. The larger figure is ahead.

    Several figures are one composite: each over its average, times its weight. The averages are over the participants
    that have all of them; the others are not ranked and get no points. Equal composites share the better rank, and as
    many ranks are skipped.
    """

    figures: tuple[str, ...]
    weights: tuple[Fraction, ...]  # one a figure, which add up to 1
    best: Fraction  # points
    step: Fraction  # points
    weight_ranges: tuple[tuple[Fraction, Fraction], ...] = ()  # of all weights but the last; only draws read them

    def points(self, participants: Sequence[Figures]) -> list[Fraction]:
        """Return the points of participants."""
        return self.points_of(self.ranks(participants))

    def points_of(self, ranks: Iterable[int | None]) -> list[Fraction]:
        """Return the points of ranks; 0 of none."""
        return [ZERO if rank is None else max(ZERO, self.best - self.step * (rank - 1)) for rank in ranks]

    def ranks(self, participants: Sequence[Figures]) -> list[int | None]:
        """Return the ranks of participants, 1 the best; None for those that lack a figure."""
        known = [_all_known(each, self.figures) for each in participants]
        complete = [each for each in known if each is not None]
        if len(self.figures) == 1:
            return ranked([None if each is None else each[0] for each in known])
        sums = [sum(column, ZERO) for column in zip(*complete, strict=True)]
        return ranked([None if each is None else self._composite(each, sums, len(complete)) for each in known])

    def _composite(self, figures: Sequence[Fraction], sums: Sequence[Fraction], count: int) -> Fraction:
        """Return the composite of a participant. A figure that is 0 for all of them adds nothing to anybody."""
        parts = (
            weight * figure * count / total if total else ZERO
            for weight, figure, total in zip(self.weights, figures, sums, strict=True)
        )
        return sum(parts, ZERO)


@dataclass(frozen=True)
class Counted:
    """Points for each unit of some figures, together at most `most` where there is a cap. Unknown figures count nothing."""

    each: Mapping[str, Fraction]  # points a unit, by figure
    most: Fraction | None = None  # points

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that it reads."""
        return tuple(self.each)

    def points(self, participants: Sequence[Figures]) -> list[Fraction]:
        """Return the points of participants."""
        return [self._points(each) for each in participants]

    def _points(self, figures: Figures) -> Fraction:
        known = ((points, figures.get(name)) for name, points in self.each.items())
        total = sum((points * figure for points, figure in known if figure), ZERO)  # unknown or 0: nothing
        return total if self.most is None else min(self.most, total)


@dataclass(frozen=True)
class Reached:
    """All points where a figure is at least `least`, and none below it or without a figure."""

    figure: str
    least: Fraction  # in the unit of the figure
    award: Fraction  # points

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that it reads."""
        return (self.figure,)

    def points(self, participants: Sequence[Figures]) -> list[Fraction]:
        """Return the points of participants."""
        return [self._points(each.get(self.figure)) for each in participants]

    def _points(self, figure: Fraction | None) -> Fraction:
        return self.award if figure is not None and figure >= self.least else ZERO


@dataclass(frozen=True)
class Relative:
    """Points in proportion to a ratio of two figures over the ratio of their sums: `award` for a participant at the average.

    A ratio with nothing to divide by is 1. Without a figure there are no points, and the sums leave it out.
    """

    figure: str
    over: str
    award: Fraction  # points

    @property
    def figures(self) -> tuple[str, ...]:
        """Names of the figures that it reads."""
        return (self.figure, self.over)

    def points(self, participants: Sequence[Figures]) -> list[Fraction]:
        """Return the points of participants."""
        known = [_all_known(each, self.figures) for each in participants]
        complete = [each for each in known if each is not None]
        average = _over(sum((above for above, _ in complete), ZERO), sum((below for _, below in complete), ZERO))
        return [ZERO if each is None else self.award * _over(_over(*each), average) for each in known]


def _over(value: Fraction, reference: Fraction) -> Fraction:
    return value / reference if reference > 0 else ONE


def _all_known(figures: Figures, names: tuple[str, ...]) -> list[Fraction] | None:
    """Return some figures of a participant; None where it lacks one of them."""
    found = [figure for name in names if (figure := figures.get(name)) is not None]
    return found if len(found) == len(names) else None


def ranked(values: Sequence[Fraction | None]) -> list[int | None]:
    """Return the rank of each value, 1 the largest; None for none. Equal values share the better rank, the next is skipped."""
    first: dict[Fraction, int] = {}
    for rank, value in enumerate(sorted((each for each in values if each is not None), reverse=True), start=1):
        first.setdefault(value, rank)
    return [None if value is None else first[value] for value in values]


class ScoringHeading(NamedTuple):
    """A heading of a table: labels, and the points that its rows give at most, None without a cap."""

    zh: str
    en: str
    most: Fraction | None


class ScoringRow(NamedTuple):
    """A row of a table: labels, the heading that it belongs to, the clause that it is from, and how it gives points."""

    zh: str
    en: str
    heading: str
    clause: str
    rule: PointRule


class ScoringTable(NamedTuple):
    """A scoring table: labels, the year that it scores first if it has a date, and its figures, headings and rows by id."""

    zh: str
    en: str
    year: int | None
    figures: Mapping[str, FigureEntry]
    headings: Mapping[str, ScoringHeading]
    rows: Mapping[str, ScoringRow]

    @property
    def figures_read(self) -> tuple[str, ...]:
        """Names of the figures that a row reads, in the order of the table's figures."""
        read = {name for row in self.rows.values() for name in row.rule.figures}
        return tuple(name for name in self.figures if name in read)


class Score(NamedTuple):
    """What a participant gets: points by row, points by heading after its cap, their total, and ranks, 1 the best.

    `row_ranks` has the rows that give points by rank; None where the participant is not ranked.
    """

    rows: Mapping[str, Fraction]
    headings: Mapping[str, Fraction]
    total: Fraction
    rank: int
    row_ranks: Mapping[str, int | None]


def score(table: ScoringTable, participants: Mapping[str, Figures]) -> dict[str, Score]:
    """Return the scores of participants, in their order, from what is known of each. All of them are ranked together."""
    known = list(participants.values())
    ranks, by_row = dict[str, list[int | None]](), dict[str, list[Fraction]]()
    for name, row in table.rows.items():
        if isinstance(row.rule, Ranked):
            ranks[name] = row.rule.ranks(known)
            by_row[name] = row.rule.points_of(ranks[name])
        else:
            by_row[name] = row.rule.points(known)
    scored = [{name: points[place] for name, points in by_row.items()} for place in range(len(known))]
    headings = [{name: _of_heading(name, table, points) for name in table.headings} for points in scored]
    totals = [sum(each.values(), ZERO) for each in headings]
    row_ranks = [{name: of_row[place] for name, of_row in ranks.items()} for place in range(len(known))]
    places = [rank for rank in ranked(totals) if rank is not None]
    parts = zip(scored, headings, totals, places, row_ranks, strict=True)
    return dict(zip(participants, starmap(Score, parts), strict=True))


def _of_heading(heading: str, table: ScoringTable, points: Mapping[str, Fraction]) -> Fraction:
    """Return the points of a heading, at most those of its cap."""
    total = sum((points[name] for name, row in table.rows.items() if row.heading == heading), ZERO)
    most = table.headings[heading].most
    return total if most is None else min(most, total)
