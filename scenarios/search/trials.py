"""The candidates tried so far: each is evaluated once, and no more of them than the budget allows."""

from collections.abc import Callable, Iterable

from ..sweep.generators import crossed
from .candidates import Candidate, points_of
from .evaluation import Evaluate
from .question import Judgement, SearchQuestion, best_of, judge


class Trials:
    """Evaluates candidates and keeps their outcomes, in the order in which they were tried.

    Candidates with the same effective settings are one: `judged` has the first of them, `judgement` knows all.
    `progress` is called with the number of candidates tried and the best judgement so far, after each batch.
    """

    def __init__(
        self, question: SearchQuestion, evaluate: Evaluate, progress: Callable[[int, Judgement], None] | None = None
    ) -> None:
        self.question = question
        self._evaluate = evaluate
        self.progress = progress
        self.judged: dict[Candidate, Judgement] = {}

    @property
    def left(self) -> int:
        """How many candidates may still be evaluated."""
        return self.question.budget - len(self.judged)

    @property
    def best(self) -> Candidate:
        """The best candidate so far."""
        return best_of(list(self.judged.items()))

    def judgement(self, candidate: Candidate) -> Judgement | None:
        """Return how a candidate does, None if it has not been tried."""
        return self.judged.get(self.question.one_of(candidate))

    def evaluate(self, candidates: Iterable[Candidate], limit: int | None = None) -> int:
        """Evaluate the new ones of some candidates, as far as budget and limit go; return how many there were."""
        new = [each for each in dict.fromkeys(map(self.question.one_of, candidates)) if each not in self.judged]
        new = new[: self.left if limit is None else min(limit, self.left)]
        if not new:
            return 0
        points = points_of(self.question.base, self.question.axes, new)
        rows = self._evaluate(crossed(points, self.question.futures))
        futures = self.question.runs_a_candidate
        for place, candidate in enumerate(new):
            self.judged[candidate] = judge(self.question, rows.iloc[place * futures : (place + 1) * futures])
        if self.progress is not None:
            self.progress(len(self.judged), self.judged[self.best])
        return len(new)
