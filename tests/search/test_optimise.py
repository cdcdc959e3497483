"""The search finds the optimum that enumeration finds, within its budget, and twice the same to the bit."""

import itertools
from dataclasses import replace

import pandas as pd
import pytest

from scenarios.refusals import packages
from scenarios.refusals.problem import InputProblem
from scenarios.search.candidates import size
from scenarios.search.evaluation import PointRunner, evaluator
from scenarios.search.polish import exchanges, leaps, steps
from scenarios.search.question import Algorithm, SearchQuestion, best_of
from scenarios.search.search import search
from scenarios.targets import with_readings
from tests.lengths import one_in
from tests.search.made import MadeEvaluator, axis_of, everything, question


@pytest.mark.parametrize("algorithm", [*Algorithm])
@pytest.mark.parametrize("seed", range(6))
def test_it_finds_the_enumerated_optimum_with_less_than_half_of_the_evaluations(algorithm, seed):
    """100 candidates, budget 45."""
    asked = question(algorithm=algorithm, seed=seed)
    evaluator = MadeEvaluator()
    finding = search(asked, evaluator)
    judged, best = everything(asked, MadeEvaluator())
    assert judged[best].feasible
    assert finding.best == best
    assert evaluator.points == len(finding.judged) <= 45
    assert finding.judged[best] == judged[best]


REAL_REPLICATES = 48  # of a candidate; money for research moves the share so little that 16 often show no effect at all


def real_targets(case):
    """The target of 2020, read by certificate."""
    return tuple(
        target
        for target in with_readings(case.targets)
        if (target.indicator, target.year) == ("hightech_output_share", 2020)
    )


def real_question(case, evaluate):
    """Three levers of the real model with 4, 4 and 2 values: 32 candidates, budget 24.

    The probability asked is halfway from the best that is free to the best of all. By chance alone the share of these
    replicates that reach the target at no cost is anything from 27 to 52 %, and the levers add 6 to 15 points: any one
    number is out of reach with some seeds and had for nothing with others.
    """
    axes = (
        axis_of("innovation_platforms", "strength", [0, 3, 6, 9]),
        axis_of("innovation_fund", "strength", [0, 8000, 16000, 24000]),
        axis_of("selection_weights", "strength", [0, 1]),
    )
    asked = SearchQuestion("none", axes, real_targets(case), budget=24, population=8, seed=2)
    judged, _ = everything(asked, evaluate)
    free = max(each.joint for each in judged.values() if each.cost <= 0)
    most = max(each.joint for each in judged.values())
    assert free < most
    return replace(asked, probability=(free + most) / 2)


def real_evaluator(case, chance):
    """Evaluate candidates of that question with replicates of a seed, each once.

    What a candidate is worth does not depend on what is evaluated with it, which `test_evaluation` tests.
    """
    run, known = evaluator(PointRunner(case, REAL_REPLICATES, chance, threads=2), real_targets(case)), {}

    def evaluate(points):
        rows = [tuple(row) for row in points.to_numpy().tolist()]
        new = [place for place, row in enumerate(rows) if row not in known]
        if new:
            found = run(points.iloc[new])
            known.update({rows[place]: found.iloc[[at]] for at, place in enumerate(new)})
        return pd.concat([known[row] for row in rows]).set_axis(points.index)

    return evaluate


@pytest.mark.chizhou
@pytest.mark.parametrize("chance", one_in(3, [6, 7, 8]))
def test_it_finds_the_optimum_of_the_real_model(case, chance):
    """Replicates of three seeds, each searched with three seeds of the algorithm."""
    evaluate = real_evaluator(case, chance)
    asked = real_question(case, evaluate)
    judged, best = everything(asked, evaluate)
    assert judged[best].feasible
    assert 0 < judged[best].cost < max(each.cost for each in judged.values())
    for seed in (2, 3, 4):
        finding = search(replace(asked, seed=seed), evaluate)
        assert len(finding.judged) <= 24
        assert finding.best == best
        assert finding.judged[best] == judged[best]


