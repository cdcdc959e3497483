"""Energy rights: what a project has to buy, at which price, and whether it can; what the city offers."""

import math
from typing import Any

from ..compiled import compiled
from ..units import KGCE_PER_TCE, YUAN_PER_10K
from .land import whole


@compiled
def intensity_without_rights(industry: Any, par: Any) -> Any:
    """Return the energy intensity up to which no rights are needed, tce/10k yuan of output: the line is per value added."""
    return par.energy_right_line * industry.value_added_rate


@compiled
def rights_needed(design: Any, intensity: Any, industry: Any, share: Any, par: Any) -> Any:
    """Return the rights that a project has to buy, whole kgce/year (ODD eq. 140): a `share` of its use above the line.

    `design` in 10k yuan/year, `intensity` in tce/10k yuan. A project that uses less than the least size needs none.
    """
    above = intensity - intensity_without_rights(industry, par)
    if above <= 0.0 or design * intensity < par.energy_right_least:
        return 0
    return whole(share * design * above * KGCE_PER_TCE)


@compiled
def right_price(industry: Any, par: Any) -> Any:
    """Return what a right costs a project, whole yuan/tce (ODD eq. 142): the base price times the industry's coefficient."""
    coefficient = par.energy_right_heavy if industry.heavy > 0.0 else 1.0
    return whole(par.energy_right_price * coefficient)


@compiled
def paid_for_rights(rights: Any, price: Any) -> Any:
    """Return what rights in kgce/year cost at a price in yuan/tce, whole yuan."""
    return whole(rights * price / KGCE_PER_TCE)


@compiled
def can_pay(rights: Any, price: Any, design: Any, par: Any) -> Any:
    """Return whether a project can pay for all its rights, kgce/year, at a price in yuan/tce (ODD eq. 142).

    It spends at most a share of the profit of a year at its design output, 10k yuan/year.
    """
    budget = design * par.profit_rate * par.energy_right_profit * YUAN_PER_10K
    return rights * price / KGCE_PER_TCE <= budget


@compiled
def intensity_in_reach(own: Any, intensity: Any, industry: Any, par: Any) -> Any:
    """Return the least intensity that a project can plan for, tce/10k yuan (ODD eq. 143): never below the line.

    `own` is the intensity of its firm, `intensity` what it plans for so far. How far it can go is the same as in review.
    """
    return min(intensity, max(own * (1.0 - par.intensity_adaptation), intensity_without_rights(industry, par)))


@compiled
def quota_offered(new: Any, par: Any) -> Any:
    """Return the part of a park's `new` energy budget that the city offers, whole kgce/year (ODD eq. 141), never more."""
    return math.floor(new * par.energy_right_quota)
