"""Published figures that the city's own firms moved further than rounding, where the case lets its register decide."""

from collections.abc import Iterator

from ..case import Case
from ..files.margins import Adopted, Margins
from .finding import Finding


def moved_figures(case: Case) -> list[Adopted]:
    """Return the published figures that gave way by more than they may differ, the one moved furthest first."""
    if case.file.population.margins is not Margins.REGISTER:
        return []
    return sorted((each for each in case.data.adopted if each.change > each.tolerance), key=lambda each: -each.change)


def moved_findings(case: Case) -> Iterator[Finding]:
    """Yield that results start from other figures than the published ones, and which is furthest off."""
    moved = moved_figures(case)
    if moved:
        yield Finding("register_moves", values={"count": len(moved), "adopted": moved[0]})
