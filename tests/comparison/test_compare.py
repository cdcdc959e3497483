"""The comparison of scenarios: labels stay with their scenario, pairs are pairs, spreads add up."""

import numpy as np
import pandas as pd
import pytest

from scenarios.comparison.layer_shares import layer_shares
from scenarios.comparison.target_table import target_table
from scenarios.crossing import crossing_of
from scenarios.experiment import explained, run_experiment
from scenarios.intervals import paired_mean, proportion
from scenarios.targets import ALL_TARGETS, with_readings

REPLICATES = 180  # 60 blocks of three layers of a future: shares are told of a variance that is of 30 blocks at least


@pytest.fixture(scope="module")
def experiment(case):
    again = case.scenario("none").with_(idle_land_cleanup=0.0)
    others = [scenario for name, scenario in case.scenarios.items() if name not in ("none", case.plan)]
    scenarios = [case.scenario("none"), case.scenario(case.plan), others[-1]]
    kept = run_experiment(case, scenarios, REPLICATES, 3, 2, crossed=explained(case))
    kept["nothing"] = next(iter(run_experiment(case, [again], REPLICATES, 3, 1).values()))
    return kept


@pytest.fixture(scope="module")
def table(case, experiment):
    return target_table(case, experiment)


def test_there_is_a_row_for_every_scenario_and_target_and_for_joint_targets(case, experiment, table):
    years = {target.year for target in case.targets}
    joint = len(years) + 1 if len(years) > 1 else 1  # of one year and of all years are the same where there is one year
    assert len(table) == len(experiment) * (len(with_readings(case.targets)) + joint)
    assert set(table["scenario"]) == set(experiment)


def test_other_readings_are_below_their_target_with_its_bounds(case, table):
    first = table[table["scenario"] == case.plan]
    wanted = [target for target in with_readings(case.targets)]
    single = first[first["indicator"] != ALL_TARGETS]
    assert list(zip(single["indicator"], single["year"], strict=True)) == [(each.measure, each.year) for each in wanted]
    assert single["at_least"].tolist() == pytest.approx([each.at_least or np.nan for each in wanted], nan_ok=True)
    for (_, row), target in zip(single.iterrows(), wanted, strict=True):
        if target not in case.targets:
            owner = next(each for each in case.targets if target in each.other_readings)
            assert row["reading_of"] == owner.measure
        elif "reading_of" in table:
            assert pd.isna(row["reading_of"])


def test_a_scenario_that_changes_nothing_shows_no_effect(table):
    nothing = table[(table["scenario"] == "nothing") & (table["indicator"] != ALL_TARGETS)]
    assert (nothing[["difference", "difference_low", "difference_high"]] == 0).all(axis=None)
    assert not nothing["detectable"].any()
    assert nothing["replicates_to_detect"].isna().all()


def row_of(table, scenario, target):
    """The row of a scenario and a target."""
    here = (table["scenario"] == scenario) & (table["indicator"] == target.indicator) & (table["year"] == target.year)
    return table[here].iloc[0]


def test_probability_is_the_share_of_replicates_that_meet_the_target(case, experiment, table):
    target = max(
        (each for each in case.targets if each.measure == case.headline[0]),
        key=lambda each: each.year,
        default=case.targets[0],
    )
    row = row_of(table, case.plan, target)
    sample = experiment[case.plan].indicators[target.indicator].sel(year=target.year).values
    assert row["probability"] == np.mean(sample >= target.at_least)
    assert row["low"] < row["probability"] < row["high"]
    assert row["mean"] == pytest.approx(sample.mean())


def test_joint_probability_is_at_most_the_least_single_one(table):
    table = table[table["reading_of"].isna()] if "reading_of" in table else table
    for scenario in table["scenario"].unique():
        mine = table[(table["scenario"] == scenario) & (table["year"] == table["year"].max())]
        joint = mine[mine["indicator"] == ALL_TARGETS]["probability"].iloc[0]
        assert joint <= mine[mine["indicator"] != ALL_TARGETS]["probability"].min()


def test_differences_are_paired(case, experiment, table):
    target = case.targets[0]
    row = row_of(table, case.plan, target)
    names = (case.plan, "none")
    one, other = (experiment[name].indicators[target.indicator].sel(year=target.year).values for name in names)
    assert row["difference"] == pytest.approx(np.mean(one - other), abs=1e-12)


