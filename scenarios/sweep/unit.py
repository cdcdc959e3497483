"""A unit of work: a point and a block of its replicates. What it returns depends on the task and on nothing else."""

import hashlib
import json
from collections.abc import Sequence
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.engine import allocate_record, run_until_it_fits
from model.formulas import Recorded
from model.futures import drawn_values
from model.indicators import INDICATORS
from model.levers import LeverSetting, schedule
from model.source_hash import MODEL_HASH
from model.world import World

from .points import Held
from .worlds import WORLDS, CaseContents, of_the_baseline

SCHEMA = 1  # of the files of a store
ALL_INDICATORS = tuple(INDICATORS)
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


def run_unit(task: Task, indicators: Sequence[str] = ALL_INDICATORS) -> NDArray[np.float64]:
    """Run a unit and return indicators, f8 (replicate, year, indicator): all of `INDICATORS`, or those that are named.

    Raises BookError when a book does not close, InputProblem where no population fits what is held, and OtherModel.
    """
    if task.model != MODEL_HASH:
        raise OtherModel(f"a worker has model {MODEL_HASH}, the sweep {task.model}")
    world = WORLDS.get(task.contents, task.held)
    if not of_the_baseline(task.held) and world.baseline_digest != task.baseline:
        raise OtherModel(f"a worker has baseline populations {world.baseline_digest}, the sweep {task.baseline}")
    levers = schedule(dict(task.settings), world.calendar, world.offers)
    numbers = np.arange(task.first, task.first + task.replicates)
    steps = [numbers[start : start + STEP] for start in range(0, task.replicates, STEP)]
    return np.concatenate([run_step(world, levers, task.held, task.seed, step, indicators) for step in steps])


def run_step(
    world: World,
    levers: np.recarray,
    held: Held,
    seed: int,
    numbers: NDArray[np.int64],
    indicators: Sequence[str] = ALL_INDICATORS,
) -> NDArray[np.float64]:
    """Run some replicates and return their indicators; a parameter that is held has its value in every record."""
    parameters = drawn_values(world.parameters, seed, numbers)
    for name, value in held:
        parameters[name] = value
    record = allocate_record(world, len(numbers), parameters)
    run_until_it_fits(world, levers, numbers, seed, False, record)
    recorded = Recorded(record, world.arrays)
    return np.stack([INDICATORS[name].formula(recorded) for name in indicators], axis=-1)
