import pytest

from model.rules.modernising import equipment_cost, labour_saved_after, workers_replaced


@pytest.mark.parametrize(("saved", "after"), [(0.0, 0.14), (0.14, 0.2604), (0.5, 0.57)])
def test_machines_replace_a_share_of_the_workers_that_are_left(central, saved, after):
    # 1 - 0.86, 1 - 0.86 x 0.86, 1 - 0.5 x 0.86
    assert labour_saved_after(saved, central) == pytest.approx(after)


def test_workers_are_those_that_the_industry_needs_for_the_output():
    assert workers_replaced(4500.0, 90.0, 0.14) == pytest.approx(7.0)  # 50 workers


def test_the_city_pays_a_share_of_the_equipment(central):
    assert equipment_cost(7.0, central) == pytest.approx(11.2)  # 7 x 20 x 0.08
