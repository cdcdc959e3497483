"""A sweep's results: the same to the bit whoever runs them and in which blocks and order, and as `simulate` has them."""

import random
import threading
import time
from concurrent.futures import ThreadPoolExecutor

import duckdb
import numpy as np
import pandas as pd
import pytest

from model import simulate
from model.indicators import INDICATORS
from model.parameters import CHOICES, PARAMETERS
from scenarios import InputProblem, load_case
from scenarios.intervals import proportion
from scenarios.sweep import design_of, read_sweep, run_points
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.results import summary_of
from scenarios.sweep.runner import Runner, run_plan, store_of
from scenarios.sweep.unit import run_unit
from tests.sweep.conftest import stored

YEARS = 6
NAMES = list(INDICATORS)


def bits(folder):
    """The outcomes of a sweep, to the bit."""
    outcomes = read_sweep(folder).outcomes
    return outcomes[["point", "replicate", "year", *NAMES]].to_numpy(np.float64).tobytes()


@pytest.fixture(scope="module")
def plain(home, tmp_path_factory):
    """The small design, run by one thread."""
    folder = tmp_path_factory.mktemp("plain") / "sweep"
    contents = {
        "name": "small", "case": "town", "scenario": "draft", "seed": 7,
        "levers": {"axes": {"multi_storey_rule": {"strength": [0.0, 0.4, 0.7]}}},
        "replicates": {"number": 12, "block": 5},
    }  # fmt: skip
    run_plan(SweepPlan(design_of(contents, "small.toml", home)), folder, workers=1)
    return folder


@pytest.mark.parametrize("workers", [2, 4])
def test_the_number_of_workers_does_not_matter(workers, design, plain, tmp_path):
    run_plan(SweepPlan(design), tmp_path / "sweep", workers=workers)
    assert stored(tmp_path / "sweep") == stored(plain)


@pytest.mark.parametrize("block", [1, 4, 12])
def test_the_size_of_the_blocks_does_not_matter(block, contents, home, plain, tmp_path):
    contents["replicates"] = {"number": 12, "block": block}
    run_plan(SweepPlan(design_of(contents, "small.toml", home)), tmp_path / "sweep")
    assert bits(tmp_path / "sweep") == bits(plain)


def test_the_summary_counts_the_two_populations(plain):
    """In blocks of five of twelve, and nobody knows the populations but by their number."""
    summary, outcomes = summary_of(plain), read_sweep(plain).outcomes.query("year == 2020")
    for point in (0, 1, 2):
        met = outcomes[outcomes["point"] == point]["hightech_output_share"].to_numpy() >= 0.5
        row = summary.query("point == @point and indicator == 'hightech_output_share' and year == 2020").iloc[0]
        expected = proportion(met, np.arange(12) % 2)
        assert (row["n"], row["successes"]) == (12, met.sum())
        assert (row["probability"], row["low"], row["high"]) == expected
        assert row["high"] - row["low"] > 0.5


def test_the_order_does_not_matter(design, plain, tmp_path):
    shuffler = random.Random(5)
    lock = threading.Lock()

    def late(task):
        with lock:
            delay = shuffler.random() / 20
        time.sleep(delay)
        return run_unit(task)

    plan = SweepPlan(design)
    shuffler.shuffle(plan.order)
    store = store_of(plan, tmp_path / "sweep", {}, resume=False)
    with ThreadPoolExecutor(4) as threads, store.locked():
        Runner(plan, store, threads, 4, work=late).run()
    assert stored(tmp_path / "sweep") == stored(plain)


def test_a_point_that_is_a_scenario_as_it_stands_is_what_simulate_gives(plain, home):
    """The draft sets the multi-storey rule to 0.7."""
    runs = simulate(load_case(home / "town"), "draft", 12, seed=7)
    outcomes = read_sweep(plain).outcomes
    point = outcomes[outcomes["point"] == 2]
    for name in INDICATORS:
        assert point[name].to_numpy().tobytes() == np.asarray(runs[name]).tobytes(), name


