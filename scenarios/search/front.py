"""The front of cost and probability: what every further step towards the targets costs, as far as it was found."""

from collections.abc import Mapping

import pandas as pd

from .candidates import Candidate, points_of
from .question import Judgement, SearchQuestion, judgement_columns


def reached(question: SearchQuestion, judgement: Judgement) -> float:
    """Return what the front is drawn over: the joint probability, or the share of futures where there are several."""
    return judgement.joint if question.futures is None else judgement.share


def front(question: SearchQuestion, judged: Mapping[Candidate, Judgement]) -> list[Candidate]:
    """Return the candidates that none other beats: less costly than all that reach as much; the cheapest first."""
    order = sorted(judged, key=lambda each: (judged[each].cost, -reached(question, judged[each]), each))
    kept: list[Candidate] = []
    most = -1.0
    for candidate in order:
        if reached(question, judged[candidate]) > most:
            most = reached(question, judged[candidate])
            kept.append(candidate)
    return kept


def candidate_table(question: SearchQuestion, judged: Mapping[Candidate, Judgement]) -> pd.DataFrame:
    """Return one row a candidate, index `point`: the columns of a point, then cost, probabilities, shortfall, feasible."""
    points = points_of(question.base, question.axes, judged)
    rows = pd.DataFrame([judgement_columns(question, each) for each in judged.values()], points.index)
    return pd.concat([points, rows], axis=1)
