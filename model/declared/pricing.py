"""Prices by grade: surcharges on electricity and water that a case's tables put on grades, and what firms make of them.

A surcharge of 0.10 yuan/kWh is 13 % of a price of 0.75, and 0.4 % of the output of a firm of whose output electricity is
3 %. No response to such surcharges was measured: the elasticity is an assumption.
"""

from collections.abc import Callable

import numpy as np

from ..declaration import PARK, Indicator, Lever, Need, Parameter
from ..formulas import Recorded, ratio
from ..population.baseline import Baseline
from ..units import HUNDRED_MILLION, YUAN_PER_10K

GRADED = ("graded_a", "graded_b", "graded_c", "graded_d")  # columns of the book that count firms by grade


def share_graded(column: str) -> Callable[[Recorded], np.ndarray]:
    """Return the formula of the share of graded firms that were given one grade at the end of a year."""
    return lambda r: ratio(r.total_year_end(column), np.sum([r.total_year_end(each) for each in GRADED], axis=0))


def charges_by_grade(baseline: Baseline) -> bool:
    """Return whether any table of a case puts a surcharge on a grade."""
    tables = baseline.gradings.tables
    return bool((tables.electricity_surcharge > 0).any() or (tables.water_surcharge > 0).any())


DECLARED = (
    Parameter(name="electricity_price", value=0.75, low=0.6, high=0.9, unit="yuan/kWh"),
    Parameter(name="electricity_elasticity", value=0.3, low=0.1, high=0.6, unit="1", varies=True),
    Parameter(name="water_cost", value=0.002, low=0.001, high=0.004, unit="share"),
    Lever(
        name="price_by_grade", unit="1", neutral=0.0, low=0.0, high=3.0,
        phases=("production",), first_indicator="grade_surcharge_income", direction=+1, needs="surcharges_by_grade",
    ),
    Need(
        name="surcharges_by_grade", required=True, where="grading.toml: electricity_surcharge, water_surcharge",
        met=charges_by_grade, has=lambda park: True,  # firms outside the zones are graded and charged too
    ),
    Indicator(
        name="grade_a_share", unit="share", by=PARK,
        formula=share_graded("graded_a"),
    ),
    Indicator(
        name="grade_b_share", unit="share", by=PARK,
        formula=share_graded("graded_b"),
    ),
    Indicator(
        name="grade_c_share", unit="share", by=PARK,
        formula=share_graded("graded_c"),
    ),
    Indicator(
        name="grade_d_share", unit="share", by=PARK,
        formula=share_graded("graded_d"),
    ),
    Indicator(
        name="firms_charged_by_grade", unit="firms", by=PARK,
        formula=lambda r: r.total_year_end("charged_by_grade"),
    ),
    Indicator(
        name="grade_surcharge_income", unit="100 million yuan", by=PARK,
        formula=lambda r: r.total_events("grade_surcharges") / YUAN_PER_10K / HUNDRED_MILLION,
    ),
)  # fmt: skip
