"""The command `sweep`: run a design into its store, continue one that was stopped, check it, or estimate it."""

import os
import sys
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import NamedTuple

from scenarios.contents.checking import checked
from scenarios.refusals.folders import telling_what_is_kept
from scenarios.refusals.problem import InputProblem, as_written, say
from scenarios.sweep.design import Design, read_design
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.repair import damaged_beside_units
from scenarios.sweep.runner import Runner, RunnerOf, SweepOutcome, run_plan, store_of
from scenarios.sweep.store import FAILURES, NewStore, failure_files

from ..run.folder import RESULTS
from ..shared.amounts import duration
from ..shared.contents_words import names_text, tell_contents
from ..shared.ending import DONE, FAILED, STOPPED, resume_command
from ..shared.paragraphs import Paragraph
from ..shared.screen import console
from ..shared.stopping import KEPT
from .estimate import estimate, estimate_text
from .progress import Follower
from .provenance import sweep_provenance
from .summary import write_and_show_summary
from .words import TEXTS


class SweepRequest(NamedTuple):
    """What the command line asks for."""

    design: Path
    out: Path | None
    resume: bool
    cluster: str | None
    threads: int | None
    language: str

    @property
    def workers(self) -> int:
        """Threads of this process."""
        return self.threads or os.cpu_count() or 1

    def folder(self, design: Design) -> Path:
        """Return the folder of the store."""
        return self.out if self.out is not None else RESULTS / design.case.name / f"sweep-{design.name}"


def run_sweep(asked: SweepRequest) -> int:
    """Run what a store lacks of a design; return the exit code: 0 done, 1 some units failed, 3 stopped."""
    try:
        return run_what_is_missing(asked)
    except KeyboardInterrupt:  # before the sweep began, or the second one
        console().print(Paragraph(TEXTS[asked.language]["stopped_at_once"]))
        return STOPPED


def run_what_is_missing(asked: SweepRequest) -> int:
    """Run a design, tell what was done, and show the summary; return the exit code."""
    design = read_design(asked.design)
    folder, screen = asked.folder(design), console()
    if not asked.resume:  # before anything else, which takes longer
        NewStore(folder).refuse_unless_free()
    plan = SweepPlan(design)
    began = time.monotonic()
    with Follower(plan, screen, asked.language) as follower, runner_for(asked, plan) as runner_of:
        provenance = sweep_provenance(plan)
        outcome = run_plan(
            plan, folder, None, asked.workers, follower, runner_of=runner_of, resume=asked.resume, provenance=provenance
        )
    tell(asked, folder, outcome, time.monotonic() - began)
    if outcome.stopped:
        screen.print(KEPT[asked.language].format(command=resume_command(sys.argv[1:], folder)), soft_wrap=True)
        return STOPPED
    with telling_what_is_kept(folder, say("units_kept"), lambda: outcome.done + outcome.there):
        write_and_show_summary(plan, folder, screen, asked.language)
    return FAILED if outcome.failed or outcome.excluded else DONE


@contextmanager
def runner_for(asked: SweepRequest, plan: SweepPlan) -> Iterator[RunnerOf | None]:
    """Give what makes the runner of the workers of a cluster, or None for the usual one, in threads of this process."""
    if asked.cluster is None:
        yield None
    else:
        from scenarios.sweep.cluster import cluster
        from scenarios.sweep.cluster_runner import ClusterRunner

        plan.prepare()
        with cluster(asked.cluster, plan.contents) as crew:
            yield partial(ClusterRunner, crew=crew)


def tell(asked: SweepRequest, folder: Path, outcome: SweepOutcome, seconds: float) -> None:
    """Say what was done, what was damaged, and what failed."""
    texts, screen = TEXTS[asked.language], console()
    counts = {"done": outcome.done, "runs": outcome.runs, "there": outcome.there}
    screen.print(texts["done"].format(**counts, time=duration(seconds, asked.language), folder=folder), soft_wrap=True)
    redone = [path.name for path in (*outcome.repaired, *outcome.damaged) if path not in outcome.left]
    for key, names in (("damaged", redone), ("left", [path.name for path in outcome.left])):
        if names:
            screen.print(texts[key].format(count=len(names), names=names_text(names, asked.language)), soft_wrap=True)
    for worker, why, units in outcome.excluded:
        shown = {"worker": as_written(worker), "units": units, "reason": why.in_language(asked.language)}
        screen.print(texts["excluded"].format(**shown), soft_wrap=True, markup=False)
    if outcome.failed:
        unit, reason = min(outcome.failed)
        shown = {"count": len(outcome.failed), "folder": folder / FAILURES, "reason": reason}
        screen.print(texts["failed"].format(point=unit.point, first=unit.first, **shown), soft_wrap=True)


def estimate_sweep(asked: SweepRequest) -> int:
    """Say what a sweep would take, after a short trial; nothing is written."""
    plan = SweepPlan(read_design(asked.design))
    console().print(Paragraph(estimate_text(plan, estimate(plan, asked.workers), asked.language)))
    return DONE


def verify_sweep(asked: SweepRequest) -> int:
    """Read every file of a store and say what is intact, damaged, missing, failed; nothing is changed. 0 if complete."""
    design = read_design(asked.design)
    folder, texts = asked.folder(design), TEXTS[asked.language]
    if not os.path.lexists(folder):
        what = say("verify_nothing", folder=as_written(str(folder)))
        raise InputProblem(say("option", option="--verify"), what, say("run_it_first"))
    plan = SweepPlan(design)
    store = store_of(plan, folder, {}, resume=True)
    with ThreadPoolExecutor(1) as threads:
        outcome, lacking = Runner(plan, store, threads, 1).lacking()
    beside = damaged_beside_units(folder, design.digest)
    failed = len(failure_files(folder))
    counts = {"intact": outcome.there, "damaged": len(outcome.damaged), "lacking": lacking, "failed": failed}
    console().print(texts["verified"].format(**counts), soft_wrap=True)
    damaged = [*beside, *(path.name for path in outcome.damaged)]
    if damaged:
        console().print(texts["verify_damaged"].format(names=names_text(damaged, asked.language)), soft_wrap=True)
    tell_contents(checked(folder), asked.language)
    return DONE if not damaged and not lacking else FAILED
