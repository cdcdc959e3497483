"""The assessment: zones are scored against each other, and ranked."""

from typing import Any

from model.units import YUAN_PER_10K

from .arithmetic import ratio_or_one, rounded


def score_zones(city: Any) -> None:
    """Score zones by output per mu, high-tech share and growth, each over that of all zones, and write that down (ODD eq. 39)."""
    zones, parameters = city.zones, city.parameters
    output = sum(zone.output for zone in zones)
    last_output = sum(zone.last_output for zone in zones)
    occupied = sum(zone.occupied for zone in zones)
    hightech = sum(zone.hightech_share * zone.output for zone in zones)
    growth = ratio_or_one(output, last_output)
    for zone in zones:
        own_yield = ratio_or_one(zone.output, zone.occupied)
        zone.growth = ratio_or_one(ratio_or_one(zone.output, zone.last_output), growth)
        zone.score = (
            parameters.score_yield * ratio_or_one(own_yield, ratio_or_one(output, occupied))
            + parameters.score_hightech * ratio_or_one(zone.hightech_share, ratio_or_one(hightech, output))
            + (1.0 - parameters.score_yield - parameters.score_hightech) * zone.growth
        )
    for park in city.parks:
        park.last_output = park.output
        park.page.score = park.score


def rank_parks(city: Any) -> None:
    """Rank the zones by score, the earlier first among equals; the outside comes after them (ODD eq. 40)."""
    best_first = sorted(city.zones, key=lambda zone: (-zone.score, zone.index))
    for rank, zone in enumerate(best_first):
        zone.rank = rank
    for park in city.parks:
        if not park.zone:
            park.rank = len(city.zones)


def charge_evaluation(city: Any) -> None:
    """Charge the evaluation of each zone (ODD eq. 41)."""
    for zone in city.zones:
        price = zone.levers.evaluation * city.parameters.evaluation_cost
        city.charge("evaluation", rounded(price * YUAN_PER_10K))
