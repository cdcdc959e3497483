"""Which replicates run again: blocks, Latin squares, chances of their own, and pools."""

import numpy as np
import pytest

from model.layers import NUMBERS, Layer, future_layers
from scenarios.crossing import Crossing, crossing_of, latin_square

TWO, THREE = future_layers(structure=False), future_layers(structure=True)
SIZE = len(TWO)


def layers_of(crossing, run):
    """The number that a crossed run draws each layer by."""
    return {Layer(layer): int(numbers[run]) for layer, numbers in crossing.taken.items()}


def test_the_first_block_is_written_out():
    """Of replicates 0 and 1: both futures again, then parameters of one with the baseline of the other."""
    crossing = crossing_of(5, None, TWO)
    assert crossing.members.tolist() == [[0, 1], [2, 3]]
    assert crossing.runs == 8
    crossed = [layers_of(crossing, run) for run in range(4)]
    assert [each[Layer.PARAMETERS] for each in crossed] == [0, 1, 0, 1]
    assert [each[Layer.BASELINE] for each in crossed] == [0, 1, 1, 0]
    assert [each[Layer.CHANCE] for each in crossed] == [NUMBERS, NUMBERS + 1, 2 * NUMBERS, 2 * NUMBERS + 1]


def test_no_two_runs_have_the_same_chance():
    crossing = crossing_of(40, None, TWO)
    chances = [*range(40), *crossing.taken[Layer.CHANCE].tolist()]
    assert len(set(chances)) == 40 + crossing.runs
    assert max(chances) < 2**32


def test_of_three_layers_the_first_block_is_written_out():
    """Of replicates 0 to 2: the futures again, then parameters, baseline and structure each of another member."""
    crossing = crossing_of(7, None, THREE)
    assert crossing.members.tolist() == [[0, 1, 2], [3, 4, 5]]
    assert crossing.runs == 12
    crossed = [layers_of(crossing, run) for run in range(6)]
    assert [each[Layer.PARAMETERS] for each in crossed] == [0, 1, 2, 0, 1, 2]
    assert [each[Layer.BASELINE] for each in crossed] == [0, 1, 2, 1, 2, 0]
    assert [each[Layer.STRUCTURE] for each in crossed] == [0, 1, 2, 2, 0, 1]


def test_without_an_open_choice_nothing_is_crossed_by_structure():
    assert set(crossing_of(12, None, TWO).taken) == {*Layer} - {Layer.STRUCTURE}


@pytest.mark.parametrize("future", [TWO, THREE])
def test_a_mixed_future_shares_one_layer_of_a_future_with_each_member_and_none_with_another(future):
    size = len(future)
    crossing = crossing_of(12 * size, None, future)
    by_layer = [crossing.split(crossing.taken[layer]) for layer in future]
    for repeated, _ in by_layer:
        assert repeated.tolist() == crossing.members.tolist()
    mixed = np.stack([each for _, each in by_layer], axis=-1)  # (block, run, layer)
    for block, members in zip(mixed, crossing.members, strict=True):
        assert ((block[:, None, :] == members[None, :, None]).sum(axis=-1) == 1).all()
        assert all(len(set(layer)) == size for layer in block.T)


@pytest.mark.parametrize("size", [1, 2, 3, 4])
def test_a_latin_square_has_each_member_once_in_each_row_and_column(size):
    square = latin_square(size)
    assert all(sorted(line) == list(range(size)) for line in (*square.tolist(), *square.T.tolist()))


@pytest.mark.parametrize(("replicates", "blocks"), [(0, 0), (1, 0), (2, 1), (3, 1), (4, 2), (500, 250)])
def test_what_fills_no_block_has_no_crossed_runs(replicates, blocks):
    assert len(crossing_of(replicates, None, TWO).members) == blocks


def test_more_replicates_leave_the_crossed_runs_of_the_others_as_they_are():
    few, many = crossing_of(9, None, THREE), crossing_of(31, None, THREE)
    for layer in Layer:
        assert few.taken[layer].tolist() == many.taken[layer][: few.runs].tolist()


@pytest.mark.parametrize(
    ("pool", "first"), [(5, [0, 2, 5, 7, 10]), (4, [0, 2, 4, 6, 8]), (1, []), (100, [0, 2, 4, 6, 8])]
)
def test_populations_of_a_pool_are_always_in_the_same_block(pool, first):
    """Of 5 populations the last is in no block: 0 and 1, 2 and 3, then again as 5 and 6."""
    members = crossing_of(30, pool, TWO).members
    assert members[:5, 0].tolist() == first
    blocks = {tuple(block) for block in (members % pool).tolist()}
    assert len({population for block in blocks for population in block}) == SIZE * len(blocks)


def test_values_are_split_as_the_runs_are_ordered():
    crossing = Crossing(np.array([[0, 1], [2, 3]]), {})
    repeated, mixed = crossing.split(np.array([10.0, 11, 20, 21, 12, 13, 22, 23]))
    assert repeated.tolist() == [[10, 11], [12, 13]]
    assert mixed.tolist() == [[20, 21], [22, 23]]
