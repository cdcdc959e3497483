"""What the city builds: standard factories over the zones, and public innovation platforms in turn."""

from typing import Any

from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import rounded
from .park import Park
from .small_firm_park import waits_for_floor

WHOLE_PLATFORM = 1.0 - 1e-9  # tenths do not add up to one exactly


def build_standard_factories(city: Any) -> None:
    """Finish standard factories, then start new ones by the floor that projects wait for (ODD eq. 31)."""
    for park in city.parks:
        park.finish_factories()
    building = [zone for zone in city.zones if zone.levers.standard_factories > 0.0]
    if not building:
        return
    measure_floor_wanted(city, building)
    wanted = sum(zone.floor_wanted for zone in building)
    for zone in building:
        zone.start_factories(zone.floor_wanted / wanted if wanted > 0 else zone.share_in_plan(building))


def measure_floor_wanted(city: Any, building: list[Park]) -> None:
    """Add up the standard-factory floor that projects wait for where it is built, after steps 6 and 7 (ODD eq. 31)."""
    for park in city.parks:
        park.floor_wanted = 0
    for firm in city.firms:
        if waits_for_floor(firm) and firm.project.park in building:
            firm.project.park.floor_wanted += firm.project.floor


def open_platforms(city: Any) -> None:
    """Open the platforms that are due (ODD eq. 32)."""
    served = [zone for zone in city.platform_order if zone.levers.innovation_platforms > 0.0]
    city.platforms_due += QUARTER * max((zone.levers.innovation_platforms for zone in served), default=0.0)
    while city.platforms_due >= WHOLE_PLATFORM:
        zone = zone_of_next_platform(served, city.platforms_opened)
        if city.platforms_opened == 0:
            zone.national_platforms += 1
            price = city.parameters.national_platform_cost
        else:
            zone.provincial_platforms += 1
            price = city.parameters.provincial_platform_cost
        city.charge("innovation_platforms", rounded(price * YUAN_PER_10K))
        city.platforms_due -= 1.0
        city.platforms_opened += 1


def zone_of_next_platform(order: list[Park], opened: int) -> Park:
    """Return the zone of the next platform: the first for the first, the others in turn for the rest (ODD eq. 32)."""
    if opened == 0 or len(order) == 1:
        return order[0]
    return order[1 + (opened - 1) % (len(order) - 1)]


def charge_fast_approval(city: Any) -> None:
    """Charge the quarters that fast approval has saved (ODD eq. 57)."""
    for park in city.parks:
        price = park.page.quarters_saved * city.parameters.approval_cost
        city.charge("approval_speed", rounded(price * YUAN_PER_10K))
