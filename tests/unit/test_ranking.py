import pytest

from model.rules.ranking import focused, quality, score, volume


@pytest.mark.parametrize(
    ("investment", "value"),
    [(500.0, 0.0), (1000.0, 0.0), (10_000.0, 1 / 3), (100_000.0, 2 / 3), (1e6, 1.0), (2e6, 1.0)],
)
def test_volume_is_logarithmic_between_its_bounds(central, investment, value):
    # three powers of ten from 1000 to a million
    assert volume(investment, central) == pytest.approx(value)


@pytest.mark.parametrize(
    ("hightech", "leading", "relative_yield", "value"),
    [(0, 0, 0.0, 0.0), (1, 0, 0.0, 0.4), (0, 1, 0.0, 0.3), (0, 0, 1.0, 0.15), (0, 0, 2.0, 0.3), (1, 1, 9.0, 1.0)],
)
def test_quality_weighs_hightech_leading_and_yield(central, hightech, leading, relative_yield, value):
    # weights 0.4, 0.3 and the rest 0.3; a yield of 2 is full, 1 is half
    assert quality(hightech, leading, relative_yield, central) == pytest.approx(value)


@pytest.mark.parametrize(("weight", "value"), [(0.0, 2 / 3), (0.25, 0.6), (1.0, 0.4)])
def test_the_weight_shifts_the_score_from_volume_to_quality(central, weight, value):
    # volume 2/3, quality 0.4: 0.75 x 2/3 + 0.25 x 0.4 = 0.6
    assert score(100_000.0, 1, 0, 0.0, weight, central) == pytest.approx(value)


@pytest.mark.parametrize(("kept", "focus", "value"), [(1, 0.0, 0.4), (1, 1.0, 0.58), (0, 1.0, 0.28), (1, 0.5, 0.49)])
def test_focus_shifts_the_score_to_the_industries_kept(central, kept, focus, value):
    # a weight of 0.3 in full: 0.7 x 0.4 + 0.3 = 0.58 for an industry kept, 0.28 for another; 0.85 x 0.4 + 0.15 in half
    assert focused(0.4, kept, focus, central) == pytest.approx(value)


def test_without_focus_the_score_is_the_same_to_the_bit(central):
    assert focused(0.1, 1, 0.0, central) == 0.1
