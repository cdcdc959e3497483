import pytest

from model.rules.approving import quarters_saved


@pytest.mark.parametrize(
    ("strength", "uniform", "saved"),
    [
        (0.0, 1e-9, 0),
        (0.3, 0.2999, 1),
        (0.3, 0.3, 0),
        (1.0, 1e-9, 1),
        (1.0, 0.9999, 1),
        (1.75, 0.7499, 2),
        (1.75, 0.75, 1),
        (2.0, 1e-9, 2),
    ],
)
def test_whole_quarters_are_saved_and_the_fraction_by_chance(strength, uniform, saved):
    assert quarters_saved(strength, uniform) == saved


@pytest.mark.parametrize("strength", [0.0, 0.125, 0.5, 1.3, 1.995, 2.0])
def test_the_mean_of_the_quarters_saved_is_the_strength(strength):
    cells = 200
    assert sum(quarters_saved(strength, (cell + 0.5) / cells) for cell in range(cells)) / cells == pytest.approx(
        strength
    )