@pytest.mark.chizhou
def test_pairing_halves_the_interval_of_a_difference(case, experiment, table):
    target = case.targets[0]
    row = row_of(table, case.plan, target)
    one, other = (
        experiment[name].indicators[target.indicator].sel(year=target.year).values for name in (case.plan, "none")
    )
    unpaired = 2 * 1.96 * np.sqrt(one.var() / len(one) + other.var() / len(other))
    assert row["difference_high"] - row["difference_low"] < 0.5 * unpaired


def test_the_spread_is_that_of_all_replicates_and_shares_are_those_of_the_crossed_ones(case, experiment, table):
    target = case.targets[0]
    row = row_of(table, case.plan, target)
    runs = experiment[case.plan]
    base, crossed = (each[target.measure].sel(year=target.year).values for each in (runs.indicators, runs.crossed))
    crossing = crossing_of(REPLICATES, case.world.populations.pool, case.world.future)
    assert row["spread"] == pytest.approx(np.std(base, ddof=1))
    assert row["crossed"] == crossing.members.size
    assert len(crossed) == crossing.runs
    clusters = case.world.population_of(crossing.members[:, 0])
    found = layer_shares(base[crossing.members], *crossing.split(crossed), clusters)
    named = {"chance": found.chance, **dict(zip(case.world.future, found.future, strict=True))}
    for name, interval in {**named, "interactions": found.interactions}.items():
        columns = [f"share_{name}", f"share_{name}_low", f"share_{name}_high"]
        np.testing.assert_array_equal(row[columns].to_numpy(float), interval)
    assert table.loc[table["scenario"] == case.plan, "share_chance"].notna().any()


def test_of_all_targets_the_shares_are_those_of_the_event(case, experiment, table):
    joint = table[(table["scenario"] == case.plan) & (table["indicator"] == ALL_TARGETS)]
    runs = experiment[case.plan]
    crossing = crossing_of(REPLICATES, case.world.populations.pool, case.world.future)
    for _, row in joint.iterrows():
        events = [
            np.all(
                [
                    target.met(each[target.measure].sel(year=target.year).values)
                    for target in case.targets
                    if np.isnan(row["year"]) or target.year == row["year"]
                ],
                axis=0,
            ).astype(float)
            for each in (runs.indicators, runs.crossed)
        ]
        clusters = case.world.population_of(crossing.members[:, 0])
        found = layer_shares(events[0][crossing.members], *crossing.split(events[1]), clusters)
        np.testing.assert_equal(row["share_chance"], found.chance.estimate)
        assert row["crossed"] == crossing.members.size


def test_scenarios_that_are_not_explained_have_no_shares(case, experiment, table):
    columns = ["crossed", *(name for name in table if name.startswith("share_"))]
    assert len(columns) == 1 + 3 * (2 + len(case.world.future))  # chance and interactions besides; a band has two ends
    others = table[~table["scenario"].isin(["none", case.plan])]
    assert len(others)
    assert others[columns].isna().all(axis=None)
    assert [name for name, runs in experiment.items() if runs.crossed is not None] == ["none", case.plan]


def test_the_table_counts_the_populations_that_replicates_share(case, experiment, table):
    numbers = case.world.population_of(np.arange(REPLICATES))
    assert (table["populations"] == len(np.unique(numbers))).all()
    target = case.targets[0]
    row = row_of(table, case.plan, target)
    samples = [
        experiment[name].indicators[target.indicator].sel(year=target.year).values for name in (case.plan, "none")
    ]
    expected = paired_mean(samples[0] - samples[1], numbers)
    assert (row["difference_low"], row["difference_high"]) == (expected.low, expected.high)
    met = target.met(samples[0])
    assert (row["low"], row["high"]) == proportion(met, numbers)[1:]


def test_what_differs_by_the_last_digits_of_floats_does_not_differ(case, experiment, table):
    """The replicates of no plan in another order: the differences add up to exactly 0, their floats do not."""
    base = experiment["none"]
    turned = base.indicators.assign(
        {name: (dims, np.roll(values, 1, 0)) for name, (dims, values) in stored(base.indicators, case).items()}
    )
    found = target_table(case, {"none": base, "turned": base._replace(indicators=turned)})
    rows = found[(found["scenario"] == "turned") & (found["indicator"] != ALL_TARGETS)]
    assert (rows["difference"] == 0.0).all()
    assert not rows["detectable"].any()
    assert rows["replicates_to_detect"].isna().all()


def stored(indicators, case):
    """Dimensions and values of the measures of the targets."""
    return {
        target.measure: (indicators[target.measure].dims, indicators[target.measure].values) for target in case.targets
    }
