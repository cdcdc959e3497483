"""A folder says which populations its replicates share, and holds what the shares of layers were computed from."""

import json
from datetime import datetime

import numpy as np
import pandas as pd
import pytest

from outputs.run.folder import RunFolder
from scenarios.comparison.arrange import tables_of
from scenarios.comparison.layer_shares import layer_shares
from scenarios.comparison.sources import paired_from
from scenarios.comparison.target_table import target_table
from scenarios.crossing import crossing_of
from scenarios.experiment import explained, run_experiment
from scenarios.finished import FinishedRuns, read_finished
from scenarios.populations import pool_of_sweep
from scenarios.run_tables import RunTables
from scenarios.sweep import run_points

REPLICATES = 180  # 60 blocks of three, where a choice is drawn; 50 are needed


@pytest.fixture(scope="module")
def folder(pooled, tmp_path_factory):
    """A run of more replicates than the pool of the case has populations."""
    folder = tmp_path_factory.mktemp("runs") / "run"
    scenarios = [pooled.scenario(name) for name in ("none", pooled.plan)]
    with RunFolder(folder) as writing, RunTables(writing.path, pooled) as tables:
        experiment = run_experiment(pooled, scenarios, REPLICATES, 4, 2, None, tables, crossed=explained(pooled))
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


def test_the_folder_holds_what_the_shares_of_layers_were_computed_from(pooled, folder):
    """A repeated future has parameters and baseline of one replicate, a mixed one of two."""
    targets = pd.read_csv(folder / "targets.csv")
    indicators, crossed = (pd.read_parquet(folder / name) for name in ("indicators.parquet", "crossed.parquet"))
    populations = pd.read_parquet(folder / "parameters.parquet").set_index("replicate")["population"]
    crossing = crossing_of(REPLICATES, pooled.file.population.pool, pooled.world.future)
    members = crossing.members
    known = []
    for target in pooled.targets:
        row, base, runs = (
            table[(table["scenario"] == pooled.plan) & (table["year"] == target.year)]
            for table in (targets[targets["indicator"] == target.measure], indicators, crossed)
        )
        values = base.set_index("replicate")[target.measure].loc[members.ravel()].to_numpy().reshape(members.shape)
        same = runs["parameters"] == runs["baseline"]
        repeated, mixed = (runs[kind][target.measure].to_numpy().reshape(members.shape) for kind in (same, ~same))
        clusters = populations.loc[members[:, 0]].to_numpy()
        found = layer_shares(values, repeated, mixed, clusters)
        known.append(np.isfinite(found.chance.estimate))
        columns = ["share_baseline", "share_baseline_low", "share_baseline_high"]
        np.testing.assert_array_equal(row[columns].to_numpy(float)[0], found.future[1])
    assert any(known)


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
