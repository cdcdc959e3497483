"""Emission permits: what a firm emits, what it holds, what a project needs and bids, what a seller offers and asks."""

import math
from typing import Any

from ..compiled import compiled
from ..elementary import exp
from ..pollutants import Pollutant
from ..streams import normal
from ..units import FEN_PER_KG, FEN_PER_YUAN, YUAN_PER_10K
from .land import whole


@compiled
def industry_intensity(industry: Any, pollutant: Any) -> Any:
    """Return what an industry emits of a pollutant over its output, kg/10k yuan."""
    if pollutant == Pollutant.COD:
        return industry.cod_intensity
    if pollutant == Pollutant.SULPHUR_DIOXIDE:
        return industry.sulphur_dioxide_intensity
    if pollutant == Pollutant.AMMONIA_NITROGEN:
        return industry.ammonia_nitrogen_intensity
    return industry.nitrogen_oxides_intensity


@compiled
def pollutant_intensity(intensity: Any, industry: Any, pollutant: Any) -> Any:
    """Return what a firm emits of a pollutant over its output, kg/10k yuan (ODD eq. 110).

    `intensity` in equivalents over output: a firm is as much cleaner than its industry in each pollutant as it is in all.
    """
    return industry_intensity(industry, pollutant) * intensity / industry.emission_intensity


@compiled
def base_price(pollutant: Any, par: Any) -> Any:
    """Return the base price of a pollutant's permits, whole fen/kg.year."""
    if pollutant == Pollutant.COD:
        price = par.base_price_cod
    elif pollutant == Pollutant.SULPHUR_DIOXIDE:
        price = par.base_price_sulphur_dioxide
    elif pollutant == Pollutant.AMMONIA_NITROGEN:
        price = par.base_price_ammonia_nitrogen
    else:
        price = par.base_price_nitrogen_oxides
    return whole(price * FEN_PER_KG)


@compiled
def verified(emitted: Any, uniform: Any, par: Any) -> Any:
    """Return the permits that a firm is verified for what it has `emitted`, whole kg/year (ODD eq. 111)."""
    return whole(emitted * (1.0 + par.permit_headroom * uniform))


@compiled
def needed(emitted: Any, share: Any, spare: Any) -> Any:
    """Return the permits that a project has to get, whole kg/year (ODD eq. 112): its share less what its firm can `spare`."""
    return max(0, whole(share * emitted) - max(0, spare))


@compiled
def to_buy(need: Any, industry: Any, par: Any) -> Any:
    """Return the permits that a project buys for its `need`, whole kg/year (ODD eq. 112): what is above is retired."""
    ratio = industry.offset_ratio if industry.offset_ratio > 0.0 else par.offset_ratio
    return max(need, whole(need * ratio))


@compiled
def permit_budget(design: Any, par: Any) -> Any:
    """Return what a project with this design output would spend on permits, whole fen for each year (ODD eq. 113)."""
    return math.floor(design * par.profit_rate * par.permit_profit_share * YUAN_PER_10K * FEN_PER_YUAN)


@compiled
def price_within(budget: Any, price: Any, value: Any) -> Any:
    """Return what a budget allows for a pollutant of base price `price` if all that is asked has this base `value` (ODD eq. 113).

    All in whole fen. The whole budget goes to all pollutants in the proportion of their base prices.
    """
    return budget * price // value


@compiled
def cleaning_cost(price: Any, uniform: Any, times: Any, par: Any) -> Any:
    """Return what it costs a project to plan a kg cleaner, whole fen/kg.year (ODD eq. 113): lognormal over the base price.

    It has been planned cleaner so many `times` before, and each time the next kg is dearer.
    """
    cost = price * par.cleaning_cost * exp(par.cleaning_spread * normal(uniform))
    for _ in range(times):
        cost *= par.cleaning_step
    return whole(cost)


@compiled
def share_left(times: Any, par: Any) -> Any:
    """Return the share of its emissions that a project is left with that was planned cleaner so many `times` (ODD eq. 116)."""
    left = 1.0
    for _ in range(times):
        left *= 1.0 - par.cleaner_cut
    return left


@compiled
def spared(emitted: Any, share: Any, need: Any, par: Any) -> Any:
    """Return by how much planning a project cleaner cuts its `need` of permits, whole kg/year (ODD eq. 116).

    `emitted` in kg/year is what it would emit without that, `share` what permits must cover of it.
    """
    return min(need, math.ceil(share * emitted * par.cleaner_cut))


@compiled
def asking_price(price: Any, uniform: Any, par: Any) -> Any:
    """Return what a firm asks for its surplus, whole fen/kg.year (ODD eq. 114): the base price or more."""
    return price + math.floor(price * par.ask_markup * uniform)


@compiled
def surplus_for_sale(saved: Any, spare: Any, uniform: Any, par: Any) -> Any:
    """Return what a firm offers of what it has `saved`, whole kg/year (ODD eq. 114): no more than `spare`, less what it keeps."""
    kept = par.permit_kept * uniform
    return math.floor(max(0, min(saved, spare)) * (1.0 - kept))


@compiled
def paid_for(price: Any, par: Any) -> Any:
    """Return what is paid in all at a `price` in fen for each year of use, whole yuan (ODD eq. 118)."""
    return whole(price * par.permit_term / FEN_PER_YUAN)
