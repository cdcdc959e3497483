"""Runs are paired by name, never by position: every value stays with its scenario, future and replicate."""

import numpy as np
import pandas as pd
import pytest

from scenarios.comparison.arrange import arrange, tables_of
from scenarios.comparison.measures import run_measures
from scenarios.experiment import run_experiment
from tests.comparison.made import TARGETS, outcomes, points, table

GRID = points(
    {"scenario": "a", "lever.x.strength": 1.0, "uncertainty.u": 0.1},
    {"scenario": "b", "lever.x.strength": 1.0, "uncertainty.u": 0.1},
    {"scenario": "a", "lever.x.strength": 1.0, "uncertainty.u": 0.2},
    {"scenario": "b", "lever.x.strength": 1.0, "uncertainty.u": 0.2},
    {"scenario": "b", "lever.x.strength": None, "uncertainty.u": 0.2},
    {"scenario": "b", "lever.x.strength": None, "uncertainty.u": 0.1},
)
CODED = table([[100.0 * point + replicate for replicate in range(4)] for point in range(len(GRID))])


def coded():
    return outcomes(CODED, {run: value + 0.5 for run, value in CODED.items()}, {run: -v for run, v in CODED.items()})


def test_every_value_stays_with_its_alternative_future_and_replicate():
    paired = arrange(GRID, coded(), TARGETS)
    assert paired.names == ("a", "b#1", "b#4")
    assert paired.futures["uncertainty.u"].tolist() == [0.1, 0.2]
    expected = [[0, 2], [1, 3], [5, 4]]  # the point of each alternative under each future
    for alternative, row in enumerate(expected):
        for future, point in enumerate(row):
            want = [100.0 * point + replicate for replicate in range(4)]
            assert paired.values["jobs.2017"][alternative, future].tolist() == want
            assert paired.values["tax.2016"][alternative, future].tolist() == [each + 0.5 for each in want]
            assert paired.values["cost"][alternative, future].tolist() == [-each for each in want]


def test_the_order_of_rows_and_columns_does_not_matter():
    random = np.random.default_rng(4)
    runs = coded()
    shuffled = runs.iloc[random.permutation(len(runs))][list(random.permutation(runs.columns))]
    one, other = arrange(GRID, runs, TARGETS), arrange(GRID.iloc[random.permutation(len(GRID))], shuffled, TARGETS)
    assert one.names == other.names
    pd.testing.assert_frame_equal(one.settings, other.settings)
    pd.testing.assert_frame_equal(one.futures, other.futures)
    for name in one.values:
        assert one.values[name].tobytes() == other.values[name].tobytes()
    for name in one.met:
        assert one.met[name].tobytes() == other.met[name].tobytes()


def test_a_missing_run_is_refused_and_a_double_one_too():
    runs = coded()
    gone = runs[(runs["point"] != 3) | (runs["replicate"] != 2)]
    with pytest.raises(ValueError, match="23 runs are there and 24 were expected"):
        arrange(GRID, gone, TARGETS)
    with pytest.raises(ValueError, match="occur twice"):
        arrange(GRID, pd.concat([runs, runs.iloc[:3]]), TARGETS)
    with pytest.raises(ValueError, match="twice under the same future"):
        arrange(pd.concat([GRID, GRID.iloc[[0]].rename(index={0: 6})]),
                pd.concat([runs, runs[runs["point"] == 0].assign(point=6)]), TARGETS)  # fmt: skip


def test_a_target_is_met_from_its_level_on():
    at = table([[10.0, 9.999999999, 10.0]])
    tax = table([[5.0, 5.0, 4.999999999]])
    paired = arrange(points({"scenario": "a"}), outcomes(at, tax, at), TARGETS)
    assert paired.met["jobs.2017"][0, 0].tolist() == [True, False, True]
    assert paired.met["all_targets"][0, 0].tolist() == [True, False, False]


def test_the_cost_is_that_of_the_years_up_to_the_last_target():
    one = table([[4.0, 6.0]])
    runs = outcomes(one, one, one)  # half of the cost in each of 2016 and 2017
    assert run_measures(runs, TARGETS)["cost"].tolist() == [4.0, 6.0]
    assert run_measures(runs, TARGETS[1:])["cost"].tolist() == [2.0, 3.0]
    runs.loc[(runs["year"] == 2017) & (runs["replicate"] == 1), "policy_cost"] = float("nan")
    with pytest.raises(ValueError, match="cost has no value in 1 runs"):
        run_measures(runs, TARGETS)


def test_an_experiment_keeps_its_labels(case):
    names = [case.plan, "none", next(name for name in case.scenarios if name not in ("none", case.plan))]
    experiment = run_experiment(case, [case.scenario(name) for name in names], 6, 3, 2)
    paired = arrange(*tables_of(experiment), case.targets)
    assert paired.names == tuple(names)
    for place, name in enumerate(names):
        indicators = experiment[name].indicators
        target = case.targets[-1]
        want = indicators[target.indicator].sel(year=target.year).values
        assert paired.values[target.key][place, 0].tolist() == want.tolist()
        spent = indicators["policy_cost"].sel(year=slice(case.file.baseline_year + 1, target.year)).sum("year").values
        assert paired.values["cost"][place, 0] == pytest.approx(spent)
