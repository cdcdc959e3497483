"""Seats: every firm of a baseline gets land or leased floor, floor, capital and energy that add up to its park's."""

from typing import NamedTuple

import numpy as np

from model.elementary import exp_each
from model.state import Request, Stage, park_dtype
from model.units import KGCE_PER_TCE, M2_PER_MU

from .baseline import Baseline, ParkBaseline
from .fault import CalibrationError, fault
from .given import keep_given
from .normals import standard_normals
from .raking import Floats, apportion
from .space import floor_let, floor_of_tenants, lay_out_park

LAND_SPREAD = 0.35  # log spread of land over output among firms of an industry
CAPITAL_SPREAD = 0.3
FLOOR_SPREAD = 0.2
LEAST_OF_NORM = 0.5
LARGEST_TENANT = 8000.0  # 10k yuan a year: larger firms own their plants


class Weights(NamedTuple):
    """By row: what land, own floor and capital of those who are not given any are in proportion to."""

    land: Floats
    floor: Floats  # times the land
    capital: Floats


def seat(baseline: Baseline, par: np.record, generator: np.random.Generator, firms: np.ndarray) -> np.ndarray:
    """Seat all firms, park by park and in whole units; return the parks (park_dtype)."""
    parks = np.zeros(len(baseline.parks), park_dtype)
    weights = draw_weights(baseline, par, generator, firms)
    order = generator.permutation(len(firms))
    told, settled = seat_given(firms, baseline.given, par)
    for index, park in enumerate(baseline.parks):
        mine = firms["park"] == index
        occupied = lay_out_park(parks[index : index + 1], park, par)
        open_to_lease = order[mine[order] & ~settled[order]]
        lease_floor(firms, open_to_lease, floor_let(park) - int(firms["leased"][mine].sum()), par)
        parks["factory_leased"][index] = firms["leased"][mine].sum()
        holders = np.flatnonzero(mine & ((firms["leased"] == 0) | (firms["land"] > 0)))
        share_land(firms["land"], told["land"], holders, weights.land, occupied, park.id)
        furnish(firms, mine, holders, told, weights, park)
        plan_building(firms, holders, baseline.industries["norm_plot_ratio"] * par.entrant_plot_ratio)
    commit_energy(firms, parks)
    return parks


def draw_weights(baseline: Baseline, par: np.record, generator: np.random.Generator, firms: np.ndarray) -> Weights:
    """Return what firms need, with noise: size over what their industry makes of land, and of capital."""
    table, industry, rows = baseline.industries, firms["industry"], len(firms)
    new = (firms["stage"] == Stage.PROJECT) | (firms["stage"] == Stage.RAMPING)
    size = np.where(new, (firms["request_design"] + firms["design"]) / par.entrant_density, firms["output"])
    need = size / table["output_per_mu"][industry] * exp_each(LAND_SPREAD * standard_normals(generator, rows))
    floor_weight = exp_each(FLOOR_SPREAD * standard_normals(generator, rows))
    capital_weight = exp_each(CAPITAL_SPREAD * standard_normals(generator, rows))
    capital_weight *= firms["output"] / table["output_per_investment"][industry]
    return Weights(need, floor_weight, capital_weight)


def furnish(
    firms: np.ndarray, mine: np.ndarray, holders: np.ndarray, told: dict[str, np.ndarray], weights: Weights,
    park: ParkBaseline,
) -> None:  # fmt: skip
    """Give a park's producers the floor and capital that its plot ratio and investment per mu say they have."""
    project = firms["stage"] == Stage.PROJECT
    owners = holders[~project[holders]]
    land = int(firms["land"][owners].sum())
    others = owners[~told["floor"][owners]]
    own = int(firms["land"][others].sum())
    floor = left_over(land * park.plot_ratio, own * park.plot_ratio, float(firms["floor"][mine].sum()))
    firms["floor"][others] = apportion(firms["land"][others] * weights.floor[others], round(floor))
    others = np.flatnonzero(mine & ~project & ~told["capital"])
    if len(others):
        own = int(firms["land"][others].sum())
        total, norm = (park.investment_per_mu * each / M2_PER_MU for each in (land, own))
        capital = left_over(total, norm, float(firms["capital"][mine].sum()))
        firms["capital"][others] = weights.capital[others] / weights.capital[others].sum() * capital


