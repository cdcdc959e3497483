"""An experiment: one case under several scenarios, the same futures and the same chance in each.

Runs are made in blocks of replicates. What is kept of a block goes into tables, and the rest is added up. Where tables
are on the disk, memory grows with the number of replicates only by the scores of zones, and those are kept only where
they are asked for. Results do not depend on the size of the blocks.
"""

import os
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from typing import Any, NamedTuple

import numpy as np
import xarray
from numpy.typing import NDArray

from model import engine, simulate
from model.measures import names_of
from model.memory import machine_memory
from model.parameters import PARAMETERS
from model.units import M2_PER_MU

from .case import Case
from .crossing import crossing_of
from .files.scenario_file import NONE
from .kept_blocks import KEPT_FROM, Arrays, KeptBlocks, KeptPiece
from .park_values import ParkValues, by_park, park_values
from .refusals.problem import InputProblem, say
from .run_tables import POPULATION, KeptTables, RunTables, Tables, Taken, asked_of, parameter_names
from .scenario import Scenario
from .scoring.zone_scores import ZoneScores
from .sweep.unit import blocks

BLOCK = 500  # replicates whose whole records are in memory at once
PARKS, SCORES, QUARTERS = "parks", "scores", "quarters"  # in a piece, beside the land ledger
COPIES = 4  # of tables that are kept in memory, when they are compared
LEDGER = (
    "land_opening",
    "land_issued",
    "land_low_hill",
    "land_reclaimed",
    "land_returned",
    "land_granted",
    "land_granted_factory",
    "land_expired",
    "land_closing",
    "land_withheld",
)
AREAS = (
    "area_planned", "area_occupied", "area_idle", "area_factory", "area_other", "area_low_hill", "area_undeveloped",
)  # fmt: skip


class ScenarioRuns(NamedTuple):
    """What is kept of the runs of one scenario.

    `indicators`: every indicator, and the measures of single parks and industries that the case's targets ask for
    (replicate, year). `crossed`: what the targets ask for of crossed runs, in the order
    of `crossing_of`; None of a scenario that has none. `parks`: (year, park) means over replicates of `output`
    (100 million yuan); and, by `indicator`, of every indicator that has a value by park its `mean` and the quantiles
    `p5` and `p95`. `ledger`: (quarter) means over replicates of the zones' land quota and areas, mu. `parameters`:
    what each replicate drew, and `population`, the number of its baseline population. `zones`: names of the parks that
    are zones. `scored`: (replicate, zone) the `score` of each zone in the last year and the indicators that it is made
    of; None where they are not kept. Of a run in a folder, `indicators`, `crossed` and `parameters` are read when they are asked for.
    """

    scenario: Scenario
    indicators: xarray.Dataset
    crossed: xarray.Dataset | None
    parks: xarray.Dataset
    ledger: xarray.Dataset
    parameters: xarray.Dataset
    zones: tuple[str, ...]
    scored: xarray.Dataset | None = None

    @property
    def populations(self) -> NDArray[np.integer[Any]]:
        """The number of each replicate's baseline population, (replicate,)."""
        return np.asarray(self.parameters.variables[POPULATION].values)


class Summaries(NamedTuple):
    """What the runs of one scenario add up to."""

    scenario: Scenario
    parks: xarray.Dataset
    ledger: xarray.Dataset
    scored: xarray.Dataset | None


