"""A retrofit lowers energy and emissions of a firm that uses or emits more than its industry; the city shares the cost."""

from typing import Any

from ..compiled import compiled


@compiled
def is_intensive(firm: Any, industry: Any) -> Any:
    """Return whether a firm uses or emits more for its output than its industry (ODD eq. 55)."""
    return firm.energy_intensity > industry.energy_intensity or firm.emission_intensity > industry.emission_intensity


@compiled
def public_cost(output: Any, intensity: Any, par: Any) -> Any:
    """Return what the city pays for a retrofit, 10k yuan (ODD eq. 55): its share of the cost of the energy saved."""
    return output * intensity * par.retrofit_saving * par.retrofit_cost * par.retrofit_public
