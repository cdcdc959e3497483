"""What is not known exactly of a baseline: numbers with a range, of which every population has values of its own.

A column of the zones that is known to add up to something still does: what they make, how many firms they have.
"""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.identities import hash_of_name
from model.streams import Kind, identity_of
from model.units import M2_PER_MU

from .baseline import INDUSTRIES, PARAMETERS, PARKS, TOTALS, Baseline, ParkBaseline
from .raking import apportion
from .scrambling import fill_points

MIXES = ("national_share", "outside_share")  # of which only the proportions count
COUNTS = frozenset(
    {"firms", "specialised_firms", "small_firms", "construction_quarters", "ramp_quarters", "register_delay"}
)
# Of populations: independent of each other, so that they show how far a mean may be off. Each fills the ranges whatever
# their number, so no result hangs on it but by chance.
SEQUENCES = 32
Floats = NDArray[np.float64]


class Drawn(NamedTuple):
    """A baseline with its parameters and the values (unknown,) of what is not known, as they are in it."""

    baseline: Baseline
    parameters: np.recarray
    values: Floats


class DrawnBaselines:
    """Baselines by the number of a population: number m is the same whatever the others are."""

    def __init__(self, central: Baseline, parameters: np.recarray) -> None:
        self.central, self.parameters, self.unknowns = central, parameters, central.unknowns
        self._identities = np.array(
            [identity_of(Kind.UNKNOWN, 0, 0, hash_of_name(each.name)) for each in self.unknowns], np.uint64
        )
        self._low = np.array([each.low for each in self.unknowns])
        self._high = np.array([each.high for each in self.unknowns])
        self._counts = np.array([each.column in COUNTS for each in self.unknowns])
        self._park_ids = [park.id for park in central.parks]
        self._parks = self._places(PARKS, self._park_ids)
        self._industries = self._places(INDUSTRIES, central.industry_ids)
        self._central = self._values_in(central, parameters)

    def drawn(self, number: int, seed: int, share: float = 1.0) -> Drawn:
        """Return the baseline of a population, or one on the way to it: at `share` 0 the central one, at 1 as drawn."""
        points = np.empty(len(self.unknowns))
        sequence, place = number % SEQUENCES, number // SEQUENCES
        fill_points(np.uint64(seed), np.uint64(sequence), np.uint64(place), self._identities, points)
        # A count has as many points for each whole number between its ends.
        values = np.where(
            self._counts,
            np.floor(self._low + points * (self._high - self._low + 1.0)),
            self._low + points * (self._high - self._low),
        )
        values = self._central + share * (values - self._central)
        baseline, parameters = self._with(np.where(self._counts, np.rint(values), values))
        return Drawn(baseline, parameters, self._values_in(baseline, parameters))

    def _places(self, table: str, ids: Any) -> dict[str, tuple[NDArray[np.intp], NDArray[np.intp]]]:
        """Return, by column of a table, the rows of its unknown numbers and their places among all."""
        found: dict[str, tuple[list[int], list[int]]] = {}
        rows = {name: row for row, name in enumerate(ids)}
        for place, each in enumerate(self.unknowns):
            if each.table == table:
                of_column = found.setdefault(each.column, ([], []))
                of_column[0].append(rows[each.row])
                of_column[1].append(place)
        return {name: (np.array(rows), np.array(places)) for name, (rows, places) in found.items()}

    def _values_in(self, baseline: Baseline, parameters: np.recarray) -> Floats:
        """Return what the unknown numbers are in a baseline, (unknown,)."""
        values = np.empty(len(self.unknowns))
        for name, (rows, places) in self._parks.items():
            values[places] = [getattr(baseline.parks[row], name) for row in rows]
        for name, (rows, places) in self._industries.items():
            column = getattr(baseline, name) if name in MIXES else baseline.industries[name]
            values[places] = column[rows]
        for place, each in enumerate(self.unknowns):
            if each.table == TOTALS:
                values[place] = getattr(baseline, each.column)
            elif each.table == PARAMETERS:
                values[place] = parameters[each.column][0]
        return values

    def _with(self, values: Floats) -> tuple[Baseline, np.recarray]:
        """Return baseline and parameters in which the unknown numbers have some values, as far as known sums let them."""
        totals: dict[str, Any] = {}
        parameters = self.parameters.copy()
        for place, each in enumerate(self.unknowns):
            if each.table == TOTALS:
                totals[each.column] = int(values[place]) if each.column in COUNTS else float(values[place])
            elif each.table == PARAMETERS:
                parameters[each.column] = values[place]
        table, mixes = self.central.industries.copy(), {name: getattr(self.central, name).copy() for name in MIXES}
        for name, (rows, places) in self._industries.items():
            (mixes[name] if name in MIXES else table[name])[rows] = values[places]
        columns = {name: np.array([getattr(park, name) for park in self.central.parks]) for name in self._parks}
        for name, (rows, places) in self._parks.items():
            columns[name][rows] = values[places]
        baseline = replace(
            self.central,
            parks=self._parks_with(columns, totals, float(parameters.factory_plot_ratio[0])),
            industries=table,
            **{name: mix / mix.sum() for name, mix in mixes.items()},
            **totals,
        )
        return baseline, parameters

    def _parks_with(
        self, columns: Mapping[str, Floats], totals: Mapping[str, float], factory_plot_ratio: float
    ) -> tuple[ParkBaseline, ...]:
        """Return the parks with other numbers in some columns, (park,) each."""
        central, zone = self.central, self.central.zone
        changed = {name: column.copy() for name, column in columns.items()}
        for known in central.sums:
            if known.column in changed:
                changed[known.column][zone] = made_to_add_up(changed[known.column][zone], known.low, known.high)
        output = changed.get("output", central.output.copy())
        grown = (1.0 + totals.get("zone_output_growth", central.zone_output_growth)) / (
            1.0 + central.zone_output_growth
        )
        output *= grown
        share = totals.get("zone_gross_output_share", central.zone_gross_output_share)
        if share is not None:
            output[~zone] = output[zone].sum() * (1.0 / share - 1.0)
        changed["output"] = output
        parks = []
        for row, park in enumerate(central.parks):
            own: dict[str, Any] = {
                name: int(column[row]) if name in COUNTS else float(column[row]) for name, column in changed.items()
            }
            parks.append(with_room(replace(park, **own), factory_plot_ratio))
        return tuple(parks)


def made_to_add_up(column: Floats, low: float, high: float) -> Floats:
    """Return numbers in the same proportions that add up to something from `low` to `high`; counts stay whole."""
    total = float(column.sum())
    wanted = min(max(total, low), high)
    if wanted == total:
        return column
    return (
        apportion(column.astype(float), int(wanted)).astype(column.dtype)
        if column.dtype.kind == "i"
        else column * (wanted / total)
    )


def with_room(park: ParkBaseline, factory_plot_ratio: float) -> ParkBaseline:
    """Return a park that is planned at least as large as what is built on it and its block on low hills."""
    rounding = 2.0 + (1.0 if park.low_hill_block else 0.0)  # m2 that whole square metres may add
    built = park.industrial_land + park.other + park.low_hill_block
    built += (park.factory_floor / factory_plot_ratio + rounding) / M2_PER_MU
    return replace(park, planned=built) if park.planned < built else park
