"""The yearly assessment grades firms on what their land and energy yield, ranks zones, and moves parks' leniency."""

from typing import Any

from ..compiled import compiled
from ..elementary import log
from ..state import Grade


@compiled
def efficiency(output_per_mu: Any, reference_per_mu: Any, intensity: Any, reference_intensity: Any, par: Any) -> Any:
    """Return a firm's log efficiency against its industry: the yield of its land and of its energy (ODD eq. 38)."""
    by_land = log(output_per_mu / reference_per_mu)
    by_energy = log(reference_intensity / intensity)
    return par.grade_land * by_land + (1.0 - par.grade_land) * by_energy


@compiled
def grade_of(score: Any, par: Any) -> Any:
    """Return the grade of an efficiency score: A above one width, B above 0, C above minus one width, else D."""
    if score >= par.grade_width:
        return Grade.A.value
    if score >= 0.0:
        return Grade.B.value
    if score >= -par.grade_width:
        return Grade.C.value
    return Grade.D.value


@compiled
def zone_score(relative_yield: Any, relative_hightech: Any, relative_growth: Any, par: Any) -> Any:
    """Return a zone's score (ODD eq. 39): land yield, high-tech share and growth, each over the mean of the zones."""
    rest = 1.0 - par.score_yield - par.score_hightech
    return par.score_yield * relative_yield + par.score_hightech * relative_hightech + rest * relative_growth


@compiled
def linked(plain: Any, by_score: Any, par: Any) -> Any:
    """Return a share with a part `score_link` of it by score instead (ODD eq. 39a). Invariant: a link of 0 leaves `plain`."""
    return (1.0 - par.score_link) * plain + par.score_link * by_score


@compiled
def leniency_next(leniency: Any, hungry: Any, cut: Any, rigour: Any, par: Any) -> Any:
    """Return next year's leniency (ODD eq. 41): hungry parks relax a step, parks under a cut tighten with the cut.

    `hungry` is 1 or -1, `cut` the share of the plan withheld this year, `rigour` the weight of evaluation, which asks
    everybody to tighten. Invariant: within 0 and the largest leniency.
    """
    threat = cut / par.quota_cut_largest
    pull = (1.0 - rigour) * hungry - rigour
    return min(par.leniency_largest, max(0.0, leniency + par.leniency_step * (pull - par.leniency_threat * threat)))


@compiled
def qualifies(hightech_share: Any, needs_hightech: Any, par: Any) -> Any:
    """Return whether a zone has what a national one must have (ODD eq. 58): a high-tech share, where it is asked for."""
    return needs_hightech == 0 or hightech_share >= par.national_hightech
