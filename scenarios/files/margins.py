"""Who gives way where a register of firms and the published figures contradict each other."""

from dataclasses import dataclass
from enum import StrEnum

from ..refusals.problem import Message


class Margins(StrEnum):
    """Who gives way where the register and the published figures contradict each other."""

    PUBLISHED = "published"
    REGISTER = "register"


@dataclass(frozen=True)
class Adopted:
    """A published figure that gave way to what the register adds up to; `place` says which and where it is."""

    place: Message
    published: float
    register: float
    tolerance: float
    unit: str

    @property
    def change(self) -> float:
        """By how much it moved, of itself."""
        return abs(self.register / self.published - 1)
