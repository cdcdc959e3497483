"""The folder of a search: what was asked, every evaluation as it was made, and at the end the results, each file whole."""

import contextlib
import json
from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import Any

import pandas as pd

from scenarios.contents.checking import checked
from scenarios.contents.described import read_object
from scenarios.contents.listing import CONTENTS, add_to_contents, write_contents
from scenarios.contents.place import fault_of, place_of_file
from scenarios.finished import OUTCOMES, POINTS, SEARCH
from scenarios.folders.held_folder import HeldFolder, going_on
from scenarios.refusals.folders import out_place, telling_what_is_kept, unwritable
from scenarios.refusals.problem import InputProblem, as_written, say
from scenarios.scenario import Scenario
from scenarios.search.candidates import points_of
from scenarios.search.front import candidate_table
from scenarios.search.plan import SearchPlan
from scenarios.search.scenario_text import scenario_text
from scenarios.search.search import EVALUATIONS, Result, outcomes_of_best
from scenarios.sweep.durable import json_bytes, remove_partial, write_case_copy, write_durably
from scenarios.sweep.store import difference
from scenarios.targets import ALL_TARGETS

from ..run.folder import RESULTS
from ..shared.csv_files import csv_bytes
from ..shared.language import listed_apart
from ..shared.provenance import package_versions
from .report import cost_text, failing, last_year, percentage, target_names
from .settings import scenario_of
from .words import WORDS

# What a search rests on. Where it differs, the rest need not be looked at.
BASIS = {"model": "other_model_hash", "case": "other_case_digest", "baseline": "other_baseline_digest"}


class SearchFolder(HeldFolder):
    """The folder of a search while it is made. One with a list of contents can be continued, and is not replaced."""

    hint = say("resume_or_new")

    @staticmethod
    def keeps(folder: Path) -> bool:
        """Return whether a folder is that of a search, its list of contents being written last."""
        return (folder / CONTENTS).exists() or (folder / EVALUATIONS).exists()


@contextlib.contextmanager
def held_folder(plan: SearchPlan, out: Path | None, resume: bool, moment: datetime) -> Iterator[Path]:
    """Give the folder of a search, made or taken up again, and hold it. Raises InputProblem where it is another one's.

    Where the disk gets full meanwhile, it is said how many evaluations are safe.
    """
    folder = _folder_of(plan, out, resume, moment)
    place = say("folder", folder=as_written(str(folder)))
    kept = telling_what_is_kept(folder, say("evaluations_kept"), lambda: _evaluations(folder))
    with going_on(folder, place), kept:
        remove_partial(folder)
        yield folder


def _folder_of(plan: SearchPlan, out: Path | None, resume: bool, moment: datetime) -> Path:
    """Return the folder of a search, made where it is not there. Raises InputProblem."""
    if out is None:
        name = f"search-{moment:%Y%m%d-%H%M%S}-seed{plan.question.seed}"
        made = SearchFolder(RESULTS / plan.case.name / name, numbered=True)
    else:
        made = SearchFolder(out)
    if resume and not made.is_barely_begun():
        _check_same(plan, made.path)
        return made.path
    try:
        with made:
            write_case_copy(plan.case.files, made.path)
            write_durably(made.path / SEARCH, described(plan))
    except OSError as error:
        raise unwritable(made.path, error) from error
    return made.path


def _evaluations(folder: Path) -> int:
    """Return how many evaluations a folder holds."""
    path = folder / EVALUATIONS
    return path.read_bytes().count(b"\n") if path.is_file() else 0


def described(plan: SearchPlan) -> bytes:
    """Return what is written of a search before it begins."""
    return json_bytes({"asked": plan.identity(), "versions": package_versions()})


def _check_same(plan: SearchPlan, folder: Path) -> None:
    """Refuse to continue a search that was asked something else, or that rests on another model or other data.

    A damaged description is written again where this question gives it to the byte, and refused by its name elsewhere. A
    damaged list of contents is written again once the question is known to be the same.
    """
    where, shown, state = out_place(), as_written(str(folder)), checked(folder)
    damage = state.damage_of(SEARCH)
    if damage is not None:
        if not state.was_written(SEARCH, described(plan)):
            raise fault_of(folder, *damage)
        write_durably(folder / SEARCH, described(plan))
    if not (folder / SEARCH).is_file():
        raise InputProblem(where, say("nothing_to_resume", folder=shown), say("new_folder"))
    before = read_object(folder, SEARCH).get("asked")
    if not isinstance(before, dict):
        raise InputProblem(place_of_file(folder, SEARCH), say("no_object"), say("new_folder"))
    now = json.loads(json.dumps(plan.identity()))
    for name, message in BASIS.items():
        if before.get(name) != now[name]:
            what = say("other_basis", folder=shown, what=say(message), **difference(before.get(name), now[name]))
            raise InputProblem(where, what, say("new_folder"))
    other = sorted(key for key in {*now, *before} if now.get(key) != before.get(key))
    if other:
        raise InputProblem(where, say("other_search", folder=shown, keys=other), say("same_search"))
    if state.damage_of(CONTENTS):
        write_durably(folder / SEARCH, described(plan))  # nothing says whether its versions are as they were
        write_contents(folder)


