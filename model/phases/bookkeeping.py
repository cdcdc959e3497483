"""The books of the quarter are written and must close exactly, in whole units, or the run stops."""

from typing import Any

from ..compiled import compiled
from ..faults import Fault
from ..state import FACTORY_QUARTERS, LEVELLING_QUARTERS, UNIT_QUARTERS


@compiled
def write_balances(park: Any, factories: Any, levelling: Any, page: Any) -> None:
    """Write stocks and closing balances of a park into its book."""
    page.land_closing = park.quota_balance + park.low_hill_levelled
    page.area_planned = park.planned
    page.area_occupied = park.occupied
    page.area_idle = park.idle
    page.area_factory = park.factory_land
    page.area_other = park.other
    page.area_undeveloped = park.undeveloped
    page.area_low_hill = park.low_hill_natural + park.low_hill_levelled
    for step in range(LEVELLING_QUARTERS):
        page.area_low_hill += levelling[step]
    page.floor_factory = park.factory_floor
    page.floor_leased = park.factory_leased
    page.floor_building = 0
    for step in range(FACTORY_QUARTERS):
        page.floor_building += factories[step]
    page.energy_closing = park.energy_balance
    page.platforms = park.provincial_platforms + park.national_platforms
    page.leniency = park.leniency
    page.rank = park.rank
    page.head = park.head
    page.national = park.national
    page.town_status = park.town_status


@compiled
def demand_equal(fault: Any, quarter: Any, place: Any, left: Any, right: Any, city: Any) -> None:
    """Note the first book that does not close: which, when, where and the two sides."""
    if left != right and city.fault == 0:
        city.fault = fault
        city.fault_quarter = quarter
        city.fault_park = place
        city.fault_left = left
        city.fault_right = right


@compiled
def close_books(quarter: Any, parks: Any, factories: Any, levelling: Any, city: Any, book: Any) -> None:
    """Write the balances and check every identity (ODD eq. 29-30, 36, 60, 192); a difference is noted in the city's fault."""
    kept = 0
    passed = 0
    for place in range(parks.size):
        park = parks[place]
        page = book[place]
        write_balances(park, factories[place], levelling[place], page)
        came = page.land_opening + page.land_issued + page.land_low_hill + page.land_reclaimed + page.land_returned
        came += page.land_pooled_in
        went = page.land_granted + page.land_granted_factory + page.land_expired + page.land_pooled_out
        went += page.land_closing
        demand_equal(Fault.LAND_QUOTA.value, quarter, place, came, went, city)
        area = page.area_occupied + page.area_idle + page.area_factory + page.area_other + page.area_low_hill
        area += page.area_undeveloped
        demand_equal(Fault.LAND_AREA.value, quarter, place, page.area_planned, area, city)
        demand_equal(Fault.LAND_FIRMS.value, quarter, place, page.area_occupied, park.firm_land, city)
        demand_equal(Fault.FLOOR.value, quarter, place, page.floor_leased, park.firm_leased, city)
        came = page.energy_opening + page.energy_allotted
        went = page.energy_used + page.energy_expired + page.energy_closing
        demand_equal(Fault.ENERGY_QUOTA.value, quarter, place, came, went, city)
        refused = page.refused_standards + page.refused_energy
        settled = page.returned_smaller + page.returned_cleaner + page.returned_elsewhere
        settled += page.refused_lost + page.refused_put_off
        demand_equal(Fault.REFUSED.value, quarter, place, refused, settled, city)
        kept += page.tax_kept
        passed += page.tax_passed
    demand_equal(Fault.TAX_SHARED.value, quarter, 0, kept, passed, city)


@compiled
def close_tenancies(quarter: Any, world: Any, parks: Any, units: Any, city: Any, book: Any) -> None:
    """Write what small-firm parks have and check the books of their tenants and units (ODD eq. 87)."""
    for place in range(parks.size):
        if world.sites[place].small_firm_land == 0:
            continue
        park = parks[place]
        page = book[place]
        page.tenants_closing = park.tenants
        page.tenants_leading = park.leading_tenants
        page.tenants_above_scale = park.tenants_above_scale
        page.units_floor = park.unit_floor
        page.units_taken = park.units_taken
        page.redeveloped = park.redeveloped
        for step in range(UNIT_QUARTERS):
            page.units_building += units[place, step]
        page.floor_building += page.units_building
        came = page.tenants_opening + page.tenants_admitted
        demand_equal(Fault.TENANTS.value, quarter, place, came, page.tenants_left + page.tenants_closing, city)
        demand_equal(Fault.UNITS.value, quarter, place, page.units_taken, park.firm_units, city)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Write and check the closing balances."""
    close_books(quarter, state.parks, state.factories, state.levelling, state.city[0], book)
    close_tenancies(quarter, world, state.parks, state.units, state.city[0], book)
