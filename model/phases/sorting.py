"""Heap sort of the queue in place: no memory is allocated, and the worst case is n log n.

What is compared lies side by side in the queue itself, so that a long queue does not wait for memory.
"""

from typing import Any

from ..compiled import compiled


@compiled
def comes_later(one: Any, other: Any) -> Any:
    """Return whether queue entry `one` is served after `other`: by park, then score falling, then identity."""
    if one.park != other.park:
        return one.park > other.park
    if one.score != other.score:
        return one.score < other.score
    return one.identity > other.identity


@compiled
def swap(one: Any, other: Any) -> None:
    """Exchange two queue entries."""
    one.park, other.park = other.park, one.park
    one.score, other.score = other.score, one.score
    one.identity, other.identity = other.identity, one.identity
    one.row, other.row = other.row, one.row


@compiled
def sift_down(queue: Any, start: Any, end: Any) -> None:
    """Let the entry at `start` sink to its place in the heap queue[:end], the latest entry on top."""
    root = start
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and comes_later(queue[child + 1], queue[child]):
            child += 1
        if not comes_later(queue[child], queue[root]):
            return
        swap(queue[root], queue[child])
        root = child


@compiled
def sort_queue(queue: Any, count: Any) -> None:
    """Sort queue[:count] (records of queue_dtype, modified in place) into the order in which they are served."""
    for start in range(count // 2 - 1, -1, -1):
        sift_down(queue, start, count)
    for end in range(count - 1, 0, -1):
        swap(queue[0], queue[end])
        sift_down(queue, 0, end)
