"""Money for research in parks: what fund and platforms add to the firms' own R&D, and what that brings (ODD 7.25)."""

import math
from typing import TYPE_CHECKING, Any

from model.parameters import alternatives_of
from model.units import QUARTER, YUAN_PER_10K

from .arithmetic import exponential_of, power, rounded

if TYPE_CHECKING:
    from .industry import Industry
    from .park import Park

EFFECTS = alternatives_of("research_effect")


def gain_of(added: float, parameters: Any) -> float:
    """Return the long-run gain of capability where R&D is 1 + `added` of the firms' own (ODD eq. 180)."""
    return parameters.research_gain * math.log2(1.0 + added)


def elasticity(rate: float, parameters: Any) -> float:
    """Return the elasticity of an upgrade rate to real R&D: what brings the gain where R&D doubles (ODD eq. 181)."""
    if rate == 0.0 or parameters.upgrade_jump == 0.0:
        return 0.0
    pull = QUARTER * parameters.capability_reversion
    none = exponential_of(-QUARTER * rate) - pull * parameters.research_gain / parameters.upgrade_jump
    if none <= 0.0:
        return 0.0
    doubled = -math.log(none) / QUARTER
    return math.log2(doubled / rate)


class ResearchOfPark:
    """The R&D of a park's firms, its platforms, and the money that comes from the funds."""

    def __init__(self, park: "Park") -> None:
        self.park = park

    @property
    def own(self) -> float:
        """What the firms of the park spend by themselves a year, 10k yuan (ODD 7.25)."""
        return sum(self.own_of(industry) for industry in self.park.model.industries)

    def own_of(self, industry: "Industry") -> float:
        """What the firms of an industry spend here by themselves a year, 10k yuan (ODD 7.25)."""
        return self.park.cells[industry.index].output * industry.research_share

    @property
    def platforms(self) -> float:
        """Platforms here in provincial equivalents (ODD eq. 183)."""
        weight = self.park.model.parameters.national_platform_weight
        return self.park.provincial_platforms + weight * self.park.national_platforms

    @property
    def running_cost(self) -> float:
        """What the platforms here cost to run a year, 10k yuan (ODD eq. 183, 186)."""
        return self.park.model.parameters.platform_running_cost * self.platforms

    def serves(self, industry: "Industry") -> bool:
        """Whether platforms here serve an industry (ODD eq. 183)."""
        return not self.park.leading or industry in self.park.leading

    def spread_platforms(self) -> None:
        """Add what the platforms here are worth to whom they serve in the whole zone (ODD eq. 183)."""
        city, zone = self.park.model, self.park.whole_zone
        served = [industry for industry in city.industries if self.serves(industry)]
        base = sum(park.research.own_of(industry) for park in zone for industry in served)
        if base <= 0.0 or self.platforms == 0.0:
            return
        for park in zone:
            for industry in served:
                cell = park.cells[industry.index]
                cell.platform_research += city.parameters.platform_spillover * self.running_cost / base

    def reported(self, fund: float) -> float:
        """Return what a fund for all zones adds to R&D in the books here, over the firms' own (ODD eq. 182)."""
        made = sum(zone.output for zone in self.park.model.zones)
        if made <= 0.0 or self.own <= 0.0 or fund == 0.0:
            return 0.0
        return self.park.model.parameters.research_added * (fund * self.park.output / made) / self.own

    def fund_here(self, fund: float) -> float:
        """The funds that serve here, each as one for all zones, the city's by scores as far as linked (ODD eq. 39a, 157)."""
        park, parameters = self.park, self.park.model.parameters
        if not park.zone:
            return 0.0
        zones = park.model.zones
        made = sum(zone.output for zone in zones)
        mean = sum(zone.output * zone.score for zone in zones) / made if made > 0.0 else 0.0
        if mean > 0.0:
            fund *= 1.0 - parameters.score_link + parameters.score_link * (park.score / mean)
        return park.town.fund_with(fund)

    def set_rates(self, fund: float) -> None:
        """Set the yearly rates at which firms upgrade here under policy (ODD eq. 9, 184); the city's fund in 10k yuan a year."""
        here = self.fund_here(fund)
        gain = self.park.hightech_share - self.park.hightech_baseline
        if self.park.model.parameters.research_effect == EFFECTS.prototype:
            self.set_rates_of_prototype(here, gain)
        else:
            self.set_rates_by_research(here, gain)

    def set_rates_of_prototype(self, fund: float, gain: float) -> None:
        """Set upgrade rates where platforms and a fund for all zones act on them directly (ODD eq. 8, 9)."""
        parameters = self.park.model.parameters
        platforms = sum(park.research.platforms for park in self.park.whole_zone)
        effect = exponential_of(
            parameters.upgrade_platform * platforms
            + parameters.upgrade_fund * (1.0 - exponential_of(-fund / parameters.fund_scale))
            + parameters.upgrade_neighbours * gain
        )
        for industry, cell in zip(self.park.model.industries, self.park.cells, strict=True):
            cell.upgrade_rate = industry.base_upgrade_rate * effect

    def set_rates_by_research(self, fund: float, gain: float) -> None:
        """Set upgrade rates, and what relabelled R&D passes for (ODD eq. 184, 185).

        `fund` is for all zones, 10k yuan a year; `gain` that of the park's high-tech share since the baseline.
        """
        parameters = self.park.model.parameters
        reported = self.reported(fund)
        real = (1.0 - parameters.relabelled_share) * reported
        neighbours = exponential_of(parameters.upgrade_neighbours * gain)
        for industry, cell in zip(self.park.model.industries, self.park.cells, strict=True):
            platforms = cell.platform_research
            effect = power(1.0 + real + platforms, industry.research_elasticity)
            cell.upgrade_rate = industry.base_upgrade_rate * effect * neighbours
            cell.apparent_gain = 0.0
            if parameters.research_effect == EFFECTS.capability_gain and reported > 0.0:
                cell.apparent_gain = gain_of(reported + platforms, parameters) - gain_of(real + platforms, parameters)


def run_platforms(city: Any) -> None:
    """Pay what the platforms cost to run, and spread what they are worth (ODD eq. 183, 186)."""
    yearly = sum(park.research.running_cost for park in city.parks)
    city.charge("innovation_platforms", rounded(QUARTER * yearly * YUAN_PER_10K))
    for park in city.parks:
        for cell in park.cells:
            cell.platform_research = 0.0
    for park in city.parks:
        park.research.spread_platforms()
