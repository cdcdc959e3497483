"""Arithmetic that the equations share: rounding, exponentials that may overflow, ratios, chances."""

import math

from model.units import QUARTER


def rounded(number: float) -> int:
    """Round halves up: R(x) of the conventions (ODD 1)."""
    return math.floor(number + 0.5)


def exponential_of(number: float) -> float:
    """Return e to a power; one that overflows is infinite and goes on as such (ODD 1)."""
    try:
        return math.exp(number)
    except OverflowError:
        return math.inf


def power(base: float, exponent: float) -> float:
    """Return a power of a number that is not below 0; nothing to a negative power is infinite."""
    if base == 0.0 and exponent < 0.0:
        return math.inf
    try:
        return base**exponent
    except OverflowError:
        return math.inf


def logistic(number: float) -> float:
    """Return 1 / (1 + exp(-x)) (ODD eq. 12)."""
    return 1.0 / (1.0 + exponential_of(-number))


def chance_in_a_quarter(yearly_rate: float) -> float:
    """Return the chance that an event of a yearly rate happens in a quarter (ODD eq. 9)."""
    return 1.0 - exponential_of(-QUARTER * yearly_rate)


def quarterly_share(yearly_share: float) -> float:
    """Return the share a quarter that makes up a share a year (ODD eq. 14)."""
    return 1.0 - (1.0 - yearly_share) ** QUARTER


def ratio_or_one(above: float, below: float) -> float:
    """Return a ratio, or 1 where it is over nothing (ODD eq. 39)."""
    return above / below if below > 0.0 else 1.0
