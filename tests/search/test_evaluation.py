"""Points that the search runs: to the bit those of the sweep and of simulate; what is held moves nothing else."""

import numpy as np
import pandas as pd
import pytest

from model import simulate
from model.futures import drawn_values
from model.indicators import INDICATORS
from scenarios import load_case
from scenarios.case import CASES
from scenarios.intervals import effective_trials
from scenarios.refusals.problem import InputProblem
from scenarios.search.confirm import trials_of
from scenarios.search.evaluation import PointRunner, evaluator, summary, worth
from scenarios.search.futures import prepare_futures
from scenarios.sweep import run_points
from scenarios.sweep.worlds import WORLDS, contents_of_case


@pytest.fixture(scope="module")
def small(tmp_path_factory):
    """The shipped case with two baseline populations."""
    folder = tmp_path_factory.mktemp("town")
    for source in CASES.joinpath("chizhou").glob("*.*"):
        (folder / source.name).write_bytes(source.read_bytes())
    path = folder / "case.toml"
    path.write_text(
        path.read_text(encoding="utf-8").replace("[population]\n", "[population]\npool = 2\n"), encoding="utf-8"
    )
    return load_case(folder)


def test_a_point_of_the_search_is_that_of_the_sweep_to_the_bit(small, tmp_path):
    """Held or not; `upgrade_rate` makes another baseline, `macro_growth` does not. 40 replicates are more than a block."""
    points = pd.DataFrame(
        {
            "scenario": ["draft", "none", "draft", "draft"],
            "lever.innovation_fund.strength": [None, 20000.0, None, 5000.0],
            "lever.innovation_fund.start": [None, "2017Q1", "2018Q1", None],
            "uncertainty.upgrade_rate": [None, 0.3, 0.3, None],
            "uncertainty.macro_growth": [None, None, 0.01, 0.03],
        },
        pd.RangeIndex(4, name="point"),
    )
    stored = run_points(small, points, 40, 9, tmp_path / "store", workers=2)
    assert stored.failures.empty
    found = PointRunner(small, 40, 9, threads=2)(points)
    assert list(found) == list(stored.outcomes) == ["point", "replicate", "year", *INDICATORS]
    for name in found:
        assert np.array_equal(found[name].to_numpy(float), stored.outcomes[name].to_numpy(float), equal_nan=True), name
    two = ["jobs", "policy_cost"]
    part = PointRunner(small, 40, 9, threads=2, names=two)(points)
    pd.testing.assert_frame_equal(part, found[["point", "replicate", "year", *two]], check_exact=True)
    contents = contents_of_case(small)
    given = ((), (("upgrade_rate", 0.3),))
    base, held = (WORLDS.get(contents, parameters).populations_of(np.arange(2))[0] for parameters in given)
    assert base.tobytes() != held.tobytes()


def outcomes(case, scenario, replicates, **held):
    row = {"scenario": [scenario], **{f"uncertainty.{name}": [value] for name, value in held.items()}}
    return PointRunner(case, replicates, 3, threads=2)(pd.DataFrame(row)).drop(columns="point")


def test_runs_are_those_of_simulate(case):
    plain, runs = outcomes(case, case.plan, 5), simulate(case, case.plan, 5, 3)
    for name in INDICATORS:
        assert np.array_equal(plain[name].to_numpy().reshape(5, -1), runs[name].values, equal_nan=True)
    assert plain["year"].tolist() == list(runs["year"].values) * 5


def test_a_held_parameter_leaves_the_others_as_they_were_drawn(case):
    plain, drawn = outcomes(case, case.plan, 5), drawn_values(case.world.parameters, 3, np.arange(5))
    runs = outcomes(case, case.plan, 5, macro_growth=float(drawn.macro_growth[2]))
    same = [plain[plain["replicate"] == r].equals(runs[runs["replicate"] == r]) for r in range(5)]
    assert same == [False, False, True, False, False]  # only replicate 2 drew this value itself


def test_holding_growth_high_makes_more_jobs_in_every_replicate(case):
    ends = [outcomes(case, "none", 8, macro_growth=value) for value in (-0.005, 0.055)]
    low, high = (runs[runs["year"] == 2020]["jobs"].to_numpy() for runs in ends)
    assert (high > low).all()


@pytest.mark.parametrize(
    ("column", "value", "words"),
    [
        ("uncertainty.macro_grow", 0.0, "macro_grow"),
        ("uncertainty.macro_growth", 9.0, "macro_growth"),
        ("lever.land_plan.size", 1.0, "size"),
    ],
)
def test_a_point_that_cannot_be_run_is_refused(case, column, value, words):
    points = pd.DataFrame({"scenario": ["none", "none"], column: [None, value]})
    with pytest.raises(InputProblem, match=words) as refused:
        PointRunner(case, 4, 3)(points)
    assert "point 1 of the candidates" in str(refused.value)
    assert "候选方案的第 1 号方案点" in refused.value.in_language("zh")


