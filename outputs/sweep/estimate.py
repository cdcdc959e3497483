"""What a sweep would take: time, disk and memory, from a short trial of some of its points."""

import os
import time
from pathlib import Path
from typing import NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.measures import names_of
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import AHEAD
from scenarios.sweep.unit import STEP, Task, run_unit
from scenarios.sweep.unit_file import unit_bytes

from ..shared.amounts import duration, size
from ..shared.setting_words import design_lines
from ..shared.values import numeral
from .words import TEXTS

TRIED_POINTS = 4
BASELINE_MEMORY = 350e6  # where the system does not tell
STATM = Path("/proc/self/statm")


class Estimate(NamedTuple):
    """Seconds a run on one thread, seconds to make a baseline, and what follows for the sweep."""

    run_seconds: float
    tried: int
    world_seconds: float
    seconds: float
    run_bytes: float
    bytes: float
    memory: float
    workers: int


def estimate(plan: SweepPlan, workers: int) -> Estimate:
    """Return what the sweep of a plan would take on this machine, after a trial of a few seconds in one thread."""
    began = time.perf_counter()
    plan.prepare()
    world_seconds = time.perf_counter() - began
    points = plan.order[:: max(1, len(plan.order) // TRIED_POINTS)][:TRIED_POINTS]
    count = min(STEP, plan.design.rule.block)
    unit, task = plan.unit(points[0], 0, count)
    run_unit(task._replace(held=(), replicates=1))  # compiles or loads the model
    seconds, written, case = 0.0, 0, plan.design.case
    for point in points:
        unit, task = plan.unit(point, 0, count)
        taken, values = trial(task)
        seconds += taken
        written += len(unit_bytes(unit, values, case.calendar.year_labels, names_of(case.world), case.name))
    tried = count * len(points)
    run_bytes = written / tried
    extra = (plan.worlds - 1) * world_seconds
    total = plan.most_runs * seconds / tried / workers + extra
    in_hand = AHEAD * workers * plan.design.rule.block * values.nbytes / count
    return Estimate(
        seconds / tried,
        tried,
        world_seconds,
        total,
        run_bytes,
        plan.most_runs * run_bytes,
        resident() + in_hand,
        workers,
    )


def trial(task: Task) -> tuple[float, NDArray[np.float64]]:
    """Run a task, its baseline made before, and return the seconds it took and its values."""
    run_unit(task._replace(replicates=1))
    began = time.perf_counter()
    values = run_unit(task)
    return time.perf_counter() - began, values


def resident() -> float:
    """Return the memory of this process now, bytes."""
    if not STATM.is_file():
        return BASELINE_MEMORY
    return float(int(STATM.read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE"))


def estimate_text(plan: SweepPlan, found: Estimate, language: str) -> str:
    """Return what is said of an estimate."""
    texts, rule = TEXTS[language], plan.design.rule
    counts = {
        "points": numeral(len(plan.order)),
        "number": numeral(rule.number),
        "runs": plan.most_runs,
        "units": plan.most_units,
    }
    key = "plan_adaptive" if rule.adaptive else "plan"
    shown_time = {"workers": found.workers, "milliseconds": 1e3 * found.run_seconds, "tried": found.tried}
    lines = [
        texts[key].format(name=plan.design.name, **counts),
        texts["time"].format(time=duration(found.seconds, language), **shown_time),
        texts["disk"].format(size=size(found.bytes), bytes=found.run_bytes),
        texts["memory"].format(size=size(found.memory)),
        texts["nothing_written"],
    ]
    if plan.worlds > 1:
        lines.insert(1, texts["worlds"].format(count=plan.worlds, seconds=found.world_seconds))
    return "\n".join([*lines, *design_lines(plan.design, language)])
