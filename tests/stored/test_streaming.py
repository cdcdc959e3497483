"""Blocks of replicates: the same results to the bit for any size of them, in memory and in files."""

import numpy as np
import pandas as pd
import pytest
import xarray

from model import memory, simulate
from model.indicators import INDICATORS
from model.measures import names_of
from scenarios import InputProblem, baseline_table, experiment, park_values, parks_apart, run_tables
from scenarios.bands import bands
from scenarios.baseline_table import baseline_values
from scenarios.experiment import explained, run_experiment
from scenarios.run_tables import RunTables
from tests.stored import conftest

SEED = 11
REPLICATES = 275
PARTS = ("indicators", "crossed", "parks", "ledger", "parameters")


@pytest.fixture(scope="module")
def directly(city):
    """What the model itself says, in one piece."""
    return simulate(city, "blueprint", REPLICATES, SEED)


@pytest.fixture(scope="module")
def whole(city):
    """The experiment in one block, in memory."""
    scenarios = [city.scenario("blueprint")]
    return run_experiment(city, scenarios, REPLICATES, SEED, 1, block=2 * REPLICATES, crossed=["blueprint"])[
        "blueprint"
    ]


def test_one_block_in_memory_is_what_the_model_says(city, directly, whole):
    for name in names_of(city.world):
        np.testing.assert_array_equal(whole.indicators[name], directly[name], err_msg=name)
    for name in whole.parameters.data_vars:
        np.testing.assert_array_equal(whole.parameters[name], directly[name])


def test_small_blocks_in_files_are_the_same_to_the_bit(city, whole, tmp_path, monkeypatch):
    """137 does not divide 275; row groups and the temporary file are made small enough to matter."""
    monkeypatch.setattr(run_tables, "GROUP_ROWS", 500)
    monkeypatch.setattr(baseline_table, "GROUP_ROWS", 75)
    monkeypatch.setattr(park_values, "IN_MEMORY", 25_000)
    monkeypatch.setattr(park_values, "READ_AT_ONCE", 7 * REPLICATES)
    with RunTables(tmp_path, city) as tables:
        scenarios = [city.scenario("none"), city.scenario("blueprint")]
        runs = run_experiment(city, scenarios, REPLICATES, SEED, 2, None, tables, 137, explained(city))["blueprint"]
        first = tables.baseline.read(225)
        for part in PARTS:
            xarray.testing.assert_identical(getattr(runs, part).drop_attrs(), getattr(whole, part).drop_attrs())
    written = pd.read_parquet(tmp_path / "indicators.parquet")
    mine = written[written["scenario"] == "blueprint"]
    assert mine["replicate"].tolist() == np.repeat(np.arange(REPLICATES), len(city.calendar.year_labels)).tolist()
    last = mine[mine["year"] == mine["year"].max()]
    baselines = pd.read_parquet(tmp_path / "baseline.parquet").set_index("population")
    assert baselines.index.tolist() == list(range(REPLICATES))
    pd.testing.assert_frame_equal(first, baselines.iloc[:225], check_exact=True)  # of three or more groups of rows
    some = np.array([0, 136, 137, 274])
    pd.testing.assert_frame_equal(
        baselines.loc[some], baseline_values(city, some), check_exact=True, check_index_type=False
    )
    np.testing.assert_array_equal(last["gross_output"], whole.indicators["gross_output"].values[:, -1])
    assert {path.name for path in tmp_path.iterdir()} == {
        "indicators.parquet", "parameters.parquet", "crossed.parquet", "baseline.parquet",
    }  # fmt: skip


def test_crossed_runs_are_in_the_folder(city, finished):
    """What the shares of layers are computed from: measures and years of the targets, with the numbers of each layer."""
    written = pd.read_parquet(finished / "crossed.parquet")
    target, size = city.targets[0], len(city.world.future)  # of a block: three where a choice is drawn, else two
    last = conftest.REPLICATES // size * size - 1
    numbers = ["chance", *map(str, city.world.future)]
    assert set(written.columns) == {"case", "scenario", *numbers, "year", *(each.measure for each in city.targets)}
    assert set(written["year"]) == {each.year for each in city.targets}
    assert set(written["scenario"]) == {"none", "blueprint"}
    mine = written[(written["scenario"] == "blueprint") & (written["year"] == target.year)]
    drawn = mine[["chance", "parameters", "baseline"]].to_numpy()
    assert drawn[: size + 1].tolist() == [*([2**30 + each, each, each] for each in range(size)), [2**31, 0, 1]]
    assert drawn[-1].tolist() == [2**31 + last, last, last - size + 1]
    crossed = {layer: mine[layer].to_numpy() for layer in numbers}
    runs = simulate(city, "blueprint", len(mine), conftest.SEED, crossed=crossed)
    np.testing.assert_array_equal(mine[target.measure], runs[target.measure].sel(year=target.year))


