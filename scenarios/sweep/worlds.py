"""Worlds of a sweep: made of the contents of a case and of the parameters that a point holds, and kept for a while.

Parameters that the synthesis of the baseline reads make another baseline when they are held, as they would in case.toml.
"""

import tempfile
import threading
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from model.synthesis_parameters import SYNTHESIS_PARAMETERS
from model.world import World

from ..case import Case, load_case
from ..refusals.problem import InputProblem, Message, say
from .points import Held, Point

# Those of them that the case's own figures are held against when it is read.
READING_PARAMETERS = frozenset({"factory_plot_ratio", "leased_floor_output", "register_band", "register_threshold"})
ROOM = 200_000_000  # bytes of worlds kept, besides their populations, which have room of their own


@dataclass(frozen=True)
class CaseContents:
    """The files of a case as they were when it was read; two are equal when their digests are."""

    digest: str
    files: tuple[tuple[str, bytes], ...] = field(compare=False, repr=False)


def contents_of_case(case: Case) -> CaseContents:
    """Return the contents of a case, as it was read."""
    return CaseContents(case.digest, tuple(sorted(case.contents.items())))


def of_the_baseline(held: Held) -> Held:
    """Return those of the parameters held that make another baseline."""
    return tuple((name, value) for name, value in held if name in SYNTHESIS_PARAMETERS)


def by_world(points: Iterable[Point]) -> list[Point]:
    """Return points in the order in which they are run: those that share a world together, so that each is made once."""
    return sorted(points, key=lambda point: (of_the_baseline(point.held), point.number))


def check_worlds(case: Case, points: Sequence[Point], called: Callable[[Point], Message]) -> None:
    """Refuse points that hold what the case's own figures contradict. Raises InputProblem naming the first."""
    first: dict[Held, Point] = {}
    for point in points:
        first.setdefault(tuple(each for each in point.held if each[0] in READING_PARAMETERS), point)
    for held, point in first.items():
        if held:
            try:
                load_case(case.folder, dict(held))
            except InputProblem as problem:
                raise within_point(problem, called(point)) from None


def within_point(problem: InputProblem, place: Message) -> InputProblem:
    """Return a refusal as one that a point brings about."""
    others = tuple(within_point(each, place) for each in problem.others)
    return InputProblem(say("within_point", place=place, within=problem.place), problem.what, problem.allowed, others)


class Worlds:
    """The worlds used last, in at most `room` bytes. One is made at a time: making it takes the interpreter anyway."""

    def __init__(self, room: int = ROOM) -> None:
        self.room = room
        self._kept: OrderedDict[tuple[CaseContents, Held], World] = OrderedDict()
        self._lock = threading.Lock()

    def get(self, contents: CaseContents, held: Held) -> World:
        """Return a world, which is made if it is not there. Raises InputProblem where no population fits."""
        key = (contents, of_the_baseline(held))
        with self._lock:
            if key not in self._kept:
                self._kept[key] = made_world(*key)
            self._kept.move_to_end(key)
            while len(self._kept) > 1 and sum(world.nbytes for world in self._kept.values()) > self.room:
                self._kept.popitem(last=False)
            return self._kept[key]

    def keep(self, contents: CaseContents, world: World) -> None:
        """Keep the world of a case that has been made already."""
        with self._lock:
            self._kept[contents, ()] = world


WORLDS = Worlds()


def made_world(contents: CaseContents, held: Held) -> World:
    """Make the world of a case whose files are here by content only."""
    with tempfile.TemporaryDirectory(prefix="tenglong-") as folder:
        for name, data in contents.files:
            (Path(folder) / name).write_bytes(data)
        return replace(load_case(Path(folder), dict(held)).world, digest=contents.digest)


def baseline_digest(contents: CaseContents) -> str:
    """Return the hash of the baseline populations that this machine makes of a case."""
    return WORLDS.get(contents, ()).baseline_digest
