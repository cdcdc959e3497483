"""An open project of a firm: a newcomer itself, an expansion, or a move."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.state import Channel, Request, Tenure

if TYPE_CHECKING:
    from .park import Park


@dataclass
class Project:
    """An open project: a newcomer itself, an expansion, or a move. The columns `request_...` of a firm (ODD 2.1)."""

    park: "Park"
    channel: Channel
    design: float
    capital: float
    land: int
    floor: int
    intensity: float
    covered: float
    status: Request = Request.WAITING
    quarters: int = 0
    energy: int = 0
    rights: int = 0
    tenure: Tenure = Tenure.NONE

    @property
    def area_wanted(self) -> int:
        """The land or floor that it asks for, whole m2."""
        return self.land if self.channel == Channel.NEW_LAND else self.floor

    @property
    def unit(self) -> int:
        """The floor of the unit in a small-firm park that it asks for, whole m2; 0 if it asks for none."""
        return self.floor if self.tenure != Tenure.NONE else 0

    @property
    def is_waiting(self) -> bool:
        """Whether it waits for land or floor."""
        return self.status == Request.WAITING

    @property
    def is_being_built(self) -> bool:
        """Whether construction or fitting out has begun."""
        return self.status == Request.BUILDING
