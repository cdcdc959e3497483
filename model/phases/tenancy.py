"""Tenancies in small-firm parks: admission by trade, energy, emissions and safety; units taken; tenants counted."""

from typing import Any

from ..compiled import compiled
from ..rules.tenancy import is_clean, is_small, keeps_share
from ..state import Stage, Tenure
from .closing import is_moving, new_plant_unit


@compiled
def free_floor(park: Any) -> Any:
    """Return the standard-factory floor that is not let, m2, units of the small-firm park left out."""
    return park.factory_floor - park.unit_floor - (park.factory_leased - park.units_taken)


@compiled
def admits(firm: Any, place: Any, world: Any, park: Any, par: Any) -> Any:
    """Return whether the trade of a firm is admitted: one of the park's, or another while its own keep their share (eq. 83)."""
    if world.small_firm_trades[place, firm.industry] == 1:
        return True
    return keeps_share(park.leading_tenants, park.tenants, par)


@compiled
def may_have_unit(firm: Any, design: Any, floor: Any, place: Any, world: Any, park: Any, par: Any) -> Any:
    """Return whether a unit of a park is open to a project with design output `design` that needs `floor` m2 (ODD eq. 82).

    It is for small firms without a unit, whose production is safe on several storeys. One that expands is as large as it
    will be. Tenants are counted as the last quarter left them, so that it does not matter who applies first.
    """
    if firm.tenure != Tenure.NONE or firm.suited == 0 or floor > park.unit_floor:
        return False
    industry = world.industries[firm.industry]
    output = design + firm.design if place == firm.park else design  # who moves in has no other plant then
    if not is_small(output, industry.output_per_worker, par) or not is_clean(firm, industry, par):
        return False
    return admits(firm, place, world, park, par)


@compiled
def take_unit(quarter: Any, firm: Any, place: Any, world: Any, park: Any, page: Any) -> None:
    """Give a project the unit it asked for; a moving firm has it as its new plant's until it moves in."""
    park.units_taken += firm.request_floor
    park.tenants += 1
    park.leading_tenants += world.small_firm_trades[place, firm.industry]
    page.tenants_admitted += 1
    if firm.request_tenure == Tenure.BOUGHT:
        page.units_bought += firm.request_floor
    firm.unit_since = quarter
    if not is_moving(firm):
        firm.tenure = firm.request_tenure
        firm.unit = firm.request_floor


@compiled
def has_units(parks: Any) -> Any:
    """Return whether any park has units; without them there is no tenant."""
    floor = 0
    for place in range(parks.size):
        floor += parks[place].unit_floor
    return floor > 0


@compiled
def count_tenants(world: Any, state: Any) -> None:
    """Count the tenants of every park, those of its trades, those on the register, and their floor (ODD eq. 87)."""
    parks = state.parks
    if not has_units(parks):
        return
    for place in range(parks.size):
        parks[place].tenants = 0
        parks[place].leading_tenants = 0
        parks[place].tenants_above_scale = 0
        parks[place].firm_units = 0
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage == Stage.CLOSED:
            continue
        place = firm.park
        unit = firm.unit
        if new_plant_unit(firm) > 0:
            place = firm.request_park
            unit = new_plant_unit(firm)
        if unit > 0:
            park = parks[place]
            park.tenants += 1
            park.leading_tenants += world.small_firm_trades[place, firm.industry]
            park.tenants_above_scale += firm.above_scale
            park.firm_units += unit
