"""The values that baseline populations were drawn with, as a run leaves them."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pandas as pd
import pyarrow.parquet as pq
import pytest

import run
from model.population.baseline import INDUSTRIES, PARKS, TOTALS, Unknown
from model.population.populations import Synthesis
from model.population.unknown import COUNTS, MIXES
from scenarios import load_case
from scenarios.baseline_table import BASELINE_FILE, BaselineTable, baseline_bytes, baseline_values
from tests.stored.conftest import CITY, REPLICATES


@pytest.fixture
def changed(tmp_path):
    """Copy the city with a line more under `[population]`, and load it."""

    def write(line):
        folder = shutil.copytree(CITY, tmp_path / "town")
        text = (folder / "case.toml").read_text(encoding="utf-8")
        (folder / "case.toml").write_text(text.replace("[population]\n", f"[population]\n{line}\n"), encoding="utf-8")
        return load_case(folder)

    return write


def by_hand(case, row):
    """The baseline and the parameters of a case with the values of a row of the file in their places."""
    baseline, parameters = case.data.baseline, case.file.central_values()
    parks = {park.id: park for park in baseline.parks}
    industries, totals = baseline.industries.copy(), {}
    mixes = {name: getattr(baseline, name).copy() for name in MIXES}
    for each in baseline.unknowns:
        value = int(row[each.name]) if each.column in COUNTS else float(row[each.name])
        if each.table == PARKS:
            parks[each.row] = replace(parks[each.row], **{each.column: value})
        elif each.table == INDUSTRIES:
            column = mixes[each.column] if each.column in MIXES else industries[each.column]
            column[baseline.industry_ids.index(each.row)] = value
        elif each.table == TOTALS:
            totals[each.column] = value
        else:
            parameters[each.column] = value
    made = replace(
        baseline, parks=tuple(parks.values()), industries=industries, unknowns=(), sums=(), **mixes, **totals
    )
    return made, parameters


def test_a_row_is_a_population_and_a_column_a_number(finished, city):
    written = pd.read_parquet(finished / BASELINE_FILE)
    members = city.world.populations.members(np.arange(REPLICATES))
    assert written["population"].tolist() == list(range(REPLICATES))
    assert list(written)[2:] == [each.name for each in city.data.baseline.unknowns]
    np.testing.assert_array_equal(written.iloc[:, 2:], members.values)
    assert written["share_kept"].tolist() == members.shares.tolist()
    assert written["parks/lakeside/plot_ratio"].nunique() == REPLICATES


@pytest.mark.parametrize("number", [0, 5])
def test_a_world_built_from_a_row_by_hand_has_the_firms_of_its_population(finished, city, number):
    row = pd.read_parquet(finished / BASELINE_FILE).set_index("population").loc[number]
    assert row["share_kept"] == 1.0
    firms, parks, _ = Synthesis(*by_hand(city, row)).made(np.array([number]))
    members = city.world.populations.members(np.array([number]))
    for mine, theirs in ((firms, members.firms), (parks, members.parks)):
        for name in mine.dtype.names:
            np.testing.assert_allclose(mine[name], theirs[name], rtol=1e-12, err_msg=name)
    other = city.world.populations.members(np.array([number + 1]))
    assert not np.allclose(firms.output[0, :40], other.firms.output[0, :40], rtol=1e-3)


def test_a_column_says_its_unit_labels_centre_and_range(finished):
    """0.72 with 30 % on either side; output of firms in the unit of the baseline."""
    schema = pq.read_schema(finished / BASELINE_FILE)
    words = {
        name: {key.decode(): value.decode() for key, value in schema.field(name).metadata.items()}
        for name in schema.names
    }
    ratio = words["parks/lakeside/plot_ratio"]
    ends = [float(ratio.pop(key)) for key in ("low", "central", "high")]
    assert ends == pytest.approx([0.504, 0.72, 0.936])
    assert ratio == {"unit": "1", "zh": "湖滨经开区容积率", "en": "plot ratio of Lakeside zone"}
    assert words["parks/lakeside/industrial_land"]["unit"] == "mu"
    assert words["industries/batteries/trend"]["unit"] == "1/year"
    assert words["parameters/upgrade_rate"]["unit"] == "1/year"
    assert words["share_kept"]["unit"] == "share"
    assert all({"unit", "zh", "en"} <= set(each) for each in words.values())
    assert schema.metadata[b"case"] == b"linhu"


@pytest.mark.chizhou
def test_what_parks_make_is_in_the_unit_of_the_baseline(case, tmp_path):
    """The file of Chizhou says hundreds of millions of an earlier year; the baseline has 10,000 yuan of its own year."""
    table = BaselineTable(tmp_path, case)
    table.add(np.array([0]))
    assert table.read(1).shape == (1, 1 + len(case.data.baseline.unknowns))
    field = pq.read_schema(tmp_path / BASELINE_FILE).field("parks/etdz/output")
    central = next(park.output for park in case.data.baseline.parks if park.id == "etdz")
    assert field.metadata[b"unit"] == b"10k yuan/year"
    assert float(field.metadata[b"central"]) == pytest.approx(central)


def test_a_pool_has_a_row_for_each_of_its_populations(changed, tmp_path):
    pooled = changed("pool = 3")
    table = BaselineTable(tmp_path, pooled)
    for block in ([0, 1], [2, 0, 1, 2], [0, 1]):
        table.add(np.array(block))
    assert table.read(100).index.tolist() == [0, 1, 2]
    assert (table.rows, table.moved) == (3, 0)
    assert baseline_bytes(pooled, 2) == 16.0 * len(pooled.data.baseline.unknowns)
    assert baseline_bytes(pooled, 50) == 24.0 * len(pooled.data.baseline.unknowns)


def test_a_draw_that_was_moved_is_counted_and_its_share_written(case, tmp_path):
    """Firms of 2,000 and more cannot share an output of 1,000 each: half a park's output is out of reach at some draws."""
    baseline = case.data.baseline
    park = min((each for each in baseline.parks if each.is_zone), key=lambda each: each.output / each.firms)
    narrow = Unknown("parks", park.id, "output", 1000.0 * park.firms, park.output)
    alone = replace(baseline, unknowns=(narrow,), sums=(), zone_gross_output_share=None)
    tight = replace(case, data=case.data._replace(baseline=alone))
    table = BaselineTable(tmp_path, tight)
    table.add(np.arange(48))
    written = table.read(48)
    shares = tight.world.populations.members(np.arange(48)).shares
    assert written["share_kept"].tolist() == shares.tolist()
    assert 0 < table.moved < 48
    assert table.moved == np.count_nonzero(shares < 1.0)


