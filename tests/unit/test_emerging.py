import pytest

from model.rules.emerging import large_from


@pytest.mark.parametrize(("emerging", "least"), [(0.0, 200_000.0), (1.0, 90_000.0)])
def test_less_is_large_in_an_emerging_industry(central, emerging, least):
    assert large_from(emerging, central) == least
