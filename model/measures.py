"""Values by name: of every indicator, and of the indicators of single parks and industries that a world asks for."""

import numpy as np

from .formulas import Recorded
from .indicators import INDICATORS
from .world import World


def names_of(world: World) -> tuple[str, ...]:
    """Return the names of all that the runs of a world are judged by: every indicator, then its measures."""
    return (*INDICATORS, *(measure.name for measure in world.measures))


def values_of(name: str, recorded: Recorded, world: World) -> np.ndarray:
    """Return the values of a name of `names_of`, shape (replicate, year), in the unit of its indicator.

    Raises KeyError for any other name.
    """
    if name in INDICATORS:
        return INDICATORS[name].formula(recorded)
    measure = {each.name: each for each in world.measures}[name]
    park = None if measure.park is None else world.park_names.index(measure.park)
    industry = None if measure.industry is None else world.industry_names.index(measure.industry)
    part = recorded.within(park, industry) if measure.area is None else recorded.over(measure.area)
    return INDICATORS[measure.indicator].formula(part)
