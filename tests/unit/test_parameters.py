import re

import pytest

from model.declaration import Choice
from model.parameters import PARAMETERS, central_values, parameter_dtype
from model.sources import ASSUMPTION, SOURCES

each = pytest.mark.parametrize("parameter", PARAMETERS.values(), ids=list(PARAMETERS))


@each
def test_every_parameter_has_a_unit_and_labels_in_two_languages(parameter):
    assert parameter.unit or isinstance(parameter, Choice)  # words have none
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
