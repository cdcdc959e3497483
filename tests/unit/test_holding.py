"""`hold`: parameters that keep one value in every replicate of `simulate` and of `ZoneModel`."""

import json
import shutil
from dataclasses import replace

import numpy as np
import pytest

from model import ZoneModel, simulate
from model.indicators import INDICATORS
from model.parameters import PARAMETERS
from model.world import Measure
from scenarios import InputProblem, load_case
from scenarios.holding import world_holding
from scenarios.sweep.unit import Task, run_unit
from scenarios.sweep.worlds import contents_of_case

RUN_ONLY = {"macro_growth": 0.04}  # drawn by runs
BASELINE = {"arrival_own_mix": 0.45, "macro_growth": 0.04}  # the first is read by the synthesis, and drawn by none


def with_parameters(case, folder, **values):
    """Return a copy of a case whose case.toml sets parameters."""
    shutil.copytree(case.folder, folder)
    text = (folder / "case.toml").read_text(encoding="utf-8")
    for name, value in values.items():
        text += f'\n[parameters.{name}]\nvalue = {value}\nunit = "{PARAMETERS[name].unit}"\nsource = "assumption"\n'
        text += f"low = {value}\nhigh = {value}\n"

    (folder / "case.toml").write_text(text, encoding="utf-8")
    return load_case(folder)


def test_a_parameter_held_is_the_same_in_every_replicate_and_the_others_are_as_drawn(case):
    free, held = (simulate(case, "none", 3, 5, hold=hold) for hold in ({}, RUN_ONLY))
    for name in PARAMETERS:
        expected = np.full(3, 0.04) if name == "macro_growth" else free[f"parameter_{name}"].values
        np.testing.assert_array_equal(held[f"parameter_{name}"].values, expected, err_msg=name)
    assert (free.gross_output[:, -1] != held.gross_output[:, -1]).all()
    assert (free.gross_output[:, 0] == held.gross_output[:, 0]).all()


@pytest.mark.parametrize("hold", [RUN_ONLY, BASELINE], ids=["of runs", "of the baseline too"])
def test_simulate_holds_as_a_point_of_a_sweep_does(case, hold):
    task = Task(contents_of_case(case), (), tuple(sorted(hold.items())), 5, 0, 3, case.world.baseline_digest)
    swept = run_unit(task, ["hightech_output_share", "gross_output"])
    runs = simulate(case, "none", 3, 5, hold=hold)
    np.testing.assert_array_equal(runs.hightech_output_share.values, swept[:, :, 0])
    np.testing.assert_array_equal(runs.gross_output.values, swept[:, :, 1])


@pytest.mark.parametrize("hold", [RUN_ONLY, BASELINE], ids=["of runs", "of the baseline too"])
def test_a_model_holds_as_simulate_does(case, hold):
    runs = simulate(case, case.plan, 2, 5, hold=hold)
    model = ZoneModel(case, case.plan, seed=5, replicate=1, hold=hold).run()
    for name in INDICATORS:
        np.testing.assert_array_equal(model.indicator(name), runs[name].values[1, -1], err_msg=name)


def test_a_parameter_of_the_baseline_is_held_as_one_that_the_case_sets(case, tmp_path):
    other = with_parameters(case, tmp_path / "town", arrival_own_mix=0.45)
    named = simulate(other, "none", 3, 5)
    held = simulate(case, "none", 3, 5, hold={"arrival_own_mix": 0.45})
    plain = simulate(case, "none", 3, 5)
    assert held.attrs["baseline_digest"] == named.attrs["baseline_digest"] != plain.attrs["baseline_digest"]
    for name in INDICATORS:
        np.testing.assert_array_equal(held[name].values, named[name].values, err_msg=name)


@pytest.mark.parametrize("hold", [{}, RUN_ONLY, BASELINE], ids=["nothing", "of runs", "of the baseline too"])
def test_what_runs_are_asked_for_is_there_whatever_is_held(case, hold):
    world = case.world
    park, industry = world.park_names[0], world.industry_names[0]
    measures = (Measure("jobs there", "jobs", park, None), Measure("jobs so made", "jobs", None, industry))
    runs = simulate(replace(case, asked=measures), "none", 2, 5, hold=hold)
    for measure in measures:
        assert (runs[measure.name].values > 0).all()


def test_what_a_case_was_read_with_stays_held_beside_it(case):
    read = load_case(case.folder, {"ramp_use": 0.7, "macro_growth": 0.03})
    world, _ = world_holding(read, {"arrival_own_mix": 0.45})
    both = load_case(case.folder, {"ramp_use": 0.7, "arrival_own_mix": 0.45}).world
    one, other = (each.populations_of(np.arange(2)) for each in (world, both))
    np.testing.assert_array_equal(one[0], other[0])
    assert world.parameters[0].macro_growth == 0.03  # the centre of what is drawn is still the case's


def test_the_data_set_says_what_was_held(case):
    assert json.loads(simulate(case, "none", 1, hold=BASELINE).attrs["held"]) == BASELINE
    assert "held" not in simulate(case, "none", 1).attrs


@pytest.mark.parametrize(
    ("hold", "message"),
    [
        (
            {"macro_grow": 0.02},
            "hold: unknown parameter 'macro_grow'; did you mean 'macro_growth', 'macro_shock', 'cost_growth', 'cluster_growth'?",
        ),
        ({"macro_growth": 0.2}, "hold: macro_growth: 0.2 is out of range; allowed: -0.005 to 0.055 1/year"),
        ({"macro_growth": np.nan}, "hold: macro_growth: nan is out of range; allowed: -0.005 to 0.055 1/year"),
        ({"macro_growth": "fast"}, "hold: macro_growth: 'fast' is not a number; allowed: -0.005 to 0.055 1/year"),
        (["macro_growth"], "hold: ['macro_growth'] is not a table; write {name of a parameter: number or word};"),
    ],
)
def test_what_cannot_be_held_is_refused_in_both_languages(case, hold, message):
    for run in (simulate, ZoneModel):
        with pytest.raises(InputProblem) as refused:
            run(case, "none", hold=hold)
        assert str(refused.value).startswith(message)
        assert "hold" in refused.value.in_language("zh")


def test_ends_of_a_range_are_held(case):
    for value in (PARAMETERS["macro_growth"].low, PARAMETERS["macro_growth"].high):
        assert (simulate(case, "none", 2, hold={"macro_growth": value}).parameter_macro_growth == value).all()