def test_shipped_scenarios_as_points_are_what_simulate_gives(home, tmp_path):
    case = load_case(home / "town")
    names = list(case.scenarios)
    sweep = run_points(case, pd.DataFrame({"scenario": names}), 3, 2, tmp_path / "sweep")
    assert sweep.missing == 0
    for point, name in enumerate(names):
        runs = simulate(case, name, 3, seed=2)
        found = sweep.outcomes[sweep.outcomes["point"] == point]
        for indicator in INDICATORS:
            assert found[indicator].to_numpy().tobytes() == np.asarray(runs[indicator]).tobytes(), (name, indicator)


def test_it_is_read_back_as_the_contract_says(plain):
    sweep = read_sweep(plain)
    assert sweep.case_name == "chizhou"
    assert sweep.design["name"] == "small"
    assert sweep.points.index.name == "point"
    assert sweep.points["lever.multi_storey_rule.strength"].tolist() == [0.0, 0.4, 0.7]
    assert list(sweep.outcomes.columns) == ["point", "replicate", "year", *NAMES]
    assert len(sweep.outcomes) == 3 * 12 * YEARS
    assert sweep.outcomes["replicate"].max() == 11
    assert sweep.failures.empty
    assert sweep.missing == 0
    part = read_sweep(plain, ["tax"], [2020])
    assert list(part.outcomes.columns) == ["point", "replicate", "year", "tax"]
    assert len(part.outcomes) == 36


def test_other_programs_read_the_files_as_they_are(plain):
    outcomes = read_sweep(plain).outcomes
    mean = outcomes.loc[outcomes["year"] == 2020, "tax"].mean()
    sql = f"SELECT count(*), avg(tax) FILTER (year = 2020), count(DISTINCT unit) FROM '{plain}/units/*.parquet'"
    rows, average, units = duckdb.sql(sql).fetchall()[0]
    assert (rows, units) == (216, 9)
    assert average == pytest.approx(mean, rel=1e-12)
    frame = pd.read_parquet(plain / "units")
    assert len(frame) == 216
    assert frame["unit"].nunique() == 9
    joined = f"SELECT count(*) FROM '{plain}/units/*.parquet' JOIN '{plain}/points.parquet' USING (point)"
    assert duckdb.sql(joined).fetchall() == [(216,)]


def test_the_summary_counts_what_the_outcomes_show(plain, home):
    summary = summary_of(plain)
    outcomes = read_sweep(plain).outcomes
    target = next(t for t in load_case(home / "town").targets if t.indicator == "mixed_output_share" and t.year == 2020)
    last = outcomes[outcomes["year"] == 2020]
    for name, reading_of in (("mixed_output_share", None), ("hightech_output_share", "mixed_output_share")):
        met = (last[name] >= target.at_least).groupby(last["point"]).sum()
        rows = summary[(summary["indicator"] == name) & (summary["year"] == 2020)]
        assert rows["successes"].tolist() == met.tolist()
        assert (rows["n"] == 12).all()
        assert [None if pd.isna(each) else each for each in rows["reading_of"]] == [reading_of] * 3
    assert len(summary) == 3 * (6 + 6 + 2 + 1)  # targets, other readings, all of each year, all


def test_a_run_takes_less_than_four_kilobytes(home, contents, tmp_path):
    contents["replicates"] = {"number": 50, "block": 50}
    contents["levers"] = {}
    run_plan(SweepPlan(design_of(contents, "small.toml", home)), tmp_path / "sweep")
    size = sum(path.stat().st_size for path in (tmp_path / "sweep" / "units").iterdir())
    assert size / 50 < 4096


@pytest.mark.parametrize("name", ["growth_dispersion", "unit", "scenarioo"])
def test_points_of_python_with_unknown_columns_are_refused(name, home, tmp_path):
    with pytest.raises(InputProblem, match="unknown column"):
        run_points(load_case(home / "town"), pd.DataFrame({name: [1.0]}), 2, 1, tmp_path / "sweep")
    assert not (tmp_path / "sweep").exists()


def test_every_parameter_can_be_an_uncertainty(home):
    axes = {name: [parameter.value] for name, parameter in PARAMETERS.items()}
    axes |= {name: [choice.words[0]] for name, choice in CHOICES.items()}
    contents = {"name": "x", "case": "town", "uncertainties": {"axes": axes}, "replicates": {"number": 1}}
    assert len(design_of(contents, "x", home).points[0].held) == len(PARAMETERS)
