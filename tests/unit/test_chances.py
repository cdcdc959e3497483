import numpy as np
import pytest

from model.population.chances import FURTHEST, draw_to_sum, tilt_to


def bisected(base, mix, target):
    """Probabilities shifted alike on the logit scale, by bisection in plain NumPy."""
    free = (base > 0.0) & (base < 1.0)
    shifted, low, high = base.copy(), -FURTHEST, FURTHEST
    for _ in range(200):
        middle = 0.5 * (low + high)
        shifted[free] = 1 / (1 + (1 - base[free]) / base[free] * np.exp(-middle))
        low, high = (middle, high) if mix @ shifted < target else (low, middle)
    return shifted


@pytest.mark.parametrize("seed", range(20))
def test_a_tilt_is_that_of_a_bisection(seed):
    generator = np.random.default_rng(seed)
    count = int(generator.integers(1, 30))
    base, mix = 1 / (1 + np.exp(-3 * generator.standard_normal(count))), generator.random(count)
    mix /= mix.sum()
    certain = generator.random(count) < 0.2
    certain[0] = False
    base[certain] = generator.integers(0, 2, count)[certain]
    least = mix @ (base == 1.0)
    for reach in (0.01, 0.2, 0.5, 0.77, 0.99):
        target = least + reach * (mix @ ~certain)
        tilted = tilt_to(base, mix, target)
        assert np.abs(tilted - bisected(base, mix, target)).max() < 1e-12
        assert tilted[certain].tolist() == base[certain].tolist()


@pytest.mark.parametrize(("target", "shift"), [(0.9, FURTHEST), (0.1, -FURTHEST)])
def test_a_target_out_of_reach_is_met_as_nearly_as_the_furthest_shift_allows(target, shift):
    # 0.4 are certain, so that from 0.4 to 0.6 is within reach
    tilted = tilt_to(np.array([0.0, 1.0, 0.25]), np.array([0.4, 0.4, 0.2]), target)
    assert tilted == pytest.approx([0.0, 1.0, 1 / (1 + 3 * np.exp(-shift))], rel=1e-12)


def test_certain_probabilities_alone_stay_and_what_is_given_is_not_changed():
    base = np.array([1.0, 0.0, 0.0])
    assert tilt_to(base, np.array([0.5, 0.3, 0.2]), 0.9).tolist() == [1.0, 0.0, 0.0]
    base = np.array([0.2, 0.6])
    tilt_to(base, np.array([0.5, 0.5]), 0.9)
    assert base.tolist() == [0.2, 0.6]


@pytest.mark.parametrize("seed", range(5))
@pytest.mark.parametrize("count", [30, 400])
def test_flags_add_up_to_nearly_what_is_wanted(seed, count):
    generator = np.random.default_rng(seed)
    amounts = 2000.0 * (1 + np.minimum(generator.pareto(0.9, count), 20.0))
    chances = generator.uniform(0.1, 0.9, count)
    wanted = 0.45 * amounts.sum()
    flags = draw_to_sum(chances, amounts, generator.random(count), wanted)
    assert abs(amounts[flags].sum() - wanted) < 0.03 * wanted * 30 / count + amounts.min()


@pytest.mark.parametrize(
    ("uniforms", "flags"),
    [
        # The larger comes first: 10 of 15 are wanted, so both chances are tilted to 2/3. If it is set nothing is wanted
        # any more, else more than the other has.
        ([0.01, 0.66], [False, True]),
        ([0.90, 0.66], [False, True]),
        ([0.99, 0.67], [True, False]),
        ([0.10, 0.67], [True, False]),
    ],
)
def test_each_flag_is_held_against_its_own_uniform(uniforms, flags):
    assert draw_to_sum(np.full(2, 0.5), np.array([5.0, 10.0]), np.array(uniforms), 10.0).tolist() == flags


def test_certain_flags_stay_certain():
    chances, amounts = np.array([1.0, 0.0, 0.5, 0.5]), np.array([50.0, 40.0, 5.0, 5.0])
    for seed in range(5):
        flags = draw_to_sum(chances, amounts, np.random.default_rng(seed).random(4), 10.0)
        assert flags.tolist()[:2] == [True, False]
        assert not flags[2:].any()  # the first passes what is wanted already


def test_a_likelier_flag_is_set_more_often():
    chances, amounts = np.array([0.8, 0.2, 0.8, 0.2]), np.ones(4)
    uniforms = np.random.default_rng(1).random((400, 4))
    drawn = np.array([draw_to_sum(chances, amounts, each, 2.0) for each in uniforms])
    assert (drawn.sum(axis=1) == 2).all()
    assert drawn.mean(axis=0)[[0, 2]].min() > 0.7
    assert drawn.mean(axis=0)[[1, 3]].max() < 0.3


def test_nobody_has_no_flags():
    assert draw_to_sum(np.zeros(0), np.zeros(0), np.zeros(0), 5.0).tolist() == []
