"""The folder of a run, and of other commands: where it is by default, and what is written into it."""

import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from types import MappingProxyType
from typing import Any

import pandas as pd

from scenarios.case import Case
from scenarios.experiment import ScenarioRuns
from scenarios.folders.held_folder import HeldFolder
from scenarios.folders.running import read_owner
from scenarios.kept_blocks import BLOCKS, kept_in
from scenarios.populations import PROVENANCE
from scenarios.refusals.folders import NO_ROOM, disk_full_kept
from scenarios.refusals.problem import say
from scenarios.sweep.durable import json_bytes

from ..shared.csv_files import csv_bytes
from ..shared.provenance import provenance
from ..shared.stopping import StoppedToContinue
from .indicator_summary import indicator_summary

RESULTS = Path("results")


def run_name(seed: int, replicates: int, moment: datetime) -> str:
    """Return the name of a run: when, how many replicates, which seed."""
    return f"{moment:%Y%m%d-%H%M%S}-n{replicates}-seed{seed}"


class RunFolder(HeldFolder):
    """A folder being filled: use as a context; it is complete when that ends, and vanishes where something failed.

    The folder of a large run that holds finished blocks stays, and `resume` continues it.
    """

    def __init__(self, folder: Path, *, numbered: bool = False, resume: bool = False) -> None:
        super().__init__(folder, numbered=numbered)
        self._resume = resume

    @staticmethod
    def keeps(folder: Path) -> bool:
        """Return whether a folder holds finished blocks of a run that was stopped."""
        return read_owner(folder) is not None and kept_in(folder) > 0

    def take(self) -> None:
        """Take the folder; with `resume` one that holds finished blocks is taken up. Raises InputProblem."""
        if self._resume and self.keeps(self.path):
            self.take_up(BLOCKS)
        else:
            super().take()

    def __exit__(self, kind: object, value: BaseException | None, trace: object) -> None:
        """Finish the folder; where something failed, leave it if it holds finished blocks, and else remove it."""
        if kind is None or not self.is_ours() or not self.keeps(self.path):
            super().__exit__(kind, value, trace)
            return
        self.leave()
        if isinstance(value, KeyboardInterrupt):
            raise StoppedToContinue(self.path) from value
        if isinstance(value, OSError) and value.errno in NO_ROOM:
            raise disk_full_kept(self.path, value, kept_in(self.path), say("blocks_kept")) from value

    def forget_blocks(self) -> None:
        """Remove the blocks that were kept: the run is done."""
        shutil.rmtree(self.path / BLOCKS, ignore_errors=True)

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


def results_folder(out: Path | None, case: str, name: str, *, resume: bool = False) -> RunFolder:
    """Return the folder of some results, not taken yet: `out`, or one with a `name` among those of a case.

    Where another run has that name already, a number is added to it. Raises InputProblem when `out` is there already:
    nothing is overwritten.
    """
    if out is None:
        return RunFolder(RESULTS / case / name, numbered=True)
    folder = RunFolder(out, resume=resume)
    if not (resume and folder.keeps(out)):
        folder.refuse_unless_free()
    return folder
