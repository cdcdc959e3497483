"""A unit of work: a point and a block of its replicates. What it returns depends on the task and on nothing else."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.engine import run
from model.formulas import Recorded
from model.levers import LeverSetting, schedule
from model.measures import names_of, values_of
from model.source_hash import MODEL_HASH

from .points import Held
from .worlds import WORLDS, CaseContents, of_the_baseline

SCHEMA = 3  # of the files of a store
STEP = 32  # replicates whose full records are held at a time
KEY_DIGITS = 16


class Unit(NamedTuple):
    """A point and a block of its replicates, `first` to `first + replicates - 1`, with the key of all that makes its rows."""

    point: int
    first: int
    replicates: int
    key: str

    @property
    def name(self) -> str:
        """Name of its file without the ending."""
        return f"{self.point:06d}-{self.first:08d}-{self.key}"


class Task(NamedTuple):
    """What a worker needs to run a unit: a few kilobytes, from which it makes the world itself."""

    contents: CaseContents
    settings: tuple[tuple[str, LeverSetting], ...]
    held: Held
    seed: int
    first: int
    replicates: int
    baseline: str  # digest of the baseline populations of the case
    model: str = MODEL_HASH


class OtherModel(Exception):
    """A worker that joined the sweep later has another version of the model, or makes other baseline populations."""


def unit_of(point: int, task: Task) -> Unit:
    """Return the unit of a task, its key a hash of case, baseline, settings, parameters held, seed, block, model and schema."""
    identity = {
        "schema": SCHEMA,
        "model": MODEL_HASH,
        "case": task.contents.digest,
        "baseline": task.baseline,
        "point": point,
        "settings": {lever: list(setting) for lever, setting in task.settings},
        "held": dict(task.held),
        "seed": task.seed,
        "first": task.first,
        "replicates": task.replicates,
    }
    digest = hashlib.sha256(json.dumps(identity, sort_keys=True).encode()).hexdigest()
    return Unit(point, task.first, task.replicates, digest[:KEY_DIGITS])


def run_unit(task: Task, names: Sequence[str] | None = None) -> NDArray[np.float64]:
    """Run a unit and return values, f8 (replicate, year, name): of all of `model.measures.names_of`, or of those named.

    Raises BookError when a book does not close, InputProblem where no population fits what is held, and OtherModel.
    """
    if task.model != MODEL_HASH:
        raise OtherModel(f"a worker has model {MODEL_HASH}, the sweep {task.model}")
    world = WORLDS.get(task.contents, task.held)
    if not of_the_baseline(task.held) and world.baseline_digest != task.baseline:
        raise OtherModel(f"a worker has baseline populations {world.baseline_digest}, the sweep {task.baseline}")
    levers = schedule(dict(task.settings), world.calendar, world.offers, world.park_names)
    numbers = np.arange(task.first, task.first + task.replicates)
    values = []
    for first, count in blocks(0, task.replicates, STEP):
        record = run(world, levers, numbers[first : first + count], task.seed, held=task.held)
        recorded = Recorded(record, world.arrays)
        values.append(np.stack([values_of(name, recorded, world) for name in names or names_of(world)], axis=-1))
    return np.concatenate(values)


def row_numbers(point: int, first: int, replicates: int, years: Sequence[int]) -> dict[str, NDArray[np.integer[Any]]]:
    """Return point, replicate and year of every row of a unit: one row a replicate and year."""
    return {
        "point": np.full(replicates * len(years), point, np.int32),
        "replicate": np.repeat(np.arange(first, first + replicates, dtype=np.int32), len(years)),
        "year": np.tile(np.asarray(years, np.int32), replicates),
    }


def blocks(first: int, replicates: int, size: int) -> list[tuple[int, int]]:
    """Return first replicate and number of replicates of every block of at most `size`, in order."""
    return [(at, min(size, first + replicates - at)) for at in range(first, first + replicates, size)]
