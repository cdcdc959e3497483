"""Polishing: the neighbours of good candidates are tried one after the other, which the algorithm itself does not."""

from collections.abc import Iterator, Sequence
from itertools import permutations

from ..axes import Axis
from .candidates import Candidate
from .question import best_of
from .trials import Trials


def steps(axes: Sequence[Axis], candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidates one value up or down on one axis."""
    for place, axis in enumerate(axes):
        for at in (candidate[place] - 1, candidate[place] + 1):
            if 0 <= at < len(axis.choices):
                yield (*candidate[:place], at, *candidate[place + 1 :])


def exchanges(axes: Sequence[Axis], candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidates one value down on one axis and one up on another."""
    for down, up in permutations(range(len(axes)), 2):
        if candidate[down] > 0 and candidate[up] < len(axes[up].choices) - 1:
            moved = list(candidate)
            moved[down] -= 1
            moved[up] += 1
            yield tuple(moved)


def leaps(axes: Sequence[Axis], candidate: Candidate) -> Iterator[Candidate]:
    """Yield the candidates with any other value on one axis."""
    for place, axis in enumerate(axes):
        for at in range(len(axis.choices)):
            if at != candidate[place]:
                yield (*candidate[:place], at, *candidate[place + 1 :])


def polish(trials: Trials) -> None:
    """Try the neighbours of the best candidate until none is better, then those of others, until the budget is spent.

    Of the others it takes in turn the next best one and the one that lacks least among those that cost less than the
    best. A better candidate can only lie among these, just across the line at which the targets are met.
    """
    axes = trials.question.axes
    done: set[Candidate] = set()
    turn = 0
    while trials.left > 0:
        best = trials.best
        start = best if best not in done else _other(trials, done, cheaper=turn % 2 == 1)
        if start is None:
            return
        if not any(trials.evaluate(kind(axes, start)) and trials.best != best for kind in (steps, exchanges, leaps)):
            done.add(start)
            turn += 1


def _other(trials: Trials, done: set[Candidate], *, cheaper: bool) -> Candidate | None:
    """Return the next candidate whose neighbours have not all been tried."""
    least = trials.judged[trials.best].cost
    left = [(each, judged) for each, judged in trials.judged.items() if each not in done]
    cheap = [(each, judged) for each, judged in left if judged.cost < least] if cheaper else []
    return best_of(cheap or left) if left else None
