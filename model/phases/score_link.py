"""What next year's land plan and fund take from the scores of the zones (ODD eq. 39a); nothing while `score_link` is 0."""

from typing import Any

from ..compiled import compiled
from .park_output import park_output


@compiled
def planned_score(sites: Any, parks: Any) -> Any:
    """Return the sum of the zones' base plans, m2, each times the zone's score."""
    total = 0.0
    for place in range(parks.size):
        if sites[place].zone:
            total += sites[place].land_plan * parks[place].score
    return total


@compiled
def average_score(sites: Any, parks: Any, cells: Any, output: Any) -> Any:
    """Return the mean score of the zones, weighted by what they make; 0 if they make nothing.

    `output` is that of all zones, 10k yuan/year. The fund is money over output, so with these weights what zones get
    by score adds up to the fund.
    """
    total = 0.0
    for place in range(parks.size):
        if sites[place].zone:
            total += park_output(cells[place]) * parks[place].score
    return total / output if output > 0.0 else 0.0
