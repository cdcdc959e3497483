"""Columns of results: types, units and labels in Parquet files, in data sets and in CSV files."""

import json

import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from model import simulate
from model.indicators import INDICATORS
from model.parameters import PARAMETERS
from model.source_hash import MODEL_HASH
from outputs.run.indicator_summary import indicator_summary
from outputs.shared.csv_files import csv_bytes
from outputs.shared.values import cell_number
from scenarios.experiment import run_experiment
from scenarios.sweep.runner import run_points
from tests.stored.conftest import REPLICATES

MARK = b"\xef\xbb\xbf"


def words_of(schema, name):
    return {key.decode(): value.decode() for key, value in schema.field(name).metadata.items()}


@pytest.fixture(scope="module")
def sweep(city, tmp_path_factory):
    folder = tmp_path_factory.mktemp("sweep") / "store"
    points = pd.DataFrame({"uncertainty.macro_growth": [0.01, 0.05]})
    run_points(city, points, 3, 1, folder, workers=1)
    return folder


def unit_schema(folder):
    return pq.read_schema(next((folder / "units").glob("*.parquet")))


def test_every_column_says_its_unit_and_labels(finished, sweep):
    for schema in (pq.read_schema(finished / "indicators.parquet"), unit_schema(sweep)):
        assert all(set(words_of(schema, name)) == {"unit", "zh", "en"} for name in schema.names)
        share = INDICATORS["hightech_output_share"]
        assert words_of(schema, share.name) == {"unit": "share", "zh": share.zh, "en": share.en}
        assert schema.metadata[b"case"] == b"linhu"
        assert schema.metadata[b"model_hash"].decode() == MODEL_HASH
        assert schema.metadata[b"version"]
    parameters = pq.read_schema(finished / "parameters.parquet")
    assert words_of(parameters, "macro_growth")["unit"] == PARAMETERS["macro_growth"].unit
    points = pq.read_schema(sweep / "points.parquet")
    assert words_of(points, "uncertainty.macro_growth")["zh"] == PARAMETERS["macro_growth"].zh


def test_runs_and_sweeps_have_the_same_types(finished, sweep):
    run, unit = pq.read_schema(finished / "indicators.parquet"), unit_schema(sweep)
    shared = [name for name in run.names if name in unit.names]
    assert {"replicate", "year", *INDICATORS} <= set(shared)
    assert [run.field(name).type for name in shared] == [unit.field(name).type for name in shared]
    assert (run.field("replicate").type, run.field("year").type) == (pa.int32(), pa.int32())
    assert all(run.field(name).type == pa.float64() for name in INDICATORS)
    assert pq.read_schema(sweep / "points.parquet").field("point").type == unit.field("point").type


def test_a_sweep_keeps_a_copy_of_its_case(sweep, city):
    from scenarios.case import input_files
    from scenarios.finished import case_of, place_of, read_finished

    assert {path.name: path.read_bytes() for path in (sweep / "case").iterdir()} == input_files(city.folder)
    assert case_of(read_finished(sweep), place_of(sweep)).folder == sweep / "case"


def test_every_variable_of_a_data_set_says_its_unit_and_what_it_is(city):
    runs = simulate(city, "none", 1, 1)
    lacking = [name for name in runs.data_vars if not {"units", "long_name"} <= set(runs[name].attrs)]
    assert lacking == []
    assert not any("unit" in runs[name].attrs for name in runs.data_vars)
    assert runs["parameter_macro_growth"].attrs["units"] == "1/year"
    assert runs["sum_output"].attrs["units"] == "10k yuan"
    assert runs["cost"].attrs["units"] == "yuan"


def test_tables_have_a_byte_order_mark_and_unix_ends_of_lines():
    written = csv_bytes(pd.DataFrame({"名称": ["池州", "a,b"], "x": [1.5, None]}))
    assert written == MARK + '名称,x\n池州,1.5\n"a,b",\n'.encode()
    assert csv_bytes(pd.DataFrame({"x": [2]}), index=True) == MARK + b",x\n0,2\n"


def test_every_csv_of_a_run_has_the_mark(finished):
    tables = [*finished.glob("*.csv"), *(finished / "case").glob("*.csv")]
    assert {"targets.csv", "indicators.csv", "parks.csv", "clauses.csv"} <= {path.name for path in tables}
    assert [path.name for path in tables if not path.read_bytes().startswith(MARK)] == []


def test_every_shipped_table_has_the_mark():
    from scenarios.case import CASES

    assert [path for path in CASES.rglob("*.csv") if not path.read_bytes().startswith(MARK)] == []


def test_the_summary_has_rows_by_scenario_zone_and_year(finished, city):
    summary = pd.read_csv(finished / "indicators.csv", dtype=str)
    assert list(summary.columns) == ["情景", "开发区", "年份", "指标", "单位", "均值", "5%分位数", "95%分位数"]
    share, jobs = INDICATORS["hightech_output_share"], INDICATORS["jobs"]
    zones = zip(city.parks_by_id, city.world.arrays.sites, strict=True)
    assert set(summary["开发区"]) == {"全部开发区", *(park.zh for park, site in zones if site.zone)}
    values = pd.read_parquet(finished / "indicators.parquet")
    year = int(values["year"].max())
    mine = values[(values["scenario"] == "blueprint") & (values["year"] == year)][share.name]
    assert len(mine) == REPLICATES
    label = city.scenario("blueprint").zh
    row = summary[(summary["情景"] == label) & (summary["年份"] == str(year)) & (summary["开发区"] == "全部开发区")]
    found = row.set_index("指标").loc[share.zh]
    assert found["单位"] == "%"
    expected = [mine.mean(), mine.quantile(0.05), mine.quantile(0.95)]
    assert found.iloc[-3:].tolist() == [cell_number(value, "share", "zh") for value in expected]
    assert jobs.zh in set(row["指标"])


def test_what_has_no_value_has_no_row(city):
    """Nothing is simulated in the baseline year, so that events have no value in it."""
    experiment = run_experiment(city, [city.scenario("none")], 3, 1, 1)
    summary = indicator_summary(city, experiment, "en")
    baseline = summary[summary["year"] == city.calendar.year_labels[0]]
    assert INDICATORS["jobs"].en in set(baseline["indicator"])
    assert INDICATORS["upgrades"].en not in set(baseline["indicator"])
    assert INDICATORS["upgrades"].en in set(summary["indicator"])
    assert (summary["mean"] != "").all()


@pytest.mark.parametrize(
    ("value", "unit", "zh", "en"),
    [
        (71330.123, "100 million yuan", "71330", "7133000"),
        (0.45321, "share", "45.3", "45.3"),
        (1.23456, "10,000 workers", "1.235", "12350"),
        (float("nan"), "share", "", ""),
    ],
)
def test_numbers_in_files_have_no_mark_of_thousands(value, unit, zh, en):
    assert cell_number(value, unit, "zh") == zh
    assert cell_number(value, unit, "en") == en


def test_what_is_told_of_the_machine_is_no_path(finished):
    told = json.loads((finished / "provenance.json").read_text(encoding="utf-8"))
    assert "/" not in told["system"] + told["processor"]
