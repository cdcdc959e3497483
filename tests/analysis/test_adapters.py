"""Adapters, run by the real libraries: a made-up case, and a lever of the shipped one."""

import dataclasses
from types import SimpleNamespace

import numpy as np
import pytest

from calibration.adapters import ema_model, identifier, model_name, salib_model
from calibration.libraries import quiet
from calibration.sensitivity.design import sensitivity_axis
from model import simulate
from scenarios.axes import Axis
from scenarios.refusals.problem import InputProblem
from scenarios.targets import Target, goal_named
from tests.analysis.made import EFFORT, GROWTH, SHARE, outcome_table

AXES = [Axis(GROWTH, (), 0.0, 0.04), sensitivity_axis(EFFORT)]
TARGETS = (Target(indicator=SHARE, year=2020, at_least=0.5, clause="1"),)
GOAL = goal_named(TARGETS, SHARE)
ASKED = {"reached": GOAL, "share": (SHARE, 2020)}


def evaluate(points):
    """Four replicates a point: the share rises with growth and effort."""
    level = 10 * points[GROWTH].to_numpy() + 0.3 * points[EFFORT].to_numpy()
    return outcome_table(level[:, None] + np.array([0.0, 0.05, 0.1, 0.15]))


def experiments(model, **settings):
    with quiet():
        from ema_workbench import SequentialEvaluator, perform_experiments

        return perform_experiments(model, evaluator=SequentialEvaluator(model), reporting_frequency=1, **settings)


def test_the_workbench_runs_a_case_with_its_levers_and_uncertainties():
    model = ema_model("made_up", AXES, evaluate, ASKED)
    assert [each.name for each in model.levers] == ["lever__evaluation__strength"]
    assert [each.name for each in model.uncertainties] == ["uncertainty__macro_growth"]
    found, outcomes = experiments(model, scenarios=3, policies=2)
    level = 10 * found[identifier(GROWTH)].to_numpy(float) + 0.3 * found[identifier(EFFORT)].to_numpy(float)
    assert len(found) == 6
    assert outcomes["share"] == pytest.approx(level + 0.075)
    expected = [np.mean(one + np.array([0.0, 0.05, 0.1, 0.15]) >= 0.5) for one in level]
    assert outcomes["reached"] == pytest.approx(expected)


def test_the_workbench_runs_the_shipped_case(case):
    """A lever and a parameter, every other at its central value; the outcome is that of the model run by itself."""

    def shares(growth, effort):
        parameters = case.world.parameters.copy()
        parameters["macro_growth"] = growth
        held = SimpleNamespace(name=case.name, world=dataclasses.replace(case.world, parameters=parameters))
        scenario = case.scenario(case.plan).with_(evaluation=float(effort))
        return simulate(held, scenario, 4, 3, vary_parameters=False)[SHARE].sel(year=[2020]).values.T

    def run(points):
        return outcome_table(shares(*points[[GROWTH, EFFORT]].iloc[0])).assign(point=points.index[0])

    model = ema_model(case.name, AXES, run, {"share": (SHARE, 2020)})
    found, outcomes = experiments(model, scenarios=1, policies=2)
    names = [identifier(GROWTH), identifier(EFFORT)]
    expected = [shares(*values).mean() for values in found[names].to_numpy(float)]
    assert outcomes["share"] == pytest.approx(expected, abs=1e-15)
    assert expected[0] != expected[1]


def test_a_case_may_have_any_name():
    assert [model_name(name) for name in ("chizhou", "made_up-2", "2nd", "池州")] == [
        "chizhou",
        "madeup2",
        "case2nd",
        "池州",
    ]


def test_salib_runs_a_case():
    problem, run = salib_model(AXES, evaluate, (SHARE, 2020))
    with quiet():
        from SALib.analyze import morris as analyse
        from SALib.sample import morris

        samples = morris.sample(problem, 6, seed=1)
        found = analyse.analyze(problem, samples, run(samples), seed=1)
    assert list(found["mu_star"]) == pytest.approx([0.4, 0.3])
    assert run(np.array([0.02, 0.5])) == pytest.approx([0.2 + 0.15 + 0.075])


def test_ranges_are_refused_as_in_a_design():
    with pytest.raises(InputProblem, match=r"1\.0 is out of range; allowed: -0\.005 to 0\.055"):
        salib_model([Axis(GROWTH, (), 0.0, 1.0), AXES[1]], evaluate, GOAL)
    with pytest.raises(InputProblem, match=r"1\.0 is out of range; allowed: -0\.005 to 0\.055"):
        ema_model("made_up", [Axis(GROWTH, (), 0.0, 1.0), AXES[1]], evaluate, ASKED)
