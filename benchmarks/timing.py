"""Times side by side: A B A B, so that a machine whose speed drifts treats all alike; medians, and ratios of pairs."""

import statistics
import time
from collections.abc import Callable, Mapping
from typing import NamedTuple


class Timing(NamedTuple):
    """Seconds of each round by name, in the order in which the rounds were run."""

    seconds: Mapping[str, list[float]]

    def median(self, name: str) -> float:
        """Return the median seconds of a name."""
        return statistics.median(self.seconds[name])

    def ratio(self, slow: str, fast: str) -> float:
        """Return how many times as long `slow` takes as `fast`: the median of the ratios within rounds."""
        pairs = zip(self.seconds[slow], self.seconds[fast], strict=True)
        return statistics.median(one / other for one, other in pairs)


def side_by_side(actions: Mapping[str, Callable[[], object]], rounds: int) -> Timing:
    """Time the actions in turn, round after round; each is run once before, so that nothing is timed cold."""
    seconds: dict[str, list[float]] = {name: [] for name in actions}
    for action in actions.values():
        action()
    for _ in range(rounds):
        for name, action in actions.items():
            begin = time.perf_counter()
            action()
            seconds[name].append(time.perf_counter() - begin)
    return Timing(seconds)
