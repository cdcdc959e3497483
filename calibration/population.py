"""The baseline population: firms nobody has listed, synthesised so that everything that is known of them is met exactly.

Attributes that are not known firm by firm (industry, recognition, size) are drawn from priors; sizes are then raked,
so that every margin of the case holds to rounding: output and firms of each park, the high-tech share, the share of
leading industries, the zones' share of value added. Land, floor and capital are apportioned in whole units.
"""

from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.parameters import central_values
from model.state import Channel, Grade, Request, Stage, firm_dtype, park_dtype
from model.streams import Kind
from model.units import KGCE_PER_TCE, M2_PER_MU
from model.world import WorldArrays, industry_dtype, site_dtype

from .baseline import Baseline, ParkBaseline
from .capability import Recognition, draw_capability, solve_recognition
from .raking import CalibrationError, apportion, rake

Floats = NDArray[np.float64]
GOLDEN = (5**0.5 - 1) / 2
LAND_SPREAD = 0.35  # log spread of land over output among firms of an industry
CAPITAL_SPREAD = 0.3
FLOOR_SPREAD = 0.2
LEAST_USE, MOST_USE = 0.65, 0.98  # use of design output of operating firms
LARGEST_TENANT = 8000.0  # 10k yuan a year: larger firms own their plants
LARGEST_RAMPING = 8000.0
ADMITTED = 0.75  # share of arriving projects that reach construction, for those under way at the baseline


class Synthesis(NamedTuple):
    """A pool of populations and what was solved on the way."""

    firms: np.recarray  # (member, row), firm_dtype
    parks: np.recarray  # (member, park), park_dtype
    arrays: WorldArrays


class Priors(NamedTuple):
    """Probabilities before raking: industry mix and high-tech share by park, and the stationary laws by industry."""

    mix: Floats  # (park, industry)
    hightech: Floats  # (park, industry)
    recognition: list[Recognition]


def synthesise(baseline: Baseline, parameters: np.recarray | None = None) -> Synthesis:
    """Return the pool of populations of a baseline. Raises CalibrationError when its margins contradict each other."""
    par = (central_values() if parameters is None else parameters)[0]
    priors = solve_priors(baseline, par)
    members = [synthesise_member(baseline, priors, par, member) for member in range(baseline.pool)]
    firms = np.stack([firms for firms, _, _ in members]).view(np.recarray)
    parks = np.stack([parks for _, parks, _ in members]).view(np.recarray)
    factor = float(np.mean([factor for _, _, factor in members]))
    return Synthesis(firms, parks, world_arrays(baseline, priors, firms, factor))


def solve_priors(baseline: Baseline, par: np.record) -> Priors:
    """Return mixes and high-tech probabilities whose expectations meet the case's shares, and the stationary laws."""
    leading = leading_matrix(baseline)
    output = np.array([park.output for park in baseline.parks])
    zone = np.array([park.is_zone for park in baseline.parks])
    mix = np.empty(leading.shape)
    for index, park in enumerate(baseline.parks):
        lead = leading[index] * baseline.national_share
        rest = (1 - leading[index]) * baseline.national_share
        share = baseline.top3_sales_share
        mix[index] = share * lead / lead.sum() + (1 - share) * rest / rest.sum() if park.is_zone else 0.0
        if not park.is_zone:
            mix[index] = baseline.outside_share / baseline.outside_share.sum()
    base = np.clip(baseline.industries["hightech_share"], 0.0, 1.0)
    wanted = np.array([park.hightech_share for park in baseline.parks])
    wanted[zone] *= baseline.hightech_output_share * output[zone].sum() / (wanted[zone] * output[zone]).sum()
    hightech = np.array([tilt_to(base, mix[index], wanted[index]) for index in range(len(baseline.parks))])
    weight = output[:, None] * mix
    by_industry = (weight * hightech).sum(axis=0) / np.maximum(weight.sum(axis=0), 1e-12)
    research = baseline.industries["research_share"]
    recognition = [solve_recognition(float(r), float(h), par) for r, h in zip(research, by_industry, strict=True)]
    return Priors(mix, hightech, recognition)


