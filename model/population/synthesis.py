"""The baseline population: firms nobody has listed, synthesised so that everything that is known of them is met exactly.

Attributes that are not known firm by firm (industry, recognition, size) are drawn from priors. Sizes are then raked,
so that every margin that the case gives holds to rounding: output and firms of each park, the high-tech share, the share
of leading industries, the zones' share of value added. A share that it does not give is what the priors
make it. Land, floor and capital are apportioned in whole units.
"""

from collections.abc import Sequence
from enum import IntEnum
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.elementary import exp_each
from model.parameters import central_values
from model.state import Channel, Grade, Request, Stage, firm_dtype
from model.streams import Kind
from model.units import M2_PER_MU, QUARTER
from model.world import WorldArrays, industry_dtype, site_dtype

from .baseline import Baseline, ParkBaseline, leading_matrix
from .capability import draw_capability
from .fault import CalibrationError, Contradiction, fault, yuan
from .given import draw_hightech, keep_given, likely_sizes
from .normals import standard_normals
from .priors import Priors, solve_priors
from .raking import Floats, apportion
from .seating import scale_energy, seat
from .sizes import assign_parks, raked_sizes, sequence, spread_uniforms, truncated_pareto

LEAST_USE, MOST_USE = 0.65, 0.98  # use of design output of operating firms
LARGEST_RAMPING = 8000.0
ATTEMPTS = 20  # at drawing who is missing among given firms
UNREGISTERED_QUARTERS = 2  # of production before a new firm comes onto the register
ADMITTED = 0.75  # share of arriving projects that reach construction, for those under way at the baseline


class Synthesis(NamedTuple):
    """A pool of populations and what was solved on the way."""

    firms: np.recarray  # (member, row), firm_dtype
    parks: np.recarray  # (member, park), park_dtype
    arrays: WorldArrays
    energy_factors: Floats  # (member,) what the energy intensities of the industry table are multiplied by


class Kinds(IntEnum):
    """What a row of the baseline is: on the register, too small for it, or a project under way."""

    REGISTERED = 0
    SMALL = 1
    UNDER_WAY = 2


def synthesise(baseline: Baseline, parameters: np.recarray | None = None) -> Synthesis:
    """Return the pool of populations of a baseline. Raises CalibrationError when its margins contradict each other."""
    par = (central_values() if parameters is None else parameters)[0]
    demand_output(baseline, float(par.register_threshold))
    priors = solve_priors(baseline, par)
    members = [synthesise_member(baseline, priors, par, member) for member in range(baseline.pool)]
    firms, parks = stacked([firms for firms, _, _ in members]), stacked([parks for _, parks, _ in members])
    factors = np.array([factor for _, _, factor in members])
    return Synthesis(firms, parks, world_arrays(baseline, priors, firms, float(factors.mean())), factors)


def stacked(tables: list[np.ndarray]) -> np.recarray:
    """Return tables as one, shape (table, row); what lies between the columns of a record is zero."""
    return np.stack(tables, out=np.zeros((len(tables), len(tables[0])), tables[0].dtype)).view(np.recarray)


def synthesise_member(
    baseline: Baseline, priors: Priors, par: np.record, member: int
) -> tuple[np.ndarray, np.ndarray, float]:
    """Return firms (firm_dtype) and parks (park_dtype) of one population, and the factor on energy intensities."""
    generator = np.random.Generator(np.random.Philox(key=np.array([baseline.pool_seed, member], np.uint64)))
    threshold = float(par.register_threshold)
    core = draw_core(baseline, priors, par, generator)
    output = np.zeros(len(core.park))
    output[core.kind == Kinds.REGISTERED] = core.output
    small = core.kind == Kinds.SMALL
    output[small] = truncated_pareto(
        spread_uniforms(int(small.sum()), generator), baseline.tail_exponent, baseline.small_firm_output, threshold
    )
    firms = describe(baseline, priors, par, generator, core.park, core.industry, core.hightech, output, core.kind)
    factor = scale_energy(baseline, firms)
    return firms, seat(baseline, par, generator, firms), factor


class Core(NamedTuple):
    """What a population is drawn around: park, industry, recognition and kind of every row, output of the registered."""

    park: NDArray[np.int64]
    industry: NDArray[np.int64]
    hightech: NDArray[np.bool_]
    kind: NDArray[np.int64]
    output: Floats


