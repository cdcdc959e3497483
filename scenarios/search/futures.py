"""Futures of a robust search: parameters held at values that fill their ranges evenly (Latin hypercube, seeded)."""

from collections.abc import Mapping

import numpy as np
import pandas as pd

from ..case import Case
from ..refusals.problem import InputProblem, Message, say
from ..sweep.columns import UNCERTAINTY
from ..sweep.points import Point
from ..sweep.worlds import WORLDS, CaseContents, check_worlds, of_the_baseline, within_point
from .points import read_points


def sampled_futures(ranges: Mapping[str, tuple[float, float]], number: int, seed: int) -> pd.DataFrame:
    """Return `number` futures, index `future`, a column `uncertainty.<id>` each (McKay, Beckman and Conover 1979).

    `ranges` are low and high by parameter. Columns are in the order of the names, so that the order in which a file
    lists them does not matter.
    """
    from scipy.stats import qmc

    names = sorted(ranges)
    low, high = (np.array([ranges[name][end] for name in names], float) for end in (0, 1))
    unit = qmc.LatinHypercube(len(names), rng=np.random.default_rng(seed)).random(number)
    columns = [UNCERTAINTY + name for name in names]
    return pd.DataFrame(low + unit * (high - low), pd.RangeIndex(number, name="future"), columns)


def prepare_futures(case: Case, contents: CaseContents, futures: pd.DataFrame) -> list[str]:
    """Make the worlds of futures and return the digests of their baseline populations, each once.

    Raises InputProblem naming a future that contradicts the case.
    """
    points = read_points(case, futures.to_dict("records"))
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


def crossed(points: pd.DataFrame, futures: pd.DataFrame | None) -> pd.DataFrame:
    """Return every point under every future: row `point * futures + future`. Without futures, the points."""
    if futures is None:
        return points
    crossing = points.reset_index(drop=True).merge(futures.reset_index(drop=True), how="cross")
    crossing.index.name = "point"
    return crossing