def test_a_scenario_that_is_not_crossed_has_no_crossed_runs(city, whole):
    plain = run_experiment(city, [city.scenario("none")], 4, SEED, 1, crossed=["blueprint"])["none"]
    assert plain.crossed is None
    assert experiment.planned_runs(city, [city.scenario("none")], 4, ["blueprint"]) == 4
    size = len(city.world.future)  # five replicates make two blocks of two or one of three
    both = [city.scenario(name) for name in ("none", "blueprint")]
    assert experiment.planned_runs(city, both, 5, ["blueprint"]) == {2: 18, 3: 16}[size]
    assert whole.crossed is not None
    assert whole.crossed.sizes["replicate"] == REPLICATES // size * size * 2


def test_values_by_park_are_those_of_the_model(directly, whole):
    """Output of a zone in 100 million yuan (the record is in 10,000), and its quantiles over replicates."""
    output = directly["sum_output"].sum("industry").values / 10_000
    np.testing.assert_allclose(whole.parks["output"], output.mean(axis=0), rtol=1e-12)
    zone, name = whole.zones[1], "gross_output"
    place = list(directly["park"].values).index(zone)
    mine = whole.parks.sel(park=zone, indicator=name)
    np.testing.assert_allclose(mine["mean"], output[:, :, place].mean(axis=0), rtol=1e-12)
    np.testing.assert_allclose(mine["p95"], np.quantile(output[:, :, place], 0.95, axis=0), rtol=1e-12)


def test_a_formula_that_is_asked_of_all_parks_at_once_says_the_same_to_the_bit(city, directly):
    """A formula that looks beyond its park must be asked park by park, or it would take the park for the city."""
    recorded = park_values.recorded_of(directly, city.world.arrays)
    apart = parks_apart.ParksApart(recorded)
    together = 0
    for name in park_values.by_park():
        formula = INDICATORS[name].formula
        one_by_one = np.stack([formula(recorded.within(place)) for place in range(len(recorded.zone))], axis=-1)
        np.testing.assert_array_equal(parks_apart.of_parks(formula, recorded, apart), one_by_one, err_msg=name)
        try:
            formula(apart)
            together += 1
        except parks_apart.BeyondPark:
            pass
    assert together > len(park_values.by_park()) / 2


def test_bands_leave_out_what_has_no_value():
    """Of 1 to 21 the quantiles are 2 and 20; of 10, 20, 30 with two gaps: 10 + 0.1 x 10 and 30 - 0.1 x 10."""
    row = np.array([30.0, np.nan, 10.0, 20.0, np.nan] + [np.nan] * 16)
    found = bands(np.stack([np.arange(1.0, 22.0), row, np.full(21, np.nan)]))
    np.testing.assert_allclose(found[:, :2], [[11, 20], [2, 11], [20, 29]])
    assert np.isnan(found[:, 2]).all()


def test_the_model_refuses_more_replicates_than_memory_holds(city, monkeypatch):
    """At room for 250.5 records 250 are simulated, and 251 are not; nothing is allocated before."""
    monkeypatch.setattr(memory, "machine_memory", lambda: 250.5 * memory.record_bytes(city.world))
    simulate(city, "none", 250, 1)
    with pytest.raises(MemoryError, match=r"251 replicates.*at most 250 at a time, and set `first`"):
        simulate(city, "none", 251, 1)


def test_the_record_is_as_large_as_is_said(city):
    from model.engine import allocate_record

    record = allocate_record(city.world, 3, np.zeros(3))
    said = 3 * memory.record_bytes(city.world)
    assert said == record.sums.nbytes + record.books.nbytes + record.costs.nbytes + record.industries.nbytes


def test_an_experiment_in_memory_is_refused_where_memory_is_too_small(city, monkeypatch):
    scenarios = [city.scenario("none"), city.scenario("blueprint")]
    needed = experiment.COPIES * experiment.table_bytes(city, scenarios, 40)
    monkeypatch.setattr(experiment, "machine_memory", lambda: 0.51 * needed)
    with pytest.raises(InputProblem, match=r"--replicates.*of memory.*at most 20$"):
        run_experiment(city, scenarios, 40, 1, 1)
    assert len(run_experiment(city, scenarios, 20, 1, 1)) == 2


def test_scores_of_zones_are_kept_and_counted_only_where_they_are_asked_for(city, tmp_path, monkeypatch):
    scenarios = [city.scenario("none"), city.scenario("blueprint")]
    zones = int(city.world.arrays.sites.zone.sum())
    said = 8 * 4 * zones * 40
    assert experiment.score_bytes(city, scenarios, 40) == 3 * said
    assert run_experiment(city, scenarios[:1], 2, 1, 1)["none"].scored is None
    with RunTables(tmp_path, city) as tables:
        monkeypatch.setattr(experiment, "machine_memory", lambda: 3 * said - 1)
        with pytest.raises(InputProblem, match=r"--replicates.*of memory.*at most 39$"):
            run_experiment(city, scenarios, 40, 1, 1, tables=tables, scored=True)
        monkeypatch.setattr(experiment, "machine_memory", lambda: 3 * said)
        runs = run_experiment(city, scenarios[:1], 40, 1, 1, tables=tables, scored=True)["none"].scored
    assert sum(runs[name].nbytes for name in runs.data_vars) == said


def test_a_missing_file_of_tables_has_no_parameters(city, tmp_path):
    with RunTables(tmp_path, city) as tables, pytest.raises(AssertionError, match="no block"):
        tables.parameters()
