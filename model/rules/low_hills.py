"""What it costs to make building land of low hills instead of flat land."""

from typing import Any

from ..compiled import compiled
from ..units import M2_PER_MU, YUAN_PER_10K


@compiled
def extra_cost(land: Any, par: Any) -> Any:
    """Return what `land` m2 of low hills cost more than as much flat land, 10k yuan (ODD eq. 146).

    Levelling is dearer, and forest land is charged a fee. The charge for farmland, which flat land pays, falls away.
    """
    levelling = (par.low_hill_cost - 1.0) * par.flat_land_cost * land / M2_PER_MU
    fee = par.forest_fee * (1.0 - par.low_hill_farmland)
    return levelling + land * (fee - par.farmland_charge * par.flat_farmland) / YUAN_PER_10K
