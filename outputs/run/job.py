"""The main job: run a case under its scenarios, show the table, write the folder of the run."""

from datetime import datetime
from pathlib import Path

from rich.text import Text

from scenarios import Scenario, load_case
from scenarios.case import Case
from scenarios.comparison.target_table import REFERENCE, target_table
from scenarios.experiment import ScenarioRuns, planned_replicates, run_experiment
from scenarios.inspection.copied import copies_in
from scenarios.refusals.folders import refuse_taken
from scenarios.refusals.problem import say

from ..shared.copied_words import WARNING_MARK, copied_text
from ..shared.language import label
from ..shared.progress import progress_bar
from ..shared.screen import console
from .folder import RESULTS, RunFolder, run_name
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


def free_folder(case: Case, out: Path | None, seed: int, replicates: int, moment: datetime) -> Path:
    """Return the folder of the run. Raises InputProblem when it is there already: nothing is overwritten."""
    folder = out if out is not None else RESULTS / case.name / run_name(seed, replicates, moment)
    refuse_taken(folder, say("new_folder"))
    return folder


def run_with_progress(
    case: Case, scenarios: list[Scenario], replicates: int, seed: int, threads: int | None, language: str
) -> dict[str, ScenarioRuns]:
    """Run the experiment behind a progress bar."""
    texts = TEXTS[language]
    with progress_bar(texts["preparing"], planned_replicates(len(scenarios), replicates)) as (progress, bar):
        names = {scenario.name: label(scenario, language) for scenario in scenarios}

        def advance(name: str, count: int) -> None:
            progress.update(bar, advance=count, description=f"{texts['running']}: {names[name]}")

        return run_experiment(case, scenarios, replicates, seed, threads, advance)


def run_main_job(
    name: str,
    scenario_names: list[str] | None,
    replicates: int,
    seed: int,
    out: Path | None,
    language: str,
    threads: int | None,
) -> Path:
    """Run a case, print the target table and write the folder of the run; return the folder."""
    case = load_case(name)
    scenarios = chosen_scenarios(case, scenario_names)
    moment = datetime.now()
    folder = free_folder(case, out, seed, replicates, moment)
    case.prepare()
    screen = console()
    for copied in copies_in(case):
        screen.print(Text(f"{WARNING_MARK} {copied_text(copied, language)}", style="bold yellow"))
    with RunFolder(folder) as writing:  # before the run, so that nobody waits for results that cannot be written
        experiment = run_with_progress(case, scenarios, replicates, seed, threads, language)
        targets = target_table(case, experiment)
        screen.print(experiment_report(case, experiment, targets, language))
        from ..figures import save_all  # drawing is slow to import, and the table should not wait for it

        writing.write_tables(case, experiment, targets)
        writing.write_provenance(case, experiment, replicates, seed, moment)
        save_all(case, experiment, targets, writing.path, language)
    screen.print(TEXTS[language]["written"].format(folder=folder))
    return folder
