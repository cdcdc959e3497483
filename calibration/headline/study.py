"""What is run for the headline, kept piece by piece, so that a study that was stopped goes on where it was.

A piece is a range of replicates of one scenario while some parameters are held. Its file is complete or not there. It says
what decides its numbers: the hash of the model, the digest of the case, the settings that act, what is held, replicates and seed.
Scenarios that act alike share their pieces, so their differences are exactly 0.
"""

import hashlib
import io
import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, NamedTuple

import numpy as np
import xarray
from numpy.typing import NDArray

from model.engine import run
from model.formulas import Recorded
from model.measures import values_of
from model.source_hash import MODEL_HASH
from scenarios.case import Case
from scenarios.effective import effective_settings
from scenarios.experiment import ScenarioRuns
from scenarios.holding import world_holding
from scenarios.scenario import Scenario
from scenarios.sweep.durable import make_names_safe, remove_partial, write_durably
from scenarios.sweep.points import Held
from scenarios.sweep.unit import blocks
from scenarios.targets import with_readings

BLOCK = 250  # replicates whose whole records are in memory at once


class Piece(NamedTuple):
    """Values of the measures, f8 (measure, year, replicate), and the number of each replicate's population, (replicate,)."""

    values: NDArray[np.float64]
    populations: NDArray[np.int64]


@dataclass(frozen=True)
class HeadlineStudy:
    """The runs of a case that the headline needs, kept in a folder. `cuts` are the replicates at which pieces end.

    `made` is called with the number of runs that a piece has taken, after it has been written.
    """

    case: Case
    folder: Path
    seed: int = 1
    threads: int = 1
    cuts: tuple[int, ...] = ()
    made: Callable[[int], None] | None = field(default=None, compare=False)

    @property
    def measures(self) -> tuple[str, ...]:
        """What is kept of a run: the measures of the targets and of their other readings."""
        return tuple(dict.fromkeys(target.measure for target in with_readings(self.case.targets)))

    @property
    def years(self) -> tuple[int, ...]:
        """The years of the targets, in order."""
        return tuple(sorted({target.year for target in self.case.targets}))

    def runs(self, scenario: Scenario, held: Held, replicates: int) -> ScenarioRuns:
        """Return what is kept of the first replicates of a scenario, run now as far as no file has them.

        What is not kept, such as parks and land, is empty. Raises InputProblem where a parameter cannot be held.
        """
        pieces = [self._piece(scenario, held, *part) for part in self.parts(replicates)]
        values = np.concatenate([each.values for each in pieces], axis=2)
        populations = np.concatenate([each.populations for each in pieces])
        nothing = xarray.Dataset()
        return ScenarioRuns(scenario, self._labelled(values), None, nothing, nothing,
                            xarray.Dataset({"population": ("replicate", populations)}), ())  # fmt: skip

    def parts(self, replicates: int) -> list[tuple[int, int]]:
        """Return first replicate and number of replicates of the pieces that hold the first `replicates`."""
        ends = [*sorted(cut for cut in self.cuts if cut < replicates), replicates]
        return [(first, end - first) for first, end in zip([0, *ends], ends, strict=False)]

    def identity(self, scenario: Scenario, held: Held, first: int, count: int) -> dict[str, Any]:
        """Return all that decides the numbers of a piece, as plain values."""
        return {
            "model": MODEL_HASH,
            "case": self.case.digest,
            "quarters": self.case.calendar.quarters,
            "settings": effective_settings(scenario.settings, self.case.calendar),
            "held": held,
            "first": first,
            "count": count,
            "seed": self.seed,
            "measures": self.measures,
            "years": self.years,
        }

    def _piece(self, scenario: Scenario, held: Held, first: int, count: int) -> Piece:
        """Return a piece from its file, or run it and write the file."""
        identity = json.dumps(self.identity(scenario, held, first, count))
        path = self.folder / f"{hashlib.sha256(identity.encode()).hexdigest()[:16]}.npz"
        if path.is_file():
            with np.load(path) as kept:
                if str(kept["identity"]) == identity:
                    return Piece(kept["values"], kept["populations"])
        parts = list(self._blocks(scenario, held, first, count))
        piece = Piece(*(np.concatenate(each, axis=-1) for each in zip(*parts, strict=True)))
        written = io.BytesIO()
        np.savez(written, identity=np.array(identity), values=piece.values, populations=piece.populations)
        open_folder(self.folder)
        write_durably(path, written.getvalue())
        if self.made is not None:
            self.made(count)
        return piece

    def _blocks(self, scenario: Scenario, held: Held, first: int, count: int) -> Iterator[Piece]:
        world, kept = world_holding(self.case, dict(held))
        schedule = scenario.schedule(world.calendar, world.offers, world.park_names)
        places = [world.calendar.year_labels.index(year) for year in self.years]
        for start, size in blocks(first, count, BLOCK):
            numbers = np.arange(start, start + size)
            record = run(world, schedule, numbers, self.seed, threads=self.threads, held=kept)
            recorded = Recorded(record, world.arrays)
            found = [np.asarray(values_of(name, recorded, world), float)[:, places].T for name in self.measures]
            yield Piece(np.stack(found), np.asarray(world.population_of(numbers), np.int64))

    def _labelled(self, values: NDArray[np.float64]) -> xarray.Dataset:
        """Return values, (measure, year, replicate), as indicators are kept."""
        variables = {name: (("replicate", "year"), values[row].T) for row, name in enumerate(self.measures)}
        return xarray.Dataset(variables, {"replicate": np.arange(values.shape[2]), "year": list(self.years)})


def open_folder(folder: Path) -> None:
    """Make a folder for pieces, if there is none, without what a killed process left half written."""
    if not folder.is_dir():
        folder.mkdir(parents=True)
        make_names_safe(folder.parent)
    remove_partial(folder)


def count_of_runs(study: HeadlineStudy, asked: Sequence[tuple[Scenario, Held, int]]) -> int:
    """Return how many runs a list of scenarios, what is held and replicates takes, those that act alike once."""
    pieces = {
        json.dumps(study.identity(scenario, held, *part)): part[1]
        for scenario, held, replicates in asked
        for part in study.parts(replicates)
    }
    return sum(pieces.values())
