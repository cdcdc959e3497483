"""Differences, dominance, regret and satisficing against numbers worked by hand."""

import numpy as np
import pytest

from outputs.compare.report import Comparison, dominance_lines
from scenarios.comparison.arrange import arrange
from scenarios.comparison.differences import difference_table, level_table, simultaneous
from scenarios.comparison.dominance import COST_ALONE, dominance_table
from scenarios.comparison.dominance import dominated as dominated_rows
from scenarios.comparison.regret import deviation_from_own, regret_table, shortfall_from_best
from scenarios.comparison.satisficing import satisficing_table
from scenarios.intervals import paired_mean, wilson
from tests.comparison.made import TARGETS, outcomes, points, table


def paired_of(jobs, tax, cost, names="abcdef"):
    rows = points(*({"scenario": name} for name in names[: len(jobs)]))
    return arrange(rows, outcomes(table(jobs), table(tax), table(cost)), TARGETS)


def row_of(frame, **values):
    for column, value in values.items():
        frame = frame[frame[column] == value]
    assert len(frame) == 1
    return frame.iloc[0]


def test_differences_are_paired_and_signed_one_less_other():
    # jobs of a less b: 1, 2, 3 -> mean 2, half width t(2, 0.975) / sqrt(3) = 4.302653 / 1.732051 = 2.484138
    paired = paired_of([[11, 22, 33], [10, 20, 30]], [[5] * 3] * 2, [[7, 7, 7], [4, 4, 4]])
    found = difference_table(paired)
    row = row_of(found, kind="indicator", name="jobs.2017")
    assert (row["one"], row["other"], row["difference"]) == ("a", "b", 2.0)
    assert row["high"] - row["difference"] == pytest.approx(2.484138, abs=1e-5)
    assert not row["significant"]
    cost = row_of(found, kind="cost")
    assert (cost["difference"], cost["low"], cost["high"]) == (3.0, 3.0, 3.0)
    assert cost["significant_all"]


def test_intervals_that_hold_at_once_are_bonferronis():
    # 2 indicators, 3 probabilities, 1 cost for each of 3 pairs: 18 intervals, each at 1 - 0.05/18 = 0.997222
    random = np.random.default_rng(5)
    jobs = random.normal(10, 1, (3, 40))
    found = difference_table(paired_of(jobs.tolist(), [[5] * 40] * 3, [[1] * 40] * 3))
    assert len(found) == 18
    assert (found["intervals"] == 18).all()
    row = row_of(found, one="a", other="c", name="jobs.2017", kind="indicator")
    assert simultaneous(18) == pytest.approx(0.9972222, abs=1e-7)
    assert row["high_all"] == pytest.approx(paired_mean(jobs[0] - jobs[2], level=1 - 0.05 / 18).high)
    assert row["low_all"] < row["low"]


def test_levels_have_wilsons_interval():
    paired = paired_of([[11, 9, 12, 13], [1, 2, 3, 4]], [[5] * 4] * 2, [[2, 4, 6, 8]] * 2)
    row = row_of(level_table(paired), alternative="a", kind="probability", name="jobs.2017")
    assert tuple(row[["estimate", "low", "high"]]) == tuple(wilson(3, 4))
    assert row_of(level_table(paired), alternative="b", kind="cost")["estimate"] == 5.0


def dominated(paired):
    found = dominance_table(paired).set_index("alternative")
    return found["dominated_by"].to_dict(), found["surely_dominated_by"].to_dict()


def test_a_scenario_is_dominated_by_one_that_is_better_on_one_criterion_and_no_worse_on_the_others():
    sure = [[11] * 30, [9] * 30, [11] * 30, [11] * 30]  # b never meets the target
    costs = [[5] * 30, [5] * 30, [4] * 30, [4] * 30]  # a as good as c and d but dearer
    plain, certain = dominated(paired_of(sure, [[5] * 30] * 4, costs))
    assert plain == {"a": "c; d", "b": "a; c; d", "c": "", "d": ""}  # equal ones do not beat each other
    assert certain == plain


