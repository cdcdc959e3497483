"""The city of the emerging industries: its files say what its plan says, and every population meets the drawn base of 2014."""

import csv
import dataclasses

import numpy as np
import pandas as pd
import pytest

import run
from model import simulate
from model.population.figures import registered_output
from scenarios import load_case
from scenarios.comparison.compared_table import parts_of_plan
from scenarios.effective import effective_settings

# Output that the plan's table expects of the lines that are industry, 100 million yuan: 2015, 2016.
TABLE = {"information": (430, 500), "equipment": (90, 100), "health": (50, 70), "materials": (75, 100)}
GROWTH = (1.08, 1.20)  # of 2015 over 2014, between which the base is drawn
# Numbered as in the document: its aims, two parts of a task or safeguard each, and what annex 1 scores.
NUMBERED = {"1", "2.1", "2.2", "2.3", "3.1", "3.2", "3.3"}


@pytest.fixture(scope="module")
def yueqing():
    return load_case("yueqing")


@pytest.fixture(scope="module")
def rows(yueqing):
    with (yueqing.folder / "clauses.csv").open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(("language", "said"), [("en", "no warnings"), ("zh", "没有提醒")])
def test_it_can_run_without_warnings(language, said, capsys):
    assert run.main(["check", "yueqing", "--lang", language]) == 0
    assert said in capsys.readouterr().out


def test_every_task_of_the_document_is_simulated_or_left_out_with_a_reason(rows):
    numbers = {row["clause"].removeprefix("004-").rstrip("abctuv") for row in rows}
    assert numbers - {"A1"} == NUMBERED
    assert {row["clause"] for row in rows if "A1" in row["clause"]} == {"004-A1a", "004-A1b", "004-A1c"}
    assert all(row["reason_zh"] and row["reason_en"] for row in rows if row["treatment"] == "not simulated")


def test_what_the_table_expects_beside_industry_is_left_out_by_name(rows):
    left = {row["clause"]: row["en"] for row in rows if row["treatment"] == "not simulated"}
    assert "tourism" in left["004-1u"]
    assert "port industry and logistics" in left["004-1v"]
    assert (645 + 180 + 260, 770 + 200 + 330) == (1085, 1300)


def test_every_setting_of_the_plan_is_asked_for_by_a_clause(yueqing, rows):
    named = {name for row in rows if row["treatment"] == "lever" for name in row["by"].split(";")}
    assert set(yueqing.scenario("plan").levers) <= named


def test_the_parts_of_the_plan_are_the_whole_plan(yueqing):
    """Each setting of the plan is in one of them, and they set nothing else; the counter-proposal is no part."""
    runs = {name: dataclasses.make_dataclass("Runs", ["scenario"])(each) for name, each in yueqing.scenarios.items()}
    parts = parts_of_plan(yueqing, runs)
    assert set(parts) == set(yueqing.scenarios) - {"none", "plan", "early"}
    settings = [
        each for name in parts for each in effective_settings(yueqing.scenarios[name].settings, yueqing.calendar)
    ]
    assert len(settings) == len(set(settings))
    assert set(settings) == set(effective_settings(yueqing.scenarios["plan"].settings, yueqing.calendar))


def test_nothing_of_the_plan_acts_before_it_came_out(yueqing):
    """It is of 15 September 2015: no setting starts before the fourth quarter, so that 2015 hardly differs."""
    parks, first = yueqing.world.park_names, list(yueqing.calendar.quarter_labels).index("2015Q4")
    plan, without = (yueqing.scenario(name).schedule(yueqing.calendar, parks=parks) for name in ("plan", "none"))
    assert (plan[:first] == without[:first]).all()
    assert (plan[first] != without[first]).any()


def test_targets_are_those_of_the_plan(yueqing):
    asked = {(each.indicator, each.industry, each.year): each.at_least for each in yueqing.targets}
    expected = {
        ("gross_output", line, year): amount
        for line, amounts in TABLE.items()
        for year, amount in zip((2015, 2016), amounts, strict=True)
    }
    expected |= {("emerging_output", None, 2015): 645, ("emerging_output", None, 2016): 770}
    expected |= {("emerging_value_added_growth", None, 2015): 0.10, ("large_projects", None, 2015): 1}
    assert asked == expected
    parameters = yueqing.file.parameters
    assert parameters["large_investment"].value * 10_000 == 2e9
    assert parameters["large_emerging_investment"].value * 10_000 == 1e9


