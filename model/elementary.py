"""Exponential, logarithm and power in plain arithmetic: the same to the bit on every processor.

The functions of the system's library and of NumPy pick their instructions by processor, and differ in their last digit.
These do not, and a compiled loop over many firms can use vector instructions for them. Argument reduction and coefficients are those of fdlibm (Sun Microsystems, 1993: e_exp.c, e_log.c), whose
error is below one unit in the last place; branches are replaced by choices between values.
"""

import math
from typing import Any

import numpy as np
from numpy.typing import NDArray

from .compiled import allocating, compiled, inlined

LN2_HIGH = 6.93147180369123816490e-01
LN2_LOW = 1.90821492927058770002e-10
LOG2_E = 1.44269504088896338700e00
SHIFTER = 6755399441055744.0  # 1.5 x 2^52: adding it rounds a number to a whole one, kept in the low bits
MANTISSA = np.int64(52)  # bits
ONE_BITS = np.int64(0x3FF0000000000000)
ROOT_HALF_BITS = np.int64(0x3FE6A09E667F3BCD)  # sqrt(1/2): mantissas are taken from there to sqrt(2)
LARGEST = 709.0  # exp is infinite above
SMALLEST = -708.0  # exp is zero below
SMALLEST_NORMAL = 2.2250738585072014e-308


@inlined
def split(x: Any) -> Any:
    """Return (less, scale) with e^x = (1 - less) * scale, where scale is a power of 2, for x from -708 to 709.

    Below half of log 2 in size the scale is 1, and `less` keeps all digits of 1 - e^x.
    """
    inside = min(max(x, SMALLEST), LARGEST)
    shifted = inside * LOG2_E + SHIFTER
    power = shifted - SHIFTER
    high = inside - power * LN2_HIGH
    low = power * LN2_LOW
    rest = high - low
    square = rest * rest
    even = rest - square * (
        1.66666666666666019037e-01
        + square
        * (
            -2.77777777770155933842e-03
            + square
            * (
                6.61375632143793436117e-05
                + square * (-1.65339022054652515390e-06 + square * 4.13813679705723846039e-08)
            )
        )
    )
    less = (low - (rest * even) / (2.0 - even)) - high
    scale = np.int64((np.float64(shifted).view(np.int64) << MANTISSA) + ONE_BITS).view(np.float64)
    return less, scale


@inlined
def exp(x: Any) -> Any:
    """Return e^x; infinite above 709, 0 below -708. Relative error below 3e-16."""
    less, scale = split(x)
    value: Any = (1.0 - less) * scale
    value = math.inf if x > LARGEST else value
    value = 0.0 if x < SMALLEST else value
    return value if x == x else x


@inlined
def expm1(x: Any) -> Any:
    """Return e^x - 1, near 0 with all digits; infinite above 709. Relative error below 3e-16."""
    less, scale = split(x)
    value: Any = (scale - 1.0) - less * scale
    value = math.inf if x > LARGEST else value
    return value if x == x else x


@inlined
def log(x: Any) -> Any:
    """Return the natural logarithm; -inf for 0 and for numbers below the smallest normal one, NaN below zero.

    Relative error below 3e-16.
    """
    bits = np.float64(x).view(np.int64)
    power = (bits - ROOT_HALF_BITS) >> MANTISSA
    fraction = np.int64(bits - (power << MANTISSA)).view(np.float64) - 1.0
    ratio = fraction / (2.0 + fraction)
    square = ratio * ratio
    fourth = square * square
    odd = fourth * (3.999999999940941908e-01 + fourth * (2.222219843214978396e-01 + fourth * 1.531383769920937332e-01))
    even = square * (
        6.666666666666735130e-01
        + fourth * (2.857142874366239149e-01 + fourth * (1.818357216161805012e-01 + fourth * 1.479819860511658591e-01))
    )
    half_square = 0.5 * fraction * fraction
    whole = float(power)
    correction = half_square - (ratio * (half_square + odd + even) + whole * LN2_LOW)
    value: Any = whole * LN2_HIGH - (correction - fraction)
    value = -math.inf if x < SMALLEST_NORMAL else value
    value = math.nan if x < 0.0 else value
    return value if x < math.inf else x


@compiled
def power(base: Any, exponent: Any) -> Any:
    """Return `base`, which is not negative, to the power of `exponent`; 1 for exponent 0, `base` itself for 1.

    Relative error below 4e-16 times 1 + |exponent * log(base)|.
    """
    if base == 1.0 or exponent == 0.0:
        return 1.0
    if exponent == 1.0:
        return base
    return exp(exponent * log(base))


@allocating
def _exp_each(values: Any) -> Any:
    result = np.empty_like(values)
    for place in range(values.size):
        result[place] = exp(values[place])
    return result


@allocating
def _power_each(bases: Any, exponents: Any) -> Any:
    result = np.empty_like(bases)
    for place in range(bases.size):
        result[place] = power(bases[place], exponents[place])
    return result


def _flat(values: Any) -> NDArray[np.float64]:
    return np.ascontiguousarray(values, np.float64).ravel()


def exp_each(values: NDArray[np.floating[Any]]) -> NDArray[np.float64]:
    """Return `exp` of every number of an array, in its shape."""
    found: NDArray[np.float64] = _exp_each(_flat(values)).reshape(values.shape)
    return found


def power_each(bases: NDArray[np.floating[Any]], exponents: Any) -> NDArray[np.float64]:
    """Return `power` of every number of an array, in its shape; `exponents` are broadcast to it."""
    spread = np.broadcast_to(np.asarray(exponents, np.float64), bases.shape)
    found: NDArray[np.float64] = _power_each(_flat(bases), _flat(spread)).reshape(bases.shape)
    return found
