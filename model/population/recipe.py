"""What every population of a baseline is made from: all that does not change from one to the next, as arrays."""

from typing import Any, NamedTuple

import numpy as np

from model.identities import PARK_BITS, numbers_of_names
from model.state import park_dtype

from .baseline import Baseline, leading_matrix
from .certificates import laws_by_age
from .fault import CalibrationError, Contradiction, fault, yuan
from .given import hightech_wanted
from .meeting import NONE
from .priors import Priors
from .published import SHARES, as_arrays, outside_margins, published_industries, published_shares, zone_margins
from .rows import Rows, lay_out_rows
from .sizes import size_laws
from .space import floor_let, floor_of_tenants, lay_out_park

OPEN = np.nan  # of a figure that is not published


class Group(NamedTuple):
    """Margins of the zones, or of the industry outside, as arrays (margin,)."""

    amounts: Any  # f8
    shapes: Any  # i8, Shape
    constants: Any  # f8


class Recipe(NamedTuple):
    """What compiled code makes populations of. Per row (row,), per park (park,), per industry (industry,)."""

    rows: Rows
    park_numbers: Any  # u8 (park,) what parks draw as
    par: Any  # record array (1,), parameter_dtype
    industries: Any  # record array (industry,), industry_dtype
    zone: Any  # b1 (park,)
    leading: Any  # u1 (park, industry)
    given: Any  # record array (firm,), given_dtype
    tenants: Any  # f8 (firm,) floor that given firms lease, m2
    mix: Any  # f8 (2, park, industry) cumulative mix: of missing registered firms, of others
    hightech: Any  # f8 (2, park, industry) chances, likewise
    given_hightech: Any  # f8 (firm,) chance of each given firm
    hightech_wanted: (
        float  # output that given firms of which it is not known, and missing ones, are to make; OPEN if free
    )
    missing_output: Any  # f8 (park,)
    threshold: float
    exponent: float
    scales: Any  # f8 (park,) of the excess of missing firms over the threshold
    cuts: Any  # f8 (park,) where its law ends before that
    smallest: float
    shares: Any  # b1 (share,) which of the zones' shares are published
    published: Any  # b1 (industry,) whether its output in the zones is published
    zones: Group
    outside: Group
    value_added_ratio: float  # value added outside over that of the zones; OPEN if it is not published
    tolerance: float
    laws: Any  # f8 (industry, 1 + ages, grid + 1) cumulative law of capability without a certificate, and by its age
    energy_total: float  # tce a year; OPEN if it is not published
    ramping: int  # firms that are still ramping up, at most
    parks: Any  # record array (park,), park_dtype: land and floor as laid out
    floor_let: Any  # f8 (park,) m2
    plot_ratio: Any  # f8 (park,)
    investment: Any  # f8 (park,) 10k yuan per mu


def make_recipe(baseline: Baseline, priors: Priors, par: np.recarray) -> Recipe:
    """Return the recipe of a baseline. Raises CalibrationError where its margins contradict each other whoever is drawn."""
    threshold = float(par[0].register_threshold)
    demand_output(baseline, threshold)
    numbers = numbers_of_names([park.id for park in baseline.parks], PARK_BITS)
    scales, cuts = size_laws(baseline, threshold)
    parks = np.zeros(len(baseline.parks), park_dtype)
    for index, park in enumerate(baseline.parks):
        lay_out_park(parks[index : index + 1], park, par[0])
    rows = lay_out_rows(baseline, numbers, par[0])
    given = np.ascontiguousarray(baseline.given).view(np.recarray)
    published = baseline.hightech_output_share
    mixes = np.stack([priors.missing_mix, priors.mix])
    share = baseline.zone_value_added_share
    return Recipe(
        rows=rows,
        park_numbers=numbers,
        par=par,
        industries=np.ascontiguousarray(baseline.industries).view(np.recarray),
        zone=baseline.zone,
        leading=leading_matrix(baseline),
        given=given,
        tenants=floor_of_tenants(baseline.given, par[0]),
        mix=np.cumsum(mixes, axis=2),
        hightech=np.stack([priors.missing_hightech, priors.hightech]),
        given_hightech=priors.missing_hightech[given["park"], given["industry"]],
        hightech_wanted=OPEN if published is None else hightech_wanted(baseline, published),
        missing_output=baseline.missing_output,
        threshold=threshold,
        exponent=baseline.tail_exponent,
        scales=scales,
        cuts=cuts,
        smallest=baseline.small_firm_output,
        shares=np.array([name in published_shares(baseline) for name in SHARES]),
        published=published_industries(baseline),
        zones=Group(*as_arrays(zone_margins(baseline))),
        outside=Group(*as_arrays(outside_margins(baseline))),
        value_added_ratio=OPEN if share is None else 1 / share - 1,
        tolerance=baseline.tolerance if len(given) else NONE,
        laws=np.stack([laws_by_age(each) for each in priors.certificates]),
        energy_total=OPEN if baseline.energy_total is None else baseline.energy_total,
        ramping=round(baseline.ramping_share * rows.registered),
        parks=parks.view(np.recarray),
        floor_let=np.array([floor_let(park) for park in baseline.parks]),
        plot_ratio=np.array([park.plot_ratio for park in baseline.parks]),
        investment=np.array([park.investment_per_mu for park in baseline.parks]),
    )


def demand_output(baseline: Baseline, threshold: float) -> None:
    """Raise CalibrationError when there is no firm, or a park's output does not go with its number of firms."""
    if sum(park.firms for park in baseline.parks) == 0:
        raise CalibrationError(fault("no_registered_firm"))
    for park, missing in zip(baseline.parks, baseline.missing, strict=True):
        given = park.output - missing.output
        least = given + missing.firms * threshold
        if missing.firms > 0 and missing.output <= least - given:
            raise CalibrationError(output_too_small(park.id, park.output, park.firms, missing.firms, least, threshold))
        if park.firms == 0 and park.output > 0.0:
            raise CalibrationError(fault("output_without_firms", park=park.id, output=yuan(park.output)))


def output_too_small(
    park: str, output: float, firms: int, missing: int, least: float, threshold: float
) -> Contradiction:
    """Return the fault of a park whose output is less than its firms, of which some are `missing`, make at least."""
    told = {"park": park, "output": yuan(output), "least": f"{least:,.0f}", "threshold": f"{threshold:,.0f}"}
    if missing == firms:
        return fault("output_too_small", firms=firms, **told)
    return fault("output_too_small_besides", firms=firms, given=firms - missing, **told)
