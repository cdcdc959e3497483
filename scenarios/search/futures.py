"""Futures of a robust search: parameters held at values that fill their ranges evenly (Latin hypercube, seeded)."""

from collections.abc import Iterable

import pandas as pd

from ..axes import Axis
from ..case import Case
from ..refusals.problem import InputProblem, Message, say
from ..sweep.design_file import Method
from ..sweep.generators import sampled
from ..sweep.points import Point, candidate_points
from ..sweep.worlds import WORLDS, CaseContents, check_worlds, of_the_baseline, within_point


def sampled_futures(axes: Iterable[Axis], number: int, seed: int) -> pd.DataFrame:
    """Return `number` futures, a row each, a column `uncertainty.<id>` each (McKay, Beckman and Conover 1979).

    Columns are in the order of the names, so that the order in which a file lists them does not matter.
    """
    return sampled(sorted(axes, key=lambda axis: axis.column), Method.LATIN_HYPERCUBE, number, seed)


def prepare_futures(case: Case, contents: CaseContents, futures: pd.DataFrame) -> list[str]:
    """Make the worlds of futures and return the digests of their baseline populations, each once.

    Raises InputProblem naming a future that contradicts the case.
    """
    points = candidate_points(case, futures)
    check_worlds(case, points, _called)
    digests = []
    for held, point in {of_the_baseline(point.held): point for point in points}.items():
        try:
            digests.append(WORLDS.get(contents, held).baseline_digest)
        except InputProblem as problem:
            raise within_point(problem, _called(point)) from None
    return digests


def _called(point: Point) -> Message:
    """Return what a future is called: by what it holds that makes another baseline."""
    return say("future", held=", ".join(f"{name} = {value:.4g}" for name, value in of_the_baseline(point.held)))