def test_a_scenario_that_only_costs_more_is_named_apart_from_those_that_are_worse_on_a_target():
    jobs = [[11] * 30, [9] * 30, [11] * 30, [9] * 30]
    paired = paired_of(jobs, [[5] * 30] * 4, [[5] * 30, [5] * 30, [4] * 30, [4.5] * 30])
    table = dominance_table(paired)
    alone = table.set_index("alternative")[COST_ALONE].to_dict()
    assert alone == {"a": "c", "b": "d", "c": "", "d": ""}
    assert dominated_rows(table).tolist() == [False, True, False, True]  # b and d never meet the target
    comparison = Comparison(paired, TARGETS, 0.7, *[None] * 2, table, *[None] * 2)
    names = dict(zip("abcd", ("first", "second", "third", "fourth"), strict=True))
    said = "\n".join(dominance_lines(comparison, names, "en"))
    assert "'first' has the same probability of every target as 'third' and only costs more" in said
    assert "'second' is dominated by 'first', 'third': no better" in said
    assert "'first' is dominated" not in said
    assert "“first”与“third”相比，各项目标的概率相同" in "\n".join(dominance_lines(comparison, names, "zh"))


def test_a_scenario_that_costs_less_for_less_is_not_dominated():
    plain, _ = dominated(paired_of([[11] * 5, [9] * 5], [[5] * 5] * 2, [[5] * 5, [4] * 5]))
    assert plain == {"a": "", "b": ""}


def test_what_one_replicate_in_thirty_decides_is_no_sure_dominance():
    lucky = [[11] * 30, [9] + [11] * 29]  # b misses once
    plain, certain = dominated(paired_of(lucky, [[5] * 30] * 2, [[5] * 30, [5] * 30]))
    assert plain == {"a": "", "b": "a"}
    assert certain == {"a": "", "b": ""}


def test_regrets_on_a_hand_worked_table():
    performance = np.array([[1.0, 5.0, 3.0], [2.0, 2.0, 2.0]])
    assert deviation_from_own(performance).tolist() == [[2.0, 2.0, 0.0], [0.0, 0.0, 0.0]]
    assert deviation_from_own(performance, 0).tolist() == [[0.0, 4.0, 2.0], [0.0, 0.0, 0.0]]
    assert shortfall_from_best(performance).tolist() == [[1.0, 0.0, 0.0], [0.0, 3.0, 1.0]]
    assert shortfall_from_best(-performance).tolist() == [[0.0, 3.0, 1.0], [1.0, 0.0, 0.0]]  # where less is better


def test_regret_is_summed_up_by_alternative():
    # jobs by replicate, each a future: a 10, 20, 30; b 30, 20, 10 -> best 30, 20, 30; a lacks 20, 0, 0
    paired = paired_of([[10, 20, 30], [30, 20, 10]], [[5] * 3] * 2, [[1, 1, 1], [3, 1, 1]])
    found = regret_table(paired)
    row = row_of(found, alternative="a", name="jobs.2017", kind="indicator")
    assert row["type2_mean"] == pytest.approx(20 / 3)
    assert (row["type2_largest"], row["type1_largest"]) == (20.0, 10.0)
    assert row["type2_p90"] == pytest.approx(16.0)  # 0.8 of the way from the second (0) to the third (20)
    assert row_of(found, alternative="b", kind="cost")["type2_largest"] == 2.0
    assert row_of(found, alternative="a", kind="cost")["type2_largest"] == 0.0


def sweep_of(shares):
    """One alternative under futures in which it meets the targets in a given share of ten replicates."""
    rows = points(*({"scenario": "a", "uncertainty.u": float(future)} for future in range(len(shares))))
    jobs = table([[11] * round(10 * share) + [9] * (10 - round(10 * share)) for share in shares])
    fives = dict.fromkeys(jobs, 5.0)
    return arrange(rows, outcomes(jobs, fives, fives), TARGETS)


def test_satisficing_counts_the_futures_that_reach_what_is_asked():
    found = satisficing_table(sweep_of([1.0, 0.9, 0.8, 0.0]), 0.9).iloc[0]
    assert (found["futures"], found["satisfied"]) == (4, 2)  # 0.9 itself is enough
    assert tuple(found[["share", "low", "high"]]) == tuple(wilson(2, 4))


def test_where_each_replicate_is_a_future_satisficing_is_the_joint_probability():
    paired = paired_of([[11, 9, 12, 13], [1, 2, 3, 4]], [[5, 5, 5, 4]] * 2, [[2] * 4] * 2)
    for asked in (0.5, 1.0):
        found = satisficing_table(paired, asked).set_index("alternative")
        assert found["share"].to_dict() == {"a": 0.5, "b": 0.0}


def test_probabilities_over_futures_are_means_with_a_trial_a_replicate():
    row = row_of(level_table(sweep_of([1.0, 0.5])), kind="probability", name="all_targets")
    assert row["estimate"] == 0.75
    assert (row["low"], row["high"]) == tuple(wilson(8, 10))[1:]  # 7.5 successes of ten, rounded to even
