"""What is not known exactly of a baseline: numbers with a range, of which every population has values of its own.

Numbers of the same kind that are known to add up to something still do: what the zones make, how many firms they have.
"""

from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.identities import hash_of_name
from model.parameters import parameter_dtype
from model.streams import Kind, identity_of
from model.units import M2_PER_MU

from .baseline import Baseline, ParkBaseline, Unknown
from .raking import apportion
from .scrambling import fill_points

PARKS, INDUSTRIES, TOTALS, PARAMETERS = "parks", "industries", "totals", "parameters"
MIXES = ("national_share", "outside_share")  # of which only the proportions count
WHOLE = frozenset({"firms", "small_firms", "construction_quarters", "ramp_quarters"})
GROWTH = "zone_output_growth"  # of parks' outputs from their year to the baseline
SEQUENCES = 32  # of populations: independent of each other, so that they show how far a mean may be off


class Drawn(NamedTuple):
    """A baseline with its parameters and the values (unknown,) of what is not known, as they are in it."""

    baseline: Baseline
    parameters: np.recarray
    values: NDArray[np.float64]


def identities_of(unknowns: tuple[Unknown, ...]) -> NDArray[np.uint64]:
    """Return who draws each unknown number."""
    return np.array([identity_of(Kind.UNKNOWN, 0, 0, hash_of_name(each.name)) for each in unknowns], np.uint64)


class DrawnBaselines:
    """Baselines by the number of a population: number m is the same whatever the others are."""

    def __init__(self, central: Baseline, parameters: np.recarray) -> None:
        self.central, self.parameters = central, parameters
        self.unknowns = central.unknowns
        self._identities = identities_of(self.unknowns)
        self._low = np.array([each.low for each in self.unknowns])
        self._high = np.array([each.high for each in self.unknowns])
        self._central = np.array([value_in(central, parameters, each) for each in self.unknowns])

    def drawn(self, number: int, seed: int, share: float = 1.0) -> Drawn:
        """Return the baseline of a population, or one on the way to it: at `share` 0 the central one, at 1 as drawn."""
        points = np.empty(len(self.unknowns))
        fill_points(np.uint64(seed), np.uint64(number % SEQUENCES), np.uint64(number // SEQUENCES), self._identities, points)
        values = self._low + points * (self._high - self._low)
        values = self._central + share * (values - self._central)
        baseline, parameters = with_values(self.central, self.parameters, self.unknowns, values)
        used = np.array([value_in(baseline, parameters, each) for each in self.unknowns])
        return Drawn(baseline, parameters, used)