def run_experiment(
    case: Case,
    scenarios: Iterable[Scenario],
    replicates: int,
    seed: int,
    threads: int | None = None,
    progress: Callable[[str, int], None] | None = None,
    tables: RunTables | None = None,
    block: int | None = None,
    crossed: Collection[str] = (),
    scored: bool = False,
    kept: KeptBlocks | None = None,
) -> dict[str, ScenarioRuns]:
    """Run a case under scenarios and return what is kept of each, by name, in the order given.

    `crossed` names scenarios that have crossed runs too, two a replicate, so that the spread of their targets is known by
    layer. `scored` asks for the scores of zones. `progress` is called with the scenario's name and the number of runs just done. Replicates are paired:
    replicate r has the same population, parameters and keyed draws under every scenario. Results are kept in `tables`
    or, without any, in memory; they are the same for any `block` of replicates that are run together. Blocks that are
    `kept` on the disk are not run again. Raises InputProblem where the memory of the machine is too small for them.
    """
    threads = threads or os.cpu_count() or 1
    scenarios = list(scenarios)
    needed = score_bytes(case, scenarios, replicates) if scored else 0.0
    if tables is None:
        needed += COPIES * table_bytes(case, scenarios, replicates, crossed)
    demand_memory(needed, replicates)
    keeping: Tables = tables or KeptTables(case)
    size = kept.size if kept is not None else block or block_for(threads)
    zones = tuple(park for park, site in zip(case.world.park_names, case.world.arrays.sites, strict=True) if site.zone)
    found = []
    for scenario in scenarios:

        def done(count: int, name: str = scenario.name) -> None:
            if progress is not None:
                progress(name, count)

        options: dict[str, Any] = {"seed": seed, "threads": threads, "progress": done}
        ledger, scores = LedgerTotals(), ZoneScores(case) if scored else None
        with park_values(case, tables.folder if tables else None) as parks:

            def kept_of(
                runs: xarray.Dataset, parks: ParkValues = parks, scores: ZoneScores | None = scores
            ) -> KeptPiece:
                by_park_values = parks.of(runs)
                sums = {PARKS: by_park_values, **ledger_sums(runs, zones), QUARTERS: runs["quarter"].values}
                if scores is not None:
                    sums[SCORES] = scores.of(runs, by_park_values)
                return KeptPiece(table_part(case, runs), sums)

            for piece in pieces(case, scenario, replicates, size, kept, kept_of, **options):
                keeping.add(scenario.name, piece.tables)
                parks.add(piece.sums[PARKS])
                ledger.add(piece.sums, piece.tables.sizes["replicate"])
                if scores is not None:
                    scores.add(piece.sums[SCORES])
                del piece  # or it would be in memory beside the next one
            places = parks.summary()
        if scenario.name in crossed:
            for piece, taken in crossed_pieces(case, scenario, replicates, size, kept, **options):
                keeping.add_crossed(scenario.name, piece.tables, taken)
                del piece
        found.append(Summaries(scenario, places, ledger.means(), scores.kept() if scores else None))
    parameters = keeping.parameters()  # those of every scenario
    return {
        each.scenario.name: ScenarioRuns(
            each.scenario, keeping.indicators(each.scenario.name),
            keeping.crossed(each.scenario.name), each.parks, each.ledger,
            parameters, zones, each.scored,
        )
        for each in found
    }  # fmt: skip


def run_blocks(case: Case, scenario: Scenario, replicates: int, size: int, **options: Any) -> Iterator[xarray.Dataset]:
    """Yield the runs of a scenario in blocks of at most `size` replicates; `options` are those of `simulate`."""
    for first, count in blocks(0, replicates, size):
        yield simulate(case, scenario, count, first=first, **options)


def block_for(threads: int) -> int:
    """Return how many replicates are run together: enough work for every thread."""
    return max(BLOCK, 2 * engine.BLOCK * threads)


def pieces(
    case: Case,
    scenario: Scenario,
    replicates: int,
    size: int,
    kept: KeptBlocks | None,
    kept_of: Callable[[xarray.Dataset], KeptPiece],
    **options: Any,
) -> Iterator[KeptPiece]:
    """Yield what `kept_of` keeps of the runs of a scenario in blocks of at most `size`; blocks that are kept are read."""
    for first, count in blocks(0, replicates, size):

        def make(first: int = first, count: int = count) -> KeptPiece:
            return kept_of(simulate(case, scenario, count, first=first, **options))

        yield make() if kept is None else kept.piece(scenario, "paired", first, count, make, options["progress"])


def crossed_pieces(
    case: Case, scenario: Scenario, replicates: int, size: int, kept: KeptBlocks | None, **options: Any
) -> Iterator[tuple[KeptPiece, Taken]]:
    """Yield the crossed runs of a scenario in blocks of at most `size`, and the numbers that they draw layers by."""
    crossing = crossing_of(replicates, case.world.populations.pool, case.world.future)
    for first, count in blocks(0, crossing.runs, size):
        taken = {layer: numbers[first : first + count] for layer, numbers in crossing.taken.items()}

        def make(first: int = first, count: int = count, taken: Taken = taken) -> KeptPiece:
            runs = simulate(case, scenario, count, first=first, crossed=taken, **options)
            return KeptPiece(asked_of(case).part_of(runs), {})

        made = make() if kept is None else kept.piece(scenario, "crossed", first, count, make, options["progress"])
        yield made, taken


