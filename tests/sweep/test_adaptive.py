"""Replicates by the rule: how many, by hand, whoever runs them and however often they are stopped."""

import numpy as np
import pytest

from scenarios.intervals import paired_proportion, wilson
from scenarios.sweep import design_of, read_sweep
from scenarios.sweep.plan import SweepPlan
from scenarios.sweep.replicates import Rule
from scenarios.sweep.runner import run_plan
from scenarios.targets import ALL_TARGETS, Goal, Target
from tests.sweep.conftest import small_case, stored
from tests.sweep.test_store import Stopping

TARGET = Target(indicator="hightech_output_share", year=2020, at_least=0.5, clause="x")
GOAL = Goal(TARGET.indicator, TARGET.year, (TARGET,))
ADAPTIVE = {"target": "hightech_output_share", "year": 2020, "width": 0.5, "block": 5, "at_most": 60}


def flags(*numbers):
    return np.array(numbers, dtype=bool)


def test_width_by_hand():
    """Wilson of 5 in 10 is 0.2366 to 0.7634 (width 0.5268), of 10 in 20 0.2993 to 0.7007 (0.4015)."""
    rule = Rule(100, 10, GOAL, 0.41)
    assert not rule.satisfied(rule.interval(flags(*[0, 1] * 5), None))
    assert rule.satisfied(rule.interval(flags(*[0, 1] * 10), None))
    assert rule._replace(width=0.53).satisfied(rule.interval(flags(*[0, 1] * 5), None))


def test_a_rare_event_is_told_sooner():
    """None in 10: 0 to 0.2775."""
    assert Rule(100, 10, GOAL, 0.28).satisfied(wilson(0, 10))
    assert not Rule(100, 10, GOAL, 0.27).satisfied(wilson(0, 10))


def test_pairs_that_agree_need_fewer_replicates():
    rule = Rule(100, 10, GOAL, 0.5, "none")
    met, same, other = flags(*[0, 1] * 5), flags(*[0, 1] * 5), flags(*[1, 0] * 5)
    assert rule.interval(met, same) == paired_proportion(np.zeros(10))
    assert rule.satisfied(rule.interval(met, same))
    assert not rule.satisfied(rule.interval(met, other))


def test_the_sign_of_the_effect_plays_no_part():
    rule = Rule(100, 10, GOAL, 0.5, "none")
    better, worse = flags(*[1] * 6, *[0] * 4), flags(*[1] * 2, *[0] * 8)
    ways = [rule.interval(better, worse), rule.interval(worse, better)]
    assert ways[0].high - ways[0].low == pytest.approx(ways[1].high - ways[1].low)


def test_the_last_block_ends_at_the_cap():
    assert Rule(12, 5).blocks() == [(0, 5), (5, 5), (10, 2)]


def test_all_targets_are_met_at_once():
    other = TARGET.model_copy(update={"indicator": "tax", "at_least": 1.0})
    sample = {"hightech_output_share": np.array([0.5, 0.6, 0.4]), "tax": np.array([0.9, 1.0, 2.0])}
    assert Goal(ALL_TARGETS, 2020, (TARGET, other)).met(lambda name, year: sample[name]).tolist() == [
        False,
        True,
        False,
    ]


def test_no_value_is_no_answer():
    with pytest.raises(ValueError, match="no value in 2020"):
        GOAL.met(lambda name, year: np.array([0.5, np.nan]))


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    """The folder of a small case in which each of at most 60 replicates has a baseline population of its own."""
    home = tmp_path_factory.mktemp("home")
    path = small_case(home / "town") / "case.toml"
    path.write_text(path.read_text(encoding="utf-8").replace("pool = 2", "pool = 60"), encoding="utf-8")
    return home


@pytest.fixture
def plan(home):
    """Two lever points against the draft in two futures: the references are added behind."""
    contents = {
        "name": "told", "case": "town", "scenario": "draft",
        "levers": {"axes": {"multi_storey_rule": {"strength": [0.1, 0.2]}}},
        "uncertainties": {"axes": {"macro_growth": [0.01, 0.04]}},
        "replicates": {**ADAPTIVE, "reference": "draft"},
    }  # fmt: skip
    return SweepPlan(design_of(contents, "told.toml", home))


