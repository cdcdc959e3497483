"""Near-optimal alternatives: candidates that answer the question, cost little more, and differ as much as can be.

Modelling to generate alternatives: Brill (1979); the farthest-point choice is that of Gonzalez (1985).
"""

from collections.abc import Mapping
from typing import NamedTuple

import numpy as np

from .candidates import Candidate, places_of
from .question import Judgement, SearchQuestion


class Alternative(NamedTuple):
    """A candidate and its `distance` from the nearest of the winner and the alternatives before it, 0 to 1."""

    candidate: Candidate
    distance: float


def affordable(question: SearchQuestion, judged: Mapping[Candidate, Judgement]) -> list[Candidate]:
    """Return the candidates that answer the question within the tolerance of the least cost, cheapest first.

    The tolerance is a part of the size of the least cost, which can be negative where levers bring money in.
    """
    feasible = sorted((each.cost, -each.joint, candidate) for candidate, each in judged.items() if each.feasible)
    if not feasible:
        return []
    least = feasible[0][0]
    return [candidate for cost, _, candidate in feasible if cost <= least + question.tolerance * abs(least)]


def alternatives(question: SearchQuestion, judged: Mapping[Candidate, Judgement]) -> list[Alternative]:
    """Return up to `question.alternatives` candidates, each the one farthest from the winner and those chosen before.

    Distance is the root mean square of the differences over the axes, each axis scaled to run from 0 (its first value)
    to 1 (its last; starts by quarters). Of equally far ones the cheaper is taken, so the choice is always the same.
    """
    near = affordable(question, judged)
    places = places_of(question.axes, near)
    chosen: list[Alternative] = []
    if len(near) < 2:
        return chosen
    apart = _distances(places, 0)
    while len(chosen) < question.alternatives and apart.max() > 0:
        far = int(np.argmax(apart))
        chosen.append(Alternative(near[far], float(apart[far])))
        apart = np.minimum(apart, _distances(places, far))
    return chosen


def _distances(places: np.ndarray, one: int) -> np.ndarray:
    return np.asarray(np.sqrt(np.mean((places - places[one]) ** 2, axis=1)))
