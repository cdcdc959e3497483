"""Space: how the land and the standard-factory floor of a park are laid out, and what of the floor is taken.

Whoever reads a case asks this too, so nothing here is compiled.
"""

import numpy as np
from numpy.typing import NDArray

from model.units import M2_PER_MU

from .baseline import ParkBaseline
from .fault import CalibrationError, fault


def lay_out_park(record: np.ndarray, park: ParkBaseline, par: np.record) -> int:
    """Fill the areas, floors and status of a park's record (shape (1,)), in whole m2; return the land that firms occupy.

    Raises CalibrationError when the planned area is smaller than what is built on it and its block on low hills.
    """
    supplied = round(park.industrial_land * M2_PER_MU)
    floor = round(park.factory_floor)
    factory_land = int(np.ceil(floor / par.factory_plot_ratio))
    low_hills = round(park.low_hill_block * M2_PER_MU)
    record["planned"] = round(park.planned * M2_PER_MU)
    record["other"] = round(park.other * M2_PER_MU)
    record["idle"] = round(supplied * park.idle_share)
    record["occupied"] = supplied - record["idle"]
    record["factory_land"] = factory_land
    record["factory_floor"] = floor
    record["leniency"] = park.leniency
    record["low_hill_natural"] = low_hills
    record["specialised_places"] = round(park.specialised_firms)
    record["town_status"] = park.town_status
    rest = int((record["planned"] - record["other"])[0]) - supplied - factory_land - low_hills
    if rest < 0:
        missing = f"{-rest / M2_PER_MU:.0f}"
        raise CalibrationError(fault("planned_too_small", park=park.id, planned=f"{park.planned:g}", missing=missing))
    record["undeveloped"] = rest
    return int(record["occupied"][0])


def floor_let(park: ParkBaseline) -> float:
    """Return the standard-factory floor that is let, m2."""
    return park.factory_floor * (1 - park.factory_vacancy)


def floor_of_tenants(given: np.ndarray, par: np.record) -> NDArray[np.float64]:
    """Return the floor that given firms lease, m2: as given; what its output needs where a firm is known to have no land."""
    needed = np.ceil(given["output"] / par.leased_floor_output)
    guessed = np.where(given["land"] == 0, needed, 0.0)
    return np.where(np.isnan(given["leased"]), guessed, given["leased"])
