"""Scores that rise while what they are meant for does not: made-up runs worked out by hand, and what a run keeps."""

import dataclasses
import math
from fractions import Fraction

import numpy as np
import pytest
import xarray

from model import ZoneModel
from outputs.run.scored_words import own_table_sentence, zones_sentence
from scenarios import load_case
from scenarios.experiment import ScenarioRuns, run_experiment
from scenarios.scoring.evaluator import score
from scenarios.scoring.loading import zones_scoring
from scenarios.scoring.rising import indicators_apart, scored_table, zones_apart

LAST = 2016
PARTS = ("output_per_mu", "hightech_output_share", "gross_output")
ZONES = ("liushi", "bay")  # of Yueqing
SCORED = ("emerging_value_added_growth", "emerging_value_added", "land_emerging", "large_projects_by_class")


@pytest.fixture(scope="module")
def yueqing():
    return load_case("yueqing")


def figures(output, land=10, hightech=50):
    """What the table of zones reads of a zone that made 100 a year before."""
    numbers = {"output": output, "last_output": 100, "hightech_output": hightech, "land": land}
    return {name: Fraction(number) for name, number in numbers.items()}


def runs_of(scenario, zones, together):
    """Replicates with a population each: by zone (score, *parts), by indicator a value of the last year in each."""
    count = len(together["emerging_output"])
    scored = {
        name: (("replicate", "zone"), np.array([zones[zone][place] for zone in zones], float).T)
        for place, name in enumerate(("score", *PARTS))
    }
    yearly = {name: (("replicate", "year"), np.array([values], float).T) for name, values in together.items()}
    return ScenarioRuns(
        scenario, xarray.Dataset(yearly, {"replicate": range(count), "year": [LAST]}), None, xarray.Dataset(),
        xarray.Dataset(), xarray.Dataset({"population": ("replicate", np.arange(count))}), tuple(zones),
        xarray.Dataset(scored, {"zone": list(zones)}),
    )  # fmt: skip


def together(**changed):
    """Three replicates of all zones together; what is not named is as without a plan."""
    same = {"output_per_mu": 8, "hightech_output_share": 0.5, "gross_output": 160, "emerging_output": 90}
    values = {**same, **dict.fromkeys(SCORED, 1.0)}
    return {name: changed.get(name, [value] * 3) for name, value in values.items()}


BEFORE = {"liushi": ([1.0] * 3, [10] * 3, [0.5] * 3, [100] * 3), "bay": ([1.0] * 3, [10] * 3, [0.5] * 3, [100] * 3)}
# Liushi is as before. Bay makes 60 instead of 100, so that all zones yield 8 instead of 10 and grow by 0.8.
FALLEN = {"liushi": ([1.15] * 3, [10] * 3, [0.5] * 3, [100] * 3), "bay": ([0.85] * 3, [6] * 3, [0.5] * 3, [60] * 3)}


def made(case, zones, **changed):
    """An experiment of no plan and the plan."""
    return {
        "none": runs_of(case.scenario("none"), BEFORE, together()),
        "plan": runs_of(case.scenario("plan"), zones, together(**changed)),
    }


def apart_of(table, zone, place):
    rows = table[(table["table"] == "zones") & (table["zone"] == zone) & (table["place"] == place)]
    return dict(zip(rows["indicator"], rows["apart"], strict=True))


def test_a_zone_that_does_nothing_scores_more_when_another_falls():
    before = score(zones_scoring().tables["model"], {"a": figures(100), "b": figures(100)})
    after = score(zones_scoring().tables["model"], {"a": figures(100), "b": figures(60, hightech=30)})
    assert [each.total for each in before.values()] == [1, 1]
    # a: 0.4 x (10 / 8) + 0.4 x 1 + 0.2 x (1 / 0.8), b: 0.4 x (6 / 8) + 0.4 x 1 + 0.2 x (0.6 / 0.8)
    assert [each.total for each in after.values()] == [Fraction(23, 20), Fraction(17, 20)]


def test_that_zone_is_found_and_the_one_that_falls_is_not(yueqing):
    table = scored_table(yueqing, made(yueqing, FALLEN, gross_output=[120, 121, 122], output_per_mu=[7.9, 7.8, 7.7]))
    assert zones_apart(table, "plan") == {"liushi": list(PARTS)}
    assert apart_of(table, "liushi", "liushi") == dict.fromkeys(PARTS, True)
    assert apart_of(table, "liushi", "") == dict.fromkeys(PARTS, True)
    assert apart_of(table, "bay", "bay") == apart_of(table, "bay", "") == dict.fromkeys(PARTS, False)
    row = table[(table["zone"] == "liushi") & (table["place"] == "") & (table["indicator"] == "gross_output")].iloc[0]
    assert (row["scenario"], row["year"], row["n"], row["populations"]) == ("plan", LAST, 3, 3)
    assert (row["scored_mean"], row["mean"]) == pytest.approx((1.15, 121.0))
    assert (row["scored_difference"], row["difference"]) == pytest.approx((0.15, -39.0))
    # Student's quantile for 2 degrees of freedom is 4.30265; the standard deviation is 1, so its half width over sqrt(3)
    assert (row["difference_low"], row["difference_high"]) == pytest.approx((-41.48414, -36.51586), abs=1e-4)


