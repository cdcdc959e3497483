import numpy as np
import pytest

from model.population.chances import draw_to_sum


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [30, 400])
def test_flags_add_up_to_nearly_what_is_wanted(seed, count):
    generator = np.random.default_rng(seed)
    amounts = 2000.0 * (1 + np.minimum(generator.pareto(0.9, count), 20.0))
    chances = generator.uniform(0.1, 0.9, count)
    wanted = 0.45 * amounts.sum()
    flags = draw_to_sum(chances, amounts, wanted, generator)
    assert abs(amounts[flags].sum() - wanted) < 0.03 * wanted * 30 / count + amounts.min()


def test_certain_flags_stay_certain():
    chances, amounts = np.array([1.0, 0.0, 0.5, 0.5]), np.array([50.0, 40.0, 5.0, 5.0])
    for seed in range(5):
        flags = draw_to_sum(chances, amounts, 10.0, np.random.default_rng(seed))
        assert flags.tolist()[:2] == [True, False]
        assert not flags[2:].any()  # the first passes what is wanted already


def test_a_likelier_flag_is_set_more_often():
    chances, amounts = np.array([0.8, 0.2, 0.8, 0.2]), np.ones(4)
    drawn = np.array([draw_to_sum(chances, amounts, 2.0, np.random.default_rng(seed)) for seed in range(400)])
    assert (drawn.sum(axis=1) == 2).all()
    assert drawn.mean(axis=0)[[0, 2]].min() > 0.7
    assert drawn.mean(axis=0)[[1, 3]].max() < 0.3


def test_nobody_has_no_flags():
    assert draw_to_sum(np.zeros(0), np.zeros(0), 5.0, np.random.default_rng(1)).tolist() == []
