"""What is said when a book does not close."""

from typing import Any

from .faults import Fault
from .pollutants import POLLUTANTS
from .world import World

IDENTITIES: dict[Fault, tuple[str, str, str]] = {
    Fault.LAND_QUOTA: (
        "land quota",
        "opening + issued + levelled on low hills + reclaimed + returned + taken from the zone",
        "granted + granted to factories + expired + given to the zone + closing",
    ),
    Fault.LAND_AREA: ("land area", "planned", "occupied + idle + factory + other + low hills + undeveloped"),
    Fault.LAND_FIRMS: ("land of firms", "occupied land of the park", "land summed over its firms"),
    Fault.FLOOR: ("standard-factory floor", "floor let by the park", "leased floor summed over its firms"),
    Fault.ENERGY_QUOTA: ("energy quota", "opening + allotted", "used + expired + closing"),
    Fault.ENERGY_RIGHTS: ("energy rights", "opening + new budget + scrapped + saved", "sold + lapsed + closing"),
    Fault.ENERGY_RIGHTS_SOLD: ("sale of energy rights", "sold by all parks", "bought in all parks"),
    Fault.REFUSED: ("refused projects", "refused", "came back, lost or put off"),
    Fault.TAX_SHARED: ("tax shared between zones", "kept by senders of all zones", "passed on by all zones"),
    Fault.TENANTS: ("register of tenants", "opening + admitted", "left + closing"),
    Fault.PERMITS: ("account of emission permits", "issued", "held by firms and projects + reserve + retired"),
    Fault.PERMIT_RESERVE: (
        "reserve of emission permits",
        "opening + set aside + reclaimed + bought back + lapsed",
        "sold + closing",
    ),
    Fault.UNITS: ("floor of units", "units taken in the park", "units summed over its firms"),
}
OF_POLLUTANTS = (Fault.PERMITS, Fault.PERMIT_RESERVE)  # books that the city keeps by pollutant, and not by park
UNITS: dict[Fault, str] = {
    Fault.ENERGY_QUOTA: "kgce",
    **dict.fromkeys((Fault.ENERGY_RIGHTS, Fault.ENERGY_RIGHTS_SOLD), "kgce"),
    Fault.REFUSED: "projects",
    Fault.TAX_SHARED: "yuan",
    Fault.TENANTS: "firms",
    **dict.fromkeys(OF_POLLUTANTS, "kg"),
}


class BookError(RuntimeError):
    """A ledger did not close: the run is worthless and stops."""


def describe_fault(city: Any, world: World, replicate: int) -> str:
    """Return a sentence that names the book, the park, the quarter, the replicate and the two sides.

    `city` is the city's record, which holds the fault.
    """
    fault = Fault(int(city.fault))
    book, left_name, right_name = IDENTITIES[fault]
    unit = UNITS.get(fault, "m2")
    names = POLLUTANTS if fault in OF_POLLUTANTS else world.park_names
    return (
        f"the {book} of {names[int(city.fault_park)]} does not close in "
        f"{world.calendar.label(int(city.fault_quarter))} (replicate {replicate}): "
        f"{left_name} = {city.fault_left} {unit}, {right_name} = {city.fault_right} {unit}"
    )
