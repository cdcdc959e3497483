"""The command `facts`: runs a case and holds it against what was published."""

import os
from datetime import datetime
from pathlib import Path

from scenarios.case import load_case
from scenarios.facts.comparing import compare_facts, fact_table, prepared
from scenarios.files.observed import OBSERVED_FILE
from scenarios.populations import PROVENANCE
from scenarios.refusals.problem import InputProblem, say
from scenarios.sweep.durable import json_bytes, write_case_copy

from ..run.folder import results_folder, run_name
from ..shared.csv_files import csv_bytes
from ..shared.language import label
from ..shared.progress import progress_bar
from ..shared.provenance import made_from
from ..shared.screen import console
from .tables import facts_report
from .words import WORDS

FACTS_FILE = "facts.csv"


def run_facts(
    name: str,
    scenario_name: str | None,
    replicates: int,
    seed: int,
    out: Path | None,
    language: str,
    threads: int | None,
) -> Path:
    """Compare, write facts.csv with provenance and the case, and print; return the folder. Raises InputProblem.

    Without a scenario it is the plan: what was published came about under it, and not in a city without one.
    """
    moment = datetime.now()
    case = load_case(name)
    scenario = case.scenario(scenario_name or case.plan)
    if not case.data.facts:
        raise InputProblem(say("case", name=case.name), say("no_facts"), say("facts_rule", file=OBSERVED_FILE))
    words, screen = WORDS[language], console()
    with results_folder(out, case.name, f"facts-{run_name(seed, replicates, moment)}") as writing:
        asking = prepared(case)
        asking.prepare()
        write_case_copy(case.files, writing.path)
        with progress_bar(f"{words['simulating']}: {label(scenario, language)}", replicates) as (progress, bar):
            compared = compare_facts(
                asking, scenario, replicates, seed, threads or os.cpu_count() or 1,
                lambda count: progress.update(bar, advance=count),
            )  # fmt: skip
        (writing.path / FACTS_FILE).write_bytes(csv_bytes(fact_table(compared, scenario.name)))
        made = made_from(asking, seed, moment) | {"replicates": replicates, "scenario": scenario.name}
        (writing.path / PROVENANCE).write_bytes(json_bytes(made))
        report = facts_report(compared, case, scenario, replicates, language)
    screen.print(report)
    screen.print(words["written"].format(folder=writing.path), soft_wrap=True)
    return writing.path