def tilt_to(base: Floats, mix: Floats, target: float) -> Floats:
    """Return probabilities `base` shifted alike on the logit scale until their mean under `mix` is `target`.

    Probabilities of 0 and 1 stay; a target out of their reach is met as nearly as it can be.
    """
    free = (base > 0.0) & (base < 1.0)
    logit = np.zeros_like(base)
    logit[free] = np.log(base[free] / (1 - base[free]))
    low, high = -12.0, 12.0
    shifted = base.copy()
    for _ in range(60):
        middle = 0.5 * (low + high)
        shifted[free] = 1 / (1 + np.exp(-(logit[free] + middle)))
        low, high = (middle, high) if mix @ shifted < target else (low, middle)
    return shifted


def leading_matrix(baseline: Baseline) -> NDArray[np.uint8]:
    """Return which industries lead which park, (park, industry)."""
    matrix = np.zeros((len(baseline.parks), len(baseline.industry_ids)), np.uint8)
    for index, park in enumerate(baseline.parks):
        for name in park.leading:
            matrix[index, baseline.industry_ids.index(name)] = 1
    return matrix


def truncated_pareto(uniforms: Floats, exponent: float, least: float, largest: float) -> Floats:
    """Return Pareto variates between `least` and `largest` at `uniforms`."""
    tail = 1.0 - uniforms * (1.0 - (least / largest) ** exponent)
    return least * tail ** (-1.0 / exponent)


def spread_uniforms(count: int, generator: np.random.Generator) -> Floats:
    """Return `count` uniforms, one in each of as many equal cells, in random order: a sample without lumps."""
    return (generator.permutation(count) + generator.random(count)) / count


def sequence(count: int, generator: np.random.Generator) -> Floats:
    """Return a golden-ratio sequence with random start: every stretch of it is spread evenly."""
    return (generator.random() + GOLDEN * np.arange(count)) % 1.0


def assign_parks(excess: Floats, parks: list[ParkBaseline], threshold: float, generator: np.random.Generator) -> NDArray[np.int64]:
    """Return a park for each firm, the largest firm first, likelier where more output is still missing.

    `excess` (n,) is output above the register's threshold, falling. Every park gets its number of firms exactly.
    """
    room = np.array([park.output - park.firms * threshold for park in parks])
    room *= excess.sum() / room.sum()
    slots = np.array([park.firms for park in parks])
    chosen = np.empty(len(excess), np.int64)
    for index, size in enumerate(excess):
        weight = np.where(slots > 0, np.maximum(room - 0.5 * size, 0.0), 0.0)
        if weight.sum() <= 0.0:
            weight = slots.astype(float)
        park = int(np.searchsorted(np.cumsum(weight), generator.random() * weight.sum(), side="right"))
        chosen[index] = park
        room[park] -= size
        slots[park] -= 1
    return chosen


def raked_sizes(
    baseline: Baseline, park: NDArray[np.int64], industry: NDArray[np.int64], hightech: NDArray[np.bool_],
    excess: Floats, threshold: float,
) -> Floats:  # fmt: skip
    """Return outputs of the registered firms (10k yuan a year) that meet every margin of output exactly.

    The part above the threshold is raked, so that no firm falls below it. The zones are raked first; what the industry
    outside must hold of value added follows.
    """
    zones = np.array([each.is_zone for each in baseline.parks])
    totals = np.array([each.output for each in baseline.parks])
    rate = baseline.industries["value_added_rate"][industry]
    output = np.empty(len(park))
    inside = zones[park]
    lead = leading_matrix(baseline)[park, industry].astype(float)
    in_park = (park[:, None] == np.flatnonzero(zones)[None, :]).astype(float)
    covariates = np.column_stack([in_park, hightech, lead])[inside]
    zone_total = totals[zones].sum()
    margins = np.concatenate(
        [totals[zones], [baseline.hightech_output_share * zone_total, baseline.top3_sales_share * zone_total]]
    )
    names = [f"output of {each.id}" for each in baseline.parks if each.is_zone]
    names += ["output of high-tech firms", "sales of leading industries"]
    output[inside] = threshold + rake(excess[inside], covariates, margins - threshold * covariates.sum(axis=0), names)
    outside = ~inside
    if outside.any():
        zone_value_added = float((rate * output)[inside].sum())
        value_added = zone_value_added * (1 / baseline.zone_value_added_share - 1)
        covariates = np.column_stack([np.ones(outside.sum()), rate[outside]])
        margins = np.array([totals[~zones].sum(), value_added])
        output[outside] = threshold + rake(
            excess[outside],
            covariates,
            margins - threshold * covariates.sum(axis=0),
            ["output outside the zones", "value added outside the zones"],
        )
    return output