def plan_building(firms: np.ndarray, holders: np.ndarray, plot_ratios: Floats) -> None:
    """Let the projects among holders build on all of their land, at the plot ratio of entrants in their industry."""
    building = holders[firms["stage"][holders] == Stage.PROJECT]
    plot_ratio = plot_ratios[firms["industry"][building]]
    firms["request_floor"][building] = np.rint(firms["land"][building] * plot_ratio).astype(np.int64)
    firms["request_land"][building] = firms["land"][building]


def seat_given(firms: np.ndarray, given: np.ndarray, par: np.record) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Write what is given of seats and capital over the first rows.

    Return, by column and over all rows, what is given, and which rows have nothing left to decide about leasing. A firm
    of which land or own floor is given leases only what it says it leases.
    """
    keep_given(firms, given, "land", "floor", "capital")
    firms["leased"][: len(given)] = floor_of_tenants(given, par)
    told = {}
    for name in ("land", "floor", "leased", "capital"):
        told[name] = np.zeros(len(firms), bool)
        told[name][: len(given)] = ~np.isnan(given[name])
    told["land"] |= firms["leased"] > 0  # a tenant without listed land has none
    return told, told["leased"] | told["land"] | (told["floor"] & (firms["floor"] > 0))


def share_land(
    column: np.ndarray, told: np.ndarray, holders: np.ndarray, weights: Floats, occupied: int, park: str
) -> None:
    """Apportion the occupied land that the told rows leave among the other holders; the ledger needs all of it held."""
    others = holders[~told[holders]]
    given = int(column[holders].sum())
    if given > occupied or (len(others) == 0 and given < occupied):
        raise CalibrationError(fault("land_left_over", park=park, given=f"{given:,}", occupied=f"{occupied:,}"))
    column[others] = apportion(weights[others], occupied - given)


def left_over(total: float, norm: float, given: float) -> float:
    """Return what the given firms leave of a park's `total` for others, who would have `norm` by the park's mean.

    No less than half the norm, and no more than twice: the few that nobody has listed do not pay for a register that
    differs from the mean.
    """
    if given == 0.0:
        return total
    return float(np.clip(total - given, LEAST_OF_NORM * norm, norm / LEAST_OF_NORM))


def lease_floor(firms: np.ndarray, order: np.ndarray, wanted: float, par: np.record) -> None:
    """Let smaller firms that suit several storeys lease standard-factory floor, in `order`, up to `wanted` m2."""
    let = 0
    for row in order:
        operating = firms["stage"][row] == Stage.OPERATING
        if not operating or not firms["suited"][row] or firms["output"][row] > LARGEST_TENANT:
            continue
        floor = int(np.ceil(firms["output"][row] / par.leased_floor_output))
        if let + floor <= wanted:
            firms["leased"][row] = floor
            let += floor


def scale_energy(baseline: Baseline, firms: np.ndarray) -> float:
    """Scale energy intensities alike so that registered firms use the city's total, if known; return the factor.

    Given intensities stay, and the other registered firms make up the total. The factor is then that of the industry
    table for the city as a whole, and holds for firms that are not on the register.
    """
    if baseline.energy_total is None:
        keep_given(firms, baseline.given, "energy_intensity")
        return 1.0
    registered = firms["above_scale"] == 1
    told = np.zeros(len(firms), bool)
    told[: len(baseline.given)] = ~np.isnan(baseline.given["energy_intensity"])
    firms["energy_intensity"][told] = baseline.industries["energy_intensity"][firms["industry"][told]]
    drawn = firms["output"] * firms["energy_intensity"]
    factor = baseline.energy_total / float(drawn[registered].sum())
    scale = np.full(len(firms), factor)
    others = registered & ~told
    if told.any() and others.any():
        given = baseline.given[told[: len(baseline.given)]]
        used = float((given["output"] * given["energy_intensity"]).sum())
        scale[others] = (baseline.energy_total - used) / float(drawn[others].sum())
    firms["energy_intensity"] *= scale
    keep_given(firms, baseline.given, "energy_intensity")
    return factor


def commit_energy(firms: np.ndarray, parks: np.ndarray) -> None:
    """Promise the projects under construction the energy that they will use."""
    energy = np.floor(firms["request_design"] * firms["energy_intensity"] * KGCE_PER_TCE + 0.5).astype(np.int64)
    firms["request_intensity"] = np.where(firms["request"] == Request.BUILDING, firms["energy_intensity"], 0.0)
    firms["request_energy"] = np.where(firms["request"] == Request.BUILDING, energy, 0)
    np.add.at(parks["energy_committed"], firms["park"], firms["request_energy"])
