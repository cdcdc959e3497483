"""A park: its land and floor, what it bids, what it is held to, and how it stands among the zones."""

import math
from typing import TYPE_CHECKING, Any

import mesa

from model.state import FACTORY_QUARTERS, Channel, Grade, Tenure
from model.streams import Kind, Purpose, identity_of
from model.units import M2_PER_MU, QUARTER, YUAN_PER_10K

from .arithmetic import rounded
from .book import Page
from .cell import Cell, GradeInPark
from .energy_quota import EnergyQuota
from .energy_rights import RightsOfPark
from .equipment import give_freed, takes_place
from .land_quota import LandQuota
from .leader_priority import forgo_reserve, note_wait
from .low_hills import LowHills
from .research import ResearchOfPark
from .small_firm_park import SmallFirmPark
from .specialised_town import SpecialisedTown

if TYPE_CHECKING:
    from .firm import Firm
    from .industry import Industry
    from .project import Project


class Park(mesa.Agent):
    """A development zone, or the industry outside every zone; areas and floor are whole m2 (ODD 2.2)."""

    def __init__(self, city: Any, index: int, site: Any, record: Any) -> None:
        super().__init__(city)
        self.index = index
        self.number = int(city.world.arrays.park_numbers[index])  # what it draws as
        self.identity = identity_of(Kind.PARK, 0, self.number, 0)

        # what does not change in a run
        self.zone = bool(site.zone)
        self.national_at_baseline = bool(site.national)
        self.candidate = bool(site.candidate)
        self.needs_hightech = bool(site.needs_hightech)
        self.merges_into = int(site.merges_into)
        self.land_plan = int(site.land_plan)
        self.arrival_firms = float(site.arrival_firms)
        self.plot_ratio_standard = float(site.plot_ratio_standard)
        self.baseline_investment_standard = float(site.investment_standard)
        self.leading = {industry for industry in city.industries if city.world.arrays.leading[index, industry.index]}

        # land and floor
        self.planned = int(record.planned)
        self.other = int(record.other)
        self.undeveloped = int(record.undeveloped)
        self.reserved_land = 0
        self.occupied = int(record.occupied)
        self.idle = int(record.idle)
        self.factory_land = int(record.factory_land)
        self.factory_floor = int(record.factory_floor)
        self.factory_leased = int(record.factory_leased)
        self.factories_under_way = [0] * FACTORY_QUARTERS
        self.floor_wanted = 0
        self.specialised_places = int(record.specialised_places)
        self.freed_land_left = 0
        self.freed_energy_left = 0

        # standing
        self.national = self.national_at_baseline
        self.provincial_platforms = 0
        self.national_platforms = 0
        self.leniency = float(record.leniency)
        self.score = 0.0
        self.growth = 1.0
        self.rank = 0
        self.shortfall = 0.0
        self.last_output = 0.0
        self.hightech_share = 0.0
        self.hightech_baseline = 0.0
        self.head = self
        self.levers = city.neutral
        self.whole_zone = [self]

        # sums over firms (eq. 43)
        self.firm_land = 0
        self.firm_leased = 0
        self.firm_energy = 0
        self.firm_floor = 0.0
        self.firm_capital = 0.0
        self.value_added = 0.0

        self.cells = [Cell() for _ in city.industries]
        self.grades = {grade: GradeInPark() for grade in Grade}
        self.land_quota = LandQuota(city, self)
        self.energy_quota = EnergyQuota(city, self, record)
        self.rights = RightsOfPark(self)
        self.small_firm_park = SmallFirmPark(self, site)
        self.low_hills = LowHills(self, site, record)
        self.town = SpecialisedTown(self, site, record)
        self.research = ResearchOfPark(self)
        self.goodwill = 0.0
        self.offer_baseline = self.arrivals_usual = self.arrivals_drawn = 0.0
        self.page = Page()

    def strength(self, lever: str) -> float:
        """Return the strength at this park of a lever that acts on zones: outside it is neutral."""
        return getattr(self.levers if self.zone else self.model.neutral, lever)

    # --- heads and leading industries -------------------------------------------------------------------------------

    def set_head(self) -> None:
        """Join the zone that the plan names while mergers are in force (ODD eq. 59)."""
        merged = self.levers.park_merger > 0.0
        self.head = self.model.parks[self.merges_into] if merged else self

    def find_whole_zone(self) -> None:
        """Find all parks that have the same head, in the order of the case (ODD 2.2)."""
        self.whole_zone = [park for park in self.model.parks if park.head is self.head]

    def set_leading_industries(self) -> None:
        """Find which industries lead the whole zone and which of them it keeps, and their mixes (ODD eq. 52)."""
        for industry, cell in zip(self.model.industries, self.cells, strict=True):
            cell.leads = any(industry in park.leading for park in self.whole_zone)
            cell.zone_output = sum(park.cells[industry.index].output for park in self.whole_zone)
        parameters = self.model.parameters
        if any(park.national for park in self.whole_zone):
            number_kept = parameters.leading_kept_national
        else:
            number_kept = parameters.leading_kept_provincial
        leading = [index for index, cell in enumerate(self.cells) if cell.leads]
        leading.sort(key=lambda index: (-self.cells[index].zone_output, index))
        kept = {index for ahead, index in enumerate(leading) if ahead < number_kept}
        for index, cell in enumerate(self.cells):
            cell.kept = index in kept
        self.set_mixes(set(leading), kept)

    def set_mixes(self, leading: set[int], kept: set[int]) -> None:
        """Set the cumulative mixes of newcomers' industries (ODD eq. 52)."""
        if not self.zone:
            for cell, share in zip(self.cells, self.model.world.arrays.park_mix[self.index], strict=True):
                cell.mix = float(share)
            return
        mix = self.cumulative_mix(leading)
        if self.national_share(leading) <= 0.0:
            mix = [float(share) for share in self.model.world.arrays.national_mix]
        kept_mix = self.cumulative_mix(kept) if self.national_share(kept) > 0.0 else mix
        for cell, share, kept_share in zip(self.cells, mix, kept_mix, strict=True):
            cell.mix, cell.kept_mix = share, kept_share

    def national_share(self, chosen: set[int]) -> float:
        """Return the share of some industries in the national mix."""
        return sum(industry.national_share for industry in self.model.industries if industry.index in chosen)

    def cumulative_mix(self, chosen: set[int]) -> list[float]:
        """Return the cumulative national shares of some industries among themselves."""
        total = self.national_share(chosen)
        running, shares = 0.0, []
        for industry in self.model.industries:
            if industry.index in chosen:
                running += industry.national_share
            shares.append(running / total if total > 0.0 else 0.0)
        return shares

    # --- bids and the price of land ----------------------------------------------------------------------------------

    @property
    def undisciplined_bid(self) -> float:
        """What a zone would bid for projects without discipline, 0 to 1 (ODD eq. 47, 49)."""
        largest = self.model.parameters.leniency_largest
        if not self.zone or largest <= 0.0:
            return 0.0
        return min(1.0, self.leniency / largest)

    @property
    def bid(self) -> float:
        """What a zone bids for projects, 0 to 1 (ODD eq. 47)."""
        return self.undisciplined_bid * (1.0 - self.strength("incentive_discipline"))

    @property
    def land_price(self) -> float:
        """Price of a square metre of land, 10k yuan (ODD eq. 48, 193)."""
        return self.price_at(self.bid)

    def price_at(self, bid: float) -> float:
        """Price of a square metre of land at a bid, 10k yuan: no discount goes below the floor price (ODD eq. 193)."""
        parameters = self.model.parameters
        full = parameters.land_price / M2_PER_MU
        floor = min(full, parameters.land_price_floor / YUAN_PER_10K)
        return max(floor, full * (1.0 - parameters.incentive_largest * bid))

    def gift_on_land(self, bid: float) -> float:
        """What a bid gives for a square metre of land, 10k yuan: discount, and refund of what the floor forbids (ODD eq. 193)."""
        parameters = self.model.parameters
        full = parameters.land_price / M2_PER_MU
        discount = full - self.price_at(bid)
        return discount + parameters.floor_refund * (full * parameters.incentive_largest * bid - discount)

    @property
    def holding_cost(self) -> float:
        """What holding a square metre of land is expected to cost, 10k yuan (ODD eq. 45)."""
        parameters = self.model.parameters
        return self.strength("land_use_tax") * parameters.land_tax_b * parameters.rent_years / YUAN_PER_10K

    def pay_incentives(self, project: "Project") -> None:
        """Pay what was bid for a project that is seated here (ODD eq. 48)."""
        area = project.land if project.channel == Channel.NEW_LAND else 0
        subsidy = self.model.parameters.incentive_subsidy * self.bid * project.capital
        self.page.incentives += rounded((self.gift_on_land(self.bid) * area + subsidy) * YUAN_PER_10K)

    # --- land and floor ----------------------------------------------------------------------------------------------

    def take_back(self, land: int, floor: int) -> None:
        """Take back land and leased floor from a firm that leaves (ODD eq. 14b)."""
        returned = math.floor(land * self.model.parameters.exit_return)
        self.occupied -= land
        self.undeveloped += returned
        self.land_quota.balance += returned
        self.page.land_returned += returned
        self.idle += land - returned
        self.page.land_idled += land - returned
        self.factory_leased -= floor

    @property
    def free_floor(self) -> int:
        """Standard-factory floor that is not let, units left out (ODD eq. 59)."""
        units = self.small_firm_park
        return (self.factory_floor - units.floor) - (self.factory_leased - units.taken)

    @property
    def free_land(self) -> int:
        """Flat land that the park could grant now: quota within reach, and undeveloped land kept for nobody (ODD eq. 60, 149)."""
        return min(self.land_quota.within_reach, self.undeveloped - self.reserved_land)

    def flat_land_for(self, firm: "Firm") -> int:
        """Flat land that a firm could be granted now, with what is kept for it here (ODD eq. 149)."""
        own = firm.reserved_land if firm.park is self else 0
        return min(self.land_quota.within_reach, self.undeveloped - self.reserved_land + own)

    def is_seated_on_low_hills(self, firm: "Firm", area: int) -> bool:
        """Whether a plot is on levelled low hills: first of all, unless the firm can build beside its plot (ODD eq. 147)."""
        kept = firm.reserved_land if firm.park is self else 0
        if area <= kept and area <= self.flat_land_for(firm):
            return False
        return self.low_hills.has_room_for(area)

    def has_room_for(self, firm: "Firm", project: "Project") -> bool:
        """Whether a waiting project fits in (ODD eq. 59, 85)."""
        if project.tenure != Tenure.NONE:
            return self.small_firm_park.has_unit_for(firm, project)
        return self.room_for(firm, project) >= project.area_wanted

    def room_for(self, firm: "Firm", project: "Project") -> int:
        """Return the room there is for what a project asks: new land, or standard-factory floor (ODD eq. 59, 60, 147)."""
        if project.channel == Channel.NEW_LAND:
            return max(self.flat_land_for(firm), self.low_hills.quota)
        return self.free_floor

    def seat(self, firm: "Firm", project: "Project") -> None:
        """Give a project new land or floor, and pay what was bid for it (ODD eq. 25, 48)."""
        note_wait(firm, project.quarters - 1)
        self.count_large(firm, project)
        flat_land = 0
        if project.channel == Channel.NEW_LAND:
            if self.is_seated_on_low_hills(firm, project.land):
                self.low_hills.grant(project.land)
            else:
                self.land_quota.spend(project.land)
                self.undeveloped -= project.land
                flat_land = project.land
                if firm.park is self:
                    forgo_reserve(firm, project.land)
            self.occupied += project.land
            if not firm.is_moving:
                firm.land += project.land
            self.page.granted += 1
            self.page.land_granted += project.land
            if firm.hightech:
                self.page.land_granted_hightech += project.land
            if firm.priority:
                self.page.land_granted_priority += project.land
            if firm.industry.emerging:
                self.page.land_granted_emerging += project.land
            firm.start_building(self.model.parameters.construction_quarters)
        else:
            self.specialised_places -= int(takes_place(firm))
            self.factory_leased += project.floor
            if not firm.is_moving:
                firm.leased += project.floor
            self.page.seated += 1
            if project.tenure != Tenure.NONE:
                self.small_firm_park.take_in(firm, project)
            firm.start_building(self.model.parameters.fitting_quarters)
        self.pay_incentives(project)
        give_freed(firm, self, flat_land, project.energy)

    def count_large(self, firm: "Firm", project: "Project") -> None:
        """Count a newcomer whose investment is large, by one line and by the line of its class of industry (ODD 4.10)."""
        if not firm.is_newcomer:
            return
        general = self.model.parameters.large_investment
        of_class = self.model.parameters.large_emerging_investment if firm.industry.emerging else general
        self.page.large_projects += int(project.capital >= general)
        self.page.large_projects_by_class += int(project.capital >= of_class)

    # --- standard factories and idle land -----------------------------------------------------------------------------

    @property
    def base_plan_share(self) -> float:
        """The share in the zones' base land plan; an equal one where there is none (ODD eq. 26)."""
        return self.share_in_plan(self.model.zones)

    def share_in_plan(self, zones: "list[Park]") -> float:
        """Return the share in the base land plan of some zones; an equal one where there is none."""
        total = sum(zone.land_plan for zone in zones)
        return self.land_plan / total if total > 0 else 1.0 / len(zones)

    def finish_factories(self) -> None:
        """Open the standard factories that are finished; the others move on by a quarter (ODD eq. 31)."""
        self.factory_floor += self.factories_under_way.pop(0)
        self.factories_under_way.append(0)

    def start_factories(self, share: float) -> None:
        """Start this zone's share of the standard factories, as far as quota and land allow (ODD eq. 31)."""
        parameters = self.model.parameters
        planned = rounded(QUARTER * self.levers.standard_factories * share)
        room = max(0, self.free_land)
        ratio = parameters.factory_plot_ratio
        floor = min(planned, math.floor(room * ratio))
        land = min(room, math.ceil(floor / ratio))
        self.land_quota.spend(land)
        self.undeveloped -= land
        self.factory_land += land
        self.factories_under_way[-1] += floor
        self.page.land_granted_factory += land
        self.model.charge("standard_factories", rounded(floor * parameters.factory_cost * YUAN_PER_10K))

    def reclaim_idle_land(self) -> None:
        """Bring idle land back into the quota; a campaign buys what exceeds the usual (ODD eq. 33)."""
        parameters = self.model.parameters
        usual = self.reclaimable(parameters.natural_clean_up)
        area = self.reclaimable(parameters.natural_clean_up + self.strength("idle_land_cleanup"))
        self.idle -= area
        self.undeveloped += area
        self.land_quota.balance += area
        self.page.land_reclaimed += area
        price = (area - usual) / M2_PER_MU * parameters.buy_back_price
        self.model.charge("idle_land_cleanup", rounded(price * YUAN_PER_10K))

    def reclaimable(self, yearly_share: float) -> int:
        """Return the idle land reclaimed in a quarter at a share a year (ODD eq. 33)."""
        return min(self.idle, rounded(self.idle * min(1.0, QUARTER * yearly_share)))

    # --- sums over firms ---------------------------------------------------------------------------------------------

    def clear_sums(self) -> None:
        """Set what is summed over firms each quarter to nothing (ODD eq. 43)."""
        self.firm_land = self.firm_leased = self.firm_energy = 0
        self.firm_floor = self.firm_capital = self.value_added = 0.0
        for cell in self.cells:
            cell.output = cell.hightech_output = 0.0
            cell.leaders = 0
        for grade in self.grades.values():
            grade.energy_wanted = 0.0

    def settle_sums(self) -> None:
        """Find the high-tech share and the clusters from the sums (ODD eq. 43)."""
        output = self.output
        hightech = sum(cell.hightech_output for cell in self.cells)
        self.hightech_share = hightech / output if output > 0.0 else 0.0
        for cell in self.cells:
            cell.cluster = cell.output / output if output > 0.0 else 0.0

    @property
    def output(self) -> float:
        """Registered output of the quarter (10k yuan/year)."""
        return sum(cell.output for cell in self.cells)

    # --- assessment --------------------------------------------------------------------------------------------------

    @property
    def was_promoted(self) -> bool:
        """Whether it has become a national zone since the baseline (ODD eq. 58)."""
        return self.national and not self.national_at_baseline

    @property
    def investment_standard(self) -> float:
        """Investment per mu that the zone is held to, 10k yuan/mu (ODD eq. 28, 58)."""
        multiple = self.model.parameters.national_standard if self.was_promoted else 1.0
        return self.baseline_investment_standard * multiple

    def find_shortfall(self) -> None:
        """Find by how much the zone misses its plot ratio and its investment per mu (ODD eq. 28)."""
        used = self.occupied + self.factory_land
        if used == 0:
            return
        floor = (
            self.firm_floor + self.factory_floor + sum(self.factories_under_way) + sum(self.small_firm_park.under_way)
        )
        density = max(0.0, 1.0 - floor / used / self.plot_ratio_standard)
        investment = max(0.0, 1.0 - self.firm_capital / (used / M2_PER_MU) / self.investment_standard)
        self.shortfall = 0.5 * (density + investment)

    def move_leniency(self) -> None:
        """Relax or tighten standards by a step, as growth, the evaluation and a cut make it (ODD eq. 41)."""
        parameters, evaluation = self.model.parameters, self.levers.evaluation
        hungry = 1.0 if self.growth < 1.0 else -1.0
        threat = parameters.leniency_threat * self.land_quota.cut / parameters.quota_cut_largest
        step = parameters.leniency_step * ((1.0 - evaluation) * hungry - evaluation - threat)
        self.leniency = min(parameters.leniency_largest, max(0.0, self.leniency + step))

    def apply_for_national_status(self) -> None:
        """Perhaps become a national zone, if the plan names it and its high-tech share is large where need be (ODD eq. 58)."""
        if not self.candidate or self.national:
            return
        if self.needs_hightech and self.hightech_share < self.model.parameters.national_hightech:
            return
        if self.model.uniforms(self.identity, Purpose.STATUS)[0] < self.levers.status_upgrade:
            self.national = True

    def leads(self, industry: "Industry") -> bool:
        """Whether an industry leads the zone that manages this park (ODD eq. 52)."""
        return self.cells[industry.index].leads
