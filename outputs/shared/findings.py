"""What an analysis of finished runs has found: shown on the screen, and written into a folder of its own."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any, NamedTuple

import pandas as pd
from rich.console import RenderableType

from scenarios.sweep.durable import json_bytes

from ..run.folder import RunFolder, results_folder
from .csv_files import csv_bytes
from .paragraphs import Paragraph
from .provenance import package_versions
from .screen import console

WRITTEN = {"zh": "结果已写入 {folder}", "en": "Results are in {folder}"}


class Findings(NamedTuple):
    """Titles and tables for the screen; sentences by language; tables of files by name; a figure; what was asked.

    `figure` is the name of its file, `draw` what draws it: drawing is slow to import.
    """

    shown: Sequence[RenderableType]
    sentences: Mapping[str, Sequence[str]]
    tables: Mapping[str, pd.DataFrame]
    figure: str
    draw: Callable[[], Any]
    settings: Mapping[str, Any]


def findings_folder(out: Path | None, case: str, kind: str) -> RunFolder:
    """Return the folder for the findings on a case, not taken yet; that of results unless one is named. Raises InputProblem."""
    return results_folder(out, case, f"{datetime.now():%Y%m%d-%H%M%S}-{kind}")


def write_findings(findings: Findings, folder: Path) -> None:
    """Write tables, sentences in both languages, figure and settings.json into a folder that is held."""
    from ..figures import save

    for name, table in findings.tables.items():
        (folder / f"{name}.csv").write_bytes(csv_bytes(table))
    for each, lines in findings.sentences.items():
        (folder / f"sentences.{each}.txt").write_text("\n".join(lines) + "\n", encoding="utf-8")
    save(findings.draw(), folder / findings.figure)
    made = {"made": datetime.now().isoformat(timespec="seconds"), "versions": package_versions()}
    (folder / "settings.json").write_bytes(json_bytes({**findings.settings, **made}))


def show_findings(findings: Findings, folder: Path, language: str) -> None:
    """Print findings, and where they are."""
    screen = console()
    for part in (*findings.shown, *findings.sentences[language]):
        screen.print(Paragraph(part) if isinstance(part, str) else part)
    screen.print(WRITTEN[language].format(folder=folder), soft_wrap=True)
