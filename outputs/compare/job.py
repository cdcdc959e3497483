"""The command `compare`: scenarios of a case, of a finished run or of a sweep, against each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

import pandas as pd

from scenarios import load_case
from scenarios.axes import SCENARIO, UNCERTAINTY
from scenarios.case import Case
from scenarios.comparison.arrange import Paired, populations_in, tables_of
from scenarios.comparison.differences import count_of_intervals, difference_table, level_table
from scenarios.comparison.dominance import dominance_table
from scenarios.comparison.regret import regret_table
from scenarios.comparison.satisficing import satisficing_table
from scenarios.comparison.sources import (
    comparable,
    distinct_runs,
    distinct_scenarios,
    is_results,
    paired_from,
    refuse_one_alternative,
)
from scenarios.files.known_names import id_meant
from scenarios.files.scenario_file import NONE
from scenarios.finished import FinishedRuns, case_of, place_of, read_finished, refuse_other_targets
from scenarios.refusals.problem import InputProblem, as_written, say
from scenarios.scenario import Scenario
from scenarios.targets import refuse_without_targets

from ..run.folder import RunFolder, results_folder, run_name
from ..run.job import run_with_progress
from ..shared.contents_words import tell_contents
from ..shared.csv_files import csv_bytes
from ..shared.language import label
from ..shared.paragraphs import Paragraph
from ..shared.point_names import differing_axes, point_names, telling_axes
from ..shared.screen import console
from ..shared.setting_words import same_line
from ..shared.target_words import places_of
from ..shared.unchecked_words import unchecked_sentence
from .report import SHOWN, Comparison, comparison_report
from .words import WORDS

MOST_IN_PAIRS = 40


def run_compare(
    what: str,
    names: Sequence[str] | None,
    replicates: int,
    seed: int,
    asked: float,
    out: Path | None,
    language: str,
    threads: int | None,
) -> Path:
    """Compare, print tables and write them as CSV with a figure; return the folder. Raises InputProblem."""
    moment = datetime.now()
    if out is not None:  # before anything is read, which takes longer
        RunFolder(out).refuse_unless_free()
    asked_for = _of_folder(what, names, language) if is_results(what) else _of_case(what, names, language)
    known, same = asked_for.known, asked_for.same
    name = run_name(seed, replicates, moment) if asked_for.runs is None else f"{moment:%Y%m%d-%H%M%S}"
    # The folder is taken before the run, so that nobody waits for results that cannot be written.
    with results_folder(out, asked_for.case_name, f"compare-{name}") as writing:
        runs = asked_for.runs or _simulated(asked_for, replicates, seed, threads, language)
        comparison = compared(paired_from(runs, as_written(what)), runs, asked)
        if known is not None:
            comparison = comparison._replace(places=places_of(known), unchecked=unchecked_sentence(known, language))
        names_by_language = {each: shown_names(comparison.paired, known, each) for each in WORDS}
        _write(comparison, writing.path, names_by_language, language)
    called = names_by_language[language]
    _show(comparison, label(known.file, language) if known else runs.case_name, called, language)
    words, screen = WORDS[language], console()
    if comparison.unchecked:
        screen.print(Paragraph(comparison.unchecked, "bold"))
    for pair in same[:SHOWN]:
        one, other = point_names(known, runs.scenario, pair, differing_axes(pair), language)
        screen.print(Paragraph(same_line(one, other, language)))
    if len(same) > SHOWN:
        screen.print(Paragraph(words["more_the_same"].format(count=len(same) - SHOWN)))
    if known is None:
        screen.print(Paragraph(words["unknown_case"].format(case=runs.case_name)))
    if asked_for.left_out:
        screen.print(Paragraph(words["left_out"].format(count=asked_for.left_out)))
    screen.print(words["written"].format(folder=writing.path), soft_wrap=True)
    return writing.path


class AskedFor(NamedTuple):
    """What is to be compared: finished `runs`, or scenarios of the case `known` that are yet to be run.

    `same` are pairs of points of which one was left out because both set the same, `left_out` counts runs.
    """

    case_name: str
    known: Case | None
    runs: FinishedRuns | None
    scenarios: Sequence[str]
    same: list[pd.DataFrame]
    left_out: int = 0


def _of_folder(what: str, names: Sequence[str] | None, language: str) -> AskedFor:
    """Return what is compared of finished runs. Raises InputProblem."""
    runs, left_out = comparable(read_finished(Path(what)))
    tell_contents(runs.checked, language)
    known = _case_at_hand(runs, Path(what))
    if known is not None:
        refuse_other_targets(runs, known)
    labels = known.scenarios if known is not None else {}
    chosen = _ids_of(names, {name: labels.get(name) for name in runs.points[SCENARIO]})
    if chosen:
        runs = runs._replace(points=runs.points[runs.points[SCENARIO].isin(chosen)])
    runs, same = distinct_runs(runs, known) if known else (runs, [])
    _check_several(as_written(what), runs.points, same, known, language)
    return AskedFor(runs.case_name, known, runs, chosen, same, left_out)


def _of_case(what: str, names: Sequence[str] | None, language: str) -> AskedFor:
    """Return which scenarios of a case are compared: at least two that differ. Raises InputProblem."""
    case = load_case(what)
    refuse_without_targets(case.targets, say("case", name=as_written(case.name)))
    chosen = _ids_of(names, case.scenarios)
    case.prepare()
    chosen, same = distinct_scenarios(case, chosen or list(case.scenarios))
    points = pd.DataFrame({SCENARIO: chosen})
    _check_several(as_written(what), points, same, case, language)
    refuse_one_alternative(points, as_written(what))
    return AskedFor(case.name, case, None, chosen, same)


def _simulated(asked_for: AskedFor, replicates: int, seed: int, threads: int | None, language: str) -> FinishedRuns:
    """Return the runs of the scenarios of a case, just made."""
    case = asked_for.known
    assert case is not None
    scenarios = [case.scenario(name) for name in asked_for.scenarios]
    experiment = run_with_progress(case, scenarios, replicates, seed, threads, language)
    tables, populations = tables_of(experiment), populations_in(experiment)
    return FinishedRuns(*tables, case.targets, case.name, case.digest, seed, populations=populations)


def compared(paired: Paired, runs: FinishedRuns, asked: float) -> Comparison:
    """Return every table of a comparison."""
    several = len(paired.names) > MOST_IN_PAIRS
    return Comparison(
        paired,
        runs.targets,
        asked,
        level_table(paired),
        None if several else difference_table(paired),
        dominance_table(paired),
        regret_table(paired),
        satisficing_table(paired, asked),
    )


def _ids_of(names: Sequence[str] | None, known: Mapping[str, Scenario | None]) -> list[str]:
    """Return the ids of the scenarios that were named, each once. Raises InputProblem."""
    place = say("option", option="--scenario")
    return list(dict.fromkeys(id_meant(place, "unknown_scenario", name, known) for name in names or ()))


def _check_several(
    place: str, kept: pd.DataFrame, same: Sequence[pd.DataFrame], case: Case | None, language: str
) -> None:
    """Refuse points of which all set the same, whatever their futures; `same` are the pairs of which one was kept."""
    if not same or len(_settings(kept)) > 1:
        return
    points = _settings(pd.concat([pair.iloc[::-1] for pair in same]))
    if len(points) > 1:  # else it is one scenario, which is refused as such
        names = point_names(case, NONE, points, differing_axes(points), language)
        raise InputProblem(place, say("same_settings", names=names), say("two_to_compare"))


def _settings(points: pd.DataFrame) -> pd.DataFrame:
    """Return the scenarios and settings of levers that some points have, each once."""
    nature = [column for column in points if str(column).startswith(UNCERTAINTY)]
    return points.drop(columns=nature).drop_duplicates()


def _case_at_hand(runs: FinishedRuns, folder: Path) -> Case | None:
    """Return the case that was run, shipped or kept with the results; None where neither is as it was."""
    try:
        return case_of(runs, place_of(folder))
    except InputProblem:
        return None


def shown_names(paired: Paired, case: Case | None, language: str) -> dict[str, str]:
    """Return the name of each alternative: its scenario's label, with the settings that distinguish it from the others."""
    axes = telling_axes(paired.settings)
    return dict(zip(paired.names, point_names(case, NONE, paired.settings, axes, language), strict=True))


