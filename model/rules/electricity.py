"""Electricity: how much of it a firm uses, how a surcharge makes it save, and what the surcharge weighs on its output."""

from typing import Any

from ..compiled import compiled
from ..elementary import power
from ..units import KGCE_PER_KWH, KGCE_PER_TCE, YUAN_PER_10K


@compiled
def electricity_share(industry: Any, par: Any) -> Any:
    """Return the share of electricity in the energy of an industry, by calorific value: its own, or else the usual one."""
    return industry.electricity_share if industry.electricity_share > 0.0 else par.electricity_share


@compiled
def electricity_used(intensity: Any, industry: Any, par: Any) -> Any:
    """Return the electricity for 10k yuan of output, kWh, of a firm that uses `intensity` tce for it (ODD eq. 97)."""
    return intensity * KGCE_PER_TCE * electricity_share(industry, par) / KGCE_PER_KWH


@compiled
def energy_left(surcharge: Any, industry: Any, par: Any) -> Any:
    """Return the part of its energy that a firm uses once it pays `surcharge` yuan/kWh (ODD eq. 96).

    Electricity falls by its own-price elasticity, other energy stays. Invariant: 1 without a surcharge, falls as it rises.
    """
    electricity = power(1.0 + surcharge / par.electricity_price, -par.electricity_elasticity)
    return 1.0 - electricity_share(industry, par) * (1.0 - electricity)


@compiled
def price_gap(par: Any) -> Any:
    """Return the usual price of electricity less the price for emerging industries, yuan/kWh (ODD eq. 158), at least 0."""
    return max(0.0, par.electricity_price - par.emerging_price)


@compiled
def electricity_charge(intensity: Any, price: Any, industry: Any, par: Any) -> Any:
    """Return what `price` yuan/kWh on the electricity that a firm uses at `intensity` weighs on its output (ODD eq. 97)."""
    return electricity_used(intensity, industry, par) * price / YUAN_PER_10K


@compiled
def unit_charge(intensity: Any, electricity: Any, water: Any, industry: Any, par: Any) -> Any:
    """Return what surcharges weigh on a firm, over its output (ODD eq. 71, 97): at most all of it.

    `electricity` in yuan/kWh on what it uses at `intensity`, `water` a share of the price of water. Invariant: linear in
    both up to 1.
    """
    return min(1.0, electricity_charge(intensity, electricity, industry, par) + par.water_cost * water)
