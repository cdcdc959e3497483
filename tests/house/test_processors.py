"""Populations and results are the same to the bit on other processors; `processors` has all settings."""

import pytest

from tests.house.processors import AS_IT_IS, OLDEST_LIBRARIES, found_with, settings


@pytest.mark.long
@pytest.mark.slow
def test_the_oldest_libraries_give_the_same_to_the_bit():
    one, other = (found_with(settings()[name]) for name in (AS_IT_IS, OLDEST_LIBRARIES))
    made = one.pop("libraries"), other.pop("libraries")
    assert one == other
    assert len(one) > 3
    if can_be_older():
        assert all(mine != theirs for mine, theirs in zip(*(each.split() for each in made), strict=True)), made


def can_be_older():
    """Whether this processor has instructions that the setting takes away from every library."""
    from numpy._core._multiarray_umath import __cpu_features__ as features

    return features.get("AVX512F", False) and features.get("FMA3", False)
