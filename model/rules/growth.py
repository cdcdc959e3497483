"""Firms grow with demand, capability and the cluster around them, lose by cost, and are shaken in proportion to size."""

import math
from typing import Any

from ..compiled import compiled, inlined
from ..elementary import exp, log
from ..streams import laplace
from ..units import QUARTER


@compiled
def shock(previous: Any, persistence: Any, spread: Any, variate: Any) -> Any:
    """Carry a demand shock into the next quarter (ODD eq. 2): stationary AR(1), `spread` its standard deviation.

    All in 1/year; `variate` is standard normal. Invariant: with persistence 0 the shock is spread x variate.
    """
    return persistence * previous + math.sqrt(1.0 - persistence * persistence) * spread * variate


@inlined
def spread_at(output: Any, par: Any) -> Any:
    """Return the spread of quarterly log growth at `output` (ODD eq. 4): falls with size, at most 1.

    Source: size-volatility. Invariant: falls as output rises.
    """
    yearly = par.growth_spread * exp(par.growth_spread_exponent * log(output / par.reference_output))
    return min(1.0, yearly * math.sqrt(QUARTER))


@compiled
def log_growth(demand: Any, edge: Any, gain: Any, unit_cost: Any, par: Any) -> Any:
    """Return expected log growth in a quarter (ODD eq. 3).

    `demand` in 1/year, `edge` the capability over the industry's output-weighted mean, `gain` what the cluster adds, in
    1/year, `unit_cost` the surcharge over output. Invariant: linear in each argument.
    """
    return QUARTER * (demand + par.capability_growth * edge + gain - par.cost_growth * unit_cost)


@inlined
def grown(output: Any, design: Any, expected: Any, uniform: Any, par: Any) -> Any:
    """Return next quarter's output, 10k yuan/year (ODD eq. 5): Laplace noise that leaves the mean alone, up to overuse.

    Invariant: never above design x overuse; without noise it is output x exp(expected) below that bound.
    """
    spread = spread_at(output, par)
    noise = spread * laplace(uniform) + log(1.0 - spread * spread / 2.0)
    return min(output * exp(expected + noise), design * par.overuse)


@compiled
def ramped(design: Any, quarters: Any, par: Any) -> Any:
    """Return the output of a new firm after `quarters` of production (ODD eq. 6): linear up to its planned use."""
    return design * par.ramp_use * min(1.0, quarters / par.ramp_quarters)