def test_an_indicator_that_rises_is_left_out_and_the_others_stay(yueqing):
    zones = {**FALLEN, "liushi": ([1.15] * 3, [10] * 3, [0.51, 0.52, 0.53], [100] * 3)}  # +0.02, half width 0.0248
    table = scored_table(yueqing, made(yueqing, zones))
    assert zones_apart(table, "plan") == {"liushi": list(PARTS)}  # the rise is not significant
    zones["liushi"] = ([1.15] * 3, [10] * 3, [0.52, 0.53, 0.54], [100] * 3)  # +0.03, the same half width
    table = scored_table(yueqing, made(yueqing, zones))
    assert zones_apart(table, "plan") == {"liushi": ["output_per_mu", "gross_output"]}
    assert apart_of(table, "liushi", "liushi") == {**dict.fromkeys(PARTS, True), "hightech_output_share": False}


@pytest.mark.parametrize(("rise", "found"), [(0.02, {}), (0.03, {"liushi": list(PARTS)})])
def test_a_score_has_to_rise_significantly(yueqing, rise, found):
    zones = {**BEFORE, "liushi": ([1 + rise - 0.01, 1 + rise, 1 + rise + 0.01], *BEFORE["liushi"][1:])}
    assert zones_apart(scored_table(yueqing, made(yueqing, zones)), "plan") == found


def test_without_a_plan_and_with_one_that_changes_nothing_there_is_none(yueqing):
    alike = made(yueqing, BEFORE)
    table = scored_table(yueqing, alike)
    assert not table["apart"].any()
    assert set(table["scenario"]) == {"plan"}
    assert (table["scored_difference"] == 0.0).all()
    nothing = scored_table(yueqing, {"none": alike["none"]})
    assert nothing.empty
    assert not zones_apart(nothing, "plan")
    assert not indicators_apart(nothing, "plan")


def test_replicates_in_which_a_zone_produces_nothing_are_left_out(yueqing):
    zones = {**FALLEN, "liushi": ([1.15, 1.15, 9.0], [10, 10, math.nan], [0.5, 0.5, math.nan], [100, 100, math.nan])}
    zones["bay"] = ([0.85] * 3, *([[math.nan] * 3] * 3))
    table = scored_table(yueqing, made(yueqing, zones)).set_index(["table", "zone", "place", "indicator"])
    row = table.loc[("zones", "liushi", "liushi", "gross_output")]
    assert (row["n"], row["populations"], row["scored_mean"]) == (2, 2, pytest.approx(1.15))
    empty = table.loc[("zones", "bay", "bay", "gross_output")]
    assert empty["n"] == 0
    assert math.isnan(empty["difference"])
    assert not empty["apart"]


@pytest.mark.parametrize(
    ("output", "found"), [([90, 90, 90], ["land_emerging"]), ([91, 91, 91], []), ([89, 89, 89], ["land_emerging"])]
)  # fmt: skip
def test_what_the_own_table_scores_is_held_against_what_it_is_meant_for(yueqing, output, found):
    experiment = made(yueqing, BEFORE, land_emerging=[1.25] * 3, emerging_value_added=[0.5] * 3, emerging_output=output)
    table = scored_table(yueqing, experiment)
    own = table[table["table"] == "yueqing"]
    assert tuple(own["scored"]) == SCORED
    assert set(own["indicator"]) == {"emerging_output"}
    assert indicators_apart(table, "plan") == found
    assert indicators_apart(table, "early") == []


def test_a_case_without_a_table_of_its_own_has_the_zones_only(yueqing):
    plain = dataclasses.replace(yueqing, data=yueqing.data)
    plain.__dict__["scoring"] = None
    assert set(scored_table(plain, made(yueqing, FALLEN))["table"]) == {"zones"}


def test_the_terminal_names_zones_and_indicators_in_one_sentence_each(yueqing):
    table = scored_table(yueqing, made(yueqing, FALLEN, land_emerging=[1.25] * 3))
    assert zones_sentence(yueqing, table, "en") == (
        "Zones whose score in 2016 is significantly higher under 'the plan' than under 'no plan', and in brackets what it "
        "scores of them that is not: Liushi town (output per mu, share of recognised high-tech firms in zone output, zone gross output). "
        "scored.csv has all scenarios."
    )
    assert own_table_sentence(yueqing, table, "en") == (
        "Scored by 'Yueqing, scoring table of emerging industries, 2015' and significantly higher in 2016 under 'the plan' "
        "than under 'no plan', while output of emerging industries is not: emerging share of land granted. "
        "scored.csv has all scenarios."
    )
    said = zones_sentence(yueqing, table, "zh")
    assert said.startswith(
        "“新兴产业方案”情景下，2016 年考核得分显著高于“无方案”而所考核的本区指标（括号内）无显著提高的开发区：柳市镇（"
    )
    assert "2015年新兴产业考核赋分表" in own_table_sentence(yueqing, table, "zh")
    same = scored_table(yueqing, made(yueqing, BEFORE))
    assert zones_sentence(yueqing, same, "zh") == own_table_sentence(yueqing, same, "zh") == ""


def test_a_run_keeps_the_scores_that_its_zones_get(case):
    names = ("none", case.plan)
    found = run_experiment(case, [case.scenario(name) for name in names], 3, 5, threads=1, scored=True)
    for name in names:
        kept, parks = found[name].scored, found[name].parks
        assert tuple(kept["zone"].values) == found[name].zones
        model = ZoneModel(case, name, seed=5, replicate=0)
        for _ in range(len(case.calendar.quarter_labels) - 1):
            model.step()
        zones = model.world.arrays.sites.zone.astype(bool)
        assert kept["score"].values[0].tolist() == model.state.parks.score[zones].tolist()
        for part in PARTS:
            middle = parks["mean"].sel(indicator=part, year=case.last_year, park=kept["zone"].values)
            np.testing.assert_allclose(kept[part].mean("replicate"), middle, rtol=1e-12)