def synthesise_member(
    baseline: Baseline, priors: Priors, par: np.record, member: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return firms (firm_dtype) and parks (park_dtype) of one population, and the factor on energy intensities."""
    generator = np.random.Generator(np.random.Philox(key=np.array([baseline.pool_seed, member], np.uint64)))
    threshold = float(par.register_threshold)
    parks = list(baseline.parks)
    registered = sum(park.firms for park in parks)
    if registered == 0:
        raise CalibrationError("there is no registered firm")
    sizes = truncated_pareto(
        spread_uniforms(registered, generator), baseline.tail_exponent, threshold, baseline.largest_output
    )
    excess = np.sort(sizes)[::-1] - threshold
    park = assign_parks(excess, parks, threshold, generator)
    small = apportion(np.array([float(each.firms) for each in parks]), baseline.small_firms)
    under_way = projects_under_way(parks, par)
    park = np.concatenate([park, np.repeat(np.arange(len(parks)), small), np.repeat(np.arange(len(parks)), under_way)])
    kind = np.repeat([0, 1, 2], [registered, small.sum(), under_way.sum()])
    rows = len(park)
    industry = np.empty(rows, np.int64)
    hightech = np.empty(rows, bool)
    for index in range(len(parks)):
        mine = np.flatnonzero(park == index)
        cumulative = np.cumsum(priors.mix[index])
        industry[mine] = np.searchsorted(cumulative, sequence(len(mine), generator) * cumulative[-1], side="right")
        order = mine[np.argsort(industry[mine], kind="stable")]
        hightech[order] = sequence(len(mine), generator) < priors.hightech[index, industry[order]]
    output = np.zeros(rows)
    first = slice(0, registered)
    output[first] = raked_sizes(baseline, park[first], industry[first], hightech[first], excess, threshold)
    output[kind == 1] = truncated_pareto(
        spread_uniforms(int(small.sum()), generator), baseline.tail_exponent, baseline.small_firm_output, threshold
    )
    firms = describe(baseline, priors, par, generator, park, industry, hightech, output, kind)
    parks_columns = seat(baseline, par, generator, firms, kind)
    factor = scale_energy(baseline, firms)
    commit_energy(firms, parks_columns)
    return firms, parks_columns, factor


def projects_under_way(parks: list[ParkBaseline], par: np.record) -> NDArray[np.int64]:
    """Return how many projects are under construction in each park at the baseline: arrivals over the time it takes."""
    years = par.construction_quarters / 4.0
    expected = [par.arrival_rate * park.arrival_weight * park.firms * years * ADMITTED for park in parks]
    return np.rint(expected).astype(np.int64)


def describe(
    baseline: Baseline, priors: Priors, par: np.record, generator: np.random.Generator, park: np.ndarray,
    industry: np.ndarray, hightech: np.ndarray, output: Floats, kind: np.ndarray,
) -> np.ndarray:  # fmt: skip
    """Return the columns of firms as far as land is not concerned."""
    rows = len(park)
    firms = np.zeros(rows, firm_dtype)
    firms["identity"] = (np.uint64(Kind.FIRM) << np.uint64(60)) | np.arange(rows, dtype=np.uint64)
    firms["park"] = park.astype("i2")
    firms["industry"] = industry.astype("i1")
    firms["hightech"] = hightech.astype("i1")
    firms["above_scale"] = (kind == 0).astype("i1")
    firms["suited"] = (generator.random(rows) < baseline.industries["suited_share"][industry]).astype("i1")
    firms["grade"][:] = int(Grade.B)
    firms["output"] = output
    uniforms = generator.random(rows)
    for index, law in enumerate(priors.recognition):
        for flag, mass in ((True, law.recognised), (False, law.others)):
            mine = (industry == index) & (hightech == flag)
            if mine.any():
                chosen = mass if mass.sum() > 0 else law.recognised + law.others
                firms["capability"][mine] = draw_capability(chosen, uniforms[mine])
    for name in ("energy_intensity", "emission_intensity"):
        noise = np.exp(par.intensity_spread * generator.standard_normal(rows) - par.intensity_spread**2 / 2)
        firms[name] = baseline.industries[name][industry] * noise
    stage_firms(baseline, par, generator, firms, kind)
    return firms


def stage_firms(
    baseline: Baseline, par: np.record, generator: np.random.Generator, firms: np.ndarray, kind: np.ndarray
) -> None:
    """Set stage and design output: most operate, some still ramp up, projects under way have no output yet."""
    rows = len(kind)
    output = firms["output"]
    firms["stage"][:] = int(Stage.OPERATING)
    firms["stage_quarters"][:] = 4 + generator.integers(0, 40, rows)
    firms["design"] = output / (LEAST_USE + (MOST_USE - LEAST_USE) * generator.random(rows))
    young = np.flatnonzero((kind == 0) & (output < LARGEST_RAMPING))
    count = min(len(young), round(baseline.ramping_share * int((kind == 0).sum())))
    young = generator.permutation(young)[:count]
    last = int(par.ramp_quarters) - 1
    quarters = 2 + (np.arange(count) % max(1, last - 1))
    firms["stage"][young] = int(Stage.RAMPING)
    firms["stage_quarters"][young] = quarters
    firms["design"][young] = output[young] / (par.ramp_use * quarters / par.ramp_quarters)
    way = np.flatnonzero(kind == 2)
    firms["stage"][way] = int(Stage.PROJECT)
    firms["stage_quarters"][way] = 1
    firms["design"][way] = 0.0
    normal = generator.standard_normal(len(way))
    firms["request_design"][way] = np.minimum(
        par.arrival_median * np.exp(par.arrival_spread * normal), par.arrival_largest
    )
    firms["request"][way] = int(Request.BUILDING)
    firms["request_channel"][way] = int(Channel.NEW_LAND)
    firms["request_quarters"][way] = np.arange(len(way)) % max(1, int(par.construction_quarters))
    opi = baseline.industries["output_per_investment"][firms["industry"][way]]
    firms["request_capital"][way] = firms["request_design"][way] / opi


def seat(
    baseline: Baseline, par: np.record, generator: np.random.Generator, firms: np.ndarray, kind: np.ndarray
) -> np.ndarray:
    """Give every firm land or leased floor, floor and capital, park by park in whole units; return the parks' columns."""
    count = len(baseline.parks)
    parks = np.zeros(count, park_dtype)
    table = baseline.industries
    industry = firms["industry"]
    size = np.where(kind == 2, firms["request_design"] / par.entrant_density, firms["output"])
    need = size / table["output_per_mu"][industry] * np.exp(LAND_SPREAD * generator.standard_normal(len(kind)))
    floor_noise = np.exp(FLOOR_SPREAD * generator.standard_normal(len(kind)))
    capital_need = firms["output"] / table["output_per_investment"][industry]
    capital_need *= np.exp(CAPITAL_SPREAD * generator.standard_normal(len(kind)))
    tenants_order = generator.permutation(len(kind))
    for index, park in enumerate(baseline.parks):
        mine = firms["park"] == index
        supplied = round(park.industrial_land * M2_PER_MU)
        idle = round(supplied * park.idle_share)
        floor = round(park.factory_floor)
        factory_land = int(np.ceil(floor / par.factory_plot_ratio))
        parks["planned"][index] = round(park.planned * M2_PER_MU)
        parks["other"][index] = round(park.other * M2_PER_MU)
        parks["idle"][index] = idle
        parks["occupied"][index] = supplied - idle
        parks["factory_land"][index] = factory_land
        parks["factory_floor"][index] = floor
        rest = parks["planned"][index] - parks["other"][index] - supplied - factory_land
        if rest < 0:
            raise CalibrationError(
                f"{park.id}: planned area {park.planned:g} mu is smaller than its industrial land, standard factories "
                f"and other uses together, by {-rest / M2_PER_MU:.0f} mu"
            )
        parks["undeveloped"][index] = rest
        parks["leniency"][index] = park.leniency
        lease_floor(firms, tenants_order[mine[tenants_order]], kind, floor * (1 - park.factory_vacancy), par)
        parks["factory_leased"][index] = firms["leased"][mine].sum()
        holders = np.flatnonzero(mine & (firms["leased"] == 0))
        firms["land"][holders] = apportion(need[holders], supplied - idle)
        producing = holders[kind[holders] != 2]
        floors = firms["land"][producing] * floor_noise[producing]
        firms["floor"][producing] = apportion(floors, round(firms["land"][producing].sum() * park.plot_ratio))
        building = holders[kind[holders] == 2]
        norm = table["norm_plot_ratio"][industry[building]] * par.entrant_plot_ratio
        firms["request_floor"][building] = np.rint(firms["land"][building] * norm).astype(np.int64)
        firms["request_land"][building] = firms["land"][building]
        owners = np.flatnonzero(mine & (kind != 2))
        total = park.investment_per_mu * firms["land"][producing].sum() / M2_PER_MU
        firms["capital"][owners] = capital_need[owners] * total / capital_need[owners].sum()
    return parks


def lease_floor(firms: np.ndarray, order: np.ndarray, kind: np.ndarray, wanted: float, par: np.record) -> None:
    """Let smaller firms that suit several storeys lease standard-factory floor, in random order, up to `wanted` m2."""
    let = 0
    for row in order:
        if kind[row] == 2 or not firms["suited"][row] or firms["output"][row] > LARGEST_TENANT:
            continue
        floor = int(np.ceil(firms["output"][row] / par.leased_floor_output))
        if let + floor <= wanted:
            firms["leased"][row] = floor
            let += floor


def scale_energy(baseline: Baseline, firms: np.ndarray) -> float:
    """Scale energy intensities alike so that registered firms use the city's total; return the factor."""
    used = float((firms["output"] * firms["energy_intensity"])[firms["above_scale"] == 1].sum())
    factor = baseline.energy_total / used
    firms["energy_intensity"] *= factor
    return factor


def commit_energy(firms: np.ndarray, parks: np.ndarray) -> None:
    """Promise the projects under construction the energy that they will use."""
    energy = np.floor(firms["request_design"] * firms["energy_intensity"] * KGCE_PER_TCE + 0.5).astype(np.int64)
    firms["request_energy"] = np.where(firms["request"] == int(Request.BUILDING), energy, 0)
    np.add.at(parks["energy_committed"], firms["park"], firms["request_energy"])


def world_arrays(baseline: Baseline, priors: Priors, firms: np.recarray, energy_factor: float) -> WorldArrays:
    """Return the arrays of the world: industries with their thresholds and mean energy intensities, mixes, standards."""
    table = np.array(baseline.industries, industry_dtype)
    table["recognition_threshold"] = [law.threshold for law in priors.recognition]
    table["energy_intensity"] *= energy_factor
    leading = leading_matrix(baseline)
    zone = np.array([park.is_zone for park in baseline.parks], np.uint8)
    heavy = table["heavy"][firms.industry] > 0
    inside = zone[firms.park].astype(bool) & heavy & (firms.above_scale == 1)
    intensities = firms.emission_intensity[inside]
    line = float(np.quantile(intensities, 1 - baseline.listed_share)) if intensities.size else np.inf
    output = np.array([park.output for park in baseline.parks])
    order = np.flatnonzero(zone)
    national = np.array([park.level == "national" for park in baseline.parks], np.uint8)
    order = order[np.lexsort((-output[order], 1 - national[order]))]
    sites = np.zeros(len(baseline.parks), site_dtype)
    sites["zone"] = zone
    sites["national"] = national
    sites["land_plan"] = [round(park.land_plan * M2_PER_MU) for park in baseline.parks]
    sites["arrival_firms"] = [park.firms * park.arrival_weight for park in baseline.parks]
    sites["plot_ratio_standard"] = [park.plot_ratio_standard for park in baseline.parks]
    sites["investment_standard"] = [park.investment_standard for park in baseline.parks]
    return WorldArrays(
        industries=table.view(np.recarray),
        sites=sites.view(np.recarray),
        national_mix=np.cumsum(baseline.national_share) / baseline.national_share.sum(),
        park_mix=np.cumsum(priors.mix, axis=1) / priors.mix.sum(axis=1, keepdims=True),
        leading=leading,
        emission_line=np.array([line]),
        platform_order=order.astype(np.int64),
    )
