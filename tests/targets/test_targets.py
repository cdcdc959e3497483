"""Targets by hand: bounds on both sides, which way is better, names, and which targets a name means."""

import numpy as np
import pytest

from scenarios.refusals.problem import InputProblem, say
from scenarios.targets import ALL_TARGETS, Goal, Target, goal_named, goals_of, indicator_of, measures_of, targets_named


def target(indicator="jobs", year=2020, **bounds):
    return Target(indicator=indicator, year=year, clause="x", **bounds)


LEAST, MOST = target(at_least=0.3), target("energy_use", at_most=1.2, park="etdz")
RANGE = target("plot_ratio", 2019, at_least=0.7, at_most=0.9, industry="chemicals")
BOTH = target("tax", at_least=2.5, park="etdz", industry="chemicals")
TARGETS = (LEAST, MOST, RANGE, BOTH)
BELOW, ABOVE = np.nextafter(0.3, 0), np.nextafter(1.2, 2)


@pytest.mark.parametrize(
    ("asked", "value", "missing"),
    [
        (LEAST, 0.3, 0.0),
        (LEAST, BELOW, 0.3 - BELOW),
        (LEAST, 7.0, 0.0),
        (LEAST, 0.05, 0.25),
        (MOST, 1.2, 0.0),
        (MOST, ABOVE, 1.2 - ABOVE),
        (MOST, -3.0, 0.0),
        (MOST, 1.7, -0.5),
        (RANGE, 0.7, 0.0),
        (RANGE, 0.9, 0.0),
        (RANGE, 0.83, 0.0),
        (RANGE, 0.6, 0.1),
        (RANGE, 1.15, -0.25),
    ],
)
def test_what_is_missing_and_what_is_met(asked, value, missing):
    assert float(asked.missing(value)) == pytest.approx(missing, rel=1e-9)
    assert asked.met([value, value]).tolist() == [missing == 0.0] * 2


def test_a_value_above_the_flag_is_pointed_out_and_meets_the_target():
    """Six to ten: the bound and the flag themselves are within it."""
    asked = target("jobs", 2023, at_least=6, flag_above=10)
    values = [5, 6, 10, 10.5, 11]
    assert asked.met(values).tolist() == [False, True, True, True, True]
    assert asked.flagged(values).tolist() == [False, False, False, True, True]
    assert not target("jobs", 2023, at_least=6).flagged([1e9]).any()
    assert asked.sense == 1
    assert asked.bounds == {"at_least": 6}


@pytest.mark.parametrize("value", [np.nan, np.inf])
def test_no_value_is_never_judged(value):
    with pytest.raises(ValueError, match=r"energy_use\.park\.etdz has no value in 2020"):
        MOST.met([1.0, value])


def test_a_target_has_its_own_sense():
    assert [each.sense for each in TARGETS] == [1, -1, 0, 1]
    values = np.array([0.6, 0.8, 1.15])
    assert LEAST.merit(values).tolist() == [0.6, 0.8, 1.15]
    assert MOST.merit(values).tolist() == [-0.6, -0.8, -1.15]
    assert RANGE.merit(values) == pytest.approx([-0.1, 0.0, -0.25])


@pytest.mark.parametrize(
    ("asked", "against"),
    [
        (LEAST, False),
        (target(at_most=3.0), True),  # fewer jobs
        (MOST, False),
        (target("energy_use", at_least=3.0), True),
        (target("energy_use", at_least=3.0, at_most=4.0), False),
        (target("land_granted", at_most=3.0), False),  # neither way is better
    ],
)
def test_a_target_may_ask_for_the_worse_way(asked, against):
    assert asked.against_better is against


