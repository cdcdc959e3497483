"""The main job: run a case under its scenarios, write the folder of the run, show the table."""

import os
from collections.abc import Collection
from datetime import datetime
from pathlib import Path

from scenarios import Scenario, load_case
from scenarios.case import Case
from scenarios.comparison.compared_table import compared_table
from scenarios.comparison.target_table import REFERENCE, target_table
from scenarios.evidence.plan_carriers import MOST, plan_carriers
from scenarios.experiment import ScenarioRuns, block_for, explained, planned_runs, run_experiment
from scenarios.inspection.copied import copies_in
from scenarios.kept_blocks import KEPT_FROM, KeptBlocks, refuse_other_run
from scenarios.refusals.folders import refuse_full
from scenarios.refusals.problem import InputProblem, say
from scenarios.run_tables import RunTables
from scenarios.scoring.rising import scored_table
from scenarios.sweep.durable import write_case_copy

from ..shared.copied_words import copied_text
from ..shared.glyphs import glyph_text, labels_without_glyph, said_already
from ..shared.language import label
from ..shared.paragraphs import Paragraph, warning
from ..shared.progress import progress_bar
from ..shared.register_words import register_sentence
from ..shared.screen import console
from .drawn import found_of_baselines
from .estimate import disk_needed, told_before
from .folder import results_folder, run_name
from .terminal import experiment_report

TEXTS = {
    "zh": {
        "running": "正在模拟",
        "preparing": "正在准备（首次运行需编译模型，约半分钟）",
        "written": "结果已写入 {folder}",
    },
    "en": {
        "running": "simulating",
        "preparing": "preparing (the first run compiles the model, about half a minute)",
        "written": "Results are in {folder}",
    },
}


def chosen_scenarios(case: Case, names: list[str] | None) -> list[Scenario]:
    """Return the scenarios to run, the reference first. Raises InputProblem for an unknown name."""
    if not names:
        return [case.scenario(REFERENCE)] + [each for each in case.scenarios.values() if each.name != REFERENCE]
    wanted = {each.name: each for each in (case.scenario(name) for name in [REFERENCE, *names])}
    return list(wanted.values())


def run_with_progress(
    case: Case,
    scenarios: list[Scenario],
    replicates: int,
    seed: int,
    threads: int | None,
    language: str,
    tables: RunTables | None = None,
    crossed: Collection[str] = (),
    scored: bool = False,
    kept: KeptBlocks | None = None,
) -> dict[str, ScenarioRuns]:
    """Run the experiment behind a progress bar; results go into `tables` or, without any, are kept in memory.

    `crossed` names the scenarios that have crossed runs too, `scored` asks for the scores of zones, `kept` are blocks on the disk.
    """
    texts = TEXTS[language]
    with progress_bar(texts["preparing"], planned_runs(case, scenarios, replicates, crossed)) as (progress, bar):
        names = {scenario.name: label(scenario, language) for scenario in scenarios}

        def advance(name: str, count: int) -> None:
            progress.update(bar, advance=count, description=f"{texts['running']}: {names[name]}")

        return run_experiment(case, scenarios, replicates, seed, threads, advance, tables, None, crossed, scored, kept)


def run_main_job(
    name: str,
    scenario_names: list[str] | None,
    replicates: int,
    seed: int,
    out: Path | None,
    language: str,
    threads: int | None,
    until: int | None = None,
    resume: bool = False,
) -> Path:
    """Run a case, write the folder of the run and print the target table; return the folder.

    With `until` its runs go on to that year. A large run that is stopped keeps its finished blocks, and `resume` continues
    it. What is printed comes after the folder is complete, so that no fault of the terminal loses a run.
    """
    if resume and out is None:
        raise InputProblem(say("option", option="--resume"), say("resume_needs_out"), say("folder_to_continue"))
    threads = threads or os.cpu_count() or 1
    case = load_case(name) if until is None else load_case(name).running_until(until)
    scenarios = chosen_scenarios(case, scenario_names)
    moment = datetime.now()
    screen = console()
    # The folder is taken before the run, so that nobody waits for results that cannot be written.
    with results_folder(out, case.name, run_name(seed, replicates, moment), resume=resume) as writing:
        case.prepare()
        refuse_other_run(writing.path, case, replicates, seed)
        _ = case.scoring  # no run depends on it, but a fault in it is refused before the run and not after
        moved = register_sentence(case, language)
        if moved:
            screen.print(warning(moved))
        for copied in copies_in(case):
            screen.print(warning(copied_text(copied, language)))
        undrawn = list(labels_without_glyph(case))
        for each in undrawn:
            screen.print(warning(glyph_text(each, language)))
        disk = disk_needed(case, scenarios, replicates)
        refuse_full(writing.path, disk)
        for line in told_before(case, scenarios, replicates, seed, threads, disk, language):
            screen.print(Paragraph(line))
        write_case_copy(case.files, writing.path)
        kept = None
        if replicates > KEPT_FROM:
            kept = KeptBlocks(writing.path, case, replicates, seed, block_for(threads))
        with RunTables(writing.path, case) as tables:
            experiment = run_with_progress(
                case, scenarios, replicates, seed, threads, language, tables, explained(case), True, kept
            )
            targets = target_table(case, experiment)
            compared = compared_table(case, experiment)
            carried = plan_carriers(case, experiment, tables.baseline.read(MOST))
            writing.write_tables(case, experiment, targets, language, compared)
            writing.write_carriers(carried)
            scored = scored_table(case, experiment)
            writing.write_scored(scored)
            found = found_of_baselines(case, tables.baseline, carried)
            writing.write_provenance(case, experiment, replicates, seed, moment, found)
            from ..figures import save_all  # slow to import

            with said_already(undrawn):
                save_all(case, experiment, targets, writing.path, language, compared)
            writing.forget_blocks()
            report = experiment_report(case, experiment, targets, language, carried, compared, scored)
    screen.print(report)
    screen.print(TEXTS[language]["written"].format(folder=writing.path), soft_wrap=True)
    return writing.path
