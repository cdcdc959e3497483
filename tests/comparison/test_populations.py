"""A folder says which populations its replicates share, and holds what the variance of futures was computed from."""

import json
from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from outputs.run.folder import RunFolder
from scenarios.comparison.arrange import tables_of
from scenarios.comparison.futures_spread import futures_variance
from scenarios.comparison.sources import paired_from
from scenarios.comparison.target_table import target_table
from scenarios.experiment import run_experiment, second_chance_replicates
from scenarios.finished import FinishedRuns, read_finished
from scenarios.populations import pool_of_sweep
from scenarios.run_tables import RunTables
from scenarios.sweep import run_points

REPLICATES = 30


@pytest.fixture(scope="module")
def folder(pooled, tmp_path_factory):
    """A run of more replicates than the pool of the case has populations."""
    folder = tmp_path_factory.mktemp("runs") / "run"
    scenarios = [pooled.scenario(name) for name in ("none", pooled.plan)]
    with RunFolder(folder) as writing, RunTables(writing.path, pooled) as tables:
        experiment = run_experiment(pooled, scenarios, REPLICATES, 4, 2, None, tables)
        writing.write_tables(pooled, experiment, target_table(pooled, experiment), "en")
        writing.write_provenance(pooled, experiment, REPLICATES, 4, datetime(2026, 1, 1))
    return folder


def numbers(pooled, replicates):
    return (np.arange(replicates) % pooled.file.population.pool).tolist()


def test_a_run_writes_the_population_of_each_replicate(pooled, folder):
    parameters = pd.read_parquet(folder / "parameters.parquet")
    assert parameters["population"].dtype.kind == "i"
    assert parameters["population"].tolist() == numbers(pooled, REPLICATES)
    runs = read_finished(folder)
    assert runs.populations.loc[[0, 7, 29]].tolist() == [0, 7, 29 % pooled.file.population.pool]
    assert paired_from(runs, "run").populations.tolist() == numbers(pooled, REPLICATES)


def test_an_older_run_goes_by_the_pool_of_its_case(pooled, folder, tmp_path):
    older = tmp_path / "older"
    older.mkdir()
    for name in ("indicators.parquet", "provenance.json"):
        (older / name).write_bytes((folder / name).read_bytes())
    assert read_finished(older).populations.tolist() == numbers(pooled, REPLICATES)
    parameters = pd.read_parquet(folder / "parameters.parquet").drop(columns="population")
    parameters.to_parquet(older / "parameters.parquet")
    assert read_finished(older).populations.tolist() == numbers(pooled, REPLICATES)


def test_the_folder_holds_what_the_variance_of_futures_was_computed_from(pooled, folder):
    targets = pd.read_csv(folder / "targets.csv")
    first, again = (pd.read_parquet(folder / name) for name in ("indicators.parquet", "second_chance.parquet"))
    populations = pd.read_parquet(folder / "parameters.parquet").set_index("replicate")["population"]
    for target in pooled.targets:
        row = targets.query("scenario == @pooled.plan and indicator == @target.measure and year == @target.year").iloc[
            0
        ]
        samples = []
        for table in (first, again):
            rows = table.query("scenario == @pooled.plan and year == @target.year").set_index("replicate").sort_index()
            samples.append(rows[target.measure].loc[: int(row["pairs"]) - 1].to_numpy())
        found = futures_variance(*samples, populations.loc[: int(row["pairs"]) - 1].to_numpy())
        assert row[["variance_futures", "variance_futures_low", "variance_futures_high"]].tolist() == list(found)


def test_a_share_of_many_replicates_meets_a_second_chance():
    assert [second_chance_replicates(count) for count in (1, 150, 200, 500, 501, 2000)] == [1, 150, 200, 200, 200, 800]


def test_a_sweep_names_the_pool_of_its_case(pooled, tmp_path):
    points = pd.DataFrame({"scenario": ["none", pooled.plan]}, pd.RangeIndex(2, name="point"))
    run_points(pooled, points, REPLICATES, 4, tmp_path / "sweep", workers=2)
    assert read_finished(tmp_path / "sweep").populations.tolist() == numbers(pooled, REPLICATES)


def test_an_older_sweep_goes_by_the_case_in_its_provenance(tmp_path):
    assert pool_of_sweep(tmp_path, {}) is None
    described = {"case_file": {"population": {"pool": 7, "seed": 1}}}
    (tmp_path / "provenance.json").write_text(json.dumps(described), encoding="utf-8")
    assert pool_of_sweep(tmp_path, {}) == 7
    assert pool_of_sweep(tmp_path, {"pool": None}) is None  # each replicate has its own
    assert pool_of_sweep(tmp_path, {"pool": 3}) == 3


def test_replicates_of_runs_that_say_nothing_are_independent(pooled):
    experiment = run_experiment(pooled, [pooled.scenario(name) for name in ("none", pooled.plan)], 5, 4, 2)
    runs = FinishedRuns(*tables_of(experiment), pooled.targets, pooled.name, pooled.digest, 4)
    assert paired_from(runs, "runs").populations.tolist() == [0, 1, 2, 3, 4]