def test_a_name_says_indicator_place_and_year():
    assert [each.key for each in TARGETS] == [
        "jobs.2020",
        "energy_use.park.etdz.2020",
        "plot_ratio.industry.chemicals.2019",
        "tax.park.etdz.industry.chemicals.2020",
    ]
    assert {indicator_of(each.measure) for each in TARGETS} == {"jobs", "energy_use", "plot_ratio", "tax"}
    assert [each.name for each in measures_of([*TARGETS, MOST])] == [each.measure for each in TARGETS[1:]]
    assert measures_of(TARGETS)[2][1:] == ("tax", "etdz", "chemicals", None)


def test_a_target_is_written_as_it_was_read():
    assert MOST.model_dump(mode="json") == {
        "indicator": "energy_use", "year": 2020, "at_most": 1.2, "park": "etdz", "clause": "x"
    }  # fmt: skip
    assert all(Target.model_validate(each.model_dump(mode="json")) == each for each in TARGETS)


def test_goals_are_each_target_all_of_a_year_and_all():
    goals = [(goal.name, goal.year, len(goal.targets)) for goal in goals_of(TARGETS)]
    assert goals[:4] == [(each.measure, each.year, 1) for each in TARGETS]
    assert goals[4:] == [(ALL_TARGETS, 2019, 1), (ALL_TARGETS, 2020, 3), (ALL_TARGETS, None, 4)]
    assert [goal.name for goal in goals_of([MOST])] == [MOST.measure, ALL_TARGETS]
    assert goals_of(TARGETS)[0].single is LEAST
    assert goals_of(TARGETS)[4].single is None  # also where it is one


def test_a_goal_is_met_where_all_of_it_are():
    sample = {LEAST.measure: [0.3, 0.2, 0.4], MOST.measure: [1.2, 1.1, 1.3]}
    both = Goal(ALL_TARGETS, 2020, (LEAST, MOST))
    assert both.met(lambda measure, year: np.array(sample[measure])).tolist() == [True, False, False]


@pytest.mark.parametrize(
    ("names", "found"),
    [
        ([], TARGETS),
        (["all_targets"], TARGETS),
        (["jobs"], (LEAST,)),
        (["energy_use.park.etdz.2020", "jobs.2020"], (LEAST, MOST)),
        (["tax"], (BOTH,)),  # the indicator, where no target is of the zones together
    ],
)
def test_names_mean_targets_in_the_order_of_the_case(names, found):
    assert targets_named(TARGETS, names, say("option", option="--target")) == found


def test_the_name_of_an_indicator_means_the_zones_together_where_they_have_a_target():
    city = target("energy_use", at_most=9.0)
    assert goal_named([*TARGETS, city], "energy_use").targets == (city,)
    assert goal_named([*TARGETS, city], "energy_use.park.etdz.2020").targets == (MOST,)


@pytest.mark.parametrize(
    ("name", "year", "english", "chinese"),
    [
        ("energy_use.park.etzd.2020", None, "--target: the case has no target 'energy_use.park.etzd.2020'; did you mean 'energy_use.park.etdz.2020', 'energy_use.park.etdz', 'plot_ratio.park.etdz.2019'?", "案例没有目标"),
        ("jobs", 2019, "--year: there is no target 'jobs' in 2019; known: 2020", "2019 年没有目标"),
        ("jobs.2020", 2019, "--year: there is no target 'jobs.2020' in 2019; known: 2020", "2019 年没有目标"),
        ("tax", None, "--year: 'tax' is a target of several years: name one; known: 2018, 2020", "须写明年份"),
        ("plot_ratio", None, "--target: 'plot_ratio' is a target of several parks or industries: name one; known: plot_ratio.industry.chemicals, plot_ratio.park.etdz", "须写明其一"),
    ],
)  # fmt: skip
def test_a_name_that_means_none_or_several_is_refused(name, year, english, chinese):
    more = [target("tax", 2018, at_least=1.0, park="etdz", industry="chemicals")]
    more += [target("plot_ratio", 2019, at_least=1.0, park="etdz")]
    with pytest.raises(InputProblem) as refused:
        goal_named([*TARGETS, *more], name, year)
    assert str(refused.value) == english
    assert chinese in refused.value.in_language("zh")
