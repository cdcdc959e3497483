"""A made-up evaluator that is cheap, counts its calls, and whose best candidate is known by enumeration."""

from itertools import product

import numpy as np
import pandas as pd

from scenarios.axes import Axis
from scenarios.search.candidates import points_of
from scenarios.search.question import SearchQuestion, best_of, judge
from scenarios.sweep.generators import crossed
from scenarios.targets import Target

JOBS = Target(indicator="jobs", year=2020, at_least=10.0, clause="x")
TAX = Target(indicator="tax", year=2020, at_least=5.0, clause="x")
KEYS = ("jobs.2020", "tax.2020")


def axis_of(lever, setting, values):
    """An axis of a search: its choices in order, strengths as floats."""
    return Axis(f"lever.{lever}.{setting}", tuple(sorted(map(float, values) if setting == "strength" else values)))


def question(counts=(5, 5, 4), **changes):
    axes = tuple(axis_of(name, "strength", range(count)) for name, count in zip("abcdefgh", counts, strict=False))
    return SearchQuestion(**{"base": "none", "axes": axes, "targets": (JOBS, TAX), "probability": 0.8, "budget": 45,
                       "population": 12, **changes})  # fmt: skip


class MadeEvaluator:
    """Probabilities rise with the levers, by different amounts; levers b and c help each other; cost is not linear."""

    def __init__(self, ceiling=1.0):
        self.ceiling = ceiling
        self.points = 0

    def __call__(self, points):
        self.points += len(points)
        levers = [name for name in points if name.startswith("lever.")]
        strengths = points[levers].to_numpy(float)
        a, b, c = strengths[:, 0], strengths[:, 1], strengths[:, 2]
        worse = points["uncertainty.u"].to_numpy(float) if "uncertainty.u" in points else 0.0
        jobs = self.ceiling / (1 + np.exp(-(0.9 * a + 0.35 * b * c - 2.2 - worse)))
        tax = self.ceiling / (1 + np.exp(-(0.8 * b + 0.5 * a - 1.5)))
        cost = 2.0 * a + 1.1 * b + 0.8 * c + 0.3 * (a + c) ** 2 + 0.37 * strengths[:, 3:].sum(axis=1)
        columns = {"cost": cost, "all_targets": jobs * tax, KEYS[0]: jobs, KEYS[1]: tax}
        return pd.DataFrame(columns, points.index)


def everything(asked, evaluator):
    """Judge every candidate there is; return them with the best."""
    candidates = list(product(*(range(len(axis.choices)) for axis in asked.axes)))
    rows = evaluator(crossed(points_of(asked.base, asked.axes, candidates), asked.futures))
    step = asked.runs_a_candidate
    judged = {each: judge(asked, rows.iloc[n * step : (n + 1) * step]) for n, each in enumerate(candidates)}
    return judged, best_of(list(judged.items()))
