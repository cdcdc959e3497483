"""Making a design for a sensitivity analysis and running it into the store of a sweep, which can be stopped and continued."""

import shlex
import sys
from pathlib import Path
from typing import NamedTuple

from calibration.sensitivity.design import METHODS, DesignRecord, drawn_axes, make_design, written_axis
from scenarios.case import Case
from scenarios.contents.described import read_object
from scenarios.contents.place import place_of_file
from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, as_written, say
from scenarios.sweep.design import of_points
from scenarios.sweep.durable import json_bytes
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.runner import SweepOutcome, run_plan
from scenarios.sweep.store import FAILURES

from ..shared.ending import DONE, FAILED, STOPPED
from ..shared.paragraphs import Paragraph
from ..shared.screen import console
from ..shared.setting_words import design_lines
from ..shared.stopping import KEPT
from ..sweep.progress import Follower
from ..sweep.provenance import sweep_provenance

RECORD = "sensitivity.json"  # in the folder of a sweep: what its design was made for

TEXTS = {
    "zh": {
        "ran": "本次模拟 {runs:,} 次，设计与结果存于 {folder}",
        "failed": "{count} 个工作单元失败，原因记录在 {folder}；再次运行同一命令即重试。首个：{reason}",
    },
    "en": {
        "ran": "{runs:,} runs done; design and outcomes are in {folder}",
        "failed": "{count} units failed; the reasons are in {folder}, and the same command tries them again. The first: {reason}",
    },
}


class Making(NamedTuple):
    """A design to be made and run: `axes` as the option writes them; none: the parameters that replicates draw.

    All else is as `scenario` of the case has it. `store` is the folder of the sweep.
    """

    method: str
    axes: tuple[str, ...] = ()
    samples: int | None = None
    replicates: int = 50
    seed: int = 1
    scenario: str = "none"
    store: Path | None = None
    threads: int | None = None


def read_record(folder: Path) -> DesignRecord:
    """Return what the design of a sweep was made for. Raises InputProblem for a sweep that was not made for it."""
    place = place_of_file(folder, RECORD) if (folder / RECORD).is_file() else as_written(str(folder))
    refusal = InputProblem(place, say("no_design", methods=", ".join(METHODS)), say("make_design"))
    if not (folder / RECORD).is_file():
        raise refusal
    described = read_object(folder, RECORD)
    try:
        return DesignRecord.from_dict(described)
    except (ValueError, TypeError, KeyError, IndexError, AttributeError):
        raise refusal from None


def make_and_run(case: Case, making: Making, folder: Path, language: str) -> int:
    """Make a design for a case and run what its folder lacks of it; return 0 done, 1 some units failed, 3 stopped.

    The record of the design is there before the first run; the store says whether all were run. Raises InputProblem
    for a design that is refused, and for a folder that holds something else.
    """
    plan, record = planned(case, making)
    files = {RECORD: json_bytes(record.as_dict())}
    for line in design_lines(plan.design, language):
        console().print(Paragraph(line))
    try:
        with Follower(plan, console(), language) as follower:
            made = sweep_provenance(plan)
            outcome = run_plan(plan, folder, None, making.threads, follower, provenance=made, files=files)
    except KeyboardInterrupt:  # before the first run, or the second one
        outcome = SweepOutcome(stopped=True)
    return tell(outcome, folder, language)


def planned(case: Case, making: Making) -> tuple[SweepPlan, DesignRecord]:
    """Return the plan of a design, every point checked, and its record. Raises InputProblem."""
    require("SALib")
    scenario = case.scenario_id(making.scenario, say("option", option="--scenario"))
    axes = [written_axis(axis) for axis in making.axes] if making.axes else drawn_axes(case)
    points, record = make_design(making.method, axes, making.samples, making.seed)
    design = of_points(case, points, making.replicates, making.seed, name=making.method, scenario=scenario)
    return SweepPlan(design), record


def tell(outcome: SweepOutcome, folder: Path, language: str) -> int:
    """Say what was done and how to go on; return the exit code."""
    texts, screen = TEXTS[language], console()
    if outcome.stopped:
        command = shlex.join(["python", "run.py", *sys.argv[1:]])
        screen.print(KEPT[language].format(command=command), soft_wrap=True)
        return STOPPED
    if outcome.runs:
        screen.print(texts["ran"].format(runs=outcome.runs, folder=folder), soft_wrap=True)
    if outcome.failed:
        _, reason = min(outcome.failed)
        shown = {"count": len(outcome.failed), "folder": folder / FAILURES, "reason": reason}
        screen.print(texts["failed"].format(**shown), soft_wrap=True)
        return FAILED
    return DONE
