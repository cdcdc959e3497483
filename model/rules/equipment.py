"""Obsolete equipment: the surcharge on electricity by its class, and from which surcharge on a firm scraps it."""

from typing import Any

from ..compiled import compiled
from ..elementary import exp
from ..state import EquipmentClass
from ..streams import normal


@compiled
def surcharge_of(equipment_class: Any, par: Any) -> Any:
    """Return the surcharge on a class of equipment, yuan/kWh (ODD eq. 71): none on what is permitted."""
    if equipment_class == EquipmentClass.ELIMINATED:
        return par.surcharge_eliminated
    if equipment_class == EquipmentClass.RESTRICTED:
        return par.surcharge_restricted
    return 0.0


@compiled
def is_dear(price: Any, uniform: Any, par: Any) -> Any:
    """Return whether a firm would rather scrap its equipment than pay `price` yuan/kWh for good (ODD eq. 72).

    The surcharge from which on it would is lognormal over firms; `uniform` is the firm's own. Invariant: once dear, every
    higher price is.
    """
    return price >= par.scrap_surcharge * exp(par.scrap_spread * normal(uniform))
