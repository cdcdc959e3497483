"""Heap sort of the queue in place: no memory is allocated, and the worst case is n log n."""

from typing import Any

from ..compiled import compiled


@compiled
def comes_later(one: Any, other: Any, firms: Any, scores: Any) -> Any:
    """Return whether row `one` is served after row `other`: by park, then score falling, then identity."""
    if firms[one].park != firms[other].park:
        return firms[one].park > firms[other].park
    if scores[one] != scores[other]:
        return scores[one] < scores[other]
    return firms[one].identity > firms[other].identity


@compiled
def sift_down(queue: Any, start: Any, end: Any, firms: Any, scores: Any) -> None:
    """Let the row at `start` sink to its place in the heap queue[:end], the latest row on top."""
    root = start
    while 2 * root + 1 < end:
        child = 2 * root + 1
        if child + 1 < end and comes_later(queue[child + 1], queue[child], firms, scores):
            child += 1
        if not comes_later(queue[child], queue[root], firms, scores):
            return
        queue[root], queue[child] = queue[child], queue[root]
        root = child


@compiled
def sort_queue(queue: Any, count: Any, firms: Any, scores: Any) -> None:
    """Sort queue[:count] (i8 rows, modified in place); `firms` are records by row, `scores` f8 by row."""
    for start in range(count // 2 - 1, -1, -1):
        sift_down(queue, start, count, firms, scores)
    for end in range(count - 1, 0, -1):
        queue[0], queue[end] = queue[end], queue[0]
        sift_down(queue, 0, end, firms, scores)