def draw_core(baseline: Baseline, priors: Priors, par: np.record, generator: np.random.Generator) -> Core:
    """Return a drawn core that meets the margins.

    Around given firms the few that are missing may by bad luck be of kinds that cannot; then they are drawn again.
    """
    attempts = ATTEMPTS if len(baseline.given) else 1
    while True:
        attempts -= 1
        try:
            return attempt_core(baseline, priors, par, generator)
        except CalibrationError:
            if attempts == 0:
                raise


def attempt_core(baseline: Baseline, priors: Priors, par: np.record, generator: np.random.Generator) -> Core:
    """Draw parks, industries and recognition, and rake the sizes. Raises CalibrationError when these meet no margins."""
    threshold = float(par.register_threshold)
    parks, missing = baseline.parks, baseline.missing
    drawn = sum(park.firms for park in missing)
    sizes = truncated_pareto(
        spread_uniforms(drawn, generator), baseline.tail_exponent, threshold, baseline.largest_output
    )
    excess = np.sort(sizes)[::-1] - threshold
    assigned = assign_parks(excess, missing, threshold, generator)
    park = np.concatenate([baseline.given["park"], assigned])
    small = apportion(np.array([float(each.firms) for each in parks]), baseline.small_firms)
    under_way = projects_under_way(parks, par)
    park = np.concatenate([park, np.repeat(np.arange(len(parks)), small), np.repeat(np.arange(len(parks)), under_way)])
    registered = len(baseline.given) + drawn
    counts = [registered, int(small.sum()), int(under_way.sum())]
    kind = np.repeat(np.array([each.value for each in Kinds], np.int64), counts)
    likely = likely_sizes(missing, assigned, excess, threshold)
    industry, hightech = draw_attributes(baseline, priors, generator, park, kind, likely)
    first = slice(0, registered)
    output = raked_sizes(baseline, park[first], industry[first], hightech[first], excess, threshold)
    return Core(park, industry, hightech, kind, output)


def demand_output(baseline: Baseline, threshold: float) -> None:
    """Raise CalibrationError when there is no firm, or a park's output does not go with its number of firms."""
    if sum(park.firms for park in baseline.parks) == 0:
        raise CalibrationError(fault("no_registered_firm"))
    for park, missing in zip(baseline.parks, baseline.missing, strict=True):
        given = park.output - missing.output
        least = given + missing.firms * threshold
        if missing.firms > 0 and missing.output <= least - given:
            raise CalibrationError(output_too_small(park, missing.firms, least, threshold))
        if park.firms == 0 and park.output > 0.0:
            raise CalibrationError(fault("output_without_firms", park=park.id, output=yuan(park.output)))


def output_too_small(park: ParkBaseline, missing: int, least: float, threshold: float) -> Contradiction:
    """Return the fault of a park whose output is less than its firms, of which some are `missing`, make at least."""
    output, most, each = yuan(park.output), f"{least:,.0f}", f"{threshold:,.0f}"
    if missing == park.firms:
        return fault(
            "output_too_small", park=park.id, output=output, least=most, firms=park.firms, threshold=each,
        )  # fmt: skip
    return fault(
        "output_too_small_besides", park=park.id, output=output, least=most, firms=park.firms,
        given=park.firms - missing, threshold=each,
    )  # fmt: skip


def draw_attributes(
    baseline: Baseline, priors: Priors, generator: np.random.Generator, park: np.ndarray, kind: np.ndarray,
    sizes: Floats,
) -> tuple[NDArray[np.int64], NDArray[np.bool_]]:  # fmt: skip
    """Return industry and high-tech flag of every row; given firms keep theirs.

    The missing firms, likely of these `sizes`, complete the given ones, and then given firms that do not say whether
    they are high-tech complete both.
    """
    rows, known = len(park), len(baseline.given)
    industry = np.empty(rows, np.int64)
    hightech = np.empty(rows, bool)
    industry[:known] = baseline.given["industry"]
    drawn = np.arange(rows) >= known
    groups = [(drawn, priors.mix, priors.hightech)]
    if known:
        missing = drawn & (kind == Kinds.REGISTERED)
        groups = [
            (missing, priors.missing_mix, priors.missing_hightech),
            (drawn & ~missing, priors.mix, priors.hightech),
        ]
    for group, mix, chances in groups:
        for index in range(len(baseline.parks)):
            mine = np.flatnonzero(group & (park == index))
            cumulative = np.cumsum(mix[index])
            industry[mine] = np.searchsorted(cumulative, sequence(len(mine), generator) * cumulative[-1], side="right")
            order = mine[np.argsort(industry[mine], kind="stable")]
            hightech[order] = sequence(len(mine), generator) < chances[index, industry[order]]
    if known:
        zone = baseline.zone[park[missing]]
        among_missing = float(sizes[zone & hightech[missing]].sum())
        hightech[:known] = draw_hightech(baseline, priors.missing_hightech, among_missing, generator)
    return industry, hightech


