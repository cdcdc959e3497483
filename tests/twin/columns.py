"""The twin in the columns of the state, so that it can be held against the compiled model."""

from typing import Any

import numpy as np

from model.permit_ledger import BY_POLLUTANT, PERMIT_BOOK_COLUMNS
from model.record import BOOK_COLUMNS, SUM_COLUMNS
from model.state import (
    CELL_COLUMNS,
    FIRM_COLUMNS,
    GRADE_COLUMNS,
    MARKET_COLUMNS,
    PARK_COLUMNS,
    QUEUE_COLUMNS,
    Column,
    Request,
)

from .city import City
from .firm import Firm
from .park import Park

# Where a row stands in a list, and rates once more as chances: nothing that the document speaks of.
INTERNAL = {"request_listed", "base_upgrade_chance", "upgrade_chance"}
COMPARED_CELL_COLUMNS = {name: column for name, column in CELL_COLUMNS.items() if name not in INTERNAL}
COMPARED_MARKET_COLUMNS = {name: column for name, column in MARKET_COLUMNS.items() if name not in INTERNAL}
COMPARED_FIRM_COLUMNS = {name: column for name, column in FIRM_COLUMNS.items() if name not in INTERNAL}
OWN_COLUMNS = (
    "identity", "stage", "stage_quarters", "above_scale", "hightech", "certified", "suited", "retrofitted", "grade",
    "graded", "past",
    "output", "year_output", "design", "capability", "labour_saved", "energy_intensity", "emission_intensity",
    "power_surcharge", "capital", "land", "floor", "leased", "tenure", "unit", "unit_since", "priority",
    "reserved_land",
)  # fmt: skip
PROJECT_COLUMNS = (
    "channel", "quarters", "design", "capital", "land", "floor", "energy", "intensity", "covered", "tenure", "rights",
)  # fmt: skip
EQUIPMENT_COLUMNS = ("equipment_class", "elimination_quarters", "reused_land", "reused_energy")
SMALL_FIRM_PARK_COLUMNS = {
    "unit_floor": "floor", "units_taken": "taken", "redeveloped": "redeveloped", "redevelopment_due": "due",
    "tenants": "tenants", "leading_tenants": "leading_tenants", "tenants_above_scale": "tenants_above_scale",
    "firm_units": "units_of_firms",
}  # fmt: skip
ENERGY_RIGHT_COLUMNS = {"energy_new": "new_budget", "rights_held": "held"}
LOW_HILL_COLUMNS = {"low_hill_natural": "untouched", "low_hill_levelled": "quota"}
LAND_QUOTA_COLUMNS = {"quota_balance": "balance", "quota_cut": "cut"}
ENERGY_QUOTA_COLUMNS = {
    "energy_budget": "budget", "energy_balance": "balance", "energy_committed": "committed", "energy_used": "used",
    "energy_free": "free", "energy_surcharge": "surcharge", "intensity_allowed": "intensity_allowed",
}  # fmt: skip


def firm_values(firm: Firm) -> dict[str, Any]:
    """Return the columns of a firm."""
    values = {name: getattr(firm, name) for name in OWN_COLUMNS}
    values |= {name: getattr(firm.equipment, name) for name in EQUIPMENT_COLUMNS}
    values |= {"park": firm.park.index, "origin": firm.origin.index, "industry": firm.industry.index}
    project = firm.project
    if project is None:
        values |= {"request": Request.NONE, "request_park": firm.park.index}
        return values | {"request_" + name: 0 for name in PROJECT_COLUMNS}
    values |= {"request": project.status, "request_park": project.park.index}
    return values | {"request_" + name: getattr(project, name) for name in PROJECT_COLUMNS}


