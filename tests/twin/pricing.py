"""Prices by grade: what a firm pays on electricity and water, and the energy that it saves by it."""

from typing import Any

from model.units import KGCE_PER_KWH, KGCE_PER_TCE, QUARTER, YUAN_PER_10K

from .arithmetic import power, rounded


def surcharges_on(firm: Any) -> tuple[float, float]:
    """Return the surcharges on a firm, on electricity in yuan/kWh and on water as a share (ODD eq. 95)."""
    multiple, row = firm.park.levers.price_by_grade, firm.model.grading_table
    if multiple <= 0.0 or row is None or not firm.graded:
        return 0.0, 0.0
    table = firm.model.world.arrays.grading_tables[row]
    return (
        multiple * float(table.electricity_surcharge[firm.grade]),
        multiple * float(table.water_surcharge[firm.grade]),
    )


def electricity_share(firm: Any) -> float:
    """Return the share of electricity in the energy of a firm: its industry's if that has any (ODD eq. 96)."""
    return float(firm.industry.electricity_share) or firm.model.parameters.electricity_share


def electricity_of(firm: Any) -> float:
    """Return the electricity that a firm uses for 10,000 yuan of output, kWh (ODD eq. 97)."""
    return KGCE_PER_TCE * firm.energy_intensity * electricity_share(firm) / KGCE_PER_KWH


def energy_left(surcharge: float, firm: Any) -> float:
    """Return the part of its energy that a firm uses at a surcharge (ODD eq. 96)."""
    parameters = firm.model.parameters
    electricity = power(1.0 + surcharge / parameters.electricity_price, -parameters.electricity_elasticity)
    return 1.0 - electricity_share(firm) * (1.0 - electricity)


def gap_paid_for(firm: Any) -> float:
    """Return what the city pays of a firm's electricity, yuan/kWh: of emerging industries in listed towns (ODD eq. 158)."""
    parameters, town = firm.model.parameters, firm.park.town
    if not firm.industry.emerging or not town.is_listed:
        return 0.0
    gap = max(0.0, parameters.electricity_price - parameters.emerging_price)
    return firm.park.levers.town_power_price * gap


def pay_for_power_and_water(firm: Any) -> float:
    """Let a firm adapt to its price of electricity, pay surcharges and be paid; return it as a unit cost (ODD eq. 95-97, 158)."""
    parameters, page = firm.model.parameters, firm.park.page
    electricity, water = surcharges_on(firm)
    gap = gap_paid_for(firm)
    above = electricity - gap
    if above != firm.power_surcharge:
        before = energy_left(firm.power_surcharge, firm)
        firm.energy_intensity *= energy_left(above, firm) / before
        firm.power_surcharge = above
    support = electricity_of(firm) * gap / YUAN_PER_10K
    supported = rounded(QUARTER * YUAN_PER_10K * firm.output * support)
    firm.model.charge("town_power_price", supported)
    page.power_support += supported
    unit = min(1.0, electricity_of(firm) * electricity / YUAN_PER_10K + parameters.water_cost * water)
    if unit <= 0.0:
        return -support
    paid = rounded(QUARTER * YUAN_PER_10K * firm.output * unit)
    firm.model.charge("price_by_grade", -paid)
    page.grade_surcharges += paid
    page.charged_by_grade += 1
    return unit - support
