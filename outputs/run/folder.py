"""The folder of a run: complete or not there. Everything is written to a temporary folder that is then renamed."""

import contextlib
import json
import os
import shutil
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

import pandas as pd

from scenarios.case import Case
from scenarios.experiment import ScenarioRuns
from scenarios.refusals.folders import unwritable

from ..shared.provenance import provenance

RESULTS = Path("results")


def run_name(seed: int, replicates: int, moment: datetime) -> str:
    """Return the name of a run: when, how many replicates, which seed."""
    return f"{moment:%Y%m%d-%H%M%S}-n{replicates}-seed{seed}"


def indicator_table(case: Case, experiment: Mapping[str, ScenarioRuns]) -> pd.DataFrame:
    """Return every indicator by scenario, replicate and year: one row each, one column an indicator."""
    frames = []
    for name, runs in experiment.items():
        frame = runs.indicators.to_dataframe().reset_index()
        frame.insert(0, "scenario", name)
        frame.insert(0, "case", case.name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


def parameter_table(experiment: Mapping[str, ScenarioRuns]) -> pd.DataFrame:
    """Return the parameters that each replicate used, and the number of its baseline population, as for every scenario."""
    runs = next(iter(experiment.values()))
    frame = runs.parameters.to_dataframe().reset_index()
    return frame.rename(columns=lambda name: name.removeprefix("parameter_"))


def second_chance_table(case: Case, experiment: Mapping[str, ScenarioRuns]) -> pd.DataFrame:
    """Return what the variances of chance and futures are computed from besides `indicator_table`.

    Measures and years of the targets, of the replicates that met a second chance: a row a scenario, replicate and year.
    """
    measures = list(dict.fromkeys(target.measure for target in case.targets))
    years = sorted({target.year for target in case.targets})
    frames = []
    for name, runs in experiment.items():
        frame = runs.second_chance[measures].sel(year=years).to_dataframe().reset_index()
        frame.insert(0, "scenario", name)
        frames.append(frame)
    return pd.concat(frames, ignore_index=True)


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
            self.path.rename(self.final)
        else:
            self._vanish()

    def _vanish(self) -> None:
        """Remove the temporary folder, and those created for it that nobody else has put anything into."""
        if self.path in self.created:
            shutil.rmtree(self.path, ignore_errors=True)
        for folder in reversed(self.created):
            with contextlib.suppress(OSError):
                folder.rmdir()

    def write_tables(self, case: Case, experiment: Mapping[str, ScenarioRuns], targets: pd.DataFrame) -> None:
        """Write targets.csv, indicators.parquet, second_chance.parquet and parameters.parquet."""
        targets.astype(dict.fromkeys(("year", "replicates_to_detect", "pairs"), "Int64")).to_csv(
            self.path / "targets.csv", index=False
        )
        indicator_table(case, experiment).to_parquet(self.path / "indicators.parquet", index=False)
        second_chance_table(case, experiment).to_parquet(self.path / "second_chance.parquet", index=False)
        parameter_table(experiment).to_parquet(self.path / "parameters.parquet", index=False)

    def write_provenance(
        self, case: Case, experiment: Mapping[str, ScenarioRuns], replicates: int, seed: int, moment: datetime
    ) -> None:
        """Write provenance.json."""
        content = provenance(case, experiment, replicates, seed, moment)
        text = json.dumps(content, ensure_ascii=False, indent=1)
        (self.path / "provenance.json").write_text(text + "\n", encoding="utf-8")
