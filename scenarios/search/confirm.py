"""Confirmation: the candidates that were chosen are run once more, on replicates and futures that chose nobody.

The best of many estimates is too good on average (the winner's curse), so the numbers of the search are no evidence.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import numpy as np
import pandas as pd

from ..intervals import Interval, share_interval
from ..sweep.generators import crossed
from ..targets import ALL_TARGETS
from .candidates import Candidate, points_of
from .evaluation import Evaluate, worth
from .question import Judgement, SearchQuestion, judge


class Confirmation(NamedTuple):
    """What fresh replicates say of a candidate: `judgement`, and intervals (95 %, Wilson).

    `joint` probability and `single` ones by target are means over the futures, over which a replicate counts as one
    trial, or less where replicates share a baseline population. `share` is that of the futures in which the joint
    probability is as asked (None without futures). `rows` are the evaluations, one a future.
    """

    judgement: Judgement
    joint: Interval
    single: tuple[Interval, ...]
    share: Interval | None
    rows: pd.DataFrame

    @property
    def decisive(self) -> Interval:
        """The interval of what was asked: the share of futures, or the joint probability."""
        return self.joint if self.share is None else self.share


def confirm(
    question: SearchQuestion,
    candidates: Sequence[Candidate],
    evaluate: Evaluate,
    replicates: int,
    futures: pd.DataFrame | None,
) -> list[Confirmation]:
    """Return what an evaluator of `replicates` fresh replicates says of candidates, under fresh `futures` if any."""
    fresh = replace(question, futures=futures, margin=0.0)
    rows = evaluate(crossed(points_of(question.base, question.axes, candidates), futures))
    step = fresh.runs_a_candidate
    found = []
    for place in range(len(candidates)):
        mine = rows.iloc[place * step : (place + 1) * step].reset_index(drop=True)
        judgement = judge(fresh, mine)
        share = None if futures is None else share_interval(judgement.share, judgement.share * step, step)
        means = zip((ALL_TARGETS, *fresh.keys), (judgement.joint, *judgement.probabilities), strict=True)
        joint, *single = (
            share_interval(mean, mean * replicates, replicates, trials_of(mine, name, replicates))
            for name, mean in means
        )
        found.append(Confirmation(judgement, joint, tuple(single), share, mine))
    return found


def trials_of(rows: pd.DataFrame, name: str, replicates: int) -> float:
    """Return how many independent trials the mean of a probability over futures (rows) rests on, at most `replicates`.

    The futures have the same populations. The variance of a mean is at most the mean of the variances, so that the
    interval is wide enough however the futures go together.
    """
    if worth(name) not in rows:
        return replicates
    trials, share = rows[worth(name)].to_numpy(float), rows[name].to_numpy(float)
    mean, variances = float(share.mean()), share * (1.0 - share)
    if not variances.any() or not trials.all():
        return float(trials.min())
    return float(min(replicates, mean * (1.0 - mean) / np.mean(variances / trials)))
