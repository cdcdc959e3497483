"""Gathering faults: a reader goes on after a refusal, and all that was found is refused at once."""

from collections.abc import Iterable
from types import TracebackType

from .problem import InputProblem


class Faults:
    """Faults in the order of finding them. A refusal that is raised within `with faults:` is kept and ends that block only."""

    def __init__(self, found: Iterable[InputProblem] = ()) -> None:
        self.found = [fault for problem in found for fault in problem.faults]

    def add(self, problem: InputProblem) -> None:
        """Keep a refusal that was not raised."""
        self.found.extend(problem.faults)

    def __enter__(self) -> "Faults":
        """Begin a block whose refusal is kept."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, raised: BaseException | None, trace: TracebackType | None
    ) -> bool:
        """Keep a refusal; anything else goes on its way."""
        if isinstance(raised, InputProblem):
            self.add(raised)
            return True
        return False

    def together(self) -> InputProblem:
        """Return the faults, of which there is at least one, as one refusal."""
        first, *others = self.found
        return InputProblem(first.place, first.what, first.allowed, tuple(others))

    def refuse(self) -> None:
        """Refuse what was found, if anything was. Raises InputProblem holding every fault."""
        if self.found:
            raise self.together()
