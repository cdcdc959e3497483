"""Years that were not checked against published figures: a dotted ground in the panels, and its entry in the key."""

from typing import Any

from matplotlib.artist import Artist
from matplotlib.axes import Axes
from matplotlib.patches import Patch

from scenarios import Case

from ..shared.unchecked_words import remark_on

GROUND = "#f2f2f2"  # light enough for the bands and lines on it
# The dots keep it apart from the grey bands, in grey print too.
LOOK: dict[str, Any] = {"facecolor": GROUND, "edgecolor": "#b4b4b4", "hatch": "....", "linewidth": 0}


def shade(axes: Axes, case: Case, start: float) -> None:
    """Shade a panel from `start`, where the years begin that were not checked, to its right edge; if there are any."""
    if case.goes_on:
        axes.axvspan(start, axes.get_xlim()[1], zorder=0, **LOOK)


def key(case: Case, language: str) -> list[Artist]:
    """Return the entry of the key; none where the run has no such years."""
    remark = remark_on(case, case.last_year, language)
    return [Patch(label=remark, **LOOK)] if remark else []
