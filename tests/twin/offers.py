"""What zones offer to projects, and what comes of it for their arrivals (ODD eq. 187-189)."""

from typing import TYPE_CHECKING, Any

from model.units import M2_PER_MU, QUARTER

if TYPE_CHECKING:
    from .park import Park


def offer(park: "Park", speed: float) -> float:
    """Return what a park offers over the investment of a project: money, and time saved (ODD eq. 188)."""
    if not park.zone:
        return 0.0
    parameters = park.model.parameters
    bid, standard = park.undisciplined_bid, park.baseline_investment_standard
    money = parameters.incentive_subsidy * bid
    if standard > 0.0:
        money += park.gift_on_land(bid) * M2_PER_MU / standard
    floor = park.factory_floor - park.small_firm_park.floor
    free = park.free_floor / floor if floor > 0 else 0.0
    lead = max(0.0, parameters.construction_quarters - parameters.fitting_quarters)
    return money + parameters.quarter_worth * (speed + lead * free)


def growth_followed(city: Any) -> float:
    """Return how many times their baseline number arrivals are by the growth of the city (ODD eq. 187)."""
    parameters = city.parameters
    if city.registered_at_baseline == 0:
        return 1.0
    grown = 1.0 + parameters.arrival_follow * (city.registered / city.registered_at_baseline - 1.0)
    return min(parameters.arrival_most, grown)


def expect_projects(city: Any) -> None:
    """Find how many projects are on their way to each park, and how many zones would draw from others (ODD eq. 187, 189)."""
    times = growth_followed(city)
    for park in city.parks:
        park.arrivals_usual = QUARTER * city.parameters.arrival_rate * park.arrival_firms * times
        park.arrivals_drawn = city.parameters.offer_moved * max(0.0, attraction(park)) * park.arrivals_usual


def attraction(park: "Park") -> float:
    """Return the projects that a park draws beyond its usual ones, over these; below 0 it draws fewer (ODD eq. 189)."""
    parameters = park.model.parameters
    by_status = parameters.national_attraction if park.was_promoted else 0.0
    change = offer(park, park.strength("approval_speed")) - park.offer_baseline
    return max(-1.0, by_status + parameters.offer_effect * change)


def mean_arrivals(park: "Park") -> float:
    """Return the mean number of projects that come to a park in the quarter (ODD eq. 14c)."""
    more = attraction(park)
    if more > 0.0:
        more *= 1.0 - park.model.parameters.offer_moved
    return park.arrivals_usual * (1.0 + more)


def zone_that_draws(city: Any, park: "Park", uniform: float) -> "Park | None":
    """Return the zone to which a project that came to a park is drawn, if any (ODD eq. 189)."""
    total = sum(each.arrivals_usual for each in city.parks)
    left = uniform
    for other in city.parks:
        if other is park or other.arrivals_drawn <= 0.0:
            continue
        chance = other.arrivals_drawn / (total - other.arrivals_usual)
        if left < chance:
            return other
        left -= chance
    return None
