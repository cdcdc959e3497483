"""Steps the twin and the compiled model side by side, and says where they first differ."""

import os
from dataclasses import dataclass
from typing import Any, NamedTuple

import numpy as np

from model import ZoneModel, simulate
from model.calendar import QUARTERS_A_YEAR
from model.levers import LEVERS
from model.permit_ledger import BY_POLLUTANT
from model.pollutants import POLLUTANTS
from model.record import BOOK_COLUMNS, SUM_COLUMNS
from model.state import LEVELLING_QUARTERS, UNIT_QUARTERS, Stage
from model.world import World

from .city import City
from .columns import (
    account_table,
    book_table,
    cell_table,
    firm_table,
    grade_table,
    market_table,
    park_table,
    permit_table,
    queue_table,
    sum_table,
)

TOLERANCE = 1e-9  # relative, of numbers that are no whole units
SHOWN = 12  # differences of the first quarter that has any
# Sums over a whole park cancel or round in another order: next to nothing is compared with what is summed.
NEGLIGIBLE = 1e-9
# Differences of two numbers that are nearly equal, each rounded at its own size: so large may their own difference be.
ROUNDED = {
    "promotion": 1e-15,
    "cluster_gain": 1e-15,
    "agglomeration": 1e-15,
    "apparent_gain": 1e-15,
    "arrivals_drawn": 1e-15,
}


class Difference(NamedTuple):
    """Something on which the two do not agree after a quarter."""

    quarter: str
    table: str
    who: str
    column: str
    twin: Any
    compiled: Any

    def __str__(self) -> str:
        return f"{self.quarter} {self.table} {self.who}: {self.column} is {self.twin!r} in the twin, {self.compiled!r} in the compiled model"


@dataclass(frozen=True)
class GivenWorld:
    """A world in the place of a case: all that the compiled model asks of one."""

    world: World
    name: str = "given"


@dataclass(frozen=True)
class GivenSchedule:
    """Strengths of levers by quarter in the place of a scenario."""

    strengths: np.recarray
    name: str = "given"

    def schedule(self, *_: Any) -> np.recarray:
        """Return the strengths as they are."""
        return self.strengths


def unequal(twin: np.ndarray, compiled: np.ndarray, rounded: float = 0.0) -> np.ndarray:
    """Return the places at which two columns differ: whole units exactly, others by more than the tolerance and `rounded`."""
    if twin.dtype.kind in "iu":
        return np.flatnonzero(twin != compiled)
    return np.flatnonzero(
        ~np.isclose(twin, compiled, rtol=TOLERANCE, atol=max(rounded, NEGLIGIBLE * TOLERANCE), equal_nan=True)
    )


def compare_tables(
    quarter: str, name: str, who: list[str], twin: dict[str, np.ndarray], compiled: Any
) -> list[Difference]:
    """Return the differences between the twin's columns and a record array."""
    found = []
    for column, values in twin.items():
        others = np.asarray(compiled[column])
        for place in unequal(values, others, ROUNDED.get(column, 0.0)):
            found.append(Difference(quarter, name, who[place], column, values[place].item(), others[place].item()))
    return found


def describe(identity: int) -> str:
    """Return an identity in words: kind, quarter, place and number (ODD 4.9)."""
    kind = {1: "firm", 2: "newcomer", 7: "recruit"}.get(identity >> 60, "?")
    return f"{kind} {identity & 0x3FFFFFFF} of place {identity >> 30 & 0xFFFFF}, quarter {identity >> 50 & 0x3FF}"


def compare_firms(quarter: str, city: City, model: ZoneModel) -> list[Difference]:
    """Compare firms by identity: first who there is, then what each is like."""
    rows = model.state.firms[: int(model.state.city[0].rows)]
    rows = rows[rows.stage != Stage.CLOSED]
    rows = rows[np.argsort(rows.identity)]
    twin = firm_table(city)
    found = []
    for identity in np.setdiff1d(twin["identity"], rows.identity):
        found.append(Difference(quarter, "firms", describe(int(identity)), "identity", "there", "not there"))
    for identity in np.setdiff1d(rows.identity, twin["identity"]):
        found.append(Difference(quarter, "firms", describe(int(identity)), "identity", "not there", "there"))
    both = np.intersect1d(twin["identity"], rows.identity)
    here = np.isin(twin["identity"], both)
    there = rows[np.isin(rows.identity, both)]
    who = [describe(int(identity)) for identity in there.identity]
    return found + compare_tables(quarter, "firms", who, {name: twin[name][here] for name in twin}, there)


def compare_permits(quarter: str, city: City, model: ZoneModel) -> list[Difference]:
    """Compare the book of permits, and what each firm holds and needs."""
    state = model.state
    found = compare_tables(
        quarter, "permits", list(city.permits.pollutants), permit_table(city), state.permit_book[city.quarter]
    )
    if not state.holdings.size or found:
        return found
    rows = np.arange(int(state.city[0].rows))
    rows = rows[state.firms.stage[rows] != Stage.CLOSED]
    rows = rows[np.argsort(state.firms.identity[rows])]
    holdings = state.holdings[rows]
    mine = holdings.identity == state.firms.identity[rows]
    table = {name: holdings[name] * mine for name in ("budget", "cleaner")}
    for column in BY_POLLUTANT:
        for place, pollutant in enumerate(POLLUTANTS):
            table[f"{column} of {pollutant}"] = holdings[column][:, place] * mine
    who = [describe(int(identity)) for identity in state.firms.identity[rows]]
    return compare_tables(quarter, "holdings", who, account_table(city), table)


