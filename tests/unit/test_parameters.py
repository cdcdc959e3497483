import re

import numpy as np
import pytest

from model.parameters import PARAMETERS, central_values, drawn_values, parameter_dtype
from model.sources import ASSUMPTION, SOURCES

VARYING = [name for name, parameter in PARAMETERS.items() if parameter.varies]
FIXED = [name for name, parameter in PARAMETERS.items() if not parameter.varies]
each = pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=list(PARAMETERS))


@each
def test_every_parameter_has_a_unit_and_labels_in_two_languages(parameter):
    assert parameter.unit
    assert re.search("[一-鿿]", parameter.zh)
    assert parameter.en.isascii()


@each
def test_every_parameter_lies_in_its_range_and_has_a_known_source(parameter):
    assert parameter.low <= parameter.value <= parameter.high
    assert parameter.source in SOURCES


@each
def test_what_is_assumed_or_varied_has_a_range_to_sweep(parameter):
    if parameter.source == ASSUMPTION or parameter.varies:
        assert parameter.low < parameter.high


def test_names_are_declared_once():
    assert len(parameter_dtype.names) == len(PARAMETERS)
    assert all(name == parameter.name for name, parameter in PARAMETERS.items())


def test_central_values_are_the_declared_ones():
    assert list(central_values()[0]) == [parameter.value for parameter in PARAMETERS.values()]


def test_an_override_replaces_one_value():
    changed = central_values({"patience": 0.2})
    assert changed.patience[0] == 0.2
    assert changed.hoarding[0] == PARAMETERS["hoarding"].value


def test_an_unknown_override_is_refused():
    with pytest.raises(KeyError, match="luck"):
        central_values({"luck": 1.0})


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


def test_an_overridden_parameter_varies_about_the_case_s_value():
    # patience 0.1 in 0.05 to 0.2; moved to 0.12 it varies in 0.07 to 0.22
    plain = drawn_values(central_values(), 1, np.arange(20)).patience
    moved = drawn_values(central_values({"patience": 0.12}), 1, np.arange(20)).patience
    assert moved == pytest.approx(plain + 0.02)


def test_nothing_varies_when_told_not_to():
    drawn = drawn_values(central_values({"patience": 0.12}), 1, np.arange(3), vary=False)
    assert [tuple(record) for record in drawn] == [tuple(central_values({"patience": 0.12})[0])] * 3
