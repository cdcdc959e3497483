"""Which numbers carry the targets of a plan: of the baseline by population, and parameters by replicate."""

import math
import shutil
from pathlib import Path

import numpy as np
import pytest

from outputs.run.carrier_words import carrier_sentence, headline_carriers
from scenarios import load_case
from scenarios.baseline_table import baseline_values
from scenarios.evidence.plan_carriers import drawn_by_replicate, plan_carriers, replicate_parameters
from scenarios.experiment import run_experiment

CITY = Path(__file__).parents[1] / "cities" / "linhu"
REPLICATES = 480
LAND, GROWTH = "parks/lakeside/industrial_land", "parameters/macro_growth"


def experiment_of(folder):
    case = load_case(folder)
    return case, run_experiment(case, [case.scenario("blueprint")], REPLICATES, 3, 2)


def baselines_of(case):
    return baseline_values(case, np.arange(case.file.population.pool or REPLICATES))


@pytest.fixture(scope="module")
def drawn():
    """A city whose replicates have a baseline each, and its runs."""
    return experiment_of(CITY)


@pytest.fixture(scope="module")
def pooled(tmp_path_factory):
    """The same city with 24 baselines, and its runs."""
    folder = shutil.copytree(CITY, tmp_path_factory.mktemp("pooled") / "town")
    text = (folder / "case.toml").read_text(encoding="utf-8")
    (folder / "case.toml").write_text(text.replace("[population]\n", "[population]\npool = 24\n"), encoding="utf-8")
    return experiment_of(folder)


def standard(values):
    """Values with mean 0 and variance 1."""
    return (values - values.mean()) / values.std()


def with_outcome(experiment, outcome):
    """The experiment with other values of the headline indicator, the same in all years."""
    runs = experiment["blueprint"]
    indicators = runs.indicators.assign(output_per_mu=runs.indicators["output_per_mu"] * 0.0 + outcome[:, None])
    return {"blueprint": runs._replace(indicators=indicators)}


def headline(case, experiment):
    found = headline_carriers(case, plan_carriers(case, experiment, baselines_of(case)))
    assert found is not None
    return found[1]


def test_a_number_of_the_baseline_and_a_parameter_are_named_with_their_shares(drawn):
    """Two parts of the variance are of the land of a park, one of macro growth, one is chance."""
    case, experiment = drawn
    values = drawn_by_replicate(case, experiment["blueprint"], baselines_of(case))
    land, growth = standard(values["baseline"][LAND]), standard(values["parameters"][GROWTH])
    chance = np.random.default_rng(1).normal(size=REPLICATES)
    found = headline(case, with_outcome(experiment, (math.sqrt(2) * land + growth + chance).to_numpy()))
    assert found["number"].tolist() == [LAND, GROWTH]
    assert found["layer"].tolist() == ["baseline", "parameters"]
    assert found["share"].to_numpy() == pytest.approx([0.5, 0.25], abs=0.05)
    assert (found["low"] < found["share"]).all()
    assert (found["share"] < found["high"]).all()
    assert found["en"].tolist() == ["industrial land of Lakeside zone", "macro growth added to every industry's trend"]
    assert set(found["scenario"]) == {"blueprint"}


def test_a_parameter_is_asked_for_once(drawn):
    """What populations have their own of is of the baseline, whatever replicates would draw."""
    case, experiment = drawn
    values = drawn_by_replicate(case, experiment["blueprint"], baselines_of(case))
    assert not set(values["baseline"]) & set(values["parameters"])
    assert "parameters/arrival_rate" in values["baseline"]
    # each alternative has a column of its own: of clusters, of clearing permits, of certificates, of money for research
    alternatives = 3 + 4 + 3 + 3
    assert len(values["parameters"].columns) - alternatives == len(replicate_parameters(case)) > 10
    runs = experiment["blueprint"].parameters
    assert values["baseline"]["parameters/arrival_rate"].tolist() == runs["parameter_arrival_rate"].values.tolist()


def test_baselines_that_are_shared_name_nothing_by_chance(pooled):
    """24 baselines move the result by as much as chance does, and by no number: in one result of forty one is named.

    Taken for 480 baselines of their own, they would name numbers that go along with those 24 by chance.
    """
    case, experiment = pooled
    named = 0
    for seed in range(60):
        rng = np.random.default_rng((seed, 9))
        outcome = rng.normal(size=24)[np.arange(REPLICATES) % 24] + rng.normal(size=REPLICATES)
        named += len(headline(case, with_outcome(experiment, outcome))) > 0
    assert named <= 8  # 3 are expected of 60 results, of both kinds together, and 3 standard errors


def test_a_parameter_is_found_where_baselines_are_shared(pooled):
    case, experiment = pooled
    growth = standard(experiment["blueprint"].parameters["parameter_macro_growth"].values)
    found = headline(case, with_outcome(experiment, growth + np.random.default_rng(2).normal(size=REPLICATES)))
    assert found["number"].tolist()[0] == GROWTH
    assert found["share"].iloc[0] == pytest.approx(0.5, abs=0.06)


def test_replicates_without_a_value_are_left_out(drawn):
    case, experiment = drawn
    growth = experiment["blueprint"].parameters["parameter_macro_growth"].values.copy()
    growth[::3] = np.nan
    found = headline(case, with_outcome(experiment, growth))
    assert found["number"].tolist()[:1] == [GROWTH]
    assert found["share"].iloc[0] > 0.99


def test_only_the_first_replicates_are_asked(drawn, monkeypatch):
    """Of 480 the first 200 follow the parameter, and what comes after has ten times their spread."""
    case, experiment = drawn
    growth = standard(experiment["blueprint"].parameters["parameter_macro_growth"].values)
    growth[200:] = 10 * np.random.default_rng(5).normal(size=REPLICATES - 200)
    assert headline(case, with_outcome(experiment, growth)).empty
    monkeypatch.setattr("scenarios.evidence.plan_carriers.MOST", 200)
    assert headline(case, with_outcome(experiment, growth))["share"].tolist()[0] > 0.99


def test_every_target_of_the_plan_is_asked_and_without_the_plan_none(drawn):
    case, experiment = drawn
    found = plan_carriers(case, experiment, baselines_of(case))
    asked = {(target.measure, target.year) for target in case.targets}
    assert set(zip(found["indicator"], found["year"], strict=True)) <= asked
    for _, rows in found.groupby(["indicator", "year"]):
        assert rows["share"].is_monotonic_decreasing
    assert plan_carriers(case, {"none": experiment["blueprint"]}, baselines_of(case)) is None


def test_the_sentence_names_the_headline_target(drawn):
    case, experiment = drawn
    growth = experiment["blueprint"].parameters["parameter_macro_growth"].values
    carried = plan_carriers(case, with_outcome(experiment, growth), baselines_of(case))
    said = carrier_sentence(case, carried, "en")
    assert said.startswith(
        "Of the numbers of the baseline and the uncertain parameters, what matters most for the spread of output per mu in "
        "2021 under 'the blueprint': macro growth added to every industry's trend ("
    )
    assert "“行动方案”情景下 2021 年亩均产值" in carrier_sentence(case, carried, "zh")
    assert carrier_sentence(case, None, "en") == ""
