"""The comparison of scenarios: labels stay with their scenario, pairs are pairs, spreads add up."""

import numpy as np
import pytest

from scenarios.comparison.target_table import JOINT, chance_share, target_table
from scenarios.experiment import run_experiment

REPLICATES = 80


@pytest.fixture(scope="module")
def experiment(case):
    again = case.scenario("none").with_(idle_land_cleanup=0.0)
    scenarios = [case.scenario("none"), case.scenario("draft"), case.scenario("innovation")]
    kept = run_experiment(case, scenarios, REPLICATES, 3, 2)
    kept["nothing"] = next(iter(run_experiment(case, [again], REPLICATES, 3, 1).values()))
    return kept


@pytest.fixture(scope="module")
def table(case, experiment):
    return target_table(case, experiment)


def test_there_is_a_row_for_every_scenario_and_target_and_for_joint_targets(case, experiment, table):
    assert len(table) == len(experiment) * (len(case.targets) + 2 + 1)
    assert set(table["scenario"]) == set(experiment)


def test_a_scenario_that_changes_nothing_shows_no_effect(table):
    nothing = table[(table["scenario"] == "nothing") & (table["indicator"] != JOINT)]
    assert (nothing[["difference", "difference_low", "difference_high"]] == 0).all(axis=None)
    assert not nothing["detectable"].any()
    assert nothing["replicates_to_detect"].isna().all()


def test_probability_is_the_share_of_replicates_that_meet_the_target(experiment, table):
    row = table[
        (table["scenario"] == "draft") & (table["indicator"] == "hightech_output_share") & (table["year"] == 2020)
    ].iloc[0]
    sample = experiment["draft"].indicators["hightech_output_share"].sel(year=2020).values
    assert row["probability"] == np.mean(sample >= 0.5)
    assert row["low"] < row["probability"] < row["high"]
    assert row["mean"] == pytest.approx(sample.mean())


def test_joint_probability_is_at_most_the_least_single_one(table):
    for scenario in table["scenario"].unique():
        mine = table[(table["scenario"] == scenario) & (table["year"] == 2020)]
        joint = mine[mine["indicator"] == JOINT]["probability"].iloc[0]
        assert joint <= mine[mine["indicator"] != JOINT]["probability"].min()


def test_differences_are_paired(experiment, table):
    row = table[
        (table["scenario"] == "draft") & (table["indicator"] == "top3_sales_share") & (table["year"] == 2017)
    ].iloc[0]
    one, other = (experiment[name].indicators["top3_sales_share"].sel(year=2017).values for name in ("draft", "none"))
    assert row["difference"] == pytest.approx(np.mean(one - other), abs=1e-12)
    unpaired = 2 * 1.96 * np.sqrt(one.var() / len(one) + other.var() / len(other))
    assert row["difference_high"] - row["difference_low"] < 0.5 * unpaired


def test_spreads_of_chance_and_of_parameters_add_up(experiment):
    total, chance, parameters = chance_share(experiment["none"], "hightech_output_share", 2020)
    assert total**2 == pytest.approx(chance**2 + parameters**2)
    assert chance > 0