def write_table(path: Path, table: pd.DataFrame, *, index: bool = True) -> None:
    """Write a table as CSV, whole or not at all."""
    write_durably(path, csv_bytes(table, index=index))


def write_results(result: Result, folder: Path, threads: int | None) -> None:
    """Write candidates.csv, front.csv, chosen.csv and scenarios.toml; under futures also what discovery needs."""
    finding, question = result.finding, result.plan.question
    candidates = candidate_table(question, finding.judged)
    places = {candidate: place for place, candidate in enumerate(finding.judged)}
    write_table(folder / "candidates.csv", candidates)
    write_table(folder / "front.csv", candidates.loc[[places[each] for each in finding.front]])
    write_table(folder / "chosen.csv", chosen_table(result, places), index=False)
    write_durably(folder / "scenarios.toml", scenarios_text(result).encode())
    written = ["candidates.csv", "front.csv", "chosen.csv", "scenarios.toml"]
    if result.plan.fresh_futures is not None:
        written += _write_futures(result, folder, threads)
    add_to_contents(folder, written)


def _write_futures(result: Result, folder: Path, threads: int | None) -> list[str]:
    """Write points.csv and outcomes.csv of the best candidate under the fresh futures, and futures.csv: where it fails.

    Return the names of the files.
    """
    points, outcomes = outcomes_of_best(result, threads)
    write_table(folder / POINTS, points)
    write_table(folder / OUTCOMES, outcomes, index=False)
    futures, confirmed = result.plan.fresh_futures, result.confirmed[0]
    table = pd.concat([futures, confirmed.rows], axis=1)
    table["fails"] = failing(result.plan.question, confirmed)
    table.index.name = "point"
    write_table(folder / "futures.csv", table)
    return [POINTS, OUTCOMES, "futures.csv"]


def chosen_table(result: Result, places: Mapping[Any, int]) -> pd.DataFrame:
    """Return one row a candidate chosen (the best one first): numbers of the search and of the fresh replicates."""
    finding = result.finding
    rows = []
    chosen = [finding.best, *(each.candidate for each in finding.alternatives)]
    distances = [0.0, *(each.distance for each in finding.alternatives)]
    for candidate, distance, confirmed in zip(chosen, distances, result.confirmed, strict=True):
        judged = finding.judged[candidate]
        row: dict[str, Any] = {"point": places[candidate], "feasible_in_search": judged.feasible, "distance": distance}
        row |= {"cost_in_search": judged.cost, "joint_in_search": judged.joint, "cost": confirmed.judgement.cost}
        intervals = {ALL_TARGETS: confirmed.joint}
        intervals |= dict(zip(finding.question.keys, confirmed.single, strict=True))
        if confirmed.share is not None:
            intervals["share_of_futures"] = confirmed.share
        for name, interval in intervals.items():
            row |= {name: interval.estimate, f"{name}.low": interval.low, f"{name}.high": interval.high}
        rows.append(row | {"replicates": result.plan.fresh})
    points = points_of(finding.question.base, finding.question.axes, chosen)
    return pd.concat([pd.DataFrame(rows), points.reset_index(drop=True)], axis=1)


def scenarios_text(result: Result) -> str:
    """Return the best candidate and the alternatives as tables of scenarios.toml."""
    return "\n".join(
        scenario_text(scenario, result.plan.case.calendar)
        for scenario in [chosen_scenario(result, place) for place in range(len(result.confirmed))]
    )


def chosen_scenario(result: Result, place: int) -> Scenario:
    """Return the best candidate (place 0) or an alternative as a scenario with its own name and labels."""
    finding, confirmed = result.finding, result.confirmed[place]
    candidate = finding.best if place == 0 else finding.alternatives[place - 1].candidate
    key = "scenario_alternative" if place else ("scenario" if finding.feasible else "scenario_nearest")
    name = f"alternative_{place}" if place else ("least_cost" if finding.feasible else "nearest")
    texts: dict[str, Any] = {}
    for language in ("zh", "en"):
        words = WORDS[language]
        texts[language] = words[key].format(number=place)
        texts["about_zh" if language == "zh" else "about"] = words["about"].format(
            targets=listed_apart(target_names(result, language).values(), language),
            joint=percentage(confirmed.joint.estimate, language),
            year=last_year(result),
            cost=cost_text(confirmed.judgement.cost, language),
        )
    return replace(scenario_of(result, candidate), name=name, **texts)
