"""The command `compare`: scenarios of a case, of a finished run or of a sweep, against each other."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import pandas as pd
from rich.text import Text

from scenarios import load_case
from scenarios.case import Case
from scenarios.comparison.arrange import Paired, tables_of
from scenarios.comparison.differences import count_of_intervals, difference_table, level_table
from scenarios.comparison.dominance import dominance_table
from scenarios.comparison.regret import regret_table
from scenarios.comparison.satisficing import satisficing_table
from scenarios.comparison.sources import Material, is_results, paired_from, read_results
from scenarios.refusals.problem import InputProblem, as_written, nearest, say
from scenarios.sweep.columns import SCENARIO

from ..run.folder import RESULTS, RunFolder, run_name
from ..run.job import free_folder, run_with_progress
from ..shared.language import label
from ..shared.screen import console
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
    if is_results(what):
        material = read_results(Path(what))
        known = list(dict.fromkeys(material.points[SCENARIO]))
        _check_names(what, names, known)
        written = out if out is not None else RESULTS / material.case_name / f"compare-{moment:%Y%m%d-%H%M%S}"
        labels = _labels_of(material)
    else:
        case = load_case(what)
        chosen = list(dict.fromkeys(names)) if names else list(case.scenarios)
        _check_names(what, names, list(case.scenarios))
        written = out if out is not None else RESULTS / case.name / f"compare-{run_name(seed, replicates, moment)}"
        free_folder(case, written, seed, replicates, moment)
        case.prepare()
        material = _simulated(case, chosen, replicates, seed, threads, language)
        labels = {name: {"zh": case.scenarios[name].zh, "en": case.scenarios[name].en} for name in chosen}
    paired = paired_from(material, as_written(what), names)
    comparison = compared(paired, material, asked)
    _write(comparison, written, labels, language)
    _show(comparison, material, labels, written, language)
    return written


def compared(paired: Paired, material: Material, asked: float) -> Comparison:
    """Return every table of a comparison."""
    several = len(paired.names) > MOST_IN_PAIRS
    return Comparison(
        paired,
        material.targets,
        asked,
        level_table(paired),
        None if several else difference_table(paired),
        dominance_table(paired),
        regret_table(paired),
        satisficing_table(paired, asked),
    )


def _check_names(what: str, names: Sequence[str] | None, known: Sequence[str]) -> None:
    for name in names or ():
        if name not in known:
            place = say("option", option="--scenario")
            raise InputProblem(place, say("unknown_scenario", name=as_written(name)), nearest(name, known))


def _simulated(
    case: Case, names: Sequence[str], replicates: int, seed: int, threads: int | None, language: str
) -> Material:
    """Run the scenarios of a case behind a progress bar."""
    experiment = run_with_progress(case, [case.scenario(name) for name in names], replicates, seed, threads, language)
    points, outcomes = tables_of(experiment)
    return Material(points, outcomes, tuple(case.targets), case.name)


def _labels_of(material: Material) -> dict[str, dict[str, str]]:
    """Return the labels of scenarios that a shipped case knows; the others go by their name."""
    try:
        scenarios = load_case(material.case_name).scenarios
    except InputProblem:
        return {}
    return {name: {"zh": scenario.zh, "en": scenario.en} for name, scenario in scenarios.items()}


def shown_names(paired: Paired, labels: Mapping[str, Mapping[str, str]], language: str) -> dict[str, str]:
    """Return what each alternative is called: the label of its scenario, with the number of its point if it has one."""
    called = {}
    for name in paired.names:
        scenario, mark, point = name.partition("#")
        called[name] = (labels.get(scenario, {}).get(language) or scenario) + (f" {mark}{point}" if mark else "")
    return called


def _write(comparison: Comparison, folder: Path, labels: Mapping[str, Mapping[str, str]], language: str) -> None:
    tables: dict[str, pd.DataFrame | None] = {
        "levels": comparison.levels,
        "differences": comparison.differences,
        "dominance": comparison.dominance,
        "regret": comparison.regret,
        "satisficing": comparison.satisficing,
    }
    with RunFolder(folder) as writing:
        for name, table in tables.items():
            if table is not None:
                table.to_csv(writing.path / f"{name}.csv", index=False, lineterminator="\n")
        settings = comparison.paired.settings.copy()
        settings.insert(0, "alternative", comparison.paired.names)
        settings.to_csv(writing.path / "alternatives.csv", index=False, lineterminator="\n")
        from ..figures import save
        from ..figures.probability_cost import draw  # drawing is slow to import

        save(
            draw(comparison, shown_names(comparison.paired, labels, language), language),
            writing.path / "probability_cost.png",
        )


def _show(
    comparison: Comparison, material: Material, labels: Mapping[str, Mapping[str, str]], folder: Path, language: str
) -> None:
    words, screen, paired = WORDS[language], console(), comparison.paired
    try:
        case = label(load_case(material.case_name).file, language)
    except InputProblem:
        case = material.case_name
    screen.print(comparison_report(comparison, shown_names(paired, labels, language), case, language))
    if material.left_out:
        screen.print(Text(words["left_out"].format(count=material.left_out)))
    if comparison.differences is None:
        count = {"count": len(paired.names), "intervals": count_of_intervals(paired)}
        screen.print(Text(words["too_many"].format(most=MOST_IN_PAIRS, shown=SHOWN, **count)))
    screen.print(words["written"].format(folder=folder))
