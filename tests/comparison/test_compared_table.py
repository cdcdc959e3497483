"""Differences from no plan, their parts and their cost, of made-up runs in which every number is worked out by hand."""

import dataclasses
import math
import re

import numpy as np
import pytest
import xarray
from rich.console import Console

from model.levers import LeverSetting
from outputs.run.difference_tables import prices
from scenarios import load_case
from scenarios.comparison.compared_table import adds_up, compared_indicators, compared_table, outcome, parts_of_plan
from scenarios.experiment import ScenarioRuns

YEARS = (2015, 2016, 2017, 2018, 2019, 2020)
FUND, PLATFORMS = LeverSetting(10_000.0, "2016Q1"), LeverSetting(1.0, "2016Q1")


def runs_of(scenario, output, granted, cost):
    """Two replicates: gross output in the last year, land granted and cost in each of five years."""

    def yearly(values):
        table = np.array([[math.nan, *[value] * 5] for value in values])
        return ("replicate", "year"), table

    last = (("replicate", "year"), np.array([[100.0, *[-99.0] * 4, value] for value in output]))
    indicators = xarray.Dataset(
        {"gross_output": last, "land_granted": yearly(granted), "policy_cost": yearly(cost)},
        {"replicate": [0, 1], "year": list(YEARS)},
    )
    nothing = xarray.Dataset()
    population = xarray.Dataset({"population": ("replicate", [0, 1])})
    return ScenarioRuns(scenario, indicators, None, nothing, nothing, population, ())


@pytest.fixture(scope="module")
def chizhou():
    return load_case("chizhou")


@pytest.fixture(scope="module")
def free(chizhou):
    """A case that compares scenarios in output and land, with a plan of two levers and each of them alone."""
    file = chizhou.file.model_copy(update={"targets": (), "compared": ("gross_output", "land_granted"), "headline": ()})
    none = chizhou.scenario("none")
    settings = {
        "none": {},
        "draft": {"innovation_fund": FUND, "innovation_platforms": PLATFORMS},
        "fund": {"innovation_fund": FUND},
        "later": {"innovation_fund": FUND._replace(start="2017Q1")},
    }
    scenarios = {name: dataclasses.replace(none, name=name, settings=each) for name, each in settings.items()}
    return dataclasses.replace(chizhou, data=chizhou.data._replace(file=file), scenarios=scenarios)


@pytest.fixture(scope="module")
def experiment(free):
    of = free.scenarios
    return {
        "none": runs_of(of["none"], [200.0, 210.0], [30.0, 34.0], [0.0, 0.0]),
        "draft": runs_of(of["draft"], [208.0, 218.0], [27.0, 31.0], [2.0, 2.0]),
        "fund": runs_of(of["fund"], [202.0, 212.0], [30.0, 34.0], [0.5, 0.5]),
        "later": runs_of(of["later"], [202.0, 212.0], [28.0, 36.0], [0.5, 0.5]),
    }


@pytest.fixture(scope="module")
def table(free, experiment):
    return compared_table(free, experiment).set_index(["scenario", "indicator"])


def test_the_cost_is_always_compared_and_once(free, chizhou):
    assert compared_indicators(free) == ("gross_output", "land_granted", "policy_cost")
    twice = free.file.model_copy(update={"compared": ("policy_cost", "gross_output", "policy_cost")})
    assert compared_indicators(dataclasses.replace(free, data=free.data._replace(file=twice))) == (
        "policy_cost",
        "gross_output",
    )
    assert compared_indicators(chizhou) == ()
    assert compared_table(chizhou, {}).empty


def test_events_and_money_are_added_up_and_levels_are_of_the_last_year(experiment):
    indicators = experiment["none"].indicators
    assert not adds_up(indicators, "gross_output")
    assert adds_up(indicators, "land_granted")
    assert outcome(indicators, "gross_output", 2020).tolist() == [200.0, 210.0]
    assert outcome(indicators, "land_granted", 2020).tolist() == [150.0, 170.0]
    assert outcome(indicators, "land_granted", 2017).tolist() == [60.0, 68.0]


def test_a_rate_is_not_added_up_though_it_has_no_value_at_the_baseline():
    rate = xarray.Dataset(
        {"exit_rate": (("replicate", "year"), np.array([[math.nan, 0.25, 0.5]]))}, {"year": [1, 2, 3]}
    )
    assert not adds_up(rate, "exit_rate")


def test_a_part_of_the_plan_sets_nothing_that_the_plan_does_not(free, experiment):
    assert parts_of_plan(free, experiment) == ("fund",)
    without = {name: runs for name, runs in experiment.items() if name != "draft"}
    assert parts_of_plan(free, without) == ()


def test_differences_and_means(table):
    row = table.loc["draft", "gross_output"]
    assert (row["mean"], row["difference"], row["difference_low"], row["difference_high"]) == (213.0, 8.0, 8.0, 8.0)
    assert (row["detectable"], row["added_up"], row["year"], row["n"], row["populations"]) == (True, False, 2020, 2, 2)
    assert table.loc["draft", "land_granted"]["difference"] == -15.0
    assert table.loc["draft", "policy_cost"]["difference"] == 10.0
    assert not table.loc["later", "land_granted"]["detectable"]  # -10 and +10
    assert not table.loc["none"]["detectable"].any()


def test_the_part_of_the_plan_and_the_cost_of_a_unit(table):
    """2 of 8 in output, 2.5 of 10 in cost; 2.5 for 2, 10 for 8, and 10 for 15 mu less."""
    part = table.loc["fund", "gross_output"]
    assert [part[f"part_of_plan{end}"] for end in ("", "_low", "_high")] == [0.25, 0.25, 0.25]
    assert table.loc["fund", "policy_cost"]["part_of_plan"] == 0.25
    assert part["cost_per_unit"] == 1.25
    assert table.loc["draft", "gross_output"]["cost_per_unit"] == 1.25
    assert table.loc["draft", "land_granted"]["cost_per_unit"] == pytest.approx(-2 / 3)


def test_what_is_no_part_or_makes_no_difference_has_neither(table):
    assert table.loc[["draft", "later", "none"], "part_of_plan"].isna().all()
    assert math.isnan(table.loc["later", "land_granted"]["cost_per_unit"])
    assert math.isnan(table.loc["fund", "land_granted"]["cost_per_unit"])
    assert table.loc[(slice(None), "policy_cost"), "cost_per_unit"].isna().all()


def test_what_nobody_has_without_the_plan_costs_so_much_for_one_of_its_own_unit(capsys):
    """11 of 100 million yuan for 3,600 mu are 0.306 million yuan a mu; of firms 1 % of 580 is the unit: 11 / 14.5 x 5.8 = 4.4."""
    labels = {"none": "no reform", "hills": "low hills"}
    rows = {
        ("none", "farmland_spared"): {"mean": 0.0},
        ("none", "firms"): {"mean": 580.0},
        ("hills", "farmland_spared"): {"difference": 3600.0, **_exact("cost_per_unit", 11 / 3600)},
        ("hills", "firms"): {"difference": 14.5, **_exact("cost_per_unit", 11 / 14.5)},
    }
    Console(width=80).print(prices("cost", labels, ["farmland_spared", "firms"], rows, "en"))
    said = capsys.readouterr().out
    assert re.search(r"low hills\s*│\s*0\.306\s*│\s*440\s*│", said), said


def _exact(column, value):
    return {column: value, f"{column}_low": value, f"{column}_high": value}