def compare_quarter(city: City, model: ZoneModel) -> list[Difference]:
    """Return all differences after a quarter: firms, industries, parks, books, sums and costs."""
    world, number = city.world, city.quarter
    quarter = world.calendar.label(number)
    parks = list(world.park_names)
    cells = [f"{park}, {industry}" for park in parks for industry in world.industry_names]
    grades = [f"{park}, grade {grade}" for park in parks for grade in "ABCD"]
    year = -(-number // QUARTERS_A_YEAR)
    state = model.state
    found = compare_firms(quarter, city, model)
    found += compare_tables(quarter, "market", list(world.industry_names), market_table(city), state.market)
    found += compare_tables(quarter, "parks", parks, park_table(city), state.parks)
    found += compare_tables(quarter, "cells", cells, cell_table(city), state.cells.ravel())
    found += compare_tables(quarter, "grades", grades, grade_table(city), state.grades.ravel())
    found += compare_tables(quarter, "books", parks, book_table(city), model.books[number])
    found += compare_tables(quarter, "sums", cells, sum_table(city, year), model.sums[year].ravel())
    costs = {"yuan": np.array([city.costs[number][lever] for lever in LEVERS])}
    found += compare_tables(quarter, "costs", list(LEVERS), costs, {"yuan": state.costs[number]})
    found += compare_permits(quarter, city, model)
    queue = queue_table(city)
    served = [describe(int(identity)) for identity in queue["identity"]]
    found += compare_tables(quarter, "queue", served, queue, state.queue[: len(served)])
    factories = {
        f"place {place}": np.array([park.factories_under_way[place] for park in city.parks]) for place in range(4)
    }
    under_way = {f"place {place}": state.factories[:, place] for place in range(4)}
    found += compare_tables(quarter, "factories under way", parks, factories, under_way)
    places = range(UNIT_QUARTERS)
    units = {
        f"place {place}": np.array([park.small_firm_park.under_way[place] for park in city.parks]) for place in places
    }
    of_model = {f"place {place}": state.units[:, place] for place in places}
    found += compare_tables(quarter, "units under way", parks, units, of_model)
    places = range(LEVELLING_QUARTERS)
    levelling = {
        f"place {place}": np.array([park.low_hills.under_way[place] for park in city.parks]) for place in places
    }
    of_model = {f"place {place}": state.levelling[:, place] for place in places}
    return found + compare_tables(quarter, "levelling", parks, levelling, of_model)


def first_differences(
    world: World,
    strengths: np.recarray,
    seed: int = 1,
    replicate: int = 0,
    vary_parameters: bool = True,
    world_of_twin: World | None = None,
) -> list[Difference]:
    """Run both and return the differences of the first quarter that has any; none if they agree to the end.

    `world_of_twin` lets the twin run in another world, to see whether that is noticed.
    """
    city = City(world_of_twin or world, strengths, seed, replicate, vary_parameters)
    model = ZoneModel(GivenWorld(world), GivenSchedule(strengths), seed, replicate, vary_parameters)
    while True:
        found = compare_quarter(city, model)
        if found or not city.running:
            return found
        city.step()
        model.step()


def crossed_differences(
    world: World, strengths: np.recarray, seed: int, replicate: int, crossed: dict[str, int]
) -> list[Difference]:
    """Return the differences in the record of a run that takes layers from other replicates (ODD 4.9).

    A `ZoneModel` takes none, so the compiled model's record is that of `simulate`.
    """
    city = City(world, strengths, seed, replicate, crossed=crossed)
    taken = {layer: [number] for layer, number in crossed.items()}
    runs = simulate(GivenWorld(world), GivenSchedule(strengths), 1, seed, first=replicate, crossed=taken)
    record = runs.isel(replicate=0)
    parks = list(world.park_names)
    cells = [f"{park}, {industry}" for park in parks for industry in world.industry_names]
    found = []
    while True:
        number = city.quarter
        label = world.calendar.label(number)
        books = {name: record["book_" + name].values[number] for name in BOOK_COLUMNS}
        found += compare_tables(label, "books", parks, book_table(city), books)
        costs = {"yuan": np.array([city.costs[number][lever] for lever in LEVERS])}
        found += compare_tables(label, "costs", list(LEVERS), costs, {"yuan": record["cost"].values[number]})
        if number % QUARTERS_A_YEAR == 0:
            year = number // QUARTERS_A_YEAR
            sums = {name: record["sum_" + name].values[year].ravel() for name in SUM_COLUMNS}
            found += compare_tables(label, "sums", cells, sum_table(city, year), sums)
        if found or not city.running:
            return found
        city.step()


def assert_agree(world: World, strengths: np.recarray, **run: Any) -> None:
    """Fail with the first differences if the twin and the compiled model do not agree."""
    assert_none(first_differences(world, strengths, **run))


def assert_none(found: list[Difference]) -> None:
    """Fail with the first of the differences, if there are any."""
    shown = os.linesep.join(str(difference) for difference in found[:SHOWN])
    assert not found, f"{len(found)} differences in the first quarter that has any:{os.linesep}{shown}"