def test_a_future_that_contradicts_the_case_is_refused_before_anything_is_run(small, tmp_path):
    """At a plot ratio of 1.5 the floor of the factories stands on a third more land than at 2; a park is too small then."""
    for source in small.folder.iterdir():
        (tmp_path / source.name).write_bytes(source.read_bytes())
    parks = pd.read_csv(tmp_path / "parks.csv", dtype=str, keep_default_na=False)
    land = parks[["industrial_land", "other"]].iloc[0].astype(float).sum()
    parks.loc[0, "planned"] = f"{land + float(parks['factory_floor'].iloc[0]) / 2.0 / (10_000 / 15) + 1:.3f}"
    parks.to_csv(tmp_path / "parks.csv", index=False)
    tight = load_case(tmp_path)
    futures = pd.DataFrame({"uncertainty.macro_growth": [0.01, 0.02], "uncertainty.factory_plot_ratio": [2.0, 1.5]})
    with pytest.raises(InputProblem, match=r"a future with factory_plot_ratio = 1\.5") as refused:
        prepare_futures(tight, contents_of_case(tight), futures)
    assert "取 factory_plot_ratio = 1.5 的不确定情形" in refused.value.in_language("zh")


def test_evaluations_do_not_depend_on_what_is_evaluated_with_them(case):
    points = pd.DataFrame(
        {"scenario": ["none", case.plan, "none"], "uncertainty.macro_growth": [None, None, 0.05]}, [7, 3, 5]
    )
    evaluate = evaluator(PointRunner(case, 6, 4, threads=2), tuple(case.targets))
    together = evaluate(points)
    assert together.index.tolist() == [7, 3, 5]
    alone = pd.concat([evaluate(points.loc[[point]]) for point in (5, 7, 3)]).loc[[7, 3, 5]]
    pd.testing.assert_frame_equal(together, alone, check_exact=True)
    assert together.loc[7, "cost"] == 0.0
    assert together.loc[3, "cost"] > 0


def test_a_runner_from_elsewhere_fits_in(case):
    """Outcomes with more columns, in another order, as a store gives them back."""
    points = pd.DataFrame({"scenario": [case.plan, "none"]}, pd.RangeIndex(2, name="point"))
    local = PointRunner(case, 6, 4, threads=2)

    def store(asked):
        return local(asked).assign(jobs=1.0).sample(frac=1, random_state=3)

    targets = tuple(case.targets)
    one, other = evaluator(local, targets)(points), evaluator(store, targets)(points)
    pd.testing.assert_frame_equal(one, other, check_exact=True)
    assert summary(local(points), targets)["all_targets"].between(0, 1).all()


def test_fresh_replicates_are_other_ones(case):
    first, later = (PointRunner(case, 4, 4, start, 2) for start in (0, 4))
    both = PointRunner(case, 8, 4, 0, 2)
    points = pd.DataFrame({"scenario": ["none"]})
    pd.testing.assert_frame_equal(
        both(points), pd.concat([first(points), later(points)], ignore_index=True), check_exact=True
    )


def test_an_evaluation_says_what_replicates_of_few_populations_are_worth(small):
    """40 replicates of two populations: fewer trials than replicates, and columns only where populations are shared.

    Where both populations happen to meet a target equally often, nothing shows that replicates of one are alike.
    """
    runs = outcomes(small, "draft", 40).assign(point=0)
    found = summary(runs, small.targets, 2)
    told = []
    for target in small.targets:
        met = target.met(runs[runs["year"] == target.year][target.measure].to_numpy()).astype(float)
        assert found.loc[0, worth(target.key)] == effective_trials(met, np.arange(40) % 2)
        alike = met[0::2].mean() == met[1::2].mean() and 0 < met.mean() < 1
        assert (found.loc[0, worth(target.key)] < 40) != alike
        told.append(alike)
    assert told.count(False) >= 4
    assert list(summary(runs, small.targets)) == [name for name in found if not name.endswith(".worth")]


def test_the_worth_of_a_mean_over_futures_worked_by_hand():
    # 0.25 / 20 = 0.0125 and 0.09 / 30 = 0.003, on average 0.00775; the mean 0.7: 0.21 / 0.00775 = 27.097
    rows = pd.DataFrame({"a": [0.5, 0.9], worth("a"): [20.0, 30.0]})
    assert trials_of(rows, "a", 100) == pytest.approx(27.0968, abs=1e-4)
    assert trials_of(rows, "a", 25) == 25
    assert trials_of(rows[["a"]], "a", 100) == 100
    assert trials_of(rows.assign(a=[1.0, 1.0]), "a", 100) == 20
    assert trials_of(rows.assign(**{worth("a"): [0.0, 30.0]}), "a", 100) == 0
