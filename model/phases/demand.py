"""Demand of the quarter: trend, macro growth, a common shock, one for each industry, and what users in the city buy."""

from typing import Any

from ..compiled import compiled
from ..rules.growth import shock
from ..streams import Kind, Purpose, draw, identity_of, normal
from .clustering import grow_clusters, spread_demand
from .promotion import promote


@compiled
def move_demand(quarter: Any, key: Any, world: Any, market: Any, city: Any, par: Any) -> None:
    """Set demand growth of each industry, 1/year (ODD eq. 2).

    Writes `macro` of the city, `shock` and `demand` of the market. Demand of an industry is what nature sets: no lever enters.
    """
    uniform = draw(key, identity_of(Kind.CITY, 0, 0, 0), quarter, Purpose.DEMAND)[0]
    city.macro = shock(city.macro, par.shock_persistence, par.macro_shock, normal(uniform))
    for index in range(market.size):
        uniform = draw(key, identity_of(Kind.INDUSTRY, 0, 0, world.industry_numbers[index]), quarter, Purpose.DEMAND)[0]
        industry = market[index]
        industry.shock = shock(industry.shock, par.shock_persistence, par.industry_shock, normal(uniform))
        industry.demand = world.industries[index].trend + par.macro_growth + city.macro + industry.shock


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Let demand move and spread to suppliers, let clusters act, and build goodwill by promotion."""
    move_demand(quarter, key, world, state.market, state.city[0], par)
    spread_demand(world, state.market, par)
    grow_clusters(state.cells, par)
    promote(state.costs[quarter], world, state.parks, state.cells, par, levers)
