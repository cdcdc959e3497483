"""Obsolete equipment: what a surcharge on electricity weighs on a firm, and from which surcharge on it scraps."""

from typing import Any

from ..compiled import compiled
from ..elementary import exp
from ..state import EquipmentClass
from ..streams import normal
from ..units import KGCE_PER_KWH, KGCE_PER_TCE, YUAN_PER_10K


@compiled
def surcharge_of(equipment_class: Any, par: Any) -> Any:
    """Return the surcharge on a class of equipment, yuan/kWh (ODD eq. 71): none on what is permitted."""
    if equipment_class == EquipmentClass.ELIMINATED:
        return par.surcharge_eliminated
    if equipment_class == EquipmentClass.RESTRICTED:
        return par.surcharge_restricted
    return 0.0


@compiled
def electricity_share(industry: Any, par: Any) -> Any:
    """Return the share of electricity in the energy of an industry, by calorific value: its own, or else the usual one."""
    return industry.electricity_share if industry.electricity_share > 0.0 else par.electricity_share


@compiled
def unit_surcharge(intensity: Any, price: Any, industry: Any, par: Any) -> Any:
    """Return what a surcharge of `price` yuan/kWh weighs on a firm, over its output (ODD eq. 71): at most all of it.

    `intensity` is its energy over output in tce/10k yuan, of which a share is electricity. Invariant: linear in price
    up to 1.
    """
    # kWh for 10k yuan of output
    electricity = intensity * KGCE_PER_TCE * electricity_share(industry, par) / KGCE_PER_KWH
    return min(1.0, electricity * price / YUAN_PER_10K)


@compiled
def is_dear(price: Any, uniform: Any, par: Any) -> Any:
    """Return whether a firm would rather scrap its equipment than pay `price` yuan/kWh for good (ODD eq. 72).

    The surcharge from which on it would is lognormal over firms; `uniform` is the firm's own. Invariant: once dear, every
    higher price is.
    """
    return price >= par.scrap_surcharge * exp(par.scrap_spread * normal(uniform))
