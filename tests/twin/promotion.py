"""Market promotion: goodwill that brands, fairs and exports build, and the demand that it brings (ODD 7.23)."""

from typing import Any

from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import exponential_of, rounded


def promote_markets(city: Any) -> None:
    """Build goodwill in the zones that are promoted, let all of it fade, and shift demand (ODD eq. 160, 161)."""
    parameters = city.parameters
    promoted = [park for park in city.parks if park.levers.market_promotion > 0.0]
    total = sum(leading_output(park) for park in promoted)
    for park in city.parks:
        spending = 0.0
        if park in promoted and total > 0.0:
            money = park.levers.market_promotion * leading_output(park) / total
            city.charge("market_promotion", rounded(QUARTER * YUAN_PER_10K * money))
            spending = park.levers.market_promotion / total
        before = lift(park.goodwill, parameters)
        park.goodwill += QUARTER * (spending - parameters.promotion_decay * park.goodwill)
        growth = (lift(park.goodwill, parameters) - before) / QUARTER
        for industry, cell in zip(city.industries, park.cells, strict=True):
            cell.promotion = growth if industry in park.leading else 0.0


def leading_output(park: Any) -> float:
    """Return last quarter's output of the industries that the case has lead a park, whatever it has joined."""
    industries = park.model.industries
    return sum(cell.output for industry, cell in zip(industries, park.cells, strict=True) if industry in park.leading)


def lift(goodwill: float, parameters: Any) -> float:
    """Return by how much goodwill lifts log demand (ODD eq. 161)."""
    return parameters.promotion_reach * (1.0 - exponential_of(-goodwill / parameters.promotion_scale))
