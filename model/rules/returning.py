"""How a newcomer that was refused may come back."""

from typing import Any

from ..compiled import compiled
from ..rulings import Ruling, WayBack


@compiled
def way_back(ruling: Any, uniform: Any, par: Any) -> Any:
    """Return how a refused newcomer tries again, by one uniform draw (ODD eq. 191).

    Only what energy review has refused can be planned cleaner. Shares that add up to more than 1 take what is left.
    """
    point = uniform - par.refused_smaller
    if point < 0.0:
        return WayBack.SMALLER.value
    if ruling == Ruling.REFUSED_ENERGY:
        point -= par.refused_cleaner
        if point < 0.0:
            return WayBack.CLEANER.value
    if point < par.refused_elsewhere:
        return WayBack.ELSEWHERE.value
    return WayBack.LOST.value