def test_the_lines_of_the_plan_are_the_emerging_industries(yueqing):
    flags = dict(zip(yueqing.world.industry_names, yueqing.data.baseline.industries["emerging"], strict=True))
    assert {name for name, flag in flags.items() if flag} == set(TABLE)


def test_every_population_meets_a_base_of_2014_that_is_drawn(yueqing):
    """A line makes in 2014 what the table expects of it for 2015 over 1.08 to 1.20, and all of this is used."""
    firms, _ = yueqing.world.populations_of(np.arange(64))
    made = registered_output(yueqing.data.baseline, firms).sum(axis=1) / 10_000
    for line, (expected, _) in TABLE.items():
        base = made[:, yueqing.world.industry_names.index(line)]
        assert base.min() >= expected / GROWTH[1] * 0.999
        assert base.max() <= expected / GROWTH[0] * 1.001
        assert np.ptp(base) > 0.8 * (expected / GROWTH[0] - expected / GROWTH[1])


def test_the_city_makes_what_its_rank_says(yueqing):
    firms, _ = yueqing.world.populations_of(np.arange(64))
    city = registered_output(yueqing.data.baseline, firms).sum(axis=(1, 2)) / 10_000
    assert city.min() >= 1030 - 0.1
    assert city.max() <= 1250 + 0.1


def test_land_leans_to_emerging_industries_where_the_quota_does(yueqing):
    """Land by quality and for the leading industries: the lever does what the clause says, over 2016 as a whole."""
    shares = {}
    for name, strength in (("without", 0.0), ("with", 1.0)):
        levers = {"selection_weights": strength, "leading_industries": strength} if strength else {}
        runs = simulate(yueqing, yueqing.scenario("none").with_(**levers), 60, 4)
        land = {column: runs[f"book_land_granted{column}"].sum() for column in ("", "_emerging")}
        shares[name] = float(land["_emerging"] / land[""])
    assert shares["with"] > shares["without"] + 0.02


def test_growth_over_the_year_before_is_that_of_the_sums(yueqing):
    runs = simulate(yueqing, "none", 3, 1)
    rates = runs.industry_value_added_rate.values * yueqing.data.baseline.industries["emerging"]
    added = (runs.sum_output.sum("park").values * rates[:, None, :]).sum(axis=2)
    assert runs.emerging_value_added_growth.values[:, 1:] == pytest.approx(added[:, 1:] / added[:, :-1] - 1)
    assert np.isnan(runs.emerging_value_added_growth.values[:, 0]).all()


@pytest.mark.parametrize(("name", "participants"), [("scored_counties", 11), ("scored_industries", 6)])
def test_the_figures_that_come_with_the_case_are_scored_by_its_table(yueqing, name, participants, tmp_path, capsys):
    """Eleven county-level units of Wenzhou, or the plan's six lines; nobody gets more than the table has."""
    folder = tmp_path / name
    figures = str(yueqing.folder / f"{name}.csv")
    assert run.main(["score", "yueqing", figures, "--draws", "20", "--out", str(folder)]) == 0
    capsys.readouterr()
    points = pd.read_csv(folder / "points.csv")
    assert points["participant"].nunique() == participants


def test_figures_of_yueqing_are_those_of_a_run_of_the_plan(yueqing):
    """Ranges are those of runs: the means of another seed are inside, and the bands overlap by far."""
    with (yueqing.folder / "scored_counties.csv").open(encoding="utf-8-sig", newline="") as file:
        own = next(row for row in csv.DictReader(file) if row["id"] == "yueqing")
    runs = simulate(yueqing, "plan", 60, 9).sel(year=2015)
    of_run = {
        "growth": "emerging_value_added_growth",
        "value_added": "emerging_value_added",
        "land_share": "land_emerging",
    }
    for figure, indicator in of_run.items():
        values = runs[indicator].values
        low, high = float(own[figure + "_low"]), float(own[figure + "_high"])
        assert low < values.mean() < high
        assert np.mean((values >= low) & (values <= high)) > 0.75
    assert int(own["large_projects"]) == round(float(runs.large_projects_by_class.mean()))
