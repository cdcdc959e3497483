import numpy as np
import pytest

from model.phases.sorting import comes_later, sort_queue
from model.state import queue_dtype, records


def random_queue(generator, length):
    """Entries in three parks with shuffled identities, and scores of which many are equal."""
    queue = records(queue_dtype, length)
    queue.park = generator.integers(0, 3, length)
    queue.score = generator.integers(0, 4, length) / 4.0
    queue.identity = generator.permutation(length)
    queue.row = generator.permutation(length)
    return queue


def served_at(entry):
    """Key of the order in which entries are served."""
    park, score, identity, _ = entry
    return park, -score, identity


@pytest.mark.parametrize("count", [0, 1, 2, 3, 10, 57])
def test_the_queue_is_sorted_by_park_then_score_then_identity(count):
    generator = np.random.default_rng(count)
    for _ in range(20):
        queue = random_queue(generator, 60)
        before = queue.tolist()
        sort_queue(queue, count)
        assert queue.tolist() == sorted(before[:count], key=served_at) + before[count:]


def test_the_order_before_does_not_matter():
    generator = np.random.default_rng(1)
    first = random_queue(generator, 30)
    second = generator.permutation(first).view(np.recarray)
    assert first.tolist() != second.tolist()
    sort_queue(first, 30)
    sort_queue(second, 30)
    assert first.tolist() == second.tolist()


@pytest.mark.parametrize(
    ("one", "other", "later"),
    [
        ((0, 0.5, 1), (1, 0.9, 0), False),  # the first park first, whatever the score
        ((0, 0.5, 0), (0, 0.9, 1), True),  # the better score first
        ((0, 0.5, 1), (0, 0.5, 0), True),  # the lower identity first
        ((0, 0.5, 0), (0, 0.5, 0), False),
    ],
)
def test_who_comes_later(one, other, later):
    queue = records(queue_dtype, 2)
    queue[0], queue[1] = (*one, 0), (*other, 1)
    assert comes_later(queue[0], queue[1]) == later
