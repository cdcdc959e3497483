"""The folder of a run: complete or not there. Everything is written to a temporary folder that is then renamed."""

import contextlib
import errno
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from scenarios.case import Case
from scenarios.contents.listing import write_contents
from scenarios.experiment import ScenarioRuns
from scenarios.populations import PROVENANCE
from scenarios.refusals.folders import refuse_taken, unwritable
from scenarios.refusals.problem import say
from scenarios.sweep.durable import json_bytes

from ..shared.csv_files import csv_bytes
from ..shared.provenance import provenance
from .indicator_summary import indicator_summary

RESULTS = Path("results")
NO_ROOM = (errno.ENOSPC, errno.EDQUOT, errno.EFBIG)  # a disk that is full, or full for this user


def run_name(seed: int, replicates: int, moment: datetime) -> str:
    """Return the name of a run: when, how many replicates, which seed."""
    return f"{moment:%Y%m%d-%H%M%S}-n{replicates}-seed{seed}"


def results_folder(out: Path | None, case: str, name: str) -> Path:
    """Return the folder of some results: `out`, or one with a `name` among those of a case.

    Raises InputProblem when it is there already: nothing is overwritten.
    """
    folder = out if out is not None else RESULTS / case / name
    refuse_taken(folder, say("new_folder"))
    return folder


class RunFolder:
    """A folder being filled: use as a context; it takes its final name when all has been written, else it vanishes."""

    def __init__(self, folder: Path) -> None:
        self.final = folder
        self.path = folder.with_name(f".{folder.name}.{os.getpid()}")
        self.created: list[Path] = []

    def __enter__(self) -> "RunFolder":
        """Create the temporary folder and those it is in. Raises InputProblem where that cannot be."""
        try:
            for folder in reversed([self.path, *self.path.parents]):
                if not folder.exists():
                    folder.mkdir()
                    self.created.append(folder)
        except OSError as error:
            self._vanish()
            raise unwritable(self.final, error) from error
        return self

    def __exit__(self, kind: object, value: object, trace: object) -> None:
        """Give the folder its name, or remove what was written when something failed."""
        if kind is None:
            write_contents(self.path)
            self.path.rename(self.final)
            return
        self._vanish()
        if isinstance(value, OSError) and value.errno in NO_ROOM:
            raise unwritable(self.final, value) from value

    def _vanish(self) -> None:
        """Remove the temporary folder, and those created for it that nobody else has put anything into."""
        if self.path in self.created:
            shutil.rmtree(self.path, ignore_errors=True)
        for folder in reversed(self.created):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def write_tables(
        self,
        case: Case,
        experiment: Mapping[str, ScenarioRuns],
        targets: pd.DataFrame,
        language: str,
        compared: pd.DataFrame | None = None,
    ) -> None:
        """Write targets.csv and differences.csv, as far as the case has targets and compares scenarios, and indicators.csv."""
        for name, table in (("targets", targets), ("differences", compared)):
            if table is not None and not table.empty:
                typed = table.astype(dict.fromkeys(("year", "replicates_to_detect", "crossed"), "Int64"))
                (self.path / f"{name}.csv").write_bytes(csv_bytes(typed))
        (self.path / "indicators.csv").write_bytes(csv_bytes(indicator_summary(case, experiment, language)))

    def write_carriers(self, carried: pd.DataFrame | None) -> None:
        """Write carriers.csv, the table of `plan_carriers`; nothing where the plan was not run."""
        if carried is not None:
            (self.path / "carriers.csv").write_bytes(csv_bytes(carried))

    def write_scored(self, scored: pd.DataFrame) -> None:
        """Write scored.csv, the table of `scored_table`; nothing where only the reference was run."""
        if not scored.empty:
            (self.path / "scored.csv").write_bytes(csv_bytes(scored))

    def write_provenance(
        self,
        case: Case,
        experiment: Mapping[str, ScenarioRuns],
        replicates: int,
        seed: int,
        moment: datetime,
        found: Mapping[str, Any] = MappingProxyType({}),
    ) -> None:
        """Write provenance.json, with what was `found` of the numbers drawn."""
        content = {**provenance(case, experiment, replicates, seed, moment), **found}
        (self.path / PROVENANCE).write_bytes(json_bytes(content))
