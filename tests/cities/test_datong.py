"""The case of specialised towns: its files say what its document says, and a run recognises towns by review and contest."""

import csv
import dataclasses

import numpy as np
import pandas as pd
import pytest

import run
from model import simulate
from model.towns import TownStatus
from scenarios import load_case
from scenarios.comparison.compared_table import parts_of_plan
from scenarios.effective import effective_settings

# Numbered as in the document: aims, towns to cultivate, ten tasks and five mechanisms.
NUMBERED = {"1", "2", *(f"3.{task}" for task in range(1, 11)), *(f"4.{mechanism}" for mechanism in range(1, 6))}
# Nine towns that the document names, and data services, which it names as a field.
NAMED = {
    "medicine", "rail", "coal_machinery", "graphite", "recycled_metal", "paper", "activated_carbon", "astragalus", "daylily",
    "data_services",
}  # fmt: skip
LARGE = {"medicine", "rail", "coal_machinery", "graphite", "recycled_metal", "data_services"}
REPLICATES = 200


@pytest.fixture(scope="module")
def datong():
    return load_case("datong")


@pytest.fixture(scope="module")
def rows(datong):
    with (datong.folder / "clauses.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.fixture(scope="module")
def towns(datong):
    return {park.id: park for park in datong.data.baseline.parks if park.town_class}


@pytest.fixture(scope="module")
def without(datong):
    return simulate(datong, "none", REPLICATES, 1)


def chance(runs, target):
    """Return the share of replicates that meet a target."""
    return float(target.met(runs[target.indicator].sel(year=target.year).values).mean())


@pytest.mark.parametrize(("language", "said"), [("en", "no warnings"), ("zh", "没有提醒")])
def test_it_can_run_without_warnings(language, said, capsys):
    assert run.main(["check", "datong", "--lang", language]) == 0
    assert said in capsys.readouterr().out


def test_every_task_of_the_document_is_simulated_or_left_out_with_a_reason(rows):
    assert {row["clause"].removeprefix("001-").rstrip("bcd") for row in rows} == NUMBERED
    assert all(row["reason_zh"] and row["reason_en"] for row in rows if row["treatment"] == "not simulated")


def test_every_setting_of_the_plan_is_asked_for_by_a_clause(datong, rows):
    named = {name for row in rows if row["treatment"] == "lever" for name in row["by"].split(";")}
    assert set(datong.scenario("plan").levers) == named


def test_the_parts_of_the_plan_one_by_one_are_the_whole_plan(datong):
    """Each setting of the plan is in one of them, and they set nothing else; the counter-proposal is no part."""
    runs = {name: dataclasses.make_dataclass("Runs", ["scenario"])(each) for name, each in datong.scenarios.items()}
    parts = parts_of_plan(datong, runs)
    assert set(parts) == set(datong.scenarios) - {"none", "plan", "small_first"}
    settings = [each for name in parts for each in effective_settings(datong.scenarios[name].settings, datong.calendar)]
    assert len(settings) == len(set(settings))
    assert set(settings) == set(effective_settings(datong.scenarios["plan"].settings, datong.calendar))


def test_the_counter_proposal_leaves_the_large_towns_and_the_price_of_power_out(datong, towns):
    levers = datong.scenario("small_first").settings
    assert set(levers["town_cultivation"].parks) == set(towns) - LARGE
    assert levers["town_power_price"].strength == 0
    assert levers["town_cultivation"].strength == datong.scenario("plan").levers["town_cultivation"].strength


def test_targets_are_those_of_the_document(datong):
    assert {each.key: each.bounds for each in datong.targets} == {
        "towns_recognised.2023": {"at_least": 6},
        "provincial_applications.2023": {"at_least": 3},
        "provincial_towns.2023": {"at_least": 1},
        "provincial_towns.2025": {"at_least": 3},
        "municipal_towns.2025": {"at_least": 20},
    }
    assert {each.key: each.readings for each in datong.targets if each.readings} == {
        "municipal_towns.2025": ("municipal_towns_only",)
    }
    assert {each.key: each.flag_above for each in datong.targets if each.flag_above is not None} == {
        "towns_recognised.2023": 10
    }


def test_towns_have_one_leading_industry_and_none_is_recognised_at_the_baseline(towns):
    assert {name for name, town in towns.items() if town.town_status == TownStatus.CANDIDATE} >= NAMED
    assert {town.town_status for town in towns.values()} == {TownStatus.CANDIDATE, TownStatus.POTENTIAL}
    assert all(len(town.leading) == 1 for town in towns.values())
    assert len(towns) >= 20  # else the target of 2025 could not be met by any means
    assert {name for name, town in towns.items() if not town.contest_class} == {"data_services"}


def test_coal_and_power_are_left_out(datong):
    assert not {"coal", "mining", "power"} & set(datong.world.industry_names)


def test_planned_area_of_medicine_and_carbon_output_of_2018_are_those_of_the_press(datong, towns):
    """22 km2 are 33,000 mu; 55 % of 2.853 billion yuan in eleven months are 1.7 billion a year, and more was built since."""
    assert towns["medicine"].planned == pytest.approx(22e6 / 666.67, rel=0.002)
    of_2018 = 0.55 * 28.53 * 12 / 11
    (graphite,) = (fact for fact in datong.data.facts if fact.key == "gross_output.park.graphite.2022")
    assert graphite.low == pytest.approx(of_2018, rel=0.02)
    assert towns["graphite"].output / 10_000 > of_2018


def test_the_province_takes_about_seven_towns_a_year(datong):
    """From 10 in September 2022 to 30 by the end of 2025 are 20 in three years."""
    assert datong.file.parameters["contest_places"].value == pytest.approx(20 / 3, abs=0.5)


def test_towns_are_recognised_at_the_end_of_a_year_and_counted_with_and_without_provincial_ones(without):
    recognised = without.book_municipal_recognised.values.sum(axis=2)
    quarters = [str(quarter) for quarter in without.quarter.values]
    in_fourth = np.array([quarter.endswith("Q4") for quarter in quarters]) & (np.array(quarters) != "2022Q4")
    assert not recognised[:, ~in_fourth].any()
    assert (recognised[:, in_fourth].sum(axis=0) > 0).all()
    assert np.array_equal(without.municipal_towns, without.municipal_towns_only + without.provincial_towns)


def test_data_services_never_win_the_contest_of_the_province(datong, without):
    place = datong.world.park_names.index("data_services")
    assert without.book_municipal_recognised.values[:, :, place].any()
    assert not without.book_provincial_applications.values[:, :, place].any()


def test_without_the_plan_the_targets_of_2023_are_met_in_some_futures_and_missed_in_others(datong, without):
    assert all(0.05 < chance(without, target) < 0.95 for target in datong.targets if target.year == 2023)


def test_the_standard_alone_does_not_decide_the_target_of_2023_but_who_applies_does(datong):
    """At either end of the standard the target is open; at either end of the applications it is much less so."""
    target = datong.targets[0]

    def held(**values):
        return chance(simulate(datong, "none", REPLICATES, 1, hold=values), target)

    strict, lenient = held(municipal_output=80_000.0), held(municipal_output=30_000.0)
    few, all_of_them = held(municipal_application=0.45), held(municipal_application=0.95)
    assert 0.1 < strict < lenient < 0.9
    assert few < strict
    assert all_of_them > lenient


def test_a_run_points_out_more_than_ten_towns_in_2023_without_missing_the_target(tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("outputs.figures.save_all", lambda *_: None)
    folder = tmp_path / "run"
    assert run.main(["run", "datong", "-s", "plan", "-n", "60", "--out", str(folder)]) == 0
    said = " ".join(capsys.readouterr().out.split())
    assert "probability of more than 10 towns in 2023" in said
    table = pd.read_csv(folder / "targets.csv")
    pointed = table[table["flagged"].notna()]
    assert set(pointed["indicator"]) == {"towns_recognised"}
    assert len(pointed) == table["scenario"].nunique()
    indicators = pd.read_parquet(folder / "indicators.parquet")
    found = indicators[(indicators["scenario"] == "plan") & (indicators["year"] == 2023)]["towns_recognised"]
    of_plan = pointed[pointed["scenario"] == "plan"].iloc[0]
    assert of_plan["flagged"] == pytest.approx((found > 10).mean())
    assert of_plan["probability"] == pytest.approx((found >= 6).mean())
