"""Scores on the screen: headings, total and rank of each participant, then the rows of each heading, then the variants."""

from collections.abc import Iterator, Mapping
from fractions import Fraction

import numpy as np
from numpy.typing import NDArray
from rich.console import Group, RenderableType

from scenarios.files.scored_figures import Participant

from ..shared.language import label, listed, listed_apart
from ..shared.paragraphs import Paragraph
from ..shared.tables import FittedTable
from ..shared.values import amounts_span_text, bracketed, number_in, numeral, span_text
from .scored import Scored, points_band, rank_band
from .words import WORDS

POINTS = ""  # the unit behind points: the title of a table names it


def score_report(
    scored: Mapping[str, Scored], shown: str, participants: Mapping[str, Participant], draws: int, seed: int,
    language: str,
) -> Group:  # fmt: skip
    """Return all that the terminal shows: one variant by heading and row, totals of all variants, and what it rests on."""
    parts: list[RenderableType] = [_headings_table(scored[shown], participants, language)]
    parts += [_rows_table(scored[shown], name, participants, language) for name in scored[shown].table.headings]
    if len(scored) > 1:
        parts += _variants_table(scored, participants, language)
    return Group(*parts, *_keys(scored[shown], participants, draws, seed, language))


def _headings_table(scored: Scored, participants: Mapping[str, Participant], language: str) -> FittedTable:
    words, table, drawn = WORDS[language], scored.table, scored.drawn
    named = {"table": label(table, language), "variant": scored.variant.id, "year": table.year}
    shown = FittedTable(words["title" if table.year is None else "title_of_year"].format(**named))
    shown.add_column(words["participant"])
    for heading in table.headings.values():
        shown.add_column(label(heading, language), number=True)
    for column in ("total", "rank"):
        shown.add_column(words[column], number=True)
    for number, (name, participant) in enumerate(participants.items()):
        result = scored.scores[name]
        cells = [
            _points(result.headings[heading], None if drawn is None else drawn.headings[heading][:, number], language)
            for heading in table.headings
        ]
        total = _points(result.total, None if drawn is None else drawn.total[:, number], language)
        rank = _rank(result.rank, None if drawn is None else drawn.rank[:, number], language)
        shown.add_row(label(participant.label, language), *cells, total, rank)
    return shown


def _rows_table(scored: Scored, heading: str, participants: Mapping[str, Participant], language: str) -> FittedTable:
    words, drawn, entry = WORDS[language], scored.drawn, scored.table.headings[heading]
    title = words["heading"].format(heading=label(entry, language))
    if entry.most is not None:
        title = words["capped"].format(
            heading=label(entry, language), most=number_in(float(entry.most), POINTS, language)
        )
    shown = FittedTable(title)
    shown.add_column(words["participant"])
    rows = {name: row for name, row in scored.table.rows.items() if row.heading == heading}
    for row in rows.values():
        shown.add_column(label(row, language), number=True)
    for number, (name, participant) in enumerate(participants.items()):
        result = scored.scores[name]
        cells = [
            _points(result.rows[row], None if drawn is None else drawn.rows[row][:, number], language) for row in rows
        ]
        shown.add_row(label(participant.label, language), *cells)
    return shown


def _variants_table(
    scored: Mapping[str, Scored], participants: Mapping[str, Participant], language: str
) -> Iterator[RenderableType]:
    """Yield the totals and ranks by variant, and what each variant is."""
    words = WORDS[language]
    shown = FittedTable(words["by_variant"])
    shown.add_column(words["participant"])
    for each in scored.values():
        shown.add_column(each.variant.id, number=True)
    for name, participant in participants.items():
        results = [each.scores[name] for each in scored.values()]
        cells = [
            bracketed(
                number_in(float(result.total), POINTS, language), words["ranked"].format(rank=result.rank), language
            )
            for result in results
        ]
        shown.add_row(label(participant.label, language), *cells)
    yield shown
    named = [
        words["variant"].format(id=each.variant.id, variant=label(each.variant, language))
        for each in [*scored.values()][1:]
    ]
    yield Paragraph(words["variants"].format(variants=listed_apart(named, language)), "dim")


def _points(points: Fraction, drawn: NDArray[np.float64] | None, language: str) -> str:
    """Return points, with the band of what is drawn in brackets where there is one that is more than a number."""
    ends = None if drawn is None else points_band(drawn)
    if ends is None or ends == (float(points),) * 2:
        return number_in(float(points), POINTS, language)
    return bracketed(
        number_in(float(points), POINTS, language, rounded=True), amounts_span_text(*ends, POINTS, language), language
    )


def _rank(rank: int, drawn: NDArray[np.int64] | None, language: str) -> str:
    """Return a rank, with the band of what is drawn in brackets where there is one that is more than a number."""
    ends = None if drawn is None else rank_band(drawn)
    if ends is None or ends == (rank, rank):
        return str(rank)
    low, high = map(str, ends)
    return bracketed(str(rank), span_text(low, high, language), language)


def _keys(
    scored: Scored, participants: Mapping[str, Participant], draws: int, seed: int, language: str
) -> Iterator[Paragraph]:
    """Yield what the brackets mean, and who lacks which figure."""
    words = WORDS[language]
    if scored.drawn is not None:
        yield Paragraph(words["drawn"].format(n=numeral(draws), seed=seed))
    lacking = []
    for participant in participants.values():
        names = [
            label(scored.table.figures[name], language)
            for name in scored.table.figures_read
            if participant.ranges[name] is None
        ]
        if names:
            who = label(participant.label, language)
            lacking.append(words["lacks"].format(participant=who, figures=listed(names, language)))
    if lacking:
        yield Paragraph(words["lacking"].format(participants=listed_apart(lacking, language)))
