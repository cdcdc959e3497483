"""A project chooses between new land, leased floor and land it has, and asks for more land than it needs."""

import math
from typing import Any

from ..compiled import compiled
from ..elementary import exp
from ..state import Channel, Tenure
from ..streams import exponential
from ..units import M2_PER_MU
from .tenancy import unit_rent_cost


@compiled
def land_cost(plot_ratio: Any, price: Any, par: Any) -> Any:
    """Return the cost of a square metre of floor on new land, 10k yuan (ODD eq. 15).

    `price` is what a square metre of land costs to buy and to hold, 10k yuan.
    """
    return par.building_cost + price / plot_ratio


@compiled
def lease_cost(par: Any) -> Any:
    """Return what a square metre of leased floor costs, 10k yuan: rent over the horizon, and not owning it."""
    return par.rent * par.rent_years + par.ownership_preference


@compiled
def own_land_cost(par: Any) -> Any:
    """Return the cost of a square metre of floor squeezed onto land in use, 10k yuan."""
    return par.building_cost * (1.0 + par.own_land_premium)


@compiled
def weight_of(cost: Any, par: Any) -> Any:
    """Return the weight of a choice by its cost of a square metre of floor, 10k yuan (ODD eq. 16)."""
    return exp(-cost / par.choice_scale)


@compiled
def channel_weights(plot_ratio: Any, price: Any, can_lease: Any, has_room: Any, par: Any) -> Any:
    """Return the weights of new land, of leased floor and of the land that a project has, 0 for what is not open to it (ODD eq. 16)."""
    on_land = weight_of(land_cost(plot_ratio, price, par), par)
    on_floor = weight_of(lease_cost(par), par) if can_lease else 0.0
    on_own = weight_of(own_land_cost(par), par) if has_room else 0.0
    return on_land, on_floor, on_own


@compiled
def chosen_channel(plot_ratio: Any, price: Any, can_lease: Any, has_room: Any, uniform: Any, par: Any) -> Any:
    """Return the channel a project prefers (ODD eq. 16): logit in cost, among those that are open.

    `price` of land as in `land_cost`; `can_lease` says whether leased floor is, `has_room` whether the land it has is; new land always is.

    Invariant: with one channel open that one is chosen.
    """
    if not can_lease and not has_room:
        return Channel.NEW_LAND.value
    on_land, on_floor, on_own = channel_weights(plot_ratio, price, can_lease, has_room, par)
    point = uniform * (on_land + on_floor + on_own)
    if point < on_floor:
        return Channel.LEASE.value
    if point < on_floor + on_own:
        return Channel.OWN_LAND.value
    return Channel.NEW_LAND.value


@compiled
def chosen_tenure(plot_ratio: Any, price: Any, can_lease: Any, has_room: Any, uniform: Any, par: Any) -> Any:
    """Return whether a project that may have a unit buys one, rents one or wants none (ODD eq. 84): logit in cost.

    `price`, `can_lease` and `has_room` as in `chosen_channel` say what else is open to it.
    """
    on_land, on_floor, on_own = channel_weights(plot_ratio, price, can_lease, has_room, par)
    bought = weight_of(par.unit_price, par)
    let = weight_of(unit_rent_cost(par), par)
    point = uniform * (on_land + on_floor + on_own + bought + let)
    if point < bought:
        return Tenure.BOUGHT.value
    if point < bought + let:
        return Tenure.LET.value
    return Tenure.NONE.value


@compiled
def land_needed(design: Any, output_per_mu: Any, par: Any) -> Any:
    """Return the land a project needs for its design output, m2 (ODD eq. 17): newer vintages are denser."""
    return design / (output_per_mu * par.entrant_density) * M2_PER_MU


@compiled
def land_asked(needed: Any, uniform: Any, kept: Any, par: Any) -> Any:
    """Return the land a project asks for, m2 (ODD eq. 18): the need and an exponential excess. Invariant: >= needed.

    `kept` is the part of the excess left where land costs to hold (eq. 46).
    """
    return needed * (1.0 + par.hoarding * kept * exponential(uniform))


@compiled
def plot_ratio_planned(norm: Any, variate: Any, par: Any) -> Any:
    """Return the plot ratio a project plans on the land it needs: lognormal about a multiple of the national norm."""
    return norm * par.entrant_plot_ratio * exp(par.plot_ratio_spread * variate)


@compiled
def floor_to_lease(design: Any, par: Any) -> Any:
    """Return the standard-factory floor that a design output takes, whole m2, rounded up."""
    return math.ceil(design / par.leased_floor_output)
