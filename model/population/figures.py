"""Published figures of the baseline year that follow from output by industry: tax, jobs, trade and value added.

The rates of the industry table that a figure is made with are multiplied alike until the populations come to it, as energy
intensities are to the city's total. A figure that nobody published leaves its rates as they are, to the bit.
"""

from collections.abc import Iterable, Mapping
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.units import HUNDRED_MILLION, M2_PER_MU, YUAN_PER_10K
from model.world import INDUSTRY_COLUMNS

from .baseline import Baseline
from .fault import CalibrationError, fault, total


class RateFigure(NamedTuple):
    """How a figure follows from output: the column of rates, and what one of its units is in those of output times rates."""

    column: str
    unit: float
    inverse: bool = False  # output is divided by the rate
    city: bool = False  # it is of all registered firms, not of those in zones


# In the order of their right to a column: the city's value added decides where that of the zones is not known.
RATE_FIGURES: dict[str, RateFigure] = {
    "zone_tax": RateFigure("tax_rate", HUNDRED_MILLION),
    "zone_jobs": RateFigure("output_per_worker", YUAN_PER_10K, inverse=True),
    "zone_trade": RateFigure("trade_rate", HUNDRED_MILLION),
    "zone_value_added": RateFigure("value_added_rate", HUNDRED_MILLION),
    "city_value_added": RateFigure("value_added_rate", HUNDRED_MILLION, city=True),
}
OUTPUT_PER_MU = "zone_output_per_mu"  # follows from output and land, which are given themselves: it is compared only
FIGURES = (*RATE_FIGURES, OUTPUT_PER_MU)

Output = NDArray[np.float64]  # (..., park, industry), 10k yuan a year


def registered_output(baseline: Baseline, firms: np.recarray) -> Output:
    """Return the output of registered firms of populations, (member, park, industry), 10k yuan a year."""
    shape = len(baseline.parks), len(baseline.industry_ids)
    place = firms.park.astype(np.int64) * shape[1] + firms.industry
    output = firms.output * (firms.above_scale == 1)
    sums = [np.bincount(at, weights, shape[0] * shape[1]) for at, weights in zip(place, output, strict=True)]
    return np.array(sums, float).reshape(-1, *shape)


def rate_figure(name: str, output: Output, industries: np.ndarray, zone: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return what output comes to in a figure of `RATE_FIGURES`, (...), in its unit, by the rates of `industries`."""
    figure = RATE_FIGURES[name]
    rates = np.asarray(industries[figure.column], float)
    counted = output if figure.city else output[..., zone, :]
    each = counted / rates if figure.inverse else counted * rates
    return np.asarray(each.sum(axis=(-2, -1)) / figure.unit)


def output_per_mu(output: Output, parks: np.recarray, zone: NDArray[np.bool_]) -> NDArray[np.float64]:
    """Return output over land held and land under standard factories in zones, (member,), 10k yuan a mu."""
    land = (parks.occupied + parks.factory_land)[:, zone].sum(axis=1) / M2_PER_MU
    return np.asarray(output[:, zone, :].sum(axis=(1, 2)) / land)


def scaling_figures(published: Iterable[str]) -> dict[str, str]:
    """Return, by column of rates, the published figure that decides how it is scaled."""
    names = set(published)
    found: dict[str, str] = {}
    for name, figure in RATE_FIGURES.items():
        if name in names:
            found.setdefault(figure.column, name)
    return found


def rate_factors(baseline: Baseline, output: Output) -> dict[str, float]:
    """Return, by column, what its rates are multiplied by so that the published figures are met.

    `output` is that of populations, (member, park, industry), or what is expected, (park, industry); the figure is met in
    the mean. Raises CalibrationError where no factor meets it, or where it makes a share of output more than the whole.
    """
    factors = {}
    for column, name in scaling_figures(baseline.figures).items():
        reached = float(rate_figure(name, output, baseline.industries, baseline.zone).mean())
        if reached == 0.0:
            raise CalibrationError(fault("no_rate", figure=total(name), column=column))
        more = baseline.figures[name] / reached
        factors[column] = 1.0 / more if RATE_FIGURES[name].inverse else more
        highest = int(np.argmax(baseline.industries[column]))
        scaled = float(baseline.industries[column][highest]) * factors[column]
        if INDUSTRY_COLUMNS[column][0] == "share" and scaled > 1.0:
            raise CalibrationError(
                fault(
                    "rate_above_one", figure=total(name), published=f"{baseline.figures[name]:g}",
                    factor=f"{factors[column]:.3g}", column=column, industry=baseline.industry_ids[highest],
                    scaled=f"{scaled:.3g}",
                )
            )  # fmt: skip
    return factors


def rates_of(baseline: Baseline, firms: np.recarray) -> dict[str, float]:
    """Return the factors with which populations, `firms` (member, row), meet the published figures in the mean."""
    return rate_factors(baseline, registered_output(baseline, firms)) if baseline.figures else {}


def with_rates(industries: np.ndarray, factors: Mapping[str, float]) -> np.ndarray:
    """Return the industry table with the rates of some columns multiplied; the table itself where there is no factor."""
    if not factors:
        return industries
    table = industries.copy()
    for column, factor in factors.items():
        table[column] *= factor
    return table
