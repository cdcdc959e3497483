"""Parks hold projects to entry standards, as strictly as they care to; energy review holds them to a benchmark."""

from typing import Any

from ..compiled import compiled
from ..units import M2_PER_MU


@compiled
def land_allowed(floor: Any, investment: Any, industry: Any, least: Any, leniency: Any) -> Any:
    """Return the largest land that meets both entry standards, m2 (ODD eq. 19, 190).

    `floor` in m2, `investment` in 10k yuan, `industry` the record with the national norms, `least` the investment per mu
    that the zone asks of every industry, 10k yuan. The stricter of that and the norm holds. Plot ratio is held to its
    norm. Both slip with the park's leniency.
    """
    kept = 1.0 - leniency
    by_plot_ratio = floor / (industry.norm_plot_ratio * kept)
    by_investment = investment / (max(industry.norm_investment, least) * kept) * M2_PER_MU
    return min(by_plot_ratio, by_investment)


@compiled
def land_admitted(asked: Any, allowed: Any, par: Any) -> Any:
    """Return the land with which a project is admitted, m2, or 0 when it is refused (ODD eq. 20).

    A project just below a standard gives up land and builds denser; one far below is refused.
    """
    if asked <= allowed:
        return asked
    if allowed >= asked * (1.0 - par.adaptation):
        return allowed
    return 0.0


@compiled
def intensity_admitted(intensity: Any, benchmark: Any, strictness: Any, par: Any) -> Any:
    """Return the energy intensity with which a project passes review, or -1 when it is refused (ODD eq. 21).

    Allowed is the industry's benchmark over the strictness; a project a little above it invests to get there. Without
    review (strictness 0) every intensity passes unchanged.
    """
    if strictness <= 0.0:
        return intensity
    allowed = benchmark / strictness
    if intensity <= allowed:
        return intensity
    if allowed >= intensity * (1.0 - par.intensity_adaptation):
        return allowed
    return -1.0


@compiled
def fits_headroom(energy: Any, headroom: Any, covered: Any, strictness: Any, par: Any) -> Any:
    """Return whether the energy a project wants (tce/year) is a small enough part of the park's free energy.

    Review holds a share of projects to it, as large as its strictness: those whose uniform draw `covered` is below it
    (ODD eq. 22).
    """
    return covered >= strictness or energy <= headroom * par.review_headroom
