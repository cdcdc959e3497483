"""Clusters raise output up to a size and crowd beyond it; what users in the city buy moves demand for their suppliers."""

from typing import Any

from ..compiled import compiled
from ..elementary import log
from ..units import QUARTER
from .arrival import pick


@compiled
def level_sought(output: Any, baseline: Any, par: Any) -> Any:
    """Return the log level of output that a cluster of size `output` gives its firms in the end (ODD eq. 194).

    Sizes are in 10k yuan a year. An inverted U in the log of the size over the `baseline`: the elasticity falls from its
    full value to nothing at the peak, and at twice the peak the gain is lost. Invariant: exactly 0 at the baseline's size.
    """
    size = log(max(output, par.cluster_smallest) / max(baseline, par.cluster_smallest))
    if size <= 0.0:
        return par.agglomeration_elasticity * size
    size = min(size, 2.0 * par.agglomeration_peak)
    return par.agglomeration_elasticity * size * (1.0 - size / (2.0 * par.agglomeration_peak))


@compiled
def gap_closed(sought: Any, attained: Any, par: Any) -> Any:
    """Return the growth, 1/year, by which output approaches the log level `sought` from the one `attained` (ODD eq. 195)."""
    return par.agglomeration_speed * (sought - attained)


@compiled
def sold_to(coefficient: Any, user: Any, supplier: Any, par: Any) -> Any:
    """Return the share of a supplier's output that users of one industry in the city buy (ODD eq. 196).

    `user` and `supplier` are the outputs of both industries in the city, 10k yuan a year, above 0.
    """
    return par.local_purchase * par.input_scale * coefficient * user / supplier


@compiled
def with_users(demand: Any, sold: Any, grown: Any, par: Any) -> Any:
    """Return demand growth of an industry of which users in the city buy a share `sold` (ODD eq. 197), 1/year.

    That share grows as its users do: `grown` is the sum of shares times the growth of each; the rest as `demand` says.
    Beyond the largest local share, shares are scaled down. Invariant: `demand` itself when all grow at that rate.
    """
    if sold <= 0.0:
        return demand
    fitting = min(1.0, par.local_sales / sold)
    return demand + fitting * (grown - sold * demand)


@compiled
def partner(industry: Any, mixed: Any, kind: Any, link_mix: Any, par: Any) -> Any:
    """Return the industry of a project that comes for a leading firm of `industry` (ODD eq. 198).

    `mixed` and `kind` are uniform draws, `link_mix` (industry, partner) cumulative shares, perhaps without rows.
    """
    if mixed >= par.chain_links or link_mix.shape[0] == 0 or link_mix[industry, -1] <= 0.0:
        return industry
    return pick(link_mix[industry], kind)


@compiled
def growth_of_year(now: Any, before: Any) -> Any:
    """Return growth from one quarter to the next as a yearly rate that adds up; `before` above 0."""
    return (now / before - 1.0) / QUARTER
