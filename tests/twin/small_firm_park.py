"""Small-firm parks: land cleared, floor stacked on it, units for small firms of the park's own trades (ODD 7.15)."""

import math
from typing import TYPE_CHECKING, Any

from model.state import UNIT_QUARTERS, Channel, Request, Stage, Tenure
from model.units import M2_PER_MU, QUARTER, YUAN_PER_10K

from .arithmetic import rounded

if TYPE_CHECKING:
    from .firm import Firm
    from .industry import Industry
    from .park import Park
    from .project import Project


class SmallFirmPark:
    """The small-firm park of a park, planned or not; areas and floor are whole m2."""

    def __init__(self, park: "Park", site: Any) -> None:
        self.park = park
        self.city = park.model
        self.planned = int(site.small_firm_land)
        trades = self.city.world.arrays.small_firm_trades[park.index]
        self.trades = {industry.index for industry in self.city.industries if trades[industry.index]}
        self.floor = 0
        self.taken = 0
        self.under_way = [0] * UNIT_QUARTERS
        self.redeveloped = 0
        self.due = 0
        self.tenants = 0
        self.leading_tenants = 0
        self.tenants_above_scale = 0
        self.units_of_firms = 0

    # --- admission and seats -----------------------------------------------------------------------------------------

    def admits_trade(self, industry: "Industry") -> bool:
        """Whether a trade is one of its own, or may still be added to them (ODD eq. 83)."""
        if industry.index in self.trades:
            return True
        return self.leading_tenants >= self.city.parameters.leading_share_least * (self.tenants + 1)

    def is_open_to(self, firm: "Firm", design: float, floor: int) -> bool:
        """Whether a project may ask for a unit (ODD eq. 82)."""
        parameters, industry = self.city.parameters, firm.industry
        output = design + firm.design if firm.park is self.park else design
        small = (
            output < parameters.small_firm_sales or output / industry.output_per_worker < parameters.small_firm_staff
        )
        clean = (
            firm.energy_intensity <= parameters.unit_energy * industry.energy_intensity
            and firm.emission_intensity <= parameters.unit_emissions * industry.emission_intensity
        )
        fits = self.floor > 0 and floor <= self.floor
        return bool(
            firm.tenure == Tenure.NONE and firm.suited and fits and small and clean and self.admits_trade(industry)
        )

    def has_unit_for(self, firm: "Firm", project: "Project") -> bool:
        """Whether a waiting project can be seated now (ODD eq. 85)."""
        return project.floor <= self.floor - self.taken and self.admits_trade(firm.industry)

    def take_in(self, firm: "Firm", project: "Project") -> None:
        """Make a project that is seated a tenant (ODD eq. 85)."""
        page = self.park.page
        self.taken += project.floor
        self.tenants += 1
        self.leading_tenants += int(firm.industry.index in self.trades)
        page.tenants_admitted += 1
        if project.tenure == Tenure.BOUGHT:
            page.units_bought += project.floor
        firm.unit_since = self.city.quarter
        if not firm.is_moving:
            firm.tenure, firm.unit = project.tenure, project.floor

    def let_go(self, firm: "Firm") -> None:
        """Have the unit free again that a firm which leaves or moves away has here, if it has one (ODD eq. 85)."""
        unit = self.unit_of(firm)
        if unit == 0:
            return
        tenure = firm.project.tenure if firm.project is not None and firm.tenure == Tenure.NONE else firm.tenure
        self.taken -= unit
        self.park.page.tenants_left += 1
        if tenure == Tenure.BOUGHT:
            self.park.page.units_bought_back += unit

    # --- building ----------------------------------------------------------------------------------------------------

    def finish_units(self) -> None:
        """Open the units that are finished; the others move on by a quarter (ODD eq. 80)."""
        finished = self.under_way.pop(0)
        self.under_way.append(0)
        self.floor += finished
        self.park.factory_floor += finished

    def share_of(self, mu_a_year: float) -> int:
        """Return what falls to this park in a quarter of so many mu a year (ODD eq. 80)."""
        planned = sum(park.small_firm_park.planned for park in self.city.parks)
        return rounded(QUARTER * mu_a_year * M2_PER_MU * self.planned / planned)

    def redevelop(self) -> None:
        """Clear idle and low-yield land and begin units on it (ODD eq. 80)."""
        parameters, left = self.city.parameters, self.planned - self.redeveloped
        self.due = min(left, self.due + self.share_of(self.city.levers.small_firm_parks))
        if self.due < min(rounded(M2_PER_MU * parameters.small_park_plot), left):
            return
        area = self.clear(self.due)
        self.redeveloped += area
        self.due -= area
        floor = self.begin_units(area)
        price = parameters.clearing_price * area / M2_PER_MU + parameters.factory_cost * floor
        self.city.charge("small_firm_parks", rounded(price * YUAN_PER_10K))

    def clear(self, wanted: int) -> int:
        """Clear idle land, then whole plots from the lowest yield up; return the area (ODD eq. 81)."""
        park = self.park
        idle = min(park.idle, wanted)
        park.idle -= idle
        left = wanted - idle
        while plots := [firm for firm in self.city.firms if self.is_low_yield(firm) and firm.land <= left]:
            firm = min(plots, key=lambda firm: (self.yield_of(firm), int(firm.identity)))
            left -= firm.land
            park.occupied -= firm.land
            firm.land = 0
            park.page.cleared += 1
            firm.leave()
        return wanted - left

    def is_low_yield(self, firm: "Firm") -> bool:
        """Whether a firm uses its plot badly and could be cleared (ODD eq. 81)."""
        if firm.park is not self.park or firm.stage != Stage.OPERATING or firm.land <= 0:
            return False
        if firm.project is not None or firm.tenure != Tenure.NONE:
            return False
        return self.yield_of(firm) < self.city.parameters.low_yield

    @staticmethod
    def yield_of(firm: "Firm") -> float:
        """Return the output of a plot over what the industry makes on as much land (ODD eq. 81)."""
        return firm.output / (firm.land / M2_PER_MU) / firm.industry.output_per_mu

    def begin_units(self, area: int) -> int:
        """Begin units on some land, and return their floor (ODD eq. 80)."""
        floor = math.floor(area * self.city.parameters.small_park_plot_ratio)
        self.park.factory_land += area
        self.under_way[int(self.city.parameters.small_park_quarters) - 1] += floor
        return floor

    def build_on_quota(self) -> None:
        """Begin units on land quota and undeveloped land (ODD eq. 85)."""
        park = self.park
        area = min(max(0, park.free_land), self.share_of(self.city.levers.small_firm_quota))
        park.land_quota.spend(area)
        park.undeveloped -= area
        park.page.land_granted_factory += area
        floor = self.begin_units(area)
        self.city.charge("small_firm_quota", rounded(floor * self.city.parameters.factory_cost * YUAN_PER_10K))

    def charge(self) -> None:
        """Charge the rent that is waived, and what units sold bring in (ODD eq. 86)."""
        parameters, page = self.city.parameters, self.park.page
        for firm in self.city.firms:
            if firm.park is self.park and firm.tenure == Tenure.LET:
                years = QUARTER * (self.city.quarter - firm.unit_since)
                due = 1.0
                if years < parameters.rent_free_years:
                    due = 0.0
                elif years < parameters.rent_free_years + parameters.rent_half_years:
                    due = 0.5
                page.rent_waived += rounded(firm.unit * parameters.rent * QUARTER * (1.0 - due) * YUAN_PER_10K)
        income = (page.units_bought - page.units_bought_back) * parameters.unit_price
        lever = "small_firm_parks" if self.redeveloped > 0 else "small_firm_quota"
        self.city.charge(lever, page.rent_waived - rounded(income * YUAN_PER_10K))

    # --- the register of tenants -------------------------------------------------------------------------------------

    def count_tenants(self) -> None:
        """Count tenants and their floor (ODD eq. 87)."""
        held = [(firm, unit) for firm in self.city.firms if (unit := self.unit_of(firm)) > 0]
        self.tenants = len(held)
        self.leading_tenants = sum(firm.industry.index in self.trades for firm, _ in held)
        self.tenants_above_scale = sum(firm.above_scale for firm, _ in held)
        self.units_of_firms = sum(unit for _, unit in held)

    def unit_of(self, firm: "Firm") -> int:
        """Return the floor of the unit that a firm has here, as its own or as its new plant (ODD eq. 87)."""
        own = firm.unit if firm.park is self.park else 0
        project = firm.project
        if project is not None and project.park is self.park and project.tenure != Tenure.NONE:
            own += firm.new_plant[1]
        return own


def build_small_firm_parks(city: Any) -> None:
    """Finish, begin and charge small-firm parks (ODD 3.2, step 8)."""
    parks = [park.small_firm_park for park in city.parks if park.small_firm_park.planned > 0]
    for park in parks:
        park.finish_units()
    if city.levers.small_firm_parks > 0.0:
        for park in parks:
            park.redevelop()
    if city.levers.small_firm_quota > 0.0:
        for park in parks:
            park.build_on_quota()
    for park in parks:
        park.charge()


def waits_for_floor(firm: "Firm") -> bool:
    """Whether a firm's project waits for standard-factory floor that is no unit (ODD eq. 31)."""
    project = firm.project
    waits = project is not None and project.status == Request.WAITING
    return bool(waits and project.channel == Channel.LEASE and project.tenure == Tenure.NONE)
