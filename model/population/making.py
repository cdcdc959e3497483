"""The world of a baseline: its populations, and the arrays of what is most likely of it."""

from typing import NamedTuple

import numpy as np

from model.parameters import central_values
from model.streams import MASK
from model.world import WorldArrays

from .arrays import world_arrays
from .baseline import Baseline
from .figures import rates_of
from .populations import DrawnPopulations
from .priors import Priors

# What a world says of all its populations is the mean of these: the energy that its industries use, and who is on the list
# of polluters. They have a key of their own, so that neither the number of replicates nor a seed moves it.
REFERENCE_SEED = int(MASK)
# So many that their mean is known to a few thousandths: no result hangs on more of them. The mean of a large city's firms is
# known from fewer populations, so of a city with more firms there are fewer, that have a million together.
REFERENCE_MEMBERS, FEWEST_MEMBERS, REFERENCE_FIRMS = 256, 16, 1_048_576


class Made(NamedTuple):
    """What a baseline makes: populations; the arrays of the world and the priors that follow from its central values."""

    populations: DrawnPopulations
    arrays: WorldArrays
    priors: Priors
    factors: np.ndarray  # (reference population,) on the energy intensities of the industry table
    rate_factors: dict[str, float]  # by column of the industry table, on what published figures are made with


def reference_members(rows: int) -> int:
    """Return how many populations of so many firms and projects each say what is usual of them."""
    return min(REFERENCE_MEMBERS, max(FEWEST_MEMBERS, REFERENCE_FIRMS // rows))


def make_world(baseline: Baseline, parameters: np.recarray | None = None) -> Made:
    """Return populations and arrays of a baseline. Raises CalibrationError when its margins contradict each other."""
    par = central_values() if parameters is None else parameters
    populations = DrawnPopulations(baseline, par)
    priors = populations.central.priors
    firms, _, factors = populations.central.made(np.arange(reference_members(populations.rows)), REFERENCE_SEED)
    rates = rates_of(baseline, firms)
    arrays = world_arrays(baseline, priors, firms, float(factors.mean()), rates)
    return Made(populations, arrays, priors, factors, rates)