def _write(comparison: Comparison, folder: Path, called: Mapping[str, Mapping[str, str]], language: str) -> None:
    """Write the tables and the figure into a folder that is held; `called` are the names of the alternatives by language."""
    tables: dict[str, pd.DataFrame | None] = {
        "levels": comparison.levels,
        "differences": comparison.differences,
        "dominance": comparison.dominance,
        "regret": comparison.regret,
        "satisficing": comparison.satisficing,
    }
    for name, table in tables.items():
        if table is not None:
            (folder / f"{name}.csv").write_bytes(csv_bytes(table))
    settings = comparison.paired.settings.copy()
    settings.insert(0, "alternative", comparison.paired.names)
    for place, (each, names) in enumerate(called.items(), start=1):
        settings.insert(place, each, list(names.values()))
    (folder / "alternatives.csv").write_bytes(csv_bytes(settings))
    from ..figures import save
    from ..figures.probability_cost import draw  # drawing is slow to import

    save(draw(comparison, called[language], language), folder / "probability_cost.png")


def _show(comparison: Comparison, case: str, called: Mapping[str, str], language: str) -> None:
    screen, paired = console(), comparison.paired
    screen.print(comparison_report(comparison, called, case, language))
    if comparison.differences is None:
        count = {"count": len(paired.names), "intervals": count_of_intervals(paired)}
        screen.print(Paragraph(WORDS[language]["too_many"].format(most=MOST_IN_PAIRS, shown=SHOWN, **count)))