def park_values(park: Park) -> dict[str, Any]:
    """Return the columns of a park, its quotas included."""
    values = {}
    for name in PARK_COLUMNS:
        if name in LAND_QUOTA_COLUMNS:
            values[name] = getattr(park.land_quota, LAND_QUOTA_COLUMNS[name])
        elif name in ENERGY_QUOTA_COLUMNS:
            values[name] = getattr(park.energy_quota, ENERGY_QUOTA_COLUMNS[name])
        elif name in SMALL_FIRM_PARK_COLUMNS:
            values[name] = getattr(park.small_firm_park, SMALL_FIRM_PARK_COLUMNS[name])
        elif name in LOW_HILL_COLUMNS:
            values[name] = getattr(park.low_hills, LOW_HILL_COLUMNS[name])
        elif name in ENERGY_RIGHT_COLUMNS:
            values[name] = getattr(park.rights, ENERGY_RIGHT_COLUMNS[name])
        elif name == "town_status":
            values[name] = park.town.status
        elif name == "head":
            values[name] = park.head.index
        else:
            values[name] = getattr(park, name)
    return values


def table(columns: dict[str, Column], rows: list[dict[str, Any]]) -> dict[str, np.ndarray]:
    """Return rows as one array a column, with the declared types."""
    return {name: np.array([row[name] for row in rows], column.dtype) for name, column in columns.items()}


def attributes(columns: dict[str, Column], things: list[Any]) -> dict[str, np.ndarray]:
    """Return the declared columns of things that have an attribute for each."""
    return table(columns, [{name: getattr(thing, name) for name in columns} for thing in things])


def firm_table(city: City) -> dict[str, np.ndarray]:
    """Return all firms and projects, ordered by identity."""
    rows = [firm_values(firm) for firm in sorted(city.firms, key=lambda firm: int(firm.identity))]
    return table(COMPARED_FIRM_COLUMNS, rows)


def park_table(city: City) -> dict[str, np.ndarray]:
    """Return all parks."""
    return table(PARK_COLUMNS, [park_values(park) for park in city.parks])


def cell_table(city: City) -> dict[str, np.ndarray]:
    """Return all cells, park by park."""
    return attributes(COMPARED_CELL_COLUMNS, [cell for park in city.parks for cell in park.cells])


def grade_table(city: City) -> dict[str, np.ndarray]:
    """Return all grades, park by park."""
    return attributes(GRADE_COLUMNS, [grade for park in city.parks for grade in park.grades.values()])


def market_table(city: City) -> dict[str, np.ndarray]:
    """Return all industries."""
    return attributes(COMPARED_MARKET_COLUMNS, city.industries)


def book_table(city: City) -> dict[str, np.ndarray]:
    """Return the pages of the last quarter."""
    return attributes(BOOK_COLUMNS, city.pages[-1])


def sum_table(city: City, year: int) -> dict[str, np.ndarray]:
    """Return the sums of a year so far, park by park; what no firm has added to is 0."""
    rows = []
    for park in city.parks:
        for industry in city.industries:
            found = city.year_sums.get((year, park.index, industry.index))
            rows.append({name: getattr(found, name, 0.0) for name in SUM_COLUMNS})
    return table(SUM_COLUMNS, rows)


def permit_table(city: City) -> dict[str, np.ndarray]:
    """Return the book of permits of the last quarter, an entry for each pollutant."""
    return {
        name: np.array([page[name] for page in city.permits.pages.values()], np.int64) for name in PERMIT_BOOK_COLUMNS
    }


def account_table(city: City) -> dict[str, np.ndarray]:
    """Return what each firm holds and needs of permits, ordered by identity; nothing in a city without permits."""
    holders = sorted((firm for firm in city.firms if city.permits.pollutants), key=lambda firm: int(firm.identity))
    values = {"budget": [firm.permits.budget if firm.permits else 0 for firm in holders]}
    values["cleaner"] = [firm.permits.cleaner if firm.permits else 0 for firm in holders]
    for column in BY_POLLUTANT:
        for pollutant in city.permits.pollutants:
            entries = [getattr(firm.permits, column)[pollutant] if firm.permits else 0 for firm in holders]
            values[f"{column} of {pollutant}"] = entries
    return {name: np.array(entries, np.int64) for name, entries in values.items()}


def queue_table(city: City) -> dict[str, np.ndarray]:
    """Return the last queue in the order in which it was served, without the place in the compiled model's table."""
    return attributes({name: QUEUE_COLUMNS[name] for name in ("park", "score", "identity")}, city.queue.places)
