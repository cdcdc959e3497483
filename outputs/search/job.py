"""The command `search`: look for the least costly scenario, show it, write its folder, stop and go on."""

import shlex
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Any

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn
from rich.text import Text

from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, as_written, nearest, say
from scenarios.search.axes import size
from scenarios.search.plan import Plan, plan_of_case, read_plan
from scenarios.search.question import Algorithm, Judgement
from scenarios.search.search import Result, run_plan

from ..shared.language import number
from ..shared.screen import console
from .folder import open_folder, write_results
from .report import percent, report
from .words import WORDS

STOPPED = 3


def changes_of(**options: Any) -> dict[str, Any]:
    """Return the options that were given, checked, as they replace keys of a search file. Raises InputProblem."""
    given = {name: value for name, value in options.items() if value is not None}
    if "algorithm" in given:
        name, known = str(given["algorithm"]), [each.value for each in Algorithm]
        if name not in known:
            what = say("unknown_algorithm", name=as_written(name))
            raise InputProblem(say("option", option="--algorithm"), what, nearest(name, known))
        given["algorithm"] = Algorithm(name)
    return given


def planned(what: str, levers: Sequence[str] | None, futures: int | None, changes: Mapping[str, Any]) -> Plan:
    """Return the plan of a search file (its name ends with .toml) or of a case. Raises InputProblem."""
    if what.endswith(".toml"):
        if levers or futures is not None:
            option = "--lever" if levers else "--futures"
            raise InputProblem(say("option", option=option), say("belongs_in_file"), say("write_in_file", file=what))
        return read_plan(Path(what), changes)
    return plan_of_case(what, levers, futures, changes)


def run_search(
    what: str,
    levers: Sequence[str] | None,
    futures: int | None,
    changes: Mapping[str, Any],
    out: Path | None,
    resume: bool,
    language: str,
    threads: int | None,
) -> int:
    """Search, print what was found and write the folder; return the exit code: 0 done, 3 stopped and resumable."""
    if resume and out is None:
        raise InputProblem(say("option", option="--resume"), say("resume_needs_out"), say("folder_of_search"))
    plan = planned(what, levers, futures, changes)
    if size(plan.question.axes) > plan.question.budget:
        require("pymoo")
    plan.prepare()
    folder = open_folder(plan, out, resume, datetime.now())
    words, screen = WORDS[language], console()
    screen.print(words["planned"].format(**_sizes(plan, language)), style="dim")
    try:
        result = _with_progress(plan, folder, threads, language)
        write_results(result, folder, threads)
    except KeyboardInterrupt:
        screen.print(words["stopped"].format(command=resume_command(sys.argv[1:], folder)), soft_wrap=True)
        return STOPPED
    screen.print(report(result, language))
    if result.found:
        screen.print(Text(words["reused"].format(found=number(result.found)), style="dim"))
    screen.print(words["written"].format(folder=folder))
    return 0


def _sizes(plan: Plan, language: str) -> dict[str, str]:
    words, question = WORDS[language], plan.question
    total = size(question.axes)
    return {
        "candidates": number(min(question.budget, total)),
        "size": number(total),
        "futures": "" if question.futures is None else words["planned_futures"].format(count=len(question.futures)),
        "replicates": number(plan.replicates),
    }


def _with_progress(plan: Plan, folder: Path, threads: int | None, language: str) -> Result:
    """Search behind a progress bar that counts candidates and says how the best one does."""
    words, question = WORDS[language], plan.question
    total = min(question.budget, size(question.axes))
    with _bar(words["preparing"], total) as (progress, bar):

        def advance(tried: int, best: Judgement) -> None:
            key = "searching" if best.feasible else "looking"
            shown = words[key].format(cost=f"{best.cost:.2f}", joint=percent(best.joint))
            progress.update(bar, completed=tried, description=shown)

        def step(points: int) -> None:
            progress.advance(bar, points / question.runs_a_candidate)

        def confirm(points: int) -> None:
            if points == 0:
                chosen = (1 + question.alternatives) * question.runs_a_candidate
                progress.update(bar, completed=0, total=chosen, description=words["confirming"])
            progress.advance(bar, points)

        return run_plan(plan, folder, threads, advance, step, confirm)


@contextmanager
def _bar(text: str, total: int) -> Iterator[tuple[Progress, Any]]:
    columns = (TextColumn("{task.description}", markup=False), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(*columns, console=console(), transient=True) as progress:
        yield progress, progress.add_task(text, total=total)


def resume_command(arguments: Sequence[str], folder: Path) -> str:
    """Return the command that continues a search: the same arguments, its folder, and --resume."""
    kept: list[str] = []
    skip = False
    for argument in arguments:
        if skip or argument == "--resume" or argument.startswith("--out="):
            skip = False
            continue
        if argument == "--out":
            skip = True
            continue
        kept.append(argument)
    return shlex.join(["python", "run.py", *kept, "--out", str(folder), "--resume"])