@pytest.mark.chizhou
def test_it_ends_at_the_optimum_or_where_no_neighbour_is_better(case):
    """With these replicates, one seed of eight ends within a budget of 24 at a candidate whose neighbours are all worse.

    The whole space as budget ends with the optimum. Seed 16 of the replicates was taken because a search ends elsewhere
    with it; with seeds 6 to 30 but this one and 8, all eight find the optimum.
    """
    evaluate = real_evaluator(case, 16)
    asked = real_question(case, evaluate)
    judged, best = everything(asked, evaluate)
    found = [search(replace(asked, seed=seed), evaluate).best for seed in range(8)]
    assert found.count(best) == 7
    (other,) = set(found) - {best}
    nearby = {*steps(asked.axes, other), *exchanges(asked.axes, other), *leaps(asked.axes, other)}
    assert best not in nearby
    assert best_of([(each, judged[each]) for each in (other, *nearby)]) == other
    assert search(replace(asked, budget=32), evaluate).best == best


@pytest.mark.parametrize("algorithm", [*Algorithm])
def test_two_searches_agree_to_the_bit_and_seeds_matter(algorithm):
    asked = question((9, 9, 9, 4), algorithm=algorithm, budget=80)
    one, other = search(asked, MadeEvaluator()), search(asked, MadeEvaluator())
    assert list(one.judged.items()) == list(other.judged.items())
    assert one[2:] == other[2:]
    moved = search(question((9, 9, 9, 4), algorithm=algorithm, budget=80, seed=2), MadeEvaluator())
    assert list(moved.judged) != list(one.judged)


def test_a_small_space_is_enumerated_without_any_algorithm(monkeypatch):
    monkeypatch.setattr(packages, "find_spec", lambda name: None)  # as if pymoo were not there
    finding = search(question((3, 3, 2), budget=18), MadeEvaluator())
    assert len(finding.judged) == 18


def test_without_pymoo_a_larger_one_is_refused_in_both_languages(monkeypatch):
    monkeypatch.setattr(packages, "find_spec", lambda name: None)
    with pytest.raises(InputProblem) as refused:
        search(question(), MadeEvaluator())
    assert "package pymoo: is not installed" in str(refused.value)
    assert "[analysis]" in str(refused.value)
    assert "程序包 pymoo" in refused.value.in_language("zh")


@pytest.mark.parametrize("budget", [2, 3, 13, 31])
def test_the_budget_is_never_exceeded(budget):
    evaluator = MadeEvaluator()
    finding = search(question(budget=budget), evaluator)
    assert evaluator.points == len(finding.judged) <= budget


def test_progress_counts_candidates_and_only_gets_better():
    told = []
    search(question(), MadeEvaluator(), progress=lambda tried, best: told.append((tried, best.rank)))
    assert [tried for tried, _ in told] == sorted({tried for tried, _ in told})
    assert all(later <= earlier for (_, earlier), (_, later) in itertools.pairwise(told))


def test_the_first_candidates_are_those_to_begin_with():
    finding = search(question(), MadeEvaluator(), starts=[(2, 1, 3)])
    assert list(finding.judged)[:3] == [(2, 1, 3), (0, 0, 0), (4, 4, 3)]


def test_neighbours_stay_on_the_axes():
    axes = question((3, 2)).axes
    assert set(steps(axes, (0, 1))) == {(1, 1), (0, 0)}
    assert set(exchanges(axes, (1, 0))) == {(0, 1)}
    assert set(leaps(axes, (0, 0))) == {(1, 0), (2, 0), (0, 1)}


def test_the_optimum_under_futures_is_that_of_enumeration():
    """100 candidates under 10 futures, budget 60; the targets are to be met in 70 % of them."""
    futures = pd.DataFrame({"uncertainty.u": [0.3 * step for step in range(10)]})
    asked = question(futures=futures, share=0.7, budget=60)
    finding = search(asked, MadeEvaluator())
    judged, best = everything(asked, MadeEvaluator())
    assert judged[best].feasible
    assert 0.7 <= judged[best].share < 1.0
    assert finding.best == best
    certain, _ = everything(question(), MadeEvaluator())
    assert judged[best].cost > min(each.cost for each in certain.values() if each.feasible)  # robustness is not free


def test_a_space_of_one_candidate_is_searched():
    asked = question((2, 2, 2), budget=8)
    assert size(asked.axes) == 8
    finding = search(asked, MadeEvaluator(ceiling=0.5))
    assert not finding.feasible
