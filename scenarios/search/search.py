"""The search as a whole: look, choose, confirm."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from ..comparison.measures import COST_INDICATOR
from ..sweep.generators import crossed
from .alternatives import Alternative, alternatives
from .candidates import Candidate, points_of
from .confirm import Confirmation, confirm
from .evaluation import Evaluate, PointRunner, evaluator
from .evaluations import Evaluations
from .front import front
from .lever_axes import nearest_candidate
from .optimise import optimise
from .plan import SearchPlan
from .question import Judgement, SearchQuestion
from .trials import Trials

EVALUATIONS = "evaluations.jsonl"
Progress = Callable[[int, Judgement], None]


class SearchFinding(NamedTuple):
    """What a search found: every candidate tried with its judgement, in order; the best; alternatives; the front.

    `best` answers the question if its judgement is feasible; else nothing that was tried does, and it comes nearest.
    """

    question: SearchQuestion
    judged: dict[Candidate, Judgement]
    best: Candidate
    alternatives: list[Alternative]
    front: list[Candidate]

    @property
    def feasible(self) -> bool:
        """Whether the question is answered."""
        return self.judged[self.best].feasible


def search(
    question: SearchQuestion, evaluate: Evaluate, starts: Sequence[Candidate] = (), progress: Progress | None = None
) -> SearchFinding:
    """Look for the least costly candidate that answers a question. The same evaluations give the same finding."""
    trials = Trials(question, evaluate, progress)
    optimise(trials, starts)
    judged = trials.judged
    return SearchFinding(question, judged, trials.best, alternatives(question, judged), front(question, judged))


class Result(NamedTuple):
    """A finding, and what fresh replicates say of the best candidate and of each alternative, in this order."""

    plan: SearchPlan
    finding: SearchFinding
    confirmed: list[Confirmation]
    evaluated: int
    found: int


def run_plan(
    plan: SearchPlan,
    folder: Path,
    threads: int | None = None,
    progress: Progress | None = None,
    evaluated: Callable[[int], None] | None = None,
    confirming: Callable[[int], None] | None = None,
) -> Result:
    """Search as planned; every evaluation goes to a file in `folder`, which must be there, and is taken from it.

    `progress` is called after each batch of candidates, `evaluated` with the number of points just run, and
    `confirming` with that of points run for the confirmation, first with 0.
    """
    cached = _evaluator(plan, folder, plan.replicates, 0, threads, evaluated)
    starts = [nearest_candidate(plan.case, plan.question.base, plan.question.axes)]
    finding = search(plan.question, cached, starts, progress)
    if confirming is not None:
        confirming(0)
    fresh = _evaluator(plan, folder, plan.fresh, plan.replicates, threads, confirming)
    chosen = [finding.best, *(each.candidate for each in finding.alternatives)]
    confirmed = confirm(plan.question, chosen, fresh, plan.fresh, plan.fresh_futures)
    return Result(plan, finding, confirmed, cached.evaluated, cached.found)


def _evaluator(
    plan: SearchPlan, folder: Path, replicates: int, first: int, threads: int | None, done: Callable[[int], None] | None
) -> Evaluations:
    question = plan.question
    judged_by = [*(target.measure for target in question.targets), COST_INDICATOR]
    runner = PointRunner(plan.case, replicates, question.seed, first, threads, done, plan.contents, judged_by)
    evaluate = evaluator(runner, question.targets, plan.case.file.population.pool)
    return Evaluations(evaluate, folder / EVALUATIONS, plan.context(replicates, first))


def outcomes_of_best(result: Result, threads: int | None = None) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Return the best candidate under the fresh futures as points and outcomes, as scenario discovery takes them.

    Without futures there is one point.
    """
    plan, question = result.plan, replace(result.plan.question, futures=result.plan.fresh_futures)
    points = crossed(points_of(question.base, question.axes, [result.finding.best]), question.futures)
    runner = PointRunner(plan.case, plan.fresh, question.seed, plan.replicates, threads, contents=plan.contents)
    return points, runner(points)
