"""Seats: every firm of a baseline gets land or leased floor, floor, capital and energy that add up to its park's."""

import numpy as np

from model.state import Request, Stage, park_dtype
from model.units import KGCE_PER_TCE, M2_PER_MU

from .baseline import Baseline, ParkBaseline
from .raking import CalibrationError, apportion

LAND_SPREAD = 0.35  # log spread of land over output among firms of an industry
CAPITAL_SPREAD = 0.3
FLOOR_SPREAD = 0.2
LARGEST_TENANT = 8000.0  # 10k yuan a year: larger firms own their plants


def seat(baseline: Baseline, par: np.record, generator: np.random.Generator, firms: np.ndarray) -> np.ndarray:
    """Seat all firms, park by park and in whole units; return the parks (park_dtype)."""
    parks = np.zeros(len(baseline.parks), park_dtype)
    table = baseline.industries
    industry = firms["industry"]
    rows = len(firms)
    project = firms["stage"] == Stage.PROJECT
    new = project | (firms["stage"] == Stage.RAMPING)
    size = np.where(new, (firms["request_design"] + firms["design"]) / par.entrant_density, firms["output"])
    need = size / table["output_per_mu"][industry] * np.exp(LAND_SPREAD * generator.standard_normal(rows))
    floor_weight = np.exp(FLOOR_SPREAD * generator.standard_normal(rows))
    capital_weight = np.exp(CAPITAL_SPREAD * generator.standard_normal(rows))
    capital_weight *= firms["output"] / table["output_per_investment"][industry]
    order = generator.permutation(rows)
    for index, park in enumerate(baseline.parks):
        mine = firms["park"] == index
        occupied = lay_out_park(parks[index : index + 1], park, par)
        lease_floor(firms, order[mine[order]], park.factory_floor * (1 - park.factory_vacancy), par)
        parks["factory_leased"][index] = firms["leased"][mine].sum()
        holders = np.flatnonzero(mine & (firms["leased"] == 0))
        firms["land"][holders] = apportion(need[holders], occupied)
        owners = holders[~project[holders]]
        land = int(firms["land"][owners].sum())
        firms["floor"][owners] = apportion(firms["land"][owners] * floor_weight[owners], round(land * park.plot_ratio))
        building = holders[project[holders]]
        plot_ratio = table["norm_plot_ratio"][industry[building]] * par.entrant_plot_ratio
        firms["request_floor"][building] = np.rint(firms["land"][building] * plot_ratio).astype(np.int64)
        firms["request_land"][building] = firms["land"][building]
        producing = np.flatnonzero(mine & ~project)
        if len(producing):
            total = park.investment_per_mu * land / M2_PER_MU
            firms["capital"][producing] = capital_weight[producing] / capital_weight[producing].sum() * total
    commit_energy(firms, parks)
    return parks


def lay_out_park(record: np.ndarray, park: ParkBaseline, par: np.record) -> int:
    """Fill the areas and floors of a park's record (shape (1,)) in whole m2; return the land that firms occupy.

    Raises CalibrationError when the planned area is smaller than what stands on it.
    """
    supplied = round(park.industrial_land * M2_PER_MU)
    floor = round(park.factory_floor)
    factory_land = int(np.ceil(floor / par.factory_plot_ratio))
    record["planned"] = round(park.planned * M2_PER_MU)
    record["other"] = round(park.other * M2_PER_MU)
    record["idle"] = round(supplied * park.idle_share)
    record["occupied"] = supplied - record["idle"]
    record["factory_land"] = factory_land
    record["factory_floor"] = floor
    record["leniency"] = park.leniency
    rest = int((record["planned"] - record["other"])[0]) - supplied - factory_land
    if rest < 0:
        raise CalibrationError(
            f"{park.id}: planned area {park.planned:g} mu is smaller than its industrial land, standard factories and "
            f"other uses together, by {-rest / M2_PER_MU:.0f} mu"
        )
    record["undeveloped"] = rest
    return int(record["occupied"][0])


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
    """Scale energy intensities alike so that registered firms use the city's total; return the factor."""
    used = float((firms["output"] * firms["energy_intensity"])[firms["above_scale"] == 1].sum())
    factor = baseline.energy_total / used
    firms["energy_intensity"] *= factor
    return factor


def commit_energy(firms: np.ndarray, parks: np.ndarray) -> None:
    """Promise the projects under construction the energy that they will use."""
    energy = np.floor(firms["request_design"] * firms["energy_intensity"] * KGCE_PER_TCE + 0.5).astype(np.int64)
    firms["request_intensity"] = np.where(firms["request"] == Request.BUILDING, firms["energy_intensity"], 0.0)
    firms["request_energy"] = np.where(firms["request"] == Request.BUILDING, energy, 0)
    np.add.at(parks["energy_committed"], firms["park"], firms["request_energy"])
