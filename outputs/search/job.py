"""The command `search`: look for the least costly scenario, show it, write its folder, stop and go on."""

import sys
from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

from scenarios.refusals.packages import require
from scenarios.refusals.problem import InputProblem, check_known, say
from scenarios.search.plan import SearchPlan, plan_of_case, read_plan
from scenarios.search.question import Algorithm, Judgement
from scenarios.search.search import Result, run_plan

from ..shared.ending import DONE, STOPPED, resume_command
from ..shared.paragraphs import Paragraph
from ..shared.progress import progress_bar
from ..shared.screen import console
from ..shared.setting_words import too_small_line
from ..shared.values import numeral
from .folder import SearchFolder, held_folder, write_results
from .report import cost_text, percentage, search_report
from .words import WORDS


def changes_of(**options: Any) -> dict[str, Any]:
    """Return the options that were given, checked, as they replace keys of a search file. Raises InputProblem."""
    given = {name: value for name, value in options.items() if value is not None}
    if "algorithm" in given:
        known = [each.value for each in Algorithm]
        check_known(say("option", option="--algorithm"), "unknown_algorithm", given["algorithm"], known)
        given["algorithm"] = Algorithm(given["algorithm"])
    return given


class SearchRequest(NamedTuple):
    """What the command line asks for: a search file or a case, and what replaces keys of the file (`changes_of`)."""

    what: str
    levers: Sequence[str] | None
    futures: int | None
    changes: Mapping[str, Any]
    out: Path | None
    resume: bool
    language: str
    threads: int | None

    def plan(self) -> SearchPlan:
        """Return the plan of a search file (its name ends with .toml) or of a case. Raises InputProblem."""
        if not self.what.endswith(".toml"):
            return plan_of_case(self.what, self.levers, self.futures, self.changes)
        if self.levers or self.futures is not None:
            place = say("option", option="--lever" if self.levers else "--futures")
            raise InputProblem(place, say("belongs_in_file"), say("write_in_file", file=self.what))
        return read_plan(Path(self.what), self.changes)


def run_search(request: SearchRequest) -> int:
    """Search, print what was found and write the folder; return the exit code: 0 done, 3 stopped and resumable."""
    language, threads = request.language, request.threads
    if request.resume and request.out is None:
        raise InputProblem(say("option", option="--resume"), say("resume_needs_out"), say("folder_to_continue"))
    plan = request.plan()
    if plan.question.size > plan.question.budget:
        require("pymoo")
    if request.out is not None and not request.resume:  # before anything is made, which takes longer
        SearchFolder(request.out).refuse_unless_free()
    plan.prepare()
    with held_folder(plan, request.out, request.resume, datetime.now()) as folder:
        return _search_into(folder, plan, language, threads)


def _search_into(folder: Path, plan: SearchPlan, language: str, threads: int | None) -> int:
    """Search, print what was found and write it into a folder that is held; return the exit code."""
    words, screen = WORDS[language], console()
    screen.print(Paragraph(words["planned"].format(**_sizes(plan, language)), "dim"))
    for equal in plan.question.equal:
        if equal.too_small:
            screen.print(Paragraph(too_small_line(equal.lever, equal.too_small, language)))
    try:
        result = _with_progress(plan, folder, threads, language)
        write_results(result, folder, threads)
    except KeyboardInterrupt:
        screen.print(words["stopped"].format(command=resume_command(sys.argv[1:], folder)), soft_wrap=True)
        return STOPPED
    screen.print(search_report(result, language))
    if result.found:
        screen.print(Paragraph(words["reused"].format(found=numeral(result.found)), "dim"))
    screen.print(words["written"].format(folder=folder), soft_wrap=True)
    return DONE


def _sizes(plan: SearchPlan, language: str) -> dict[str, str]:
    words, question = WORDS[language], plan.question
    total = question.size
    return {
        "candidates": numeral(min(question.budget, total)),
        "size": numeral(total),
        "futures": "" if question.futures is None else words["planned_futures"].format(count=len(question.futures)),
        "replicates": numeral(plan.replicates),
    }


def _with_progress(plan: SearchPlan, folder: Path, threads: int | None, language: str) -> Result:
    """Search behind a progress bar that counts candidates and says how the best one does."""
    words, question = WORDS[language], plan.question
    total = min(question.budget, question.size)
    with progress_bar(words["preparing"], total) as (progress, bar):

        def advance(tried: int, best: Judgement) -> None:
            key = "searching" if best.feasible else "looking"
            shown = words[key].format(cost=cost_text(best.cost, language), joint=percentage(best.joint, language))
            progress.update(bar, completed=tried, description=shown)

        def step(points: int) -> None:
            progress.advance(bar, points / question.runs_a_candidate)

        def confirm(points: int) -> None:
            if points == 0:
                chosen = (1 + question.alternatives) * question.runs_a_candidate
                progress.update(bar, completed=0, total=chosen, description=words["confirming"])
            progress.advance(bar, points)

        return run_plan(plan, folder, threads, advance, step, confirm)
