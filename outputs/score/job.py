"""The command `score`: scores participants in every variant of a table, writes the points, and prints one variant."""

from datetime import datetime
from pathlib import Path

import pandas as pd

from scenarios.files.known_names import id_meant
from scenarios.files.scored_figures import read_participants
from scenarios.populations import PROVENANCE
from scenarios.refusals.problem import say
from scenarios.scoring.drawing import drawn_scores, has_ranges
from scenarios.scoring.evaluator import score
from scenarios.scoring.loading import load_scoring
from scenarios.sweep.durable import json_bytes

from ..run.folder import results_folder, run_name
from ..shared.csv_files import csv_bytes
from ..shared.progress import progress_bar
from ..shared.provenance import made_here
from ..shared.screen import console
from .report import score_report
from .scored import Scored
from .table import points_table
from .words import WORDS

POINTS_FILE, FIGURES_FILE, TABLE_FILE = "points.csv", "figures.csv", "scoring.toml"


def run_score(
    name: str, figures: Path, variant: str | None, draws: int, seed: int, out: Path | None, language: str
) -> Path:
    """Score, write points.csv with provenance and what it was made from, and print; return the folder.

    Raises InputProblem.
    """
    moment = datetime.now()
    loaded = load_scoring(name)
    variants = loaded.scoring.variants
    shown = next(iter(variants))
    if variant is not None:
        shown = id_meant(say("option", option="--variant"), "unknown_variant", variant, variants)
    participants = read_participants(figures, loaded.scoring.tables[shown].figures)
    known = {each: participant.figures for each, participant in participants.items()}
    tables = loaded.scoring.tables
    ranged = [each for each, table in tables.items() if has_ranges(table, participants)]
    # The folder is made before anything is drawn, and the files are copied at once: they may change while the draws last.
    with results_folder(out, loaded.name, f"score-{run_name(seed, draws, moment)}") as writing:
        (writing.path / FIGURES_FILE).write_bytes(figures.read_bytes())
        (writing.path / TABLE_FILE).write_bytes(loaded.path.read_bytes())
        scored, points = dict[str, Scored](), []
        with progress_bar(WORDS[language]["drawing"], draws * len(ranged)) as (progress, bar):
            for each, table in tables.items():
                drawn = None
                if each in ranged:
                    drawn = drawn_scores(
                        table, participants, draws, seed, lambda count: progress.update(bar, advance=count)
                    )
                found = Scored(variants[each], table, score(table, known), drawn)
                points.append(points_table(found, participants))
                # The screen has the bands of one variant, so that the draws of the others need not stay in memory.
                scored[each] = found if each == shown else found._replace(drawn=None)
        (writing.path / POINTS_FILE).write_bytes(csv_bytes(pd.concat(points)))
        made = made_here(moment) | {"table": loaded.name, "draws": draws, "seed": seed}
        (writing.path / PROVENANCE).write_bytes(json_bytes(made))
        report = score_report(scored, shown, participants, draws, seed, language)
    screen = console()
    screen.print(report)
    screen.print(WORDS[language]["written"].format(folder=writing.path), soft_wrap=True)
    return writing.path
