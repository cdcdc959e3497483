"""The world of a baseline: its arrays and its populations."""

from typing import NamedTuple

import numpy as np

from model.identities import INDUSTRY_BITS, numbers_of_names
from model.parameters import central_values
from model.units import M2_PER_MU
from model.world import WorldArrays, industry_dtype, site_dtype

from .baseline import Baseline, leading_matrix
from .figures import rate_factors, registered_output, with_rates
from .populations import DrawnPopulations
from .priors import Priors, solve_priors
from .recipe import make_recipe

# What a world says of all its populations is the mean of these: the energy that its industries use, and who is on the list
# of polluters. They have a key of their own, so that neither the number of replicates nor a seed moves it.
REFERENCE_SEED, REFERENCE_MEMBERS = 2**32 - 1, 256


class Made(NamedTuple):
    """What a baseline makes: populations, the arrays of the world, and the priors that both come from."""

    populations: DrawnPopulations
    arrays: WorldArrays
    priors: Priors
    factors: np.ndarray  # (reference population,) on the energy intensities of the industry table
    rate_factors: dict[str, float]  # by column of the industry table, on what published figures are made with


def make_world(baseline: Baseline, parameters: np.recarray | None = None) -> Made:
    """Return populations and arrays of a baseline. Raises CalibrationError when its margins contradict each other."""
    par = central_values() if parameters is None else parameters
    priors = solve_priors(baseline, par[0])
    populations = DrawnPopulations(baseline, make_recipe(baseline, priors, par))
    numbers = np.arange(REFERENCE_MEMBERS)
    firms, _, factors = populations.made(numbers, REFERENCE_SEED)
    arrays = world_arrays(baseline, priors, populations, firms, float(factors.mean()))
    rates = rate_factors(baseline, registered_output(baseline, firms)) if baseline.figures else {}
    arrays = arrays._replace(industries=with_rates(arrays.industries, rates).view(np.recarray))
    return Made(populations, arrays, priors, factors, rates)


def world_arrays(
    baseline: Baseline, priors: Priors, populations: DrawnPopulations, firms: np.recarray, energy_factor: float
) -> WorldArrays:
    """Return the arrays of the world: industries with their thresholds and mean energy intensities, mixes, standards."""
    table = np.zeros(len(baseline.industries), industry_dtype)
    table[:] = baseline.industries
    table["recognition_threshold"] = [law.threshold for law in priors.recognition]
    table["energy_intensity"] *= energy_factor
    leading = leading_matrix(baseline)
    zone = baseline.zone
    own = np.where(zone[:, None], leading * baseline.national_share, priors.mix)
    heavy = table["heavy"][firms.industry] > 0
    inside = zone[firms.park] & heavy & (firms.above_scale == 1)
    intensities = firms.emission_intensity[inside]
    listed = baseline.listed_share
    line = float(np.quantile(intensities, 1 - listed)) if intensities.size and listed is not None else np.inf
    order = np.flatnonzero(zone)
    national = np.array([park.level == "national" for park in baseline.parks])
    order = order[np.lexsort((-baseline.output[order], ~national[order]))]
    sites = np.zeros(len(baseline.parks), site_dtype)
    ids = [park.id for park in baseline.parks]
    sites["zone"] = zone
    sites["national"] = national
    sites["candidate"] = [park.candidate for park in baseline.parks]
    sites["merges_into"] = [ids.index(park.merges_into or park.id) for park in baseline.parks]
    sites["land_plan"] = [round(park.land_plan * M2_PER_MU) for park in baseline.parks]
    sites["arrival_firms"] = [park.firms * park.arrival_weight for park in baseline.parks]
    sites["plot_ratio_standard"] = [park.plot_ratio_standard for park in baseline.parks]
    sites["investment_standard"] = [park.investment_standard for park in baseline.parks]
    return WorldArrays(
        industries=table.view(np.recarray),
        sites=sites.view(np.recarray),
        national_mix=np.cumsum(baseline.national_share) / baseline.national_share.sum(),
        park_mix=np.cumsum(own, axis=1) / own.sum(axis=1, keepdims=True),
        leading=leading,
        emission_line=np.array([line]),
        platform_order=order.astype(np.int64),
        park_numbers=populations.recipe.park_numbers,
        industry_numbers=numbers_of_names(baseline.industry_ids, INDUSTRY_BITS),
    )
