"""What a worker sent, until it is believed: each unit is looked at when it arrives, some of each batch are run again here."""

import hashlib
import tempfile
from collections.abc import Mapping
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from ..refusals.problem import Message, as_written, say
from .unit import Unit

FIRST_BATCH = 4  # units of a worker before one of them is run again: what is wholly wrong is found soon
BATCH = 20  # units later on, so that 5 % are run again
IN_MEMORY = 16_000_000  # bytes of a batch; what is more waits in a temporary file
LAST_BITS = 1e-9  # relative; so little differs by the last bits of sums, as between processors or libraries

Values = NDArray[np.float64]


class Blanks:
    """Where runs on this machine have no value (NaN), by year and name: in the baseline year of events, say.

    A worker may have none where this machine had none before, and must have none where this machine never had one.
    """

    def __init__(self, values: Values) -> None:
        blank = np.isnan(values)
        self.may: NDArray[np.bool_] = np.asarray(blank.any(axis=0))
        self.must: NDArray[np.bool_] = np.asarray(blank.all(axis=0))

    def learn(self, values: Values) -> None:
        """Take down where a unit that was run here has no value."""
        blank = np.isnan(values)
        self.may |= blank.any(axis=0)
        self.must &= blank.all(axis=0)

    def fit(self, values: Values) -> bool:
        """Return whether a unit has values where it must and only there, all of them finite."""
        blank = np.isnan(values)
        return not ((blank & ~self.may).any() or (~blank & self.must).any() or np.isinf(values).any())


def fault_in_form(values: Any, shape: tuple[int, ...]) -> Message | None:
    """Return what is wrong with the form of what was sent for a unit: it must be an array of float64 of a shape."""
    if type(values) is not np.ndarray:
        return say("unit_no_array", found=as_written(type(values).__name__))
    if values.dtype != np.float64 or not values.dtype.isnative:
        return say("unit_other_type", found=as_written(str(values.dtype)))
    if values.shape != shape:
        return say("unit_other_shape", found=as_written(str(values.shape)), wanted=as_written(str(shape)))
    return None


def is_doubtful(values: Values, blanks: Blanks) -> bool:
    """Return whether a unit must be run here before it is believed: an odd value, or one replicate twice.

    Every replicate has a future of its own, so two that are equal in all they show are all but impossible.
    """
    rows = {row.tobytes() for row in values}
    return len(rows) < len(values) or not blanks.fit(values)


class Sent(NamedTuple):
    """A unit that a worker has sent: its values' place in the batch, or why it failed there."""

    unit: Unit
    task: Any
    start: int
    shape: tuple[int, ...]
    failure: str | None


class Batch:
    """Units of one worker that are not believed yet."""

    def __init__(self, size: int) -> None:
        self.size = size
        self.sent: list[Sent] = []
        self.doubtful: set[int] = set()
        self._digest = hashlib.sha256()
        # It is open as long as the batch is, from one call to the next: `close` closes it.
        self._held = tempfile.SpooledTemporaryFile(max_size=IN_MEMORY)  # noqa: SIM115

    def add(self, unit: Unit, task: Any, values: Values, *, doubtful: bool) -> None:
        """Add a unit, its values in the form that is due."""
        data = np.ascontiguousarray(values).tobytes()
        start = self._held.seek(0, 2)
        self._held.write(data)
        self._digest.update(data)
        self._append(Sent(unit, task, start, values.shape, None), doubtful)

    def add_failure(self, unit: Unit, task: Any, reason: str) -> None:
        """Add a unit that the worker says failed: whether it does is seen here."""
        self._digest.update(reason.encode(errors="replace"))
        self._append(Sent(unit, task, 0, (), reason), True)

    def _append(self, sent: Sent, doubtful: bool) -> None:
        if doubtful:
            self.doubtful.add(len(self.sent))
        self.sent.append(sent)

    @property
    def full(self) -> bool:
        """Whether it is time to look into it."""
        return len(self.sent) >= self.size or bool(self.doubtful)

    def values(self, sent: Sent) -> Values:
        """Return the values of a unit of the batch, (replicate, year, name)."""
        count = int(np.prod(sent.shape)) * np.dtype(np.float64).itemsize
        self._held.seek(sent.start)
        return np.frombuffer(self._held.read(count), np.float64).reshape(sent.shape)

    def chosen(self, secret: bytes) -> list[int]:
        """Return the places of the units to be run here: all doubtful ones and one in `BATCH`, at least one.

        They follow from a secret and from all that the worker sent, so that it could not know which.
        """
        mixed = secret + self._digest.digest()
        places = sorted(
            range(len(self.sent)),
            key=lambda place: hashlib.sha256(mixed + self.sent[place].unit.name.encode()).digest(),
        )
        return sorted(self.doubtful | set(places[: -(-len(places) // BATCH)]))

    def close(self) -> None:
        """Give back what the batch holds."""
        self._held.close()


def fault_in_values(unit: Unit, there: Values, here: Values) -> Message | None:
    """Return how a worker's values of a unit differ from those of this machine, or None if they are the same to the bit."""
    if there.tobytes() == here.tobytes():
        return None
    differ = there.view(np.uint64) != here.view(np.uint64)
    with np.errstate(invalid="ignore", over="ignore"):  # what was sent may be anything
        apart, size = np.abs(there - here)[differ], np.maximum(np.abs(there), np.abs(here))[differ]
        slight = bool((apart <= LAST_BITS * size).all() and np.isfinite(size).all())
    counted: Mapping[str, object] = {"unit": unit.name, "count": int(differ.sum()), "all": differ.size}
    return say("unit_last_bits" if slight else "unit_other_values", **counted)
