"""The land quota of a park: carried over, issued, pooled in a merged zone, granted."""

import math
from typing import TYPE_CHECKING, Any

import mesa

from model.units import M2_PER_MU, YUAN_PER_10K

from .arithmetic import rounded

if TYPE_CHECKING:
    from .park import Park


class LandQuota(mesa.Agent):
    """What a park may still grant, in whole m2, and the cut of its plan of this year."""

    def __init__(self, city: Any, park: "Park") -> None:
        super().__init__(city)
        self.park = park
        self.balance = 0
        self.cut = 0.0

    def carry_over(self) -> None:
        """Keep a share of what is left at a year's start; the rest expires (ODD eq. 29)."""
        kept = math.floor(self.balance * self.model.parameters.land_carry_over)
        self.park.page.land_expired += self.balance - kept
        self.balance = kept

    def issue(self, allotted: int) -> None:
        """Receive the year's plan less the cut and less the land for housing and services (ODD eq. 27, 61)."""
        parameters, levers, page = self.model.parameters, self.park.levers, self.park.page
        self.cut = min(parameters.quota_cut_largest, levers.land_quota_cut * self.park.shortfall)
        withheld = rounded(allotted * self.cut)
        left = allotted - withheld
        mixed = self.lay_out_for_services(left)
        self.balance += left - mixed
        page.land_withheld += withheld
        page.land_issued += left - mixed

    def lay_out_for_services(self, plan: int) -> int:
        """Lay out a part of the plan for housing and services, and return how much (ODD eq. 61)."""
        parameters, levers, park = self.model.parameters, self.park.levers, self.park
        wanted = rounded(plan * parameters.mixed_share * levers.mixed_land_use)
        mixed = min(wanted, max(0, park.undeveloped - park.reserved_land))
        park.undeveloped -= mixed
        park.other += mixed
        park.page.land_mixed += mixed
        price = mixed / M2_PER_MU * parameters.service_land_cost
        self.model.charge("mixed_land_use", rounded(price * YUAN_PER_10K))
        return mixed

    def issue_base_plan(self) -> None:
        """Receive the base plan as it stands: so it is outside the zones (ODD eq. 26)."""
        self.balance += self.park.land_plan
        self.park.page.land_issued += self.park.land_plan

    @property
    def within_reach(self) -> int:
        """What the park can grant from: the quotas of its whole zone (ODD eq. 59)."""
        return sum(max(0, park.land_quota.balance) for park in self.park.whole_zone)

    def spend(self, area: int) -> None:
        """Grant land, taking what its own balance lacks from the other parks of the whole zone (ODD eq. 59)."""
        lacking = area - max(0, self.balance)
        for other in self.park.whole_zone:
            if other is not self.park and lacking > 0:
                taken = min(lacking, max(0, other.land_quota.balance))
                other.land_quota.balance -= taken
                other.page.land_pooled_out += taken
                self.balance += taken
                self.park.page.land_pooled_in += taken
                lacking -= taken
        self.balance -= area


def allot_land_plan(city: Any) -> None:
    """Split the yearly land plan over the zones, by base plan, score and rank, and issue it (ODD eq. 26, 39a)."""
    zones, levers = city.zones, city.levers
    base_total = sum(zone.land_plan for zone in zones)
    plan = max(0.0, base_total + M2_PER_MU * levers.land_plan)
    favoured = [zone for zone in zones if zone.rank < math.ceil(len(zones) * city.parameters.tilt_top_share)]
    favoured_total = sum(zone.land_plan for zone in favoured)
    score_total = sum(zone.land_plan * zone.score for zone in zones)
    link = city.parameters.score_link
    for zone in zones:
        base_share = zone.base_plan_share
        if score_total > 0.0:
            base_share = (1.0 - link) * base_share + link * (zone.land_plan * zone.score / score_total)
        if favoured_total == 0:
            favoured_share = base_share
        elif zone in favoured:
            favoured_share = zone.land_plan / favoured_total
        else:
            favoured_share = 0.0
        tilt = levers.assessment_tilt
        zone.land_quota.issue(rounded(plan * ((1.0 - tilt) * base_share + tilt * favoured_share)))
    for park in city.parks:
        if not park.zone:
            park.land_quota.issue_base_plan()
