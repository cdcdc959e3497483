"""The arrays of a world: what compiled code needs to know of a baseline besides its firms and parks."""

from collections.abc import Mapping

import numpy as np

from model.identities import INDUSTRY_BITS, PARK_BITS, numbers_of_names
from model.units import M2_PER_MU
from model.world import NO_LINKS, WorldArrays, grading_columns, industry_dtype, site_dtype

from .baseline import Baseline, leading_matrix, small_firm_trades
from .figures import with_rates
from .links import inputs_of_others, link_mix
from .priors import Priors


def world_arrays(
    baseline: Baseline, priors: Priors, firms: np.recarray, energy_factor: float, rates: Mapping[str, float]
) -> WorldArrays:
    """Return the arrays of the world: industries with their thresholds, energy intensities and rates, mixes, standards.

    `firms` are those of one population or of several, whose polluters the line on the list follows from. `rates` are
    what columns of the table of industries are multiplied by.
    """
    table = np.zeros(len(baseline.industries), industry_dtype)
    table[:] = baseline.industries
    table["recognition_threshold"] = [law.threshold for law in priors.recognition]
    table["award_threshold"] = [each.award for each in priors.certificates]
    table["renewal_threshold"] = [each.renewal for each in priors.certificates]
    table["large_failing"] = [each.large_failing for each in priors.certificates]
    table["large_winning"] = [each.large_winning for each in priors.certificates]
    table["energy_intensity"] *= energy_factor
    leading = leading_matrix(baseline)
    zone = baseline.zone
    own = np.where(zone[:, None], leading * baseline.national_share, priors.mix)
    order = np.flatnonzero(zone)
    national = np.array([park.level == "national" for park in baseline.parks])
    order = order[np.lexsort((-baseline.output[order], ~national[order]))]
    ids = [park.id for park in baseline.parks]
    inputs = NO_LINKS if baseline.inputs is None else inputs_of_others(baseline.inputs)
    sites = np.zeros(len(baseline.parks), site_dtype)
    sites["zone"] = zone
    sites["national"] = national
    sites["candidate"] = [park.candidate for park in baseline.parks]
    sites["needs_hightech"] = [park.needs_hightech for park in baseline.parks]
    sites["merges_into"] = [ids.index(park.merges_into or park.id) for park in baseline.parks]
    sites["land_plan"] = [round(park.land_plan * M2_PER_MU) for park in baseline.parks]
    sites["small_firm_land"] = [round(park.small_firm_land * M2_PER_MU) for park in baseline.parks]
    sites["low_hill_block"] = [round(park.low_hill_block * M2_PER_MU) for park in baseline.parks]
    sites["contest_class"] = [park.contest_class for park in baseline.parks]
    sites["arrival_firms"] = [park.firms * park.arrival_weight for park in baseline.parks]
    sites["plot_ratio_standard"] = [park.plot_ratio_standard for park in baseline.parks]
    sites["investment_standard"] = [park.investment_standard for park in baseline.parks]
    return WorldArrays(
        industries=with_rates(table, rates).view(np.recarray),
        sites=sites.view(np.recarray),
        national_mix=np.cumsum(baseline.national_share) / baseline.national_share.sum(),
        park_mix=np.cumsum(own, axis=1) / own.sum(axis=1, keepdims=True),
        leading=leading,
        small_firm_trades=small_firm_trades(baseline),
        emission_line=np.array([emission_line(baseline, table["heavy"] > 0, firms)]),
        platform_order=order.astype(np.int64),
        park_numbers=numbers_of_names(ids, PARK_BITS),
        industry_numbers=numbers_of_names(baseline.industry_ids, INDUSTRY_BITS),
        controlled_from=np.array(baseline.controlled_from, np.int64),
        plan_from=np.array([baseline.plan_from], np.int64),
        recognition_from=np.array([baseline.recognition_from], np.int64),
        inputs=inputs,
        link_mix=link_mix(inputs),
        **grading_columns(baseline.gradings),
    )


def emission_line(baseline: Baseline, heavy: np.ndarray, firms: np.recarray) -> float:
    """Return the emission intensity above which registered firms of `heavy` industries (industry,) in zones are listed."""
    inside = baseline.zone[firms.park] & heavy[firms.industry] & (firms.above_scale == 1)
    intensities, listed = firms.emission_intensity[inside], baseline.listed_share
    return float(np.quantile(intensities, 1 - listed)) if intensities.size and listed is not None else np.inf
