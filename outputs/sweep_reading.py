"""A finished sweep as the analysis reads it: points, outcomes, and the case they are of."""

from pathlib import Path
from typing import Any, Protocol

import pandas as pd

from calibration.attainment import Goal
from calibration.axes import filled
from scenarios import load_case
from scenarios.case import Case
from scenarios.compare import JOINT, REFERENCE

from .figures.labels import indicator_label, joined, level


class SweepLike(Protocol):
    """What the analysis asks of a sweep."""

    @property
    def points(self) -> pd.DataFrame:
        """Axes by `point`."""

    @property
    def outcomes(self) -> pd.DataFrame:
        """A row a run and year: point, replicate, year, and a column an indicator."""

    @property
    def case_name(self) -> str:
        """Name of the case."""

    @property
    def design(self) -> Any:
        """The design; `case`, `scenario` and `seed` of it are used where it has them."""


def read(folder: Path) -> SweepLike:
    """Return a sweep by its folder. Raises InputProblem."""
    from scenarios.sweep.results import read_sweep

    sweep: SweepLike = read_sweep(folder)
    return sweep


def case_of(sweep: SweepLike) -> Case:
    """Return the case of a sweep."""
    case = getattr(sweep.design, "case", None)
    return case if isinstance(case, Case) else load_case(sweep.case_name)


def seed_of(sweep: SweepLike) -> int:
    """Return the seed of a sweep's replicates."""
    return int(getattr(sweep.design, "seed", 1))


def points_of(sweep: SweepLike, case: Case) -> pd.DataFrame:
    """Return the points of a sweep, with what they leave to their scenario filled in."""
    return filled(sweep.points, case, str(getattr(sweep.design, "scenario", REFERENCE)))


def goal_text(goal: Goal, language: str) -> str:
    """Return what a goal asks for, such as: high-tech share of zone output ≥ 50 % in 2020."""
    if goal.indicator == JOINT:
        years = joined([str(year) for year in sorted({target.year for target in goal.targets})], language)
        count = len(goal.targets)
        return (
            f"{years} 年全部 {count} 项目标同时达到" if language == "zh" else f"all {count} targets of {years} at once"
        )
    target = goal.targets[0]
    name, asked = indicator_label(target.indicator, language), level(target, language)
    return f"{target.year} 年{name}不低于 {asked}" if language == "zh" else f"{name} ≥ {asked} in {target.year}"