def test_a_run_whose_baseline_does_not_vary_says_so_and_writes_no_values(changed, tmp_path, capsys):
    held = changed("vary_baseline = false")
    arguments = ["run", str(held.folder), "-n", "9", "--threads", "1", "--out", str(tmp_path / "run")]
    assert run.main(arguments) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "they differ by chance and parameters together (baseline held)." in said
    assert not (tmp_path / "run" / BASELINE_FILE).exists()
    told = json.loads((tmp_path / "run" / "provenance.json").read_text(encoding="utf-8"))
    assert (told["vary_baseline"], told["baseline_numbers_drawn"]) == (False, 0)
    assert (told["baselines_drawn"], told["baselines_moved"]) == (0, 0)
    assert baseline_values(held, np.arange(3)).shape == (3, 0)


def test_provenance_says_what_was_drawn(finished, city):
    told = json.loads((finished / "provenance.json").read_text(encoding="utf-8"))
    assert told["vary_baseline"] is True
    assert told["baseline_numbers_drawn"] == len(city.data.baseline.unknowns) > 100
    assert (told["baselines_drawn"], told["baselines_moved"]) == (REPLICATES, 0)


def test_the_carriers_of_the_headline_are_in_the_folder(finished, tmp_path):
    """23 replicates name next to nothing; whatever they name of the headline is in both files."""
    table = pd.read_csv(finished / "carriers.csv")
    columns = ["scenario", "indicator", "year", "layer", "number", "zh", "en", "share", "low", "high"]
    assert list(table) == columns
    told = json.loads((finished / "provenance.json").read_text(encoding="utf-8"))["carriers"]
    assert (told["scenario"], told["indicator"], told["year"]) == ("blueprint", "output_per_mu", 2021)
    mine = table[(table["indicator"] == "output_per_mu") & (table["year"] == 2021)]
    assert [each["number"] for each in told["numbers"]] == mine["number"].tolist()


def test_without_the_plan_nothing_carries_it(tmp_path):
    folder = tmp_path / "run"
    assert run.main(["run", str(CITY), "-s", "none", "-n", "3", "--threads", "1", "--out", str(folder)]) == 0
    assert not (folder / "carriers.csv").exists()
    assert json.loads((folder / "provenance.json").read_text(encoding="utf-8"))["carriers"] is None
