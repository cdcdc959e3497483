"""An application: a project is put before a park, reviewed, sited, screened, and admitted or refused."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from model.state import Channel, Tenure
from model.streams import normal
from model.units import KGCE_PER_TCE, M2_PER_MU

from .arithmetic import exponential_of, power, rounded

if TYPE_CHECKING:
    from .firm import Firm
    from .park import Park


@dataclass(frozen=True)
class DrawsOfApplication:
    """The uniforms that an application meets (ODD 4.9)."""

    hoarding: float
    channel: float
    covered: float
    plot_ratio: float
    review: float
    unit: float


class Application:
    """A newcomer, an expansion or a move of some design output, put before a park (ODD 7.7)."""

    def __init__(self, firm: "Firm", park: "Park", design: float, draws: DrawsOfApplication) -> None:
        self.firm = firm
        self.park = park
        self.industry = firm.industry
        self.parameters = firm.model.parameters
        self.design = design
        self.draws = draws
        self.refused_by_review = False
        self.investment = design / self.industry.output_per_investment
        self.plan()

    def plan(self) -> None:
        """Plan plot ratio, land, floor and floor to lease (ODD eq. 17)."""
        parameters, industry = self.parameters, self.industry
        spread = exponential_of(parameters.plot_ratio_spread * normal(self.draws.plot_ratio))
        self.plot_ratio = industry.norm_plot_ratio * parameters.entrant_plot_ratio * spread
        self.land_needed = M2_PER_MU * self.design / (industry.output_per_mu * parameters.entrant_density)
        self.floor_planned = self.land_needed * self.plot_ratio
        self.floor_to_lease = math.ceil(self.design / parameters.leased_floor_output)

    def decide(self) -> bool:
        """Put the project before the park; return whether it is admitted, and count a refusal (ODD 7.7, eq. 192)."""
        if self.is_admitted():
            return True
        self.count_refusal()
        return False

    def count_refusal(self) -> None:
        """Count a refusal by what refused it; a firm of the city puts its project off (ODD eq. 192)."""
        page = self.park.page
        if self.refused_by_review:
            page.refused_energy += 1
        else:
            page.refused_standards += 1
        if not self.firm.is_newcomer:
            page.refused_put_off += 1

    def is_admitted(self) -> bool:
        """Go through review, choice and standards; return whether the project is admitted (ODD 7.7)."""
        intensity = self.reviewed_intensity()
        self.refused_by_review = intensity is None
        if intensity is None:
            return False
        tenure = self.chosen_tenure()
        channel = self.chosen_channel() if tenure == Tenure.NONE else Channel.LEASE
        land, floor = 0, rounded(self.floor_planned)
        if channel == Channel.NEW_LAND:
            allowed = self.land_admitted()
            if allowed is None:
                return False
            land = allowed
        elif channel == Channel.LEASE:
            floor = self.floor_to_lease
        self.admit(channel, land, floor, intensity, tenure)
        return True

    def decide_on_own_land(self) -> None:
        """Build on the land that the firm has if there is room and review allows it (ODD eq. 65)."""
        if not self.can_build_on_own_land():
            return
        intensity = self.reviewed_intensity()
        if intensity is None:
            self.refused_by_review = True
            self.count_refusal()
        else:
            self.admit(Channel.OWN_LAND, 0, rounded(self.floor_planned), intensity, Tenure.NONE)

    # --- energy review -----------------------------------------------------------------------------------------------

    def reviewed_intensity(self) -> float | None:
        """Return the energy intensity with which the project is admitted, or None if it is refused (ODD eq. 21, 22, 150)."""
        strictness = self.park.strength("energy_review")
        intensity = self.firm.energy_intensity
        if strictness <= 0.0 or self.design * intensity <= self.parameters.review_exempt:
            return intensity
        benchmark = self.industry.energy_intensity / strictness
        if intensity > benchmark:
            if benchmark < intensity * (1.0 - self.parameters.intensity_adaptation):
                return None
            intensity = benchmark
        part = 1.0 if self.firm.priority else self.parameters.review_headroom
        headroom = part * self.park.energy_quota.free / KGCE_PER_TCE
        if self.draws.review < strictness and self.design * intensity > headroom:
            return None
        return intensity

    # --- choice of a channel -----------------------------------------------------------------------------------------

    def chosen_tenure(self) -> Tenure:
        """Ask for a unit of a small-firm park, to buy or to rent, or for none (ODD eq. 82, 84)."""
        parameters = self.parameters
        if not self.park.small_firm_park.is_open_to(self.firm, self.design, self.floor_to_lease):
            return Tenure.NONE
        years = parameters.rent_years - parameters.rent_free_years - parameters.rent_half_years / 2.0
        buy = self.weight(parameters.unit_price)
        rent = self.weight(parameters.rent * max(0.0, years) + parameters.ownership_preference)
        lease = self.weight(self.cost_of_leasing()) if self.can_lease() else 0.0
        own_land = self.weight(self.cost_on_own_land()) if self.can_build_on_own_land() else 0.0
        chosen = self.draws.unit * (self.weight(self.cost_on_new_land()) + lease + own_land + buy + rent)
        if chosen < buy:
            return Tenure.BOUGHT
        return Tenure.LET if chosen < buy + rent else Tenure.NONE

    def chosen_channel(self) -> Channel:
        """Choose by cost, then obey the multi-storey rule (ODD eq. 16, 23)."""
        lease = self.weight(self.cost_of_leasing()) if self.can_lease() else 0.0
        own_land = self.weight(self.cost_on_own_land()) if self.can_build_on_own_land() else 0.0
        new_land = self.weight(self.cost_on_new_land())
        chosen = self.draws.channel * (new_land + lease + own_land)
        if chosen < lease:
            return Channel.LEASE
        if chosen < lease + own_land:
            return Channel.OWN_LAND
        return Channel.LEASE if self.must_lease() else Channel.NEW_LAND

    def weight(self, cost: float) -> float:
        """Return the weight of a channel by its cost of a square metre of floor (ODD eq. 16)."""
        return exponential_of(-cost / self.parameters.choice_scale)

    def cost_on_new_land(self) -> float:
        """Cost of a square metre of floor on new land, 10k yuan (ODD eq. 15)."""
        price_and_holding = self.park.land_price + self.park.holding_cost
        return self.parameters.building_cost + price_and_holding / self.plot_ratio

    def cost_of_leasing(self) -> float:
        """Cost of a square metre of leased floor, 10k yuan (ODD eq. 15)."""
        return self.parameters.rent * self.parameters.rent_years + self.parameters.ownership_preference

    def cost_on_own_land(self) -> float:
        """Cost of a square metre of floor on land already held, 10k yuan (ODD eq. 15)."""
        return self.parameters.building_cost * (1.0 + self.parameters.own_land_premium)

    def can_lease(self) -> bool:
        """Whether leasing is open: a suited project that fits the zone's factories, let or not (ODD eq. 16)."""
        floor = self.park.factory_floor - self.park.small_firm_park.floor
        return self.firm.suited and self.park.zone and self.floor_to_lease <= floor

    def can_build_on_own_land(self) -> bool:
        """Whether the firm can build on the land it has: an expansion with room left (ODD eq. 16)."""
        if self.firm.is_newcomer or self.park is not self.firm.park:
            return False
        return self.firm.floor + self.floor_planned <= self.parameters.own_land_ceiling * self.firm.land

    def must_lease(self) -> bool:
        """Whether the multi-storey rule covers the project (ODD eq. 23)."""
        return self.firm.suited and self.park.zone and self.draws.covered < self.park.levers.multi_storey_rule

    # --- entry standards ---------------------------------------------------------------------------------------------

    def land_admitted(self) -> int | None:
        """Return the land with which the project passes the entry standards, or None (ODD eq. 20)."""
        asked, allowed = self.land_asked(), self.land_allowed()
        if asked <= allowed:
            return rounded(asked)
        if allowed >= asked * (1.0 - self.parameters.adaptation):
            return rounded(allowed)
        return None

    def land_asked(self) -> float:
        """Land asked for: what is needed, and an excess that the cost of holding land cuts (ODD eq. 18, 46)."""
        price, holding = self.park.land_price, self.park.holding_cost
        kept = power(price / (price + holding), self.parameters.hoarding_price)
        return self.land_needed * (1.0 - self.parameters.hoarding * kept * math.log(1.0 - self.draws.hoarding))

    def land_allowed(self) -> float:
        """Land allowed under the standards for plot ratio and investment per mu (ODD eq. 19, 190)."""
        industry = self.industry
        strictness = 1.0 - self.park.leniency
        ratio_asked = industry.norm_plot_ratio * strictness
        investment_asked = max(industry.norm_investment, self.park.strength("entry_standards")) * strictness
        return min(self.floor_planned / ratio_asked, M2_PER_MU * self.investment / investment_asked)

    # --- admission ---------------------------------------------------------------------------------------------------

    def admit(self, channel: Channel, land: int, floor: int, intensity: float, tenure: Tenure) -> None:
        """Open the firm's request; on own land it starts to build at once (ODD 7.7)."""
        self.firm.open_project(
            park=self.park,
            channel=channel,
            design=self.design,
            capital=self.investment,
            land=land,
            floor=floor,
            intensity=intensity,
            covered=self.draws.covered,
            tenure=tenure,
        )
        if channel == Channel.OWN_LAND:
            self.park.page.own_land += 1
            traded = self.firm.model.permits.share > 0.0 or self.firm.model.energy_rights.strength > 0.0
            if not traded:  # else it waits until permits or rights are traded
                self.firm.start_building(self.parameters.construction_quarters)
