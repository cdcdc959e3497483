"""Energy rights: what is for sale in each park, which projects have to buy, and the quarter's sale (ODD 7.19)."""

import math
from typing import TYPE_CHECKING, Any

from model.units import KGCE_PER_TCE, YUAN_PER_10K

from .arithmetic import rounded

if TYPE_CHECKING:
    from .firm import Firm
    from .park import Park

QUARTERS_OF_A_PLAN = 20


class RightsOfPark:
    """The rights of a park: for sale, given since the last sale, and bought; whole kgce a year."""

    def __init__(self, park: "Park") -> None:
        self.park = park
        self.quota = self.scrapped = self.saved = 0
        self.scrapped_since = self.saved_since = 0
        self.new_budget = 0
        self.held = 0

    @property
    def for_sale(self) -> int:
        """All that is for sale."""
        return self.quota + self.scrapped + self.saved

    def scrap(self, firm: "Firm") -> None:
        """Note what a registered firm used that is gone (ODD eq. 141)."""
        if firm.above_scale:
            self.scrapped_since += rounded(KGCE_PER_TCE * firm.output * firm.energy_intensity)

    def save(self, firm: "Firm", before: float) -> None:
        """Note what a firm uses less than before (ODD eq. 141)."""
        self.saved_since += rounded(KGCE_PER_TCE * firm.output * (before - firm.energy_intensity))

    def end_period(self) -> None:
        """Lose all that is for sale, and what was bought (ODD eq. 141)."""
        self.park.page.rights_lapsed += self.for_sale
        self.quota = self.scrapped = self.saved = self.held = 0

    def renew(self, share: float) -> None:
        """Offer a part of the year's new budget instead of what is left of the year before (ODD eq. 141)."""
        page = self.park.page
        page.rights_lapsed += self.quota
        page.rights_quota = self.quota = math.floor(self.new_budget * share)

    def take_in(self) -> None:
        """Offer what firms have freed (ODD eq. 141)."""
        page = self.park.page
        page.rights_scrapped, page.rights_saved = self.scrapped_since, self.saved_since
        self.scrapped += self.scrapped_since
        self.saved += self.saved_since

    def close(self) -> None:
        """Write the balance; it must close (ODD eq. 144)."""
        page = self.park.page
        page.rights_closing, page.rights_held = self.for_sale, self.held
        came = page.rights_opening + page.rights_quota + page.rights_scrapped + page.rights_saved
        assert came == page.rights_sold + page.rights_lapsed + page.rights_closing, "energy rights"


class EnergyRights:
    """The city's sale of energy rights."""

    def __init__(self, city: Any) -> None:
        self.city = city
        self.in_force = False

    @property
    def strength(self) -> float:
        """The share of the use above the line that must be bought."""
        return self.city.levers.energy_trading

    @property
    def parks(self) -> list[RightsOfPark]:
        """The rights of all parks."""
        return [park.rights for park in self.city.parks]

    def pass_a_quarter(self) -> None:
        """Trade, or end what was in force (ODD 3.2, step 6)."""
        if self.strength > 0.0 or self.in_force:
            for rights in self.parks:
                rights.park.page.rights_opening = rights.for_sale
            if self.strength > 0.0:
                self.trade()
            else:
                self.end()
            for rights in self.parks:
                rights.close()
            pages = self.city.pages[-1]
            assert sum(page.rights_sold for page in pages) == sum(page.rights_bought for page in pages)
        for rights in self.parks:
            rights.scrapped_since = rights.saved_since = 0
        self.in_force = self.strength > 0.0

    def end(self) -> None:
        """Lose all rights and all needs (ODD eq. 141)."""
        for rights in self.parks:
            rights.end_period()
        for firm in self.city.firms:
            if firm.project is not None:
                firm.project.rights = 0

    def trade(self) -> None:
        """Fill up, note needs, sell, and plan with less energy (ODD eq. 140-143)."""
        since = self.city.quarter - int(self.city.world.arrays.plan_from[0])
        for rights in self.parks:
            if since % QUARTERS_OF_A_PLAN == 0:
                rights.end_period()
            if self.city.is_first_quarter or not self.in_force:
                rights.renew(self.city.parameters.energy_right_quota)
            rights.take_in()
        waiting = [firm for firm in self.city.firms if firm.is_waiting]
        for firm in waiting:
            if firm.project.quarters == 0:
                firm.project.rights = self.need(firm, firm.project.intensity)
                if not self.can_pay(firm, firm.project.rights):
                    self.plan_with_less(firm, firm.project.rights)
        buyers = [firm for firm in waiting if firm.project.rights and self.can_pay(firm, firm.project.rights)]
        for firm in sorted(buyers, key=lambda firm: (not firm.priority, -firm.project.quarters, int(firm.identity))):
            self.sell(firm)
        for firm in waiting:
            if firm.project.rights:
                self.plan_with_less(firm, 0)

    def line(self, firm: "Firm") -> float:
        """Return the intensity up to which nothing must be bought (ODD eq. 140)."""
        return self.city.parameters.energy_right_line * firm.industry.value_added_rate

    def need(self, firm: "Firm", intensity: float) -> int:
        """Return the rights that a project needs at an intensity (ODD eq. 140)."""
        above = intensity - self.line(firm)
        design = firm.project.design
        if above <= 0.0 or design * intensity < self.city.parameters.energy_right_least:
            return 0
        return rounded(KGCE_PER_TCE * self.strength * design * above)

    def price(self, firm: "Firm") -> int:
        """Return the price in yuan a tce (ODD eq. 142)."""
        parameters = self.city.parameters
        return rounded(parameters.energy_right_price * (parameters.energy_right_heavy if firm.industry.heavy else 1.0))

    def can_pay(self, firm: "Firm", rights: int) -> bool:
        """Whether a part of a year's profit pays for so many rights (ODD eq. 142)."""
        parameters = self.city.parameters
        profit = YUAN_PER_10K * firm.project.design * parameters.profit_rate
        return rights * self.price(firm) / KGCE_PER_TCE <= profit * parameters.energy_right_profit

    def sell(self, firm: "Firm") -> None:
        """Sell what a project needs or what there is, source by source, park by park (ODD eq. 142)."""
        price, of_source = self.price(firm), {}
        for source in ("quota", "scrapped", "saved"):
            of_source[source] = 0
            for rights in self.parks:
                taken = min(firm.project.rights, getattr(rights, source))
                setattr(rights, source, getattr(rights, source) - taken)
                rights.park.page.rights_sold += taken
                firm.project.rights -= taken
                of_source[source] += taken
        bought, page = sum(of_source.values()), firm.project.park.page
        income = rounded(of_source["quota"] * price / KGCE_PER_TCE)
        firm.project.park.rights.held += bought
        page.rights_bought += bought
        page.rights_paid += rounded(bought * price / KGCE_PER_TCE)
        page.rights_income += income
        self.city.charge("energy_trading", -income)

    def plan_with_less(self, firm: "Firm", most: int) -> None:
        """Plan with less energy where that is enough (ODD eq. 143)."""
        project = firm.project
        own = firm.energy_intensity * (1.0 - self.city.parameters.intensity_adaptation)
        least = min(project.intensity, max(own, self.line(firm)))
        rights = self.need(firm, least)
        if least < project.intensity and rights <= most and self.can_pay(firm, rights):
            project.intensity, project.rights = least, rights
            project.park.page.planned_frugal += 1
