"""The case without a target: its files say what its document says, and commands show differences or refuse clearly."""

import csv
import dataclasses

import numpy as np
import pandas as pd
import pytest
from rich.cells import cell_len

import run
from model import ZoneModel
from scenarios import load_case
from scenarios.comparison.compared_table import parts_of_plan
from scenarios.effective import effective_settings
from scenarios.experiment import run_experiment

# Numbered as in the document: its aims, general demands, fourteen tasks and three safeguards.
NUMBERED = {"1", "2", *(f"3.{task}" for task in range(1, 15)), "4.1", "4.2", "4.3"}


@pytest.fixture(scope="module")
def quzhou():
    return load_case("quzhou")


@pytest.fixture(scope="module")
def rows(quzhou):
    with (quzhou.folder / "clauses.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("language", "said"), [("en", "It can run: 1 warning,"), ("zh", "可以运行：1 条提醒，")])
def test_it_can_run_and_is_warned_of_a_zone_that_is_merged_and_promoted(language, said, capsys):
    assert run.main(["check", "quzhou", "--lang", language]) == 0
    assert said in capsys.readouterr().out


def test_every_task_of_the_document_is_simulated_or_left_out_with_a_reason(rows):
    assert {row["clause"].removeprefix("000-").rstrip("bcd") for row in rows} == NUMBERED
    assert all(row["reason_zh"] and row["reason_en"] for row in rows if row["treatment"] == "not simulated")


def test_every_setting_of_the_reform_is_asked_for_by_a_clause(quzhou, rows):
    named = {name for row in rows if row["treatment"] == "lever" for name in row["by"].split(";")}
    assert set(quzhou.scenario("reform").levers) == named


def test_the_reforms_one_by_one_are_the_whole_reform(quzhou):
    """Each setting of the reform is in one of them, and they set nothing else; the counter-proposal is no part."""
    runs = {name: dataclasses.make_dataclass("Runs", ["scenario"])(each) for name, each in quzhou.scenarios.items()}
    parts = parts_of_plan(quzhou, runs)
    assert set(parts) == set(quzhou.scenarios) - {"none", "reform", "low_carbon"}
    settings = [each for name in parts for each in effective_settings(quzhou.scenarios[name].settings, quzhou.calendar)]
    assert len(settings) == len(set(settings))
    assert set(settings) == set(effective_settings(quzhou.scenarios["reform"].settings, quzhou.calendar))


def test_output_and_firms_are_those_from_20_million_yuan(quzhou):
    """104.2 billion of 2010, less 4.5 %, of which zones make 55 %; 0.65 to 0.75 of some 970 firms."""
    parks = quzhou.data.baseline.parks
    zones = sum(park.output for park in parks if park.is_zone) / 10_000
    assert zones == pytest.approx(0.55 * 0.955 * 1042, rel=0.002)
    hightech = next(label for label in quzhou.parks_by_id if label.id == "hightech_park")
    output = parks[quzhou.parks_by_id.index(hightech)].output / 10_000
    assert output == pytest.approx(0.955 * 100.13 / 1.33, rel=0.002)
    assert 0.65 * 970 < sum(park.firms for park in parks) < 0.75 * 970


def test_land_is_what_the_city_sold_and_costs_what_was_paid(quzhou):
    """18,145 mu in 22 months are 9,900 a year, and 1.214 billion yuan are 66,900 yuan a mu."""
    assert sum(park.land_plan for park in quzhou.data.baseline.parks) == 7500
    price = quzhou.file.parameters["land_price"]
    assert price.value == pytest.approx(121_400 / 18_145, rel=0.001)


def test_two_zones_may_become_national_ones_and_one_of_them_needs_high_tech(quzhou):
    sites, names = quzhou.world.arrays.sites, quzhou.world.park_names
    found = {names[place]: int(sites.needs_hightech[place]) for place in np.flatnonzero(sites.candidate)}
    assert found == {"economic_zone": 0, "hightech_park": 1}


@pytest.fixture(scope="module")
def written(tmp_path_factory):
    folder = tmp_path_factory.mktemp("quzhou") / "run"
    arguments = ["run", "quzhou", "-s", "reform", "-s", "innovation", "-n", "12", "--out", str(folder)]
    assert run.main(arguments) == 0
    return folder


def test_a_run_writes_differences_and_no_targets(written, quzhou):
    assert not (written / "targets.csv").exists()
    assert not (written / "target_attainment.png").exists()
    assert (written / "differences.png").is_file()
    table = pd.read_csv(written / "differences.csv")
    assert table["scenario"].unique().tolist() == ["none", "reform", "innovation"]
    assert table["indicator"].unique().tolist() == [*quzhou.compared, "policy_cost"]
    assert set(table["year"]) == {2015}
    assert table.loc[table["added_up"], "indicator"].unique().tolist() == [
        "land_granted",
        "farmland_spared",
        "policy_cost",
    ]
    cost = table[(table["scenario"] == "innovation") & (table["indicator"] == "policy_cost")].iloc[0]
    # 100 million yuan a year from 2011Q3 over a ramp of four quarters: 4 quarters of 0.2, 0.4, 0.6, 0.8 of 0.25, then 14 full
    # ones make 4; three provincial platforms besides, or national ones
    assert cost["difference"] >= 4.0 - 1e-9
    assert cost["part_of_plan_low"] <= cost["part_of_plan"] <= cost["part_of_plan_high"]


@pytest.mark.parametrize(("language", "words"), [
    ("en", ["The plan has no target: no chance of meeting one, only differences from 'no reform'.", "which reforms carry the difference of 'the reform'", "cost of a unit of improvement", "Added up since 2011: land granted in zones, farmland spared, fiscal cost of the scenario."]),
    ("zh", ["该规划没有设定目标：没有达成概率，只有与“无改革”之差。", "“改革方案”之差由哪些改革带来", "每改善一个单位的财政支出", "供应工业用地、少占耕地、政策财政支出为 2011 年以来各年合计"]),
])  # fmt: skip
def test_the_terminal_says_plainly_that_there_are_differences_only(language, words, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    arguments = [
        "run",
        "quzhou",
        "-s",
        "reform",
        "-s",
        "green",
        "-n",
        "6",
        "--lang",
        language,
        "--out",
        str(tmp_path / "out"),
    ]
    assert run.main(arguments) == 0
    said = capsys.readouterr().out
    flat = "".join(said.split())
    for text in words:
        assert "".join(text.split()) in flat, text
    assert "probability of the" not in said
    assert "目标达成概率" not in said
    assert max(cell_len(line) for line in said.splitlines()[:-1]) <= 80  # the last one names the folder


REFUSED = {
    "search": ["search", "quzhou"],
    "compare": ["compare", "quzhou"],
    "sensitivity": ["sensitivity", "quzhou", "--method", "morris", "--target", "all_targets"],
}


@pytest.mark.parametrize("arguments", REFUSED.values(), ids=REFUSED)
@pytest.mark.parametrize(("language", "said"), [("en", "the case has no targets"), ("zh", "该案例没有设定目标")])
def test_what_needs_a_target_is_refused(arguments, language, said, capsys):
    assert run.main([*arguments, "--lang", language]) == 2
    shown = capsys.readouterr()
    assert said in shown.err
    assert shown.out == ""


def test_a_finished_run_is_refused_where_targets_are_needed(written, capsys):
    assert run.main(["compare", str(written)]) == 2
    assert "the case has no targets" in capsys.readouterr().err
    assert run.main(["discover", str(written), "--target", "all_targets"]) == 2
    assert "the case has no targets" in capsys.readouterr().err


def test_a_sweep_runs_without_targets_but_not_by_a_rule_about_one(tmp_path, capsys):
    design = tmp_path / "fund.toml"
    plain = 'name = "fund"\ncase = "quzhou"\nscenario = "reform"\nseed = 1\n[replicates]\nnumber = 2\n[levers.axes]\ninnovation_fund = { strength = [0, 10000] }\n'
    design.write_text(plain, encoding="utf-8")
    assert run.main(["sweep", str(design), "--out", str(tmp_path / "sweep")]) == 0
    capsys.readouterr()
    assert run.main(["discover", str(tmp_path / "sweep"), "--target", "all_targets"]) == 2
    assert "the case has no targets" in capsys.readouterr().err
    design.write_text(plain.replace("number = 2", 'target = "all_targets"\nwidth = 0.2'), encoding="utf-8")
    assert run.main(["sweep", str(design), "--out", str(tmp_path / "ruled")]) == 2
    assert "replicates.target: the case has no targets" in capsys.readouterr().err


def test_the_spread_of_the_headline_is_explained_though_there_is_no_target(quzhou):
    """What is crossed are the headline indicators in the last year."""
    assert quzhou.looked_at == (("gross_output", 2015), ("hightech_output_share", 2015))
    scenarios = [quzhou.scenario("none"), quzhou.scenario("reform")]
    crossed = run_experiment(quzhou, scenarios, 4, 1, 1, crossed=("reform",))["reform"].crossed
    assert list(crossed.data_vars) == ["gross_output", "hightech_output_share"]
    assert crossed["year"].values.tolist() == [2015]


def test_permits_of_closed_firms_are_taken_back_where_two_pollutants_come_under_control_later(quzhou):
    """Ammonia nitrogen and nitrogen oxides are verified in 2011Q1, when newcomers already have the rows of closed firms."""
    model = ZoneModel(quzhou, "none", seed=1)
    before = model.state.holdings.copy()
    model.step()
    gone = (before.identity > 0) & ~np.isin(before.identity, model.state.holdings.identity)
    page = model.state.permit_book[model.quarter]
    assert before.held[gone, :2].sum() > 0
    assert (before.held[gone].sum(axis=0) == page.reclaimed).all()
    assert (page.issued == page.held + page.reserve_closing + page.retired).all()
    assert (page.verified > 0).tolist() == [False, False, True, True]
