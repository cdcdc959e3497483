"""What next year's land plan and fund take from the scores of the zones (ODD eq. 39a); nothing while `score_link` is 0."""

from typing import Any

from ..compiled import compiled


@compiled
def planned_score(sites: Any, parks: Any) -> Any:
    """Return the sum of the zones' base plans, m2, each times the zone's score."""
    total = 0.0
    for place in range(parks.size):
        if sites[place].zone:
            total += sites[place].land_plan * parks[place].score
    return total


@compiled
def average_score(sites: Any, parks: Any) -> Any:
    """Return the mean score of the zones; 0 without zones."""
    total = 0.0
    zones = 0
    for place in range(parks.size):
        if sites[place].zone:
            total += parks[place].score
            zones += 1
    return total / zones if zones > 0 else 0.0
