"""Confirmation: the candidates that were chosen are run once more, on replicates and futures that chose nobody.

The best of many estimates is too good on average (the winner's curse), so the numbers of the search are no evidence.
"""

from collections.abc import Sequence
from dataclasses import replace
from typing import NamedTuple

import pandas as pd

from ..intervals import Interval, share_interval
from ..sweep.generators import crossed
from .candidates import Candidate, points_of
from .evaluation import Evaluate
from .question import Judgement, SearchQuestion, judge


class Confirmation(NamedTuple):
    """What fresh replicates say of a candidate: `judgement`, and intervals (95 %, Wilson).

    `joint` probability and `single` ones by target are means over the futures, over which a replicate counts as one
    trial; `share` of the futures in which the joint probability is as asked (None without futures). `rows` are the
    evaluations, one a future.
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
        joint = share_interval(judgement.joint, judgement.joint * replicates, replicates)
        single = tuple(share_interval(each, each * replicates, replicates) for each in judgement.probabilities)
        found.append(Confirmation(judgement, joint, single, share, mine))
    return found
