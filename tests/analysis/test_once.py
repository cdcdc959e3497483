"""Discovery counts a point once, however often it stands in a table, and claims nothing that most points leave open."""

import numpy as np
import pandas as pd
import pytest

from calibration.attainment import attainment, mostly_unclear
from calibration.discovery.discover import discover
from outputs.discover.job import DiscoveryQuestion, answer, findings_of
from outputs.sweep.reading import with_distinct_points
from scenarios.refusals.problem import InputProblem
from scenarios.targets import Goal, Target
from tests.analysis.made import EFFORT, FUND, GROWTH, SHARE, YEAR, as_sweep, made_outcomes, made_points, outcome_table

FUND_START = "lever.innovation_fund.start"
GOAL = Goal(SHARE, YEAR, (Target(indicator=SHARE, year=YEAR, at_least=0.5, clause="x"),))


def repeated(points, times):
    """The points, each so many times."""
    return pd.concat([points] * times, ignore_index=True).rename_axis("point")


def test_forty_points_ten_times_are_forty_points():
    """Of the 40 the two with the least growth miss; listed ten times they would be 20 misses of 400."""
    points = made_points(40, 3)
    missed = points[GROWTH].rank() <= 2
    with pytest.raises(InputProblem, match="of 40 points 2 miss the target and 38 meet it: too few"):
        discover(points, missed)
    with pytest.raises(InputProblem, match="of 40 points 2 miss the target and 38 meet it: too few"):
        discover(repeated(points, 10), pd.Series(np.tile(missed, 10)))


def test_points_of_a_table_count_as_often_as_they_differ():
    points = made_points(60, 5)
    missed = points[GROWTH] < 0.5
    plain, listed = discover(points, missed), discover(repeated(points, 4), pd.Series(np.tile(missed, 4)))
    assert (listed.rows, listed.cases) == (60, int(missed.sum()))
    assert [box.limits for box in listed.boxes] == [box.limits for box in plain.boxes]
    assert [box.p for box in listed.boxes] == [box.p for box in plain.boxes]


def test_a_replicate_of_a_point_that_was_run_twice_is_one_run():
    """Points 0 and 1 are the same, so their replicates are; each draws a parameter of its own."""
    index = pd.MultiIndex.from_product([range(2), range(60)], names=["point", "replicate"])
    drawn = np.tile(np.random.default_rng(4).random(60), 2)
    runs = pd.DataFrame({GROWTH: drawn, EFFORT: 0.3}, index=index)
    found = discover(runs, pd.Series(drawn < 0.5, index=index), unit="runs_unit")
    assert (found.rows, found.cases) == (60, int((drawn[:60] < 0.5).sum()))


@pytest.fixture
def dated():
    """200 points, each with the fund at nothing from three dates, and once with a fund."""
    points = made_points(50, 8, (GROWTH, EFFORT))
    points[GROWTH] = 0.06 * points[GROWTH] - 0.005
    parts = [points.assign(**{FUND: fund, FUND_START: start})
             for fund, start in ((0.0, "2016Q1"), (0.0, "2018Q1"), (0.0, "2019Q1"), (9000.0, "2018Q1"))]  # fmt: skip
    table = pd.concat(parts, ignore_index=True).rename_axis("point")
    levels = np.where(table[GROWTH] < 0.03, 0.45, 0.56)
    return as_sweep(table, made_outcomes(levels, 40, 3))


def test_points_that_come_to_the_same_are_left_out_of_a_sweep(dated):
    study, left_out = with_distinct_points(dated)
    assert left_out == 100
    assert study.points.index.tolist() == [*range(50), *range(150, 200)]
    assert set(study.outcomes["point"]) == set(study.points.index)


def test_a_discovery_says_how_many_points_it_left_out(dated):
    question = DiscoveryQuestion(SHARE, YEAR)
    found = answer(dated, question)
    assert (found.found.rows, found.repeated) == (100, 100)
    said = findings_of(found, question, "en").sentences
    assert "100 more points set the same as one of these and are not counted again." in said["en"]
    assert "另有 100 个方案点的设定与其他方案点完全相同，未重复计入。" in said["zh"]


def within_error(clear, unclear):
    """Outcomes of 20 replicates: points that always miss, and points at half and half; the level asked for is a half."""
    values = [[0.4] * 20] * clear + [[0.4, 0.6] * 10] * unclear
    return outcome_table(values)


@pytest.mark.parametrize(("clear", "unclear", "most"), [(5, 5, False), (5, 6, True), (0, 3, True), (3, 0, False)])
def test_most_points_are_more_than_half(clear, unclear, most):
    assert mostly_unclear(attainment(within_error(clear, unclear), GOAL), 0.5) is most


@pytest.mark.parametrize(("replicates", "claimed"), [(10, False), (200, True)])
def test_nothing_is_claimed_where_most_points_are_within_error(replicates, claimed):
    """Growth below 2.5 % makes a target met in 40 %, else in 60 %: ten replicates cannot say which side of 50 % that is.

    With 200 replicates they can, and the box is found.
    """
    points = made_points(160, 4)
    points[GROWTH] = 0.06 * points[GROWTH] - 0.005
    points[FUND] = 1e5 * points[FUND]
    points = points[[GROWTH, EFFORT, FUND]]
    chance = np.where(points[GROWTH] < 0.025, 0.4, 0.6)
    met = np.random.default_rng(5).random((160, replicates)) < chance[:, None]
    study = as_sweep(points, outcome_table(np.where(met, 0.6, 0.4)))
    question = DiscoveryQuestion(SHARE, YEAR, level=0.5)
    found = answer(study, question)
    findings = findings_of(found, question, "zh")
    assert bool(found.found.boxes) is claimed
    assert (found.unclear > 80) is not claimed
    assert found.found.labelled is claimed
    said = {language: "\n".join(lines) for language, lines in findings.sentences.items()}
    assert ("so nothing is claimed" in said["en"]) is not claimed
    assert ("因此不作结论" in said["zh"]) is not claimed
    if not claimed:
        assert f"At {found.unclear} of 160 points" in said["en"]
        assert "growth" not in said["en"]
        assert findings.tables["limits"].empty
        assert findings.shown == []
    findings.draw()


def test_unclear_points_are_the_reason_given_even_where_few_miss():
    """Five of 60 points miss, with 9 of 20 replicates; the others have 10. A half lies within every interval."""
    points = made_points(60, 4)[[GROWTH, EFFORT]]
    points[GROWTH] = 0.06 * points[GROWTH] - 0.005
    met = np.tile(np.arange(20) < 10, (60, 1))
    met[:5] = np.arange(20) < 9
    study = as_sweep(points, outcome_table(np.where(met, 0.6, 0.4)))
    with pytest.raises(
        InputProblem, match="at 60 of 60 points the probability does not differ significantly from"
    ) as refused:
        answer(study, DiscoveryQuestion(SHARE, YEAR, level=0.5))
    assert "more replicates a point" in str(refused.value)
