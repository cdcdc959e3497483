import pytest

from model.indicators import INDICATORS
from model.levers import LEVERS
from model.parameters import PARAMETERS
from outputs.explain import explain, known_names, listing


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", known_names())
def test_every_declared_name_is_explained_in_both_languages(name, language):
    entry = {**PARAMETERS, **INDICATORS, **LEVERS}[name]
    text = explain(name, language)
    assert text.startswith(name)
    assert getattr(entry, language) in text
    assert entry.unit in text


def test_names_of_levers_indicators_and_parameters_do_not_clash():
    assert len(known_names()) == len(set(known_names()))


def test_a_listing_has_a_line_for_each_entry():
    assert len(listing(LEVERS, "en").splitlines()) == len(LEVERS)
    assert "适合多层厂房" in listing(LEVERS, "zh")
