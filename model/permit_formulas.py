"""Formulas over the book of emission permits. Pollutants are added up as equivalents; permits are of the whole city."""

import numpy as np

from .calendar import QUARTERS_A_YEAR
from .formulas import Recorded, ratio
from .pollutants import KG_PER_EQUIVALENT
from .units import FEN_PER_KG, YUAN_PER_10K


def entries(recorded: Recorded, column: str) -> np.ndarray:
    """Return a column of the book, (replicate, quarter, pollutant); all 0 in a city without permits."""
    entered = np.asarray(recorded.permits[column]).astype(float)
    if entered.shape[2]:
        return entered
    return np.zeros((*entered.shape[:2], len(KG_PER_EQUIVALENT)))


def of_year(entered: np.ndarray) -> np.ndarray:
    """Return the sums over the four quarters of each year, NaN at the baseline: (replicate, quarter, ...) to (..., year, ...)."""
    quarters = entered[:, 1:]
    shape = (len(quarters), -1, QUARTERS_A_YEAR, *quarters.shape[2:])
    yearly = quarters.reshape(shape).sum(axis=2)
    return np.concatenate([np.full_like(yearly[:, :1], np.nan), yearly], axis=1)


def in_equivalents(kilograms: np.ndarray) -> np.ndarray:
    """Return kg by pollutant, the last axis, as 10,000 equivalents in all."""
    return (kilograms / np.array(KG_PER_EQUIVALENT)).sum(axis=-1) / YUAN_PER_10K


def permits_year_end(recorded: Recorded, column: str) -> np.ndarray:
    """Return a balance of permits at the end of a year, (replicate, year), 10,000 equivalents."""
    return in_equivalents(entries(recorded, column)[:, ::QUARTERS_A_YEAR])


def permits_traded(recorded: Recorded, column: str) -> np.ndarray:
    """Return permits that changed hands in a year, (replicate, year), 10,000 equivalents, NaN at the baseline."""
    return in_equivalents(of_year(entries(recorded, column)))


def served(recorded: Recorded, column: str) -> np.ndarray:
    """Return how many were served in a year, over all pollutants, (replicate, year), NaN at the baseline."""
    return of_year(entries(recorded, column)).sum(axis=-1)


def permit_price(recorded: Recorded, pollutant: int) -> np.ndarray:
    """Return the mean price of a pollutant's permits in a year, yuan/t a year, (replicate, year); 0 where none were traded."""
    traded = entries(recorded, "sold_reserve") + entries(recorded, "sold_firms")
    return ratio(of_year(entries(recorded, "paid"))[..., pollutant], of_year(traded)[..., pollutant]) / FEN_PER_KG
