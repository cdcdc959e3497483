"""Surcharges by grade on electricity and water: a charged firm saves energy and pays, and grows less or leaves."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.electricity import energy_left, unit_charge
from ..rules.land import whole
from ..units import QUARTER, YUAN_PER_10K


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
    """Let a firm save energy as its surcharge on electricity rises, and use it again as that falls (ODD eq. 96)."""
    if surcharge != firm.power_surcharge:
        before = energy_left(firm.power_surcharge, industry, par)
        firm.energy_intensity *= energy_left(surcharge, industry, par) / before
        firm.power_surcharge = surcharge


@compiled
def pay_by_grade(firm: Any, city: Any, world: Any, costs: Any, par: Any, lever: Any, page: Any) -> Any:
    """Return what surcharges by grade weigh on a firm, over its output, and book them (ODD eq. 95-97)."""
    electricity, water = surcharges_of(firm, city, world.grading_tables, lever)
    industry = world.industries[firm.industry]
    adapt_energy(firm, electricity, industry, par)
    unit = unit_charge(firm.energy_intensity, electricity, water, industry, par)
    if unit <= 0.0:
        return 0.0
    paid = whole(unit * firm.output * YUAN_PER_10K * QUARTER)
    costs[COST.price_by_grade] -= paid
    page.grade_surcharges += paid
    page.charged_by_grade += 1
    return unit
