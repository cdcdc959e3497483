"""Surcharges by grade on electricity and water, and the price of electricity for emerging industries in towns.

A charged firm saves energy and pays, and grows less or leaves; one whose electricity is cheaper uses more and grows more.
"""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.electricity import electricity_charge, energy_left, price_gap, unit_charge
from ..rules.land import whole
from ..units import QUARTER, YUAN_PER_10K
from .cultivating import is_listed_town


@compiled
def surcharges_of(firm: Any, city: Any, tables: Any, lever: Any) -> Any:
    """Return the surcharges on a firm (ODD eq. 95): on electricity, yuan/kWh, and on water, a share of its price.

    They are those of the table that gave the grades in force. A firm without a grade pays none.
    """
    if lever.price_by_grade <= 0.0 or city.grading_table == 0 or firm.graded == 0:
        return 0.0, 0.0
    table = tables[city.grading_table - 1]
    electricity = lever.price_by_grade * table.electricity_surcharge[firm.grade]
    return electricity, lever.price_by_grade * table.water_surcharge[firm.grade]


@compiled
def adapt_energy(firm: Any, surcharge: Any, industry: Any, par: Any) -> None:
    """Let a firm save energy as its surcharge on electricity rises, and use it again as that falls (ODD eq. 96).

    A surcharge below zero is a price below the usual one (eq. 158).
    """
    if surcharge != firm.power_surcharge:
        before = energy_left(firm.power_surcharge, industry, par)
        firm.energy_intensity *= energy_left(surcharge, industry, par) / before
        firm.power_surcharge = surcharge


@compiled
def gap_paid(park: Any, industry: Any, par: Any, lever: Any) -> Any:
    """Return the part of its price of electricity that the city pays for a firm, yuan/kWh (ODD eq. 158).

    It is paid for emerging industries, in parks on the city's list of towns.
    """
    if lever.town_power_price <= 0.0 or industry.emerging == 0.0 or not is_listed_town(park):
        return 0.0
    return lever.town_power_price * price_gap(par)


@compiled
def support_power(firm: Any, gap: Any, industry: Any, costs: Any, page: Any, par: Any) -> Any:
    """Return what the city pays of a firm's electricity, over its output, and book it (ODD eq. 158)."""
    unit = electricity_charge(firm.energy_intensity, gap, industry, par)
    paid = whole(unit * firm.output * YUAN_PER_10K * QUARTER)
    costs[COST.town_power_price] += paid
    page.power_support += paid
    return unit


@compiled
def pay_surcharges(firm: Any, park: Any, city: Any, world: Any, costs: Any, par: Any, lever: Any, page: Any) -> Any:
    """Return what surcharges by grade weigh on a firm, over its output, less what the city pays of its electricity.

    Books both (ODD eq. 95-97, 158).
    """
    electricity, water = surcharges_of(firm, city, world.grading_tables, lever)
    industry = world.industries[firm.industry]
    gap = gap_paid(park, industry, par, lever)
    adapt_energy(firm, electricity - gap, industry, par)
    supported = support_power(firm, gap, industry, costs, page, par) if gap > 0.0 else 0.0
    unit = unit_charge(firm.energy_intensity, electricity, water, industry, par)
    if unit <= 0.0:
        return -supported
    paid = whole(unit * firm.output * YUAN_PER_10K * QUARTER)
    costs[COST.price_by_grade] -= paid
    page.grade_surcharges += paid
    page.charged_by_grade += 1
    return unit - supported