def projects_under_way(parks: Sequence[ParkBaseline], par: np.record) -> NDArray[np.int64]:
    """Return how many projects are under construction, or only just finished, in each park at the baseline.

    They are the arrivals of the time that construction and the first quarters of production take.
    """
    years = (par.construction_quarters + UNREGISTERED_QUARTERS) * QUARTER
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
    firms["above_scale"] = (kind == Kinds.REGISTERED).astype("i1")
    firms["suited"] = (generator.random(rows) < baseline.industries["suited_share"][industry]).astype("i1")
    firms["grade"][:] = Grade.B.value
    firms["output"] = output
    uniforms = generator.random(rows)
    for index, law in enumerate(priors.recognition):
        for flag, mass in ((True, law.recognised), (False, law.others)):
            mine = (industry == index) & (hightech == flag)
            if mine.any():
                chosen = mass if mass.sum() > 0 else law.recognised + law.others
                firms["capability"][mine] = draw_capability(chosen, uniforms[mine])
    for name in ("energy_intensity", "emission_intensity"):
        spread = par.intensity_spread
        noise = exp_each(spread * standard_normals(generator, rows) - spread * spread / 2)
        firms[name] = baseline.industries[name][industry] * noise
    keep_given(firms, baseline.given, "suited", "grade", "emission_intensity")
    stage_firms(baseline, par, generator, firms, kind)
    keep_given(firms, baseline.given, "output")  # a firm that ramps up has it computed from its design
    return firms


def stage_firms(
    baseline: Baseline, par: np.record, generator: np.random.Generator, firms: np.ndarray, kind: np.ndarray
) -> None:
    """Set stage and design output: most firms operate, some still ramp up, projects under way are built or just begin."""
    output = firms["output"]
    firms["stage"] = Stage.OPERATING.value
    firms["stage_quarters"] = 4 + generator.integers(0, 40, len(kind))
    firms["design"] = output / (LEAST_USE + (MOST_USE - LEAST_USE) * generator.random(len(kind)))
    young = np.flatnonzero((kind == Kinds.REGISTERED) & (output < LARGEST_RAMPING))
    count = min(len(young), round(baseline.ramping_share * int((kind == Kinds.REGISTERED).sum())))
    young = generator.permutation(young)[:count]
    quarters = UNREGISTERED_QUARTERS + np.arange(count) % max(1, int(par.ramp_quarters) - UNREGISTERED_QUARTERS)
    ramp_up(firms, young, output[young] / (par.ramp_use * quarters / par.ramp_quarters), quarters, par)
    way = np.flatnonzero(kind == Kinds.UNDER_WAY)
    normal = standard_normals(generator, len(way))
    design = np.minimum(par.arrival_median * exp_each(par.arrival_spread * normal), par.arrival_largest)
    left = np.arange(len(way)) % (int(par.construction_quarters) + UNREGISTERED_QUARTERS) - UNREGISTERED_QUARTERS
    begun = left < 0
    ramp_up(firms, way[begun], design[begun], -left[begun], par)
    build_up(firms, way[~begun], design[~begun], left[~begun], baseline.industries["output_per_investment"])


def ramp_up(firms: np.ndarray, rows: np.ndarray, design: Floats, quarters: np.ndarray, par: np.record) -> None:
    """Let firms be `quarters` into their ramp towards `design` output."""
    firms["stage"][rows] = Stage.RAMPING.value
    firms["stage_quarters"][rows] = quarters
    firms["design"][rows] = design
    firms["output"][rows] = design * par.ramp_use * quarters / par.ramp_quarters


def build_up(firms: np.ndarray, rows: np.ndarray, design: Floats, left: np.ndarray, yields: Floats) -> None:
    """Let projects of `design` output be under construction for `left` more quarters, on land of their own."""
    firms["stage"][rows] = Stage.PROJECT.value
    firms["stage_quarters"][rows] = 1
    firms["design"][rows] = 0.0
    firms["request"][rows] = Request.BUILDING.value
    firms["request_channel"][rows] = Channel.NEW_LAND.value
    firms["request_quarters"][rows] = left
    firms["request_design"][rows] = design
    firms["request_capital"][rows] = design / yields[firms["industry"][rows]]


def world_arrays(baseline: Baseline, priors: Priors, firms: np.recarray, energy_factor: float) -> WorldArrays:
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
    )
