"""Specialised towns are cultivated: a fund serves those on the city's list, and recognised ones have room for energy."""

from typing import Any

from ..compiled import compiled
from ..rules.towns import equal_fund
from ..towns import TownStatus
from .park_output import park_output


@compiled
def is_listed_town(park: Any) -> Any:
    """Return whether a park is on the city's list of towns: as a candidate, or recognised."""
    return park.town_status >= TownStatus.CANDIDATE.value


@compiled
def is_recognised_town(park: Any) -> Any:
    """Return whether a park is recognised as a town, by the city at least."""
    return park.town_status >= TownStatus.MUNICIPAL.value


@compiled
def cultivated_output(parks: Any, cells: Any, levers: Any) -> Any:
    """Return the output of the towns that the fund for towns serves, 10k yuan/year, last quarter; 0 if it serves none."""
    output = 0.0
    for place in range(parks.size):
        if levers[place].town_cultivation > 0.0 and is_listed_town(parks[place]):
            output += park_output(cells[place])
    return output


@compiled
def cultivation_at(place: Any, parks: Any, levers: Any, output: Any, of_zones: Any) -> Any:
    """Return what the fund for towns is worth at a park, as a fund for all zones, 10k yuan/year (ODD eq. 157).

    `output` is that of `cultivated_output`, `of_zones` that of all zones. 0 where the fund does not serve the park.
    """
    money = levers[place].town_cultivation
    if money <= 0.0 or output <= 0.0 or not is_listed_town(parks[place]):
        return 0.0
    return equal_fund(money, output, of_zones)