def test_each_point_is_compared_with_the_reference_in_its_own_future(plan):
    frame = plan.design.frame
    assert frame["scenario"].tolist() == ["draft"] * 6
    assert frame["lever.multi_storey_rule.strength"].isna().tolist() == [False] * 4 + [True] * 2
    assert frame["uncertainty.macro_growth"].tolist() == [0.01, 0.04, 0.01, 0.04, 0.01, 0.04]
    assert plan.design.references == {0: 4, 1: 5, 2: 4, 3: 5}


def test_rounds_by_hand(plan):
    """Point 0 agrees with its reference and is told after one block; point 1 never is, and takes its reference along.

    Points 2 and 3 agree too.
    """
    seen = []
    for planned in plan.rounds():
        units = [unit for unit, _ in planned]
        seen.append(sorted(unit.point for unit in units))
        for unit in units:
            plan.note(unit, flags(1, 0, 1, 0, 1) if unit.point == 1 else flags(0, 1, 0, 1, 0))
    assert rounds_of(plan) == [5] * 12
    agreeing = paired_proportion(np.zeros(5))
    assert agreeing.high - agreeing.low > 0.5 >= width_of(np.zeros(10))  # so it takes two blocks to tell
    assert seen == [[0, 1, 2, 3, 4, 5]] * 2 + [[1, 5]] * 10


def rounds_of(plan):
    return [count for _, count in plan.design.rule.blocks()]


def width_of(differences):
    interval = paired_proportion(differences)
    return interval.high - interval.low


def test_replicates_that_share_two_populations_are_never_told(home, tmp_path):
    """Ten replicates of which every other one meets the target: all of one population, none of the other.

    Of two clusters, 0 and 1, the interval is all but everything (Student's quantile with one degree of freedom is
    12.7): the design effect is 2 (2.5^2 + 2.5^2) / 100 / (2.5 / 9 / 10) = 9, which leaves 10 / (9 (12.706 / 1.960)^2) = 0.02644 trials.
    """
    small_case(tmp_path / "town")
    contents = {"name": "told", "case": "town", "scenario": "draft", "replicates": ADAPTIVE,
                "levers": {"axes": {"multi_storey_rule": {"strength": [0.1]}}}}  # fmt: skip
    few, many = (SweepPlan(design_of(contents, "told.toml", each)) for each in (tmp_path, home))
    for plan in (few, many):
        plan.seen[0] = [flags(0, 1, 0, 1, 0), flags(1, 0, 1, 0, 1)]
    assert many.interval(0) == wilson(5, 10)
    assert few.interval(0) == pytest.approx(wilson(0.0264376 / 2, 0.0264376), rel=1e-6)


def test_a_point_waits_for_a_unit_that_failed(plan):
    rounds = plan.rounds()
    for unit, _ in next(rounds):
        if unit.point != 1:
            plan.note(unit, flags(0, 1, 0, 1, 0))
    assert sorted(unit.point for unit, _ in next(rounds)) == [0, 2, 3, 4, 5]


def test_the_units_do_not_depend_on_workers_or_on_being_stopped(home, tmp_path):
    contents = {
        "name": "told", "case": "town", "levers": {"scenarios": ["draft", "innovation"]},
        "replicates": {**ADAPTIVE, "reference": "none"},
    }  # fmt: skip
    design = design_of(contents, "told.toml", home)
    run_plan(SweepPlan(design), tmp_path / "plain", workers=1)
    counts = read_sweep(tmp_path / "plain").outcomes.groupby("point")["replicate"].nunique()
    assert counts[2] == max(counts[0], counts[1])  # the reference as far as it is needed
    assert 5 < counts.max() < 60
    while run_plan(SweepPlan(design), tmp_path / "stopped", workers=4, watch=Stopping()).stopped:
        pass
    assert stored(tmp_path / "stopped") == stored(tmp_path / "plain")
    met = {}
    outcomes = read_sweep(tmp_path / "plain").outcomes.query("year == 2020")
    for point in (0, 1, 2):
        rows = outcomes[outcomes["point"] == point].sort_values("replicate")
        met[point] = (rows["hightech_output_share"] >= 0.5).to_numpy().astype(float)
    for point in (0, 1):  # it stopped at the first look at which the interval was narrow enough
        looks = [width_of((met[point] - met[2][: len(met[point])])[:n]) for n in range(5, len(met[point]) + 1, 5)]
        assert all(width > 0.5 for width in looks[:-1])
        assert looks[-1] <= 0.5
