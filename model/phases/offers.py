"""What zones offer, and how many projects are on their way to each park because of it or anyway."""

from typing import Any

from ..compiled import compiled
from ..rules.bidding import bid_of
from ..rules.offers import chance_drawn, come_anew, drawn, followed, money_offered, time_offered
from ..units import QUARTER
from .tenancy import free_floor


@compiled
def offer_of(site: Any, park: Any, speed: Any, par: Any) -> Any:
    """Return what a park offers, as a share of investment (ODD eq. 188); only zones offer anything.

    Its money is that of the bid without discipline: what discipline withholds sends projects elsewhere (eq. 49). `speed`
    is the lever `approval_speed` there, in quarters.
    """
    if site.zone == 0:
        return 0.0
    floor = park.factory_floor - park.unit_floor
    free = free_floor(park) / floor if floor > 0 else 0.0
    bid = bid_of(park.leniency, site.zone, 0.0, par)
    return money_offered(bid, site.investment_standard, par) + time_offered(speed, free, par)


@compiled
def note_first_offers(sites: Any, parks: Any, par: Any) -> None:
    """Note what each park offers at the baseline, which its usual projects come for. Writes `offer_baseline`."""
    for place in range(parks.size):
        parks[place].offer_baseline = offer_of(sites[place], parks[place], 0.0, par)


@compiled
def draw_by_offers(place: Any, sites: Any, parks: Any, par: Any, lever: Any) -> Any:
    """Return how many projects more a park draws, over its usual ones (ODD eq. 58, 189)."""
    site = sites[place]
    park = parks[place]
    raised = max(0, park.national - site.national)
    return drawn(raised, offer_of(site, park, lever.approval_speed, par), park.offer_baseline, par)


@compiled
def expect_projects(sites: Any, parks: Any, city: Any, par: Any, levers: Any) -> Any:
    """Return how many projects of a quarter the parks of the city would have without offers (ODD eq. 187, 189).

    Writes `arrivals_usual` and `arrivals_drawn` of the parks, projects a quarter.
    """
    times = followed(city.firms, city.firms_baseline, par)
    total = 0.0
    for place in range(parks.size):
        park = parks[place]
        park.arrivals_usual = par.arrival_rate * sites[place].arrival_firms * QUARTER * times
        more = draw_by_offers(place, sites, parks, par, levers[place])
        park.arrivals_drawn = park.arrivals_usual * (more - come_anew(more, par))
        total += park.arrivals_usual
    return total


@compiled
def mean_of_arrivals(place: Any, sites: Any, parks: Any, par: Any, lever: Any) -> Any:
    """Return the mean number of projects that come to a park in a quarter, those drawn from other parks left out (ODD eq. 14c)."""
    return parks[place].arrivals_usual * (1.0 + come_anew(draw_by_offers(place, sites, parks, par, lever), par))


@compiled
def zone_that_draws(place: Any, uniform: Any, total: Any, parks: Any) -> Any:
    """Return the zone whose offer draws a project that is on its way to park `place`, or -1 (ODD eq. 189).

    `total` as `expect_projects` returns it.
    """
    point = uniform
    for other in range(parks.size):
        if other == place or parks[other].arrivals_drawn <= 0.0:
            continue
        chance = chance_drawn(parks[other].arrivals_drawn, total - parks[other].arrivals_usual)
        if point < chance:
            return other
        point -= chance
    return -1
