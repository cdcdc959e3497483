"""The pollutants whose emission permits are traded, and what a case says of them."""

from enum import IntEnum
from typing import Any

import numpy as np

from .calendar import Calendar


class Pollutant(IntEnum):
    """A pollutant under total control: the first two since 2006, the others since 2011."""

    COD = 0
    SULPHUR_DIOXIDE = 1
    AMMONIA_NITROGEN = 2
    NITROGEN_OXIDES = 3


POLLUTANTS = tuple(pollutant.name.lower() for pollutant in Pollutant)
INTENSITIES = tuple(f"{name}_intensity" for name in POLLUTANTS)  # columns of the table of industries
# Kilograms that are one pollution equivalent, as discharge fees count them (measures of 2003 on discharge fees, annex).
KG_PER_EQUIVALENT = (1.0, 0.95, 0.8, 0.95)
FIRST_YEAR = {
    Pollutant.AMMONIA_NITROGEN: 2011,
    Pollutant.NITROGEN_OXIDES: 2011,
}  # of total control, where it is not earlier


def controlled_from(calendar: Calendar) -> tuple[int, ...]:
    """Return the quarter from which each pollutant is under total control; 0: from the baseline on."""
    years = (FIRST_YEAR.get(pollutant, calendar.baseline_year) for pollutant in Pollutant)
    return tuple(max(0, calendar.quarter_of(f"{year}Q1")) for year in years)


def has_permits(industries: Any) -> bool:
    """Return whether a table of industries (`industry_dtype`, any shape) says what any industry emits, in kg."""
    return any((np.asarray(industries[name]) > 0.0).any() for name in INTENSITIES)
