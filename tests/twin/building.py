"""What the city builds: standard factories over the zones, and public innovation platforms in turn."""

from typing import Any

from model.state import Channel
from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import rounded
from .park import Park

WHOLE_PLATFORM = 1.0 - 1e-9  # tenths do not add up to one exactly


def build_standard_factories(city: Any) -> None:
    """Finish standard factories, then start new ones by the floor that projects wait for (ODD eq. 31)."""
    for park in city.parks:
        park.finish_factories()
    if city.levers.standard_factories <= 0.0:
        return
    measure_floor_wanted(city)
    wanted = sum(zone.floor_wanted for zone in city.zones)
    for zone in city.zones:
        zone.start_factories(zone.floor_wanted / wanted if wanted > 0 else zone.base_plan_share)


def measure_floor_wanted(city: Any) -> None:
    """Add up the standard-factory floor that zones' projects wait for, after steps 6 and 7 (ODD eq. 31)."""
    for park in city.parks:
        park.floor_wanted = 0
    for firm in city.firms:
        if firm.is_waiting and firm.project.channel == Channel.LEASE and firm.project.park.zone:
            firm.project.park.floor_wanted += firm.project.floor


def open_platforms(city: Any) -> None:
    """Open the platforms that are due (ODD eq. 32)."""
    city.platforms_due += QUARTER * city.levers.innovation_platforms
    while city.platforms_due >= WHOLE_PLATFORM:
        zone = zone_of_next_platform(city)
        if city.platforms_opened == 0:
            zone.national_platforms += 1
            price = city.parameters.national_platform_cost
        else:
            zone.provincial_platforms += 1
            price = city.parameters.provincial_platform_cost
        city.charge("innovation_platforms", rounded(price * YUAN_PER_10K))
        city.platforms_due -= 1.0
        city.platforms_opened += 1


def zone_of_next_platform(city: Any) -> Park:
    """Return the zone of the next platform: the first for the first, the others in turn for the rest (ODD eq. 32)."""
    order, opened = city.platform_order, city.platforms_opened
    if opened == 0 or len(order) == 1:
        return order[0]
    return order[1 + (opened - 1) % (len(order) - 1)]


def charge_fast_approval(city: Any) -> None:
    """Charge the quarters that fast approval has saved (ODD eq. 57)."""
    for park in city.parks:
        price = park.page.quarters_saved * city.parameters.approval_cost
        city.charge("approval_speed", rounded(price * YUAN_PER_10K))
