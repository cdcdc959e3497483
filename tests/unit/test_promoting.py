"""Market promotion by numbers worked by hand: goodwill, and the demand that it brings."""

import pytest

from model.rules.promoting import demand_level, goodwill_next


@pytest.mark.parametrize(
    ("before", "spending", "after"),
    [(0.0, 0.002, 0.0005), (0.004, 0.0, 0.0036), (0.004, 0.002, 0.0041), (0.005, 0.002, 0.005)],
)
def test_goodwill_is_built_by_spending_and_fades(central, before, spending, after):
    assert goodwill_next(before, spending, central) == pytest.approx(after)  # a quarter of 0.4 of it fades


@pytest.mark.parametrize(("goodwill", "level"), [(0.0, 0.0), (0.005, 0.0632120559), (0.0025, 0.0393469340), (1.0, 0.1)])
def test_demand_rises_with_goodwill_up_to_its_reach(central, goodwill, level):
    assert demand_level(goodwill, central) == pytest.approx(level)
