"""Points as the table that is written to points.csv: a line for each row, heading and total of each participant."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Any

import pandas as pd

from scenarios.files.scored_figures import Participant

from .scored import Scored, points_band, rank_band

COLUMNS = (
    "variant", "participant", "zh", "en", "level", "id", "clause", "points", "exact", "points_p5", "points_p95",
    "rank", "rank_p5", "rank_p95",
)  # fmt: skip
ENDS = ("p5", "p95")
RANKS = ("rank", "rank_p5", "rank_p95")


def points_table(scored: Scored, participants: Mapping[str, Participant]) -> pd.DataFrame:
    """Return the points of all participants in one variant, with what the draws give as 5 % and 95 % quantiles.

    `exact` is the fraction; of a total and of a row by rank there is a rank, empty where the participant is not ranked.
    """
    lines = [line for number, name in enumerate(participants) for line in _lines(number, name, scored)]
    labels = {name: participant.label for name, participant in participants.items()}
    found = [{"zh": labels[line["participant"]].zh, "en": labels[line["participant"]].en, **line} for line in lines]
    return pd.DataFrame(found, columns=list(COLUMNS)).astype(dict.fromkeys(RANKS, "Int64"))


def _lines(number: int, name: str, scored: Scored) -> Iterator[dict[str, Any]]:
    result, drawn, table = scored.scores[name], scored.drawn, scored.table
    same = {"variant": scored.variant.id, "participant": name}
    for row, points in result.rows.items():
        line = {**same, "level": "row", "id": row, "clause": table.rows[row].clause, **_points(points)}
        line |= {"rank": result.row_ranks.get(row)}
        if drawn is not None:
            line |= _band("points", points_band(drawn.rows[row][:, number]))
            line |= _band("rank", rank_band(drawn.row_ranks[row][:, number]) if row in drawn.row_ranks else None)
        yield line
    for heading, points in result.headings.items():
        line = {**same, "level": "heading", "id": heading, **_points(points)}
        if drawn is not None:
            line |= _band("points", points_band(drawn.headings[heading][:, number]))
        yield line
    line = {**same, "level": "total", "id": "total", **_points(result.total), "rank": result.rank}
    if drawn is not None:
        line |= _band("points", points_band(drawn.total[:, number])) | _band("rank", rank_band(drawn.rank[:, number]))
    yield line


def _points(points: Fraction) -> dict[str, Any]:
    return {"points": float(points), "exact": str(points)}


def _band(column: str, ends: tuple[float, float] | None) -> dict[str, float]:
    return {} if ends is None else {f"{column}_{end}": value for end, value in zip(ENDS, ends, strict=True)}
