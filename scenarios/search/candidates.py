"""Candidates: one choice on each axis of a search, so that a candidate is a row of whole numbers.

Strengths are searched on a grid because nobody plans to the third digit, and because a finite space can be enumerated.
"""

import math
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import product
from typing import NamedTuple

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from ..axes import SCENARIO, Axis

Candidate = tuple[int, ...]  # the number of the choice taken on each axis


class EqualChoices(NamedTuple):
    """Which choices of a lever have the same effect: its dates say nothing, say, where its strength is neutral.

    `places` are those of its axes in a candidate, `first` gives for every choice on them the first one with the same
    effect. `too_small` are strengths that count as neutral, since they do not act within the run.
    """

    lever: str
    places: tuple[int, ...]
    first: Mapping[Candidate, Candidate]
    too_small: tuple[float, ...] = ()


def one_of(equal: Sequence[EqualChoices], candidate: Candidate) -> Candidate:
    """Return the candidate that is taken for all those with the same effective settings."""
    chosen = list(candidate)
    for each in equal:
        first = each.first[tuple(candidate[place] for place in each.places)]
        for place, at in zip(each.places, first, strict=True):
            chosen[place] = at
    return tuple(chosen)


def size(axes: Sequence[Axis], equal: Sequence[EqualChoices] = ()) -> int:
    """Return how many candidates there are, those with the same effective settings counted once."""
    grouped = {place for each in equal for place in each.places}
    others = [len(axis.choices) for place, axis in enumerate(axes) if place not in grouped]
    return math.prod([*others, *(len(set(each.first.values())) for each in equal)])


def every(axes: Sequence[Axis], equal: Sequence[EqualChoices] = ()) -> Iterator[Candidate]:
    """Yield every candidate, in the order of their numbers, those with the same effective settings once."""
    return (each for each in product(*(range(len(axis.choices)) for axis in axes)) if one_of(equal, each) == each)


def points_of(base: str, axes: Sequence[Axis], candidates: Iterable[Candidate]) -> pd.DataFrame:
    """Return candidates as points, one row each: `scenario` is the base, then a column an axis; index `point`."""
    rows = [[base, *(axis.choices[at] for axis, at in zip(axes, each, strict=True))] for each in candidates]
    columns = [SCENARIO, *(axis.column for axis in axes)]
    return pd.DataFrame(rows, pd.RangeIndex(len(rows), name="point"), columns)


def places_of(axes: Sequence[Axis], candidates: Sequence[Candidate]) -> NDArray[np.float64]:
    """Return where candidates lie, shape (candidate, axis), 0 to 1 on each axis."""
    places = [axis.places for axis in axes]
    rows = [[axis[at] for axis, at in zip(places, each, strict=True)] for each in candidates]
    return np.array(rows, float).reshape(len(candidates), len(axes))
