"""Money for research: what fund and platforms add to the R&D of parks and industries, and what platforms cost to run."""

from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..parameters import alternatives_of
from ..rules.land import whole
from ..rules.research import (
    added_by_platforms,
    apparent_gain,
    real_part,
    reported_by_fund,
    research_lift,
)
from ..rules.upgrading import chance_in_quarter, fund_effect, in_provincial, policy_lift
from ..units import QUARTER, YUAN_PER_10K
from .merging import pooled_platforms
from .park_output import park_output

EFFECT = alternatives_of("research_effect")


@compiled
def platforms_of(park: Any, par: Any) -> Any:
    """Return the platforms of a park, in provincial equivalents."""
    return in_provincial(park.provincial_platforms, park.national_platforms, par)


@compiled
def charge_platforms(costs: Any, parks: Any, par: Any) -> None:
    """Book what the platforms that there are cost to run in a quarter (ODD eq. 186), whatever the lever is by now."""
    platforms = 0.0
    for place in range(parks.size):
        platforms += platforms_of(parks[place], par)
    costs[COST.innovation_platforms] += whole(QUARTER * par.platform_running_cost * platforms * YUAN_PER_10K)


@compiled
def own_research(industries: Any, cells: Any) -> Any:
    """Return the R&D that firms of a park do by themselves, 10k yuan/year; `cells` are its records by industry."""
    total = 0.0
    for index in range(cells.size):
        total += cells[index].output * industries[index].research_share
    return total


@compiled
def is_served(index: Any, leading: Any) -> Any:
    """Return whether a platform serves an industry: one that leads the park of the platform (ODD eq. 183).

    `leading` says by industry what leads it, 0 or 1. Where nothing does, the platform serves all.
    """
    return leading[index] == 1 or not leading.any()


@compiled
def research_served(place: Any, world: Any, parks: Any, cells: Any) -> Any:
    """Return the own R&D of the firms that platforms in a park serve, in its whole zone, 10k yuan/year."""
    total = 0.0
    for other in range(parks.size):
        if parks[other].head == parks[place].head:
            for index in range(world.industries.size):
                if is_served(index, world.leading[place]):
                    total += cells[other, index].output * world.industries[index].research_share
    return total


@compiled
def spread_platforms(world: Any, parks: Any, cells: Any, par: Any) -> None:
    """Set what platforms add to the R&D of each park and industry (ODD eq. 183). Writes `platform_research` of the cells."""
    for place in range(parks.size):
        for index in range(world.industries.size):
            cells[place, index].platform_research = 0.0
    for place in range(parks.size):
        platforms = platforms_of(parks[place], par)
        if platforms <= 0.0:
            continue
        added = added_by_platforms(platforms, research_served(place, world, parks, cells), par)
        for other in range(parks.size):
            if parks[other].head == parks[place].head:
                for index in range(world.industries.size):
                    if is_served(index, world.leading[place]):
                        cells[other, index].platform_research += added


@compiled
def lift_park(place: Any, money: Any, of_zones: Any, world: Any, parks: Any, market: Any, cells: Any, par: Any) -> None:
    """Set upgrades a year under policy of a park's industries, and what relabelled R&D passes for (ODD eq. 9, 182-185).

    `money` is the fund that serves the park, as one for all zones, 10k yuan a year; `of_zones` their output.
    """
    neighbours = parks[place].hightech_share - parks[place].hightech_baseline
    prototype = par.research_effect == EFFECT.prototype
    reported = 0.0
    without = research_lift(0.0, neighbours, 0.0, par)  # where money adds nothing
    if prototype:
        without = policy_lift(pooled_platforms(place, parks, par), fund_effect(money, par), neighbours, par)
    elif money > 0.0 and of_zones > 0.0:
        here = money * park_output(cells[place]) / of_zones
        reported = reported_by_fund(here, own_research(world.industries, cells[place]), par)
    real = real_part(reported, par)
    for index in range(market.size):
        cell = cells[place, index]
        shared = cell.platform_research
        lift = without
        if not prototype and real + shared > 0.0:
            lift = research_lift(real + shared, neighbours, market[index].research_elasticity, par)
        cell.apparent_gain = 0.0
        if par.research_effect == EFFECT.capability_gain and reported > 0.0:
            cell.apparent_gain = apparent_gain(reported + shared, real + shared, par)
        cell.upgrade_rate = market[index].base_upgrade_rate * lift
        cell.upgrade_chance = chance_in_quarter(cell.upgrade_rate)
