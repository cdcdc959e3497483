"""Candidates are proposed by pymoo's NSGA-II or NSGA-III, then polished; a space that is small enough is enumerated.

NSGA-II: Deb, Pratap, Agarwal and Meyarivan (2002); NSGA-III: Deb and Jain (2014); pymoo: Blank and Deb (2020).
"""

import warnings
from collections.abc import Sequence
from math import comb
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ..axes import Axis
from ..refusals.packages import require
from .candidates import Candidate, every, size
from .polish import polish
from .question import Algorithm, Judgement, SearchQuestion
from .trials import Trials

ALGORITHM_SHARE = 0.4  # of the budget; the rest is for polishing
STALLED = 12  # generations in a row without a new candidate


def optimise(trials: Trials, starts: Sequence[Candidate] = ()) -> None:
    """Spend the budget of `trials`: everything where the space is no larger, else the algorithm and polishing.

    `starts` are candidates to begin with. The same question and evaluations give the same candidates, in order.
    """
    axes = trials.question.axes
    if trials.question.size <= trials.question.budget:
        trials.evaluate(every(axes, trials.question.equal))
        return
    first = [*starts, *corners(axes)]
    trials.evaluate(first)
    propose(trials, first, int(trials.question.budget * ALGORITHM_SHARE))
    polish(trials)


def corners(axes: Sequence[Axis]) -> list[Candidate]:
    """Return the candidates with all first values, and with all last values."""
    return [tuple(0 for _ in axes), tuple(len(axis.choices) - 1 for axis in axes)]


def objectives(question: SearchQuestion, judgement: Judgement) -> list[float]:
    """Return what is to be made small: cost and shortfall; for NSGA-III also what each target lacks."""
    both = [judgement.cost, judgement.shortfall]
    several = question.algorithm == Algorithm.NSGA3 and len(question.targets) > 1
    return [*both, *judgement.misses] if several else both


def propose(trials: Trials, starts: Sequence[Candidate], limit: int) -> None:
    """Let the algorithm propose candidates until `limit` of them have been evaluated, or it finds no new ones."""
    require("pymoo")
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", DeprecationWarning)  # of pymoo's own use of other packages
        algorithm = _algorithm(trials.question, starts)
        stalled = 0
        while len(trials.judged) < limit and stalled < STALLED:
            proposed = algorithm.ask()
            if proposed is None or len(proposed) == 0:
                return
            candidates: list[Candidate] = [tuple(map(int, row)) for row in proposed.get("X")]
            new = trials.evaluate(candidates, limit - len(trials.judged))
            judged = [judgement for judgement in map(trials.judgement, candidates) if judgement is not None]
            if len(judged) < len(candidates):
                return  # the limit was reached in the middle of a generation
            values = [objectives(trials.question, judgement) for judgement in judged]
            proposed.set("F", np.array(values))
            algorithm.tell(infills=proposed)
            stalled = 0 if new else stalled + 1


def _first_population(question: SearchQuestion, starts: Sequence[Candidate]) -> NDArray[np.int64]:
    """Return the candidates that the algorithm begins with: `starts`, filled up with random ones, each once."""
    random = np.random.default_rng(question.seed)
    chosen = dict.fromkeys(starts)
    counts = [len(axis.choices) for axis in question.axes]
    while len(chosen) < min(question.population, size(question.axes)):
        chosen.setdefault(tuple(int(random.integers(count)) for count in counts))
    return np.array(list(chosen)[: question.population], np.int64)


def _algorithm(question: SearchQuestion, starts: Sequence[Candidate]) -> Any:
    """Return pymoo's algorithm, set up on whole numbers and seeded."""
    from pymoo.algorithms.moo.nsga2 import NSGA2
    from pymoo.algorithms.moo.nsga3 import NSGA3
    from pymoo.config import Config
    from pymoo.core.problem import Problem
    from pymoo.operators.crossover.sbx import SBX
    from pymoo.operators.mutation.pm import PM
    from pymoo.operators.repair.rounding import RoundingRepair

    Config.warnings["not_compiled"] = False  # it would print to the screen
    last = np.array([len(axis.choices) - 1 for axis in question.axes])
    count = 2 + len(question.targets) * (question.algorithm == Algorithm.NSGA3 and len(question.targets) > 1)
    problem = Problem(n_var=len(last), n_obj=count, xl=np.zeros(len(last), int), xu=last, vtype=int)
    operators: dict[str, Any] = {
        "sampling": _first_population(question, starts),
        "crossover": SBX(prob=0.9, eta=3.0, vtype=float, repair=RoundingRepair()),
        "mutation": PM(prob=1.0, eta=3.0, vtype=float, repair=RoundingRepair()),
        "eliminate_duplicates": True,
    }
    algorithm: Any
    if question.algorithm == Algorithm.NSGA3:
        algorithm = NSGA3(_directions(count, question.population), pop_size=question.population, **operators)
    else:
        algorithm = NSGA2(pop_size=question.population, **operators)
    return algorithm.setup(problem, seed=question.seed, termination=("n_gen", 10**9), verbose=False)


def _directions(count: int, population: int) -> NDArray[np.float64]:
    """Return reference directions (Das and Dennis 1998), as many as the population can follow."""
    from pymoo.util.ref_dirs import get_reference_directions

    partitions = 1
    while comb(count + partitions, partitions + 1) <= population:
        partitions += 1
    return np.asarray(get_reference_directions("das-dennis", count, n_partitions=partitions), float)
