"""Emerging industries: what a plan counts as a large project among them, and among the others."""

from typing import Any

from ..compiled import compiled


@compiled
def large_from(emerging: Any, par: Any) -> Any:
    """Return the investment from which a project counts as large by the class of its industry, 10k yuan (ODD 4.10)."""
    return par.large_emerging_investment if emerging > 0.0 else par.large_investment