def table_part(case: Case, runs: xarray.Dataset) -> xarray.Dataset:
    """Return what tables hold of runs: measures by year, parameters and population of each replicate."""
    return runs[[*names_of(case.world), POPULATION, *parameter_names(runs)]]


def explained(case: Case) -> tuple[str, ...]:
    """Return the scenarios of a case whose spread is explained by layers: that without a plan, and the plan."""
    return NONE, case.plan


def crossed_runs(case: Case, scenarios: Iterable[Scenario], replicates: int, crossed: Collection[str]) -> int:
    """Return how many crossed runs an experiment makes."""
    each = crossing_of(replicates, case.world.populations.pool, case.world.future).runs
    return each * sum(scenario.name in crossed for scenario in scenarios)


def planned_runs(case: Case, scenarios: Sequence[Scenario], replicates: int, crossed: Collection[str] = ()) -> int:
    """Return how many runs an experiment makes in all, the crossed ones included."""
    return len(scenarios) * replicates + crossed_runs(case, scenarios, replicates, crossed)


def table_bytes(case: Case, scenarios: Sequence[Scenario], replicates: int, crossed: Collection[str] = ()) -> float:
    """Return the bytes of the tables of an experiment, not compressed."""
    by_scenario = replicates * len(names_of(case.world)) * len(case.calendar.year_labels)
    asked = asked_of(case)
    again = crossed_runs(case, scenarios, replicates, crossed) * len(asked.measures) * len(asked.years)
    return 8.0 * (len(scenarios) * by_scenario + again + replicates * len(PARAMETERS))


def kept_bytes(case: Case, scenarios: Sequence[Scenario], replicates: int, crossed: Collection[str] = ()) -> float:
    """Return the bytes of the blocks that a run keeps until it is complete, not compressed; none of a small run."""
    if replicates <= KEPT_FROM:
        return 0.0
    again = len(scenarios) * (temporary_bytes(case, replicates) + 8.0 * replicates * len(PARAMETERS))
    return again + table_bytes(case, scenarios, replicates, crossed) + score_bytes(case, scenarios, replicates)


def temporary_bytes(case: Case, replicates: int) -> float:
    """Return the bytes of the temporary file in which values by park wait while a scenario is run."""
    return 8.0 * replicates * ParkValues.rows(case)


def score_bytes(case: Case, scenarios: Sequence[Scenario], replicates: int) -> float:
    """Return the bytes of the scores of zones, those of one scenario twice: they are put together when its runs are done."""
    return 8.0 * (len(scenarios) + 1) * replicates * ZoneScores.rows(case)


def demand_memory(needed: float, replicates: int) -> None:
    """Refuse an experiment that needs more bytes than the memory of the machine has. Raises InputProblem."""
    there = machine_memory()
    if needed > there:
        most = int(there * replicates / needed)
        what = say("beyond_memory", needed=round(needed / 1e9, 1), there=round(there / 1e9, 1))
        raise InputProblem(say("option", option="--replicates"), what, say("at_most", limit=most))


def by_park_headline(case: Case) -> list[str]:
    """Return the headline indicators that have a value for a single park."""
    return [name for name in case.headline if name in by_park()]


def ledger_sums(runs: xarray.Dataset, zones: Sequence[str]) -> dict[str, NDArray[np.int64]]:
    """Return the zones' land ledger and areas by quarter, whole m2, added up over a block of runs."""
    inside = np.isin(runs["park"].values, list(zones))
    return {name: runs.variables[f"book_{name}"].values[:, :, inside].sum(axis=(0, 2)) for name in (*LEDGER, *AREAS)}


class LedgerTotals:
    """Sums over replicates of the zones' land ledger and areas, whole m2, so that no order of adding matters."""

    def __init__(self) -> None:
        self._sums: dict[str, Any] = dict.fromkeys((*LEDGER, *AREAS), 0)
        self._replicates = 0
        self._quarters: list[str] = []

    def add(self, sums: Arrays, replicates: int) -> None:
        """Add the sums of a block of runs, as `ledger_sums` returns them, and its quarters."""
        for name in self._sums:
            self._sums[name] = self._sums[name] + sums[name]
        self._replicates += replicates
        self._quarters = list(sums[QUARTERS])

    def means(self) -> xarray.Dataset:
        """Return the means by quarter, mu."""
        means = {name: ("quarter", total / self._replicates / M2_PER_MU) for name, total in self._sums.items()}
        return xarray.Dataset(means, {"quarter": self._quarters})
