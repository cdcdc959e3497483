import pytest

from model.sources import ASSUMPTION, SOURCES, check_source


@pytest.mark.parametrize("key", SOURCES)
def test_every_source_says_what_it_is_and_of_when(key):
    assert len(SOURCES[key].en) > 10
    assert SOURCES[key].zh
    assert SOURCES[key].date
    check_source(key, "anybody")


def test_an_assumption_is_a_source():
    assert ASSUMPTION in SOURCES


def test_an_unknown_source_is_refused_with_its_owner_and_the_known_ones():
    with pytest.raises(ValueError, match=r"parameter x: unknown source 'hearsay'; known: .*prototype"):
        check_source("hearsay", "parameter x")
