import numpy as np
import pytest

from model.population.sizes import assign_parks, sequence, spread_uniforms, truncated_pareto


def test_pareto_sizes_run_from_the_least_to_the_largest():
    # exponent 1 between 1 and 10: at 1/2 the tail is 1 - 0.5 x 0.9 = 0.55, the size 1 / 0.55
    sizes = truncated_pareto(np.array([0.0, 0.5, 1.0]), 1.0, 1.0, 10.0)
    assert sizes == pytest.approx([1.0, 1 / 0.55, 10.0])


def test_the_share_above_a_size_falls_by_the_exponent():
    # far below the largest, (1/4)^0.9 of all are four times the least or more
    sizes = truncated_pareto((np.arange(100_000) + 0.5) / 100_000, 0.9, 2000.0, 2e9)
    assert (sizes >= 8000.0).mean() == pytest.approx(0.25**0.9, rel=1e-3)


@pytest.mark.parametrize("count", [1, 2, 100])
def test_spread_uniforms_have_one_in_each_cell(count):
    uniforms = spread_uniforms(count, np.random.default_rng(1))
    assert sorted(np.floor(uniforms * count).astype(int)) == list(range(count))


def test_every_stretch_of_a_sequence_is_spread_evenly():
    numbers = sequence(200, np.random.default_rng(1))
    for first in (0, 50, 137):
        stretch = np.sort(numbers[first : first + 50])
        assert np.abs(stretch - (np.arange(50) + 0.5) / 50).max() < 0.05


@pytest.mark.parametrize("seed", range(5))
def test_every_park_gets_its_number_of_firms_and_room_for_the_large_ones(case, seed):
    parks = list(case.data.baseline.parks)
    generator = np.random.default_rng(seed)
    excess = np.sort(generator.pareto(0.9, sum(park.firms for park in parks)) * 2000)[::-1]
    chosen = assign_parks(excess, parks, 2000.0, generator)
    assert np.bincount(chosen, minlength=len(parks)).tolist() == [park.firms for park in parks]
