"""What participants get by one variant of a scoring table, and the bands of what is drawn."""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from scenarios.bands import HIGH, LOW, bands
from scenarios.files.table_labels import Label
from scenarios.scoring.drawing import DrawnScores
from scenarios.scoring.evaluator import Score, ScoringTable


class Scored(NamedTuple):
    """A variant of a table, and what participants get by it: as given, and as drawn where anything has a range."""

    variant: Label
    table: ScoringTable
    scores: Mapping[str, Score]
    drawn: DrawnScores | None


def points_band(drawn: NDArray[np.float64]) -> tuple[float, float]:
    """Return the ends of the band of drawn points."""
    _, low, high = bands(drawn[None])[:, 0]
    return float(low), float(high)


def rank_band(drawn: NDArray[np.int64]) -> tuple[int, int] | None:
    """Return the ends of the band of drawn ranks, which are ranks that were drawn; None for one who is not ranked."""
    if not drawn.any():
        return None
    low, high = np.quantile(drawn, (LOW, HIGH), method="inverted_cdf")
    return int(low), int(high)
