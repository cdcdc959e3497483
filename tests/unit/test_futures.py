import numpy as np
import pytest

from model.futures import drawn_values
from model.parameters import PARAMETERS, central_values, drawn_numbers

VARYING = drawn_numbers()
FIXED = [name for name, parameter in PARAMETERS.items() if not parameter.varies]


@pytest.mark.parametrize("name", VARYING)
def test_varying_parameters_are_drawn_over_their_range(name):
    parameter = PARAMETERS[name]
    drawn = drawn_values(central_values(), 1, np.arange(100))[name]
    assert parameter.low <= drawn.min() < drawn.max() <= parameter.high
    # of 100 uniform draws, the chance that none lies in an end tenth is 0.9^100 = 0.00003
    tenth = (parameter.high - parameter.low) / 10
    assert drawn.min() < parameter.low + tenth
    assert drawn.max() > parameter.high - tenth


def test_fixed_parameters_keep_their_value():
    drawn = drawn_values(central_values(), 1, np.arange(5))
    for name in FIXED:
        assert (drawn[name] == PARAMETERS[name].value).all()


def test_a_replicate_draws_the_same_whatever_runs_with_it():
    together = drawn_values(central_values(), 9, np.array([3, 8, 5, 1]))
    for place, replicate in enumerate([3, 8, 5, 1]):
        assert drawn_values(central_values(), 9, np.array([replicate]))[0] == together[place]


def test_seeds_and_parameters_draw_apart():
    one, other = (drawn_values(central_values(), seed, np.arange(3)) for seed in (1, 2))
    uniforms = [(one[name] - PARAMETERS[name].low) / (PARAMETERS[name].high - PARAMETERS[name].low) for name in VARYING]
    assert len(np.unique(np.round(uniforms, 9))) == 3 * len(VARYING)
    assert all((one[name] != other[name]).all() for name in VARYING)


@pytest.mark.parametrize("way", [-0.5, 0.25, 1.0])
def test_an_overridden_parameter_varies_about_the_case_s_value_within_the_declared_range(way):
    low, middle, high = PARAMETERS["patience"].low, PARAMETERS["patience"].value, PARAMETERS["patience"].high
    moved = way * min(high - middle, middle - low)
    plain = drawn_values(central_values(), 1, np.arange(20)).patience
    uniforms = (plain - low) / (high - low)
    overridden = drawn_values(central_values({"patience": middle + moved}), 1, np.arange(20)).patience
    bottom, top = max(low, low + moved), min(high, high + moved)
    assert overridden == pytest.approx(bottom + uniforms * (top - bottom))


def test_nothing_varies_when_told_not_to():
    drawn = drawn_values(central_values({"patience": 0.12}), 1, np.arange(3), vary=False)
    assert [tuple(record) for record in drawn] == [tuple(central_values({"patience": 0.12})[0])] * 3
