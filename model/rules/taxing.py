"""A land-use tax surcharge by grade: what a firm pays, what that weighs on its output, and what land costs to hold."""

from typing import Any

from ..compiled import compiled
from ..elementary import power
from ..state import Grade
from ..units import YUAN_PER_10K


@compiled
def tax_share(grade: Any, par: Any) -> Any:
    """Return the part of the surcharge that a grade pays; grade D pays all of it."""
    if grade == Grade.A:
        return par.land_tax_a
    if grade == Grade.B:
        return par.land_tax_b
    if grade == Grade.C:
        return par.land_tax_c
    return 1.0


@compiled
def land_tax(land: Any, grade: Any, surcharge: Any, par: Any) -> Any:
    """Return the surcharge a firm pays on `land` m2, yuan a year (ODD eq. 44). Invariant: linear in land and surcharge."""
    return land * surcharge * tax_share(grade, par)


@compiled
def unit_land_cost(tax: Any, output: Any) -> Any:
    """Return a tax in yuan a year over output in 10k yuan a year, a share: at most all of the output (ODD eq. 44)."""
    if tax <= 0.0:
        return 0.0
    if tax >= output * YUAN_PER_10K:
        return 1.0
    return tax / (output * YUAN_PER_10K)


@compiled
def holding_cost(surcharge: Any, par: Any) -> Any:
    """Return what a project expects to pay in surcharge on a square metre of land, 10k yuan (ODD eq. 45).

    It expects grade B, over the years by which a lease is judged.
    """
    return surcharge * par.land_tax_b * par.rent_years / YUAN_PER_10K


@compiled
def hoarding_kept(price: Any, surcharge: Any, par: Any) -> Any:
    """Return the part of the excess of land asked for that is left when land costs more to hold (ODD eq. 46).

    `price` is what a square metre costs to buy, 10k yuan. Invariant: 1 without a surcharge, falls as it rises.
    """
    return power(price / (price + holding_cost(surcharge, par)), par.hoarding_price)
