"""A firm or project: it grows, upgrades, leaves, expands, moves, builds, and is registered and recognised."""

import math
from typing import TYPE_CHECKING, Any

import mesa

from model.state import Channel, Grade, Past, Request, Stage, Tenure
from model.streams import Purpose, exponential, laplace
from model.units import KGCE_PER_TCE, QUARTER, YUAN_PER_10K

from .arithmetic import chance_in_a_quarter, exponential_of, power, quarterly_share, rounded
from .equipment import Equipment, lever_of_move, may_file_projects, pay_surcharge
from .filing import file_project
from .leader_priority import forgo_reserve, note_wait
from .modernising import modernise
from .permit_account import PermitAccount, pay_for_use, use_cleaner_plant
from .pricing import pay_for_power_and_water
from .project import Project
from .recognition import take_part_in_the_round
from .registering import reach_of_reward

if TYPE_CHECKING:
    from .industry import Industry
    from .park import Park


class Firm(mesa.Agent):
    """A firm, or a project that does not produce yet (ODD 2.1)."""

    def __init__(self, city: Any, identity: Any, park: "Park", industry: "Industry") -> None:
        super().__init__(city)
        self.identity = identity
        self.park = park
        self.origin = park
        self.industry = industry
        self.stage = Stage.PROJECT
        self.stage_quarters = 0
        self.above_scale = False
        self.hightech = False
        self.certified = 0
        self.suited = False
        self.retrofitted = False
        self.grade = Grade.B
        self.past = Past.BELOW
        self.graded = False
        self.output = 0.0
        self.year_output = 0.0
        self.design = 0.0
        self.capability = 0.0
        self.labour_saved = 0.0
        self.energy_intensity = 0.0
        self.emission_intensity = 0.0
        self.power_surcharge = 0.0
        self.capital = 0.0
        self.land = 0
        self.floor = 0
        self.leased = 0
        self.tenure, self.unit, self.unit_since = Tenure.NONE, 0, 0
        self.equipment = Equipment()
        self.permits: PermitAccount | None = None
        self.priority = False
        self.reserved_land = 0
        self.project: Project | None = None

    @classmethod
    def of_baseline(cls, city: Any, row: int, record: Any) -> "Firm":
        """Return a firm or project of the baseline population (ODD 5)."""
        firm = cls(city, record.identity, city.parks[int(record.park)], city.industries[int(record.industry)])
        firm.stage = Stage(int(record.stage))
        firm.stage_quarters = int(record.stage_quarters)
        firm.above_scale = bool(record.above_scale)
        firm.hightech = bool(record.hightech)
        firm.certified = int(record.certified)
        firm.suited = bool(record.suited)
        firm.retrofitted = bool(record.retrofitted)
        firm.grade = Grade(int(record.grade))
        firm.past = Past(int(record.past))
        firm.output = float(record.output)
        firm.year_output = float(record.year_output)
        firm.design = float(record.design)
        firm.capability = float(record.capability)
        firm.labour_saved = float(record.labour_saved)
        firm.energy_intensity = float(record.energy_intensity)
        firm.emission_intensity = float(record.emission_intensity)
        firm.capital = float(record.capital)
        firm.land = int(record.land)
        firm.floor = int(record.floor)
        firm.leased = int(record.leased)
        firm.equipment = Equipment.of_baseline(record)
        if record.request != Request.NONE:
            firm.project = Project(
                park=firm.park,
                channel=Channel(int(record.request_channel)),
                design=float(record.request_design),
                capital=float(record.request_capital),
                land=int(record.request_land),
                floor=int(record.request_floor),
                intensity=float(record.request_intensity),
                covered=float(record.request_covered),
                status=Request(int(record.request)),
                quarters=int(record.request_quarters),
                energy=int(record.request_energy),
            )
        return firm

    def open_project(self, **columns: Any) -> None:
        """Open the request of a project that was admitted (ODD 7.7)."""
        self.project = Project(**columns)

    def remove(self) -> None:
        """Be gone; what permits it held are the city's to take back (ODD eq. 115)."""
        if self.permits is not None:
            self.model.permits.gone.append(self.permits)
        super().remove()

    # --- what it is --------------------------------------------------------------------------------------------------

    @property
    def is_newcomer(self) -> bool:
        """Whether it is a project that does not produce yet."""
        return self.stage == Stage.PROJECT

    @property
    def is_producing(self) -> bool:
        """Whether it ramps up or operates."""
        return self.stage in (Stage.RAMPING, Stage.OPERATING)

    @property
    def is_moving(self) -> bool:
        """Whether its open project is put before another park than its own."""
        return self.project is not None and self.project.park is not self.park

    @property
    def is_waiting(self) -> bool:
        """Whether its open project waits for land or floor."""
        return self.project is not None and self.project.is_waiting

    @property
    def lacks_permits(self) -> bool:
        """Whether its open project still lacks emission permits."""
        return self.permits is not None and self.permits.is_short

    @property
    def is_building(self) -> bool:
        """Whether its open project is being built."""
        return self.project is not None and self.project.is_being_built

    @property
    def new_plant(self) -> tuple[int, int]:
        """Land and leased floor of the new plant of a firm that moves, outside its own holdings (ODD 2.1)."""
        if not (self.is_moving and self.is_building):
            return 0, 0
        if self.project.channel == Channel.NEW_LAND:
            return self.project.land, 0
        return (0, self.project.floor) if self.project.channel == Channel.LEASE else (0, 0)

    # --- step 4: production ------------------------------------------------------------------------------------------

    def live_a_quarter(self) -> None:
        """Grow, upgrade, and perhaps leave, be retrofitted, apply to move or file an expansion (ODD 3.2, step 4)."""
        self.stage_quarters += 1
        if not self.is_producing:
            return
        was_operating = self.stage == Stage.OPERATING
        charge = pay_for_power_and_water(self)
        unit_cost = self.park.energy_quota.surcharge * self.energy_intensity + self.pay_land_tax() + charge
        unit_cost += pay_surcharge(self)
        unit_cost += pay_for_use(self)
        if was_operating:
            self.grow(unit_cost)
        else:
            self.ramp_up()
        self.year_output += self.output
        self.move_capability()
        if not was_operating:
            return
        if self.is_forced_out():
            self.park.page.forced += 1
            self.model.charge(
                "polluter_exit", rounded(self.capital * self.model.parameters.exit_compensation * YUAN_PER_10K)
            )
            self.leave()
        elif self.closes(unit_cost):
            self.leave()
        elif may_file_projects(self):
            self.be_retrofitted()
            if modernise(self):
                return
            file_project(self)

    def pay_land_tax(self) -> float:
        """Pay the land-use tax surcharge on land held, and return it as a unit cost (ODD eq. 44)."""
        tax_rate = self.park.strength("land_use_tax")
        if tax_rate <= 0.0:
            return 0.0
        parameters = self.model.parameters
        parts = {
            Grade.A: parameters.land_tax_a,
            Grade.B: parameters.land_tax_b,
            Grade.C: parameters.land_tax_c,
            Grade.D: 1.0,
        }
        tax = self.land * tax_rate * parts[self.grade]
        self.model.charge("land_use_tax", -rounded(QUARTER * tax))
        income = YUAN_PER_10K * self.output
        return 1.0 if tax >= income else tax / income

    def grow(self, unit_cost: float) -> None:
        """Grow in proportion to size, with noise that falls with size, up to the design output (ODD eq. 3-5)."""
        parameters = self.model.parameters
        cell = self.park.cells[self.industry.index]
        expected = QUARTER * (
            self.industry.demand
            + cell.promotion
            + parameters.capability_growth * (self.capability - self.industry.mean_capability)
            + cell.cluster_gain
            - parameters.cost_growth * unit_cost
        )
        if not self.above_scale and parameters.scale_up_floor <= self.output < parameters.register_threshold:
            expected += QUARTER * parameters.scale_up_growth * reach_of_reward(self.park)
        relative_size = self.output / parameters.reference_output
        spread = parameters.growth_spread * power(relative_size, parameters.growth_spread_exponent)
        spread = min(1.0, spread * math.sqrt(QUARTER))
        noise = spread * laplace(self.model.uniforms(self.identity, Purpose.OPERATION)[0])
        grown = self.output * exponential_of(expected + noise + math.log(1.0 - spread**2 / 2.0))
        self.output = min(grown, self.design * parameters.overuse)

    def ramp_up(self) -> None:
        """Produce a growing share of the design output; at the end of the ramp the firm operates (ODD eq. 6)."""
        parameters = self.model.parameters
        way = min(1.0, self.stage_quarters / parameters.ramp_quarters)
        self.output = self.design * parameters.ramp_use * way
        if self.stage_quarters >= parameters.ramp_quarters:
            self.stage = Stage.OPERATING
            self.stage_quarters = 0

    def move_capability(self) -> None:
        """Fall behind the frontier, and perhaps upgrade (ODD eq. 10, 11)."""
        parameters = self.model.parameters
        reversion = QUARTER * parameters.capability_reversion * self.capability
        self.capability = self.capability - self.industry.frontier_step - reversion
        _, whether, size, _ = self.model.uniforms(self.identity, Purpose.OPERATION)
        if whether < chance_in_a_quarter(self.park.cells[self.industry.index].upgrade_rate):
            gain = parameters.upgrade_jump * exponential(size)
            self.capability += gain
            saving = exponential_of(-parameters.upgrade_saving * gain)
            self.energy_intensity *= saving
            self.emission_intensity *= saving
            self.park.page.upgrades += 1

    # --- leaving -----------------------------------------------------------------------------------------------------

    def is_forced_out(self) -> bool:
        """Whether it is a listed polluter that is closed now (ODD eq. 14)."""
        share = self.park.strength("polluter_exit")
        listed = self.industry.heavy and self.emission_intensity > self.model.emission_line
        if share <= 0.0 or not listed:
            return False
        return self.model.uniforms(self.identity, Purpose.YEARLY)[1] < quarterly_share(share)

    def closes(self, unit_cost: float) -> bool:
        """Whether it closes by itself: small, weak and costly firms do so more often (ODD eq. 13)."""
        parameters = self.model.parameters
        relative_size = self.output / parameters.reference_output
        log_size = math.log(relative_size) if relative_size > 0.0 else -math.inf
        rate = parameters.exit_hazard * exponential_of(
            -parameters.exit_size * log_size
            - parameters.exit_capability * self.capability
            + parameters.exit_cost * unit_cost
        )
        return self.model.uniforms(self.identity, Purpose.OPERATION)[3] < chance_in_a_quarter(rate)

    def leave(self) -> None:
        """Give back what it holds, the new plant of a move included, and be gone (ODD eq. 14b)."""
        self.park.page.closed += int(self.above_scale)
        self.park.rights.scrap(self)
        self.park.take_back(self.land, self.leased)
        forgo_reserve(self)
        for park in self.model.parks:
            park.small_firm_park.let_go(self)
        if self.project is not None:
            self.project.park.take_back(*self.new_plant)
            self.project.park.energy_quota.committed -= self.project.energy
        self.remove()

    # --- retrofits ----------------------------------------------------------------------------------------------------

    def be_retrofitted(self) -> None:
        """Perhaps have the retrofit, once, if it is intensive (ODD eq. 55)."""
        share = self.park.strength("circular_retrofit")
        intensive = (
            self.energy_intensity > self.industry.energy_intensity
            or self.emission_intensity > self.industry.emission_intensity
        )
        if share <= 0.0 or self.retrofitted or not intensive:
            return
        if self.model.uniforms(self.identity, Purpose.YEARLY)[2] >= quarterly_share(share):
            return
        parameters = self.model.parameters
        saved = self.output * self.energy_intensity * parameters.retrofit_saving
        price = saved * parameters.retrofit_cost * parameters.retrofit_public
        self.model.charge("circular_retrofit", rounded(price * YUAN_PER_10K))
        before = self.energy_intensity
        self.energy_intensity *= 1.0 - parameters.retrofit_saving
        self.park.rights.save(self, before)
        self.emission_intensity *= 1.0 - parameters.retrofit_cleaning
        self.retrofitted = True
        self.park.page.retrofits += 1

    # --- steps 6 and 7: the queue, construction ----------------------------------------------------------------------

    def give_up(self) -> None:
        """Lose patience: a newcomer disappears, a firm drops its request (ODD eq. 25)."""
        self.project.park.page.lost += 1
        self.project.park.page.lost_permits += int(self.lacks_permits)
        self.project.park.page.lost_rights += int(self.project.rights > 0)
        note_wait(self, self.project.quarters)
        self.project = None
        if self.is_newcomer:
            self.remove()

    def start_building(self, quarters: float) -> None:
        """Start to build, for the whole quarters less those that approval saves (ODD eq. 23, 57)."""
        project = self.project
        whole = int(quarters)
        project.status = Request.BUILDING
        project.quarters = whole - self.quarters_saved(whole)
        project.energy = rounded(KGCE_PER_TCE * project.design * project.intensity)
        project.park.energy_quota.committed += project.energy

    def quarters_saved(self, quarters: int) -> int:
        """Return the quarters that fast approval saves (ODD eq. 57)."""
        park = self.project.park
        strength = park.strength("approval_speed")
        if strength <= 0.0:
            return 0
        whole = math.floor(strength)
        one_more = self.model.uniforms(self.identity, Purpose.PATIENCE)[1] < strength - whole
        saved = max(0, min(whole + int(one_more), quarters - 1))
        park.page.quarters_saved += saved
        return saved

    def build(self) -> None:
        """Build on for a quarter, or complete what is built (ODD eq. 25a)."""
        if not self.is_building:
            return
        if self.project.quarters > 0:
            self.project.quarters -= 1
            return
        self.project.park.energy_quota.committed -= self.project.energy
        use_cleaner_plant(self)
        if self.is_moving:
            self.move_in()
        else:
            self.complete()
        self.project = None

    def move_in(self) -> None:
        """Leave the old plant for the new one (ODD eq. 56)."""
        project, parameters = self.project, self.model.parameters
        lever = lever_of_move(self)
        self.park.take_back(self.land, self.leased)
        forgo_reserve(self)
        if self.tenure != Tenure.NONE:
            self.park.small_firm_park.let_go(self)
            self.unit_since = 0
        self.park = self.origin = project.park
        self.energy_intensity = min(self.energy_intensity, project.intensity)
        self.design = project.design
        self.capital = project.capital
        if project.channel == Channel.LEASE:
            self.land, self.floor, self.leased = 0, 0, project.floor
        else:
            self.land, self.floor, self.leased = project.land, project.floor, 0
        self.tenure, self.unit = project.tenure, project.unit
        self.park.page.relocated += int(lever == "township_relocation")
        subsidy = project.capital * parameters.relocation_subsidy
        self.model.charge(lever, rounded(subsidy * YUAN_PER_10K))

    def complete(self) -> None:
        """Add what was built; a newcomer starts to produce (ODD eq. 25a)."""
        project = self.project
        old, new = self.design, project.design
        added = min(self.energy_intensity, project.intensity)
        self.energy_intensity = (self.energy_intensity * old + added * new) / (old + new)
        self.design += project.design
        self.capital += project.capital
        if project.channel != Channel.LEASE:
            self.floor += project.floor
        if project.channel == Channel.OWN_LAND:
            self.park.page.floor_own_land += project.floor
        if self.is_newcomer:
            self.stage = Stage.RAMPING
            self.stage_quarters = 0
            self.park.page.started += 1

    # --- step 12: recognition and grades -----------------------------------------------------------------------------

    def be_recognised(self) -> None:
        """Get a certificate as high-tech, keep it or lose it, and begin a new year (ODD eq. 12, 175-178, 185)."""
        take_part_in_the_round(self)
        self.year_output = 0.0
