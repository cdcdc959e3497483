"""Low hills: the approved block of a park, what is being levelled, and the quota of levelled land (ODD 7.20)."""

from typing import TYPE_CHECKING, Any

from model.state import LEVELLING_QUARTERS
from model.units import M2_PER_MU, QUARTER, YUAN_PER_10K

from .arithmetic import rounded

if TYPE_CHECKING:
    from .park import Park


class LowHills:
    """The approved block of a park, or none; whole m2. `quota` is levelled land that nobody has been granted."""

    def __init__(self, park: "Park", site: Any, record: Any) -> None:
        self.park = park
        self.block = int(site.low_hill_block)
        self.untouched = int(record.low_hill_natural)
        self.under_way = [0] * LEVELLING_QUARTERS
        self.quota = 0

    @property
    def area(self) -> int:
        """All of the block that nobody has been granted."""
        return self.untouched + sum(self.under_way) + self.quota

    def finish(self) -> None:
        """Give finished land its quota; the rest moves on by a quarter (ODD eq. 145)."""
        finished = self.under_way.pop(0)
        self.under_way.append(0)
        self.quota += finished
        self.park.page.land_low_hill += finished

    def begin(self, share: float) -> None:
        """Begin to level this park's share, as long as the block lasts, and charge it (ODD eq. 145, 146)."""
        parameters, city = self.park.model.parameters, self.park.model
        wanted = rounded(QUARTER * self.park.levers.low_hill_land * M2_PER_MU * share)
        area = min(wanted, self.untouched)
        self.untouched -= area
        self.under_way[int(parameters.levelling_quarters) - 1] += area
        self.park.page.land_levelling_begun += area
        dearer = area / M2_PER_MU * parameters.flat_land_cost * (parameters.low_hill_cost - 1.0)
        fee = area * (1.0 - parameters.low_hill_farmland) * parameters.forest_fee
        spared = area * parameters.flat_farmland * parameters.farmland_charge
        city.charge("low_hill_land", rounded(dearer * YUAN_PER_10K + fee - spared))

    def has_room_for(self, area: int) -> bool:
        """Whether a plot fits on levelled land (ODD eq. 147)."""
        return area <= self.quota

    def grant(self, area: int) -> None:
        """Grant a plot of levelled land (ODD eq. 147)."""
        self.quota -= area
        self.park.page.land_granted_low_hill += area


def level_low_hills(city: Any) -> None:
    """Finish and begin the levelling of low hills (ODD 3.2, step 8)."""
    for park in city.parks:
        if park.low_hills.block > 0:
            park.low_hills.finish()
    levelling = [park.low_hills for park in city.parks if park.low_hills.block > 0 and park.levers.low_hill_land > 0.0]
    blocks = sum(hills.block for hills in levelling)
    for hills in levelling:
        hills.begin(hills.block / blocks)
