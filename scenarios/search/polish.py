"""Polishing: from the best candidate to better neighbours until there is none, which the algorithm itself cannot promise."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from .axes import Axis, Candidate
from .trials import Trials


def steps(axes: Sequence[Axis], candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidates one value up or down on one axis."""
    for place, axis in enumerate(axes):
        for at in (candidate[place] - 1, candidate[place] + 1):
            if 0 <= at < len(axis.values):
                yield (*candidate[:place], at, *candidate[place + 1 :])


def exchanges(axes: Sequence[Axis], candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidates one value down on one axis and one up on another."""
    for down, up in permutations(range(len(axes)), 2):
        if candidate[down] > 0 and candidate[up] < len(axes[up].values) - 1:
            moved = list(candidate)
            moved[down] -= 1
            moved[up] += 1
            yield tuple(moved)


def leaps(axes: Sequence[Axis], candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidates with any other value on one axis."""
    for place, axis in enumerate(axes):
        for at in range(len(axis.values)):
            if at != candidate[place]:
                yield (*candidate[:place], at, *candidate[place + 1 :])


def polish(trials: Trials) -> None:
    """Move to the best neighbour as long as it is better: steps first, then exchanges, then leaps."""
    axes = trials.question.axes
    while trials.left > 0:
        start = trials.best
        if not any(trials.evaluate(kind(axes, start)) and trials.best != start for kind in (steps, exchanges, leaps)):
            return
