"""Parks rank waiting projects: by volume, or, as the weights shift, by high-tech, leading industry and yield of land."""

from typing import Any

from ..compiled import compiled
from ..elementary import log


@compiled
def volume(investment: Any, par: Any) -> Any:
    """Return the volume score of an investment in 10k yuan: 0 up to the least, 1 from the largest, log between."""
    if investment <= par.rank_least:  # most projects: no logarithm need be found
        return 0.0
    return min(1.0, log(investment / par.rank_least) / log(par.rank_largest / par.rank_least))


@compiled
def quality(hightech: Any, leading: Any, relative_yield: Any, par: Any) -> Any:
    """Return the quality score, 0 to 1; `relative_yield` is output per mu over the industry's."""
    yielding = min(1.0, relative_yield / par.rank_best_yield)
    rest = 1.0 - par.rank_hightech - par.rank_leading
    return par.rank_hightech * hightech + par.rank_leading * leading + rest * yielding


@compiled
def focused(score: Any, leads: Any, focus: Any, par: Any) -> Any:
    """Return a score shifted towards the kept leading industries (ODD eq. 53). Invariant: the score without focus."""
    weight = par.rank_focus * focus
    return (1.0 - weight) * score + weight * leads


@compiled
def score(investment: Any, hightech: Any, leading: Any, relative_yield: Any, weight: Any, par: Any) -> Any:
    """Return the ranking score (ODD eq. 24). Invariant: between the volume and the quality score."""
    return (1.0 - weight) * volume(investment, par) + weight * quality(hightech, leading, relative_yield, par)


@compiled
def put_first(score: Any, first_call: Any) -> Any:
    """Return the score of a project, put before all others if it has `first_call` (ODD eq. 150): they score at most 1."""
    return score + 2.0 if first_call else score
