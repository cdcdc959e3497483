"""The city: a Mesa model whose step is a quarter, in the order of section 3 of the ODD."""

from types import SimpleNamespace
from typing import Any

import mesa
import numpy as np

from model.calendar import QUARTERS_A_YEAR
from model.futures import drawn_values, take_from_populations
from model.population.populations import world_of_replicate
from model.state import Stage
from model.streams import Kind, Purpose, draw, identity_of, make_key
from model.units import QUARTER, YUAN_PER_10K
from model.world import World

from .arithmetic import rounded
from .assessment import charge_evaluation, rank_parks, score_zones
from .book import Page
from .building import build_standard_factories, charge_fast_approval, open_platforms
from .cell import YearSum
from .clusters import act, spread_demand
from .counting import add_holdings, add_production, share_tax
from .emission_permits import EmissionPermits
from .energy_rights import EnergyRights
from .firm import Firm
from .grading import grade_firms
from .industry import Industry, next_shock
from .land_and_floor import Queue
from .land_quota import allot_land_plan
from .leader_priority import renew_list
from .low_hills import level_low_hills
from .offers import expect_projects, offer
from .park import Park
from .promotion import promote_markets
from .recruiting import receive_projects
from .registering import review_register
from .research import run_platforms
from .small_firm_park import build_small_firm_parks
from .specialised_town import hold_rounds


class City(mesa.Model):
    """One replicate of a case under a schedule of levers, in plain Mesa.

    `pages[quarter][park]`, `year_sums[year, park, industry]` and `costs[quarter][lever]` are the record (ODD 2.5).
    """

    def __init__(
        self,
        world: World,
        schedule: np.recarray,
        seed: int = 1,
        replicate: int = 0,
        vary_parameters: bool = True,
        crossed: dict[str, int] | None = None,
    ) -> None:
        super().__init__(rng=seed)
        self.schedule = np.repeat(schedule[:, None], len(world.park_names), 1) if schedule.ndim == 1 else schedule
        crossed = crossed or {}
        self.world = world = world_of_replicate(world, crossed.get("baseline", replicate))
        # A layer is drawn by the number of the replicate that it is taken from (ODD 4.9).
        self.key = make_key(seed, crossed.get("chance", replicate))
        future = np.array([crossed.get("parameters", replicate)])
        structure = np.array([crossed.get("structure", replicate)])
        drawn = drawn_values(
            world.parameters, seed, future, vary_parameters, weights=world.weights, structures=structure
        )
        take_from_populations(drawn, world.members(np.array([0])), world.populations.drawn_parameters)
        self.parameters = plain(drawn[0])
        self.quarter = 0
        self.neutral = plain(self.schedule[0, 0])  # quarter 0 knows no lever
        self.levers = self.neutral  # of levers that do not act by park
        self.identity = identity_of(Kind.CITY, 0, 0, 0)
        self.macro = 0.0
        self.platforms_due = 0.0
        self.platforms_opened = 0
        self.registered = self.registered_at_baseline = 0
        self.grading_table: int | None = None  # the table that the grades are from
        self.queue = Queue(self)
        self.pages: list[list[Page]] = []
        self.year_sums: dict[tuple[int, int, int], YearSum] = {}
        self.costs: list[dict[str, int]] = []
        self.populate(*world.populations_of(np.array([crossed.get("baseline", replicate)])))
        self.start()

    def populate(self, firms: np.recarray, parks: np.recarray) -> None:
        """Make an agent of each industry, park and firm of a baseline population, the only one of the tables (ODD 5)."""
        arrays = self.world.arrays
        self.emission_line = float(arrays.emission_line[0])
        self.national_mix = [float(share) for share in arrays.national_mix]
        national_shares = np.diff(self.national_mix, prepend=0.0).tolist()
        self.industries = [
            Industry(self, index, arrays.industries[index], share) for index, share in enumerate(national_shares)
        ]
        self.parks = [Park(self, index, arrays.sites[index], record) for index, record in enumerate(parks[0])]
        self.zones = [park for park in self.parks if park.zone]
        self.permits = EmissionPermits(self)
        self.energy_rights = EnergyRights(self)
        self.platform_order = [self.parks[index] for index in arrays.platform_order]
        for row, record in enumerate(firms[0]):
            if record.stage != Stage.CLOSED:
                Firm.of_baseline(self, row, record)

    # --- the schedule ------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Take stock of the baseline, quarter 0, in which nothing moves (ODD 3.1)."""
        self.open_books()
        grade_firms(self)
        self.take_sums(weight=1.0, is_year_end=True)
        for park in self.parks:
            park.hightech_baseline = park.hightech_share
            for cell in park.cells:
                cell.cluster_baseline = cell.output
            park.energy_quota.start()
            park.last_output = park.output
            park.offer_baseline = offer(park, 0.0)
        self.registered_at_baseline = self.registered
        score_zones(self)
        for zone in self.zones:
            zone.find_shortfall()
        rank_parks(self)
        self.close_books()
        self.permits.start()

    def step(self) -> None:
        """Simulate a quarter (ODD 3.2)."""
        self.quarter += 1
        self.levers = plain(self.schedule[self.quarter, 0])
        for park in self.parks:
            park.levers = plain(self.schedule[self.quarter, park.index])

        # 1 opening balances
        self.open_books()

        # 2 plans of the year, heads, leading industries, the list of leading firms
        if self.is_first_quarter:
            self.make_yearly_plans()
        self.set_leading_industries()
        if self.is_first_quarter:
            renew_list(self)
        for park in self.parks:
            park.energy_quota.note_free()

        # 3 demand
        self.move_demand()
        spread_demand(self)
        for park in self.parks:
            for cell in park.cells:
                act(cell, self.parameters)
        promote_markets(self)

        # 4 production
        self.set_upgrade_rates()
        for firm in self.firms:
            firm.live_a_quarter()

        # 5 arrivals
        expect_projects(self)
        for park in self.parks:
            receive_projects(self, park)

        # 6 energy rights and emission permits, before anything is seated
        self.energy_rights.pass_a_quarter()
        self.permits.pass_a_quarter()

        # 6 land and floor
        self.queue = Queue(self)
        self.queue.serve()

        # 7 construction
        for firm in self.firms:
            firm.build()

        # 8 building
        build_standard_factories(self)
        build_small_firm_parks(self)
        level_low_hills(self)
        open_platforms(self)
        for park in self.parks:
            park.reclaim_idle_land()
        charge_fast_approval(self)

        # 9 register and sums
        for firm in self.firms:
            review_register(firm)
        self.take_sums(weight=QUARTER, is_year_end=self.is_fourth_quarter)
        for firm in self.firms:
            share_tax(firm)
        self.count_tenants()

        # 10 energy
        for park in self.parks:
            park.energy_quota.charge()

        # 11 towns, and books
        if self.is_fourth_quarter:
            hold_rounds(self)
        self.close_books()

        # 12 assessment
        if self.is_fourth_quarter:
            self.assess()

        self.running = self.quarter < self.world.calendar.quarters - 1

    def make_yearly_plans(self) -> None:
        """Carry quotas over, issue the land plan, step the energy budgets (ODD 3.2, step 2)."""
        for park in self.parks:
            park.land_quota.carry_over()
            park.energy_quota.expire()
        allot_land_plan(self)
        for park in self.parks:
            park.energy_quota.step_budget()

    def set_leading_industries(self) -> None:
        """Set who manages whom, and which industries lead (ODD eq. 52, 59)."""
        for park in self.parks:
            park.set_head()
        for park in self.parks:
            park.find_whole_zone()
        for park in self.parks:
            park.set_leading_industries()

    def move_demand(self) -> None:
        """Move the common shock and the demand of each industry (ODD eq. 2)."""
        self.macro = next_shock(self, self.identity, self.macro, self.parameters.macro_shock)
        for industry in self.industries:
            industry.move_demand()

    def set_upgrade_rates(self) -> None:
        """Set upgrade rates once, before the first firm, and book fund and platforms (ODD eq. 7-9, 180-186)."""
        fund = self.levers.innovation_fund
        self.charge("innovation_fund", rounded(QUARTER * fund * YUAN_PER_10K))
        for industry in self.industries:
            industry.set_base_upgrade_rate()
        run_platforms(self)
        for park in self.parks:
            park.research.set_rates(fund)
            park.town.charge_fund()

    def take_sums(self, weight: float, is_year_end: bool) -> None:
        """Sum over firms what parks, industries and the record hold (ODD eq. 43)."""
        for park in self.parks:
            park.clear_sums()
        for industry in self.industries:
            industry.begin_sums()
        self.registered = sum(firm.is_producing and firm.above_scale for firm in self.firms)
        for firm in self.firms:
            add_holdings(firm)
            if firm.is_producing:
                add_production(firm, weight, is_year_end)
        for park in self.parks:
            park.settle_sums()
        for industry in self.industries:
            industry.settle_mean_capability()

    def count_tenants(self) -> None:
        """Count the tenants of small-firm parks (ODD eq. 87)."""
        for park in self.parks:
            park.small_firm_park.count_tenants()

    def assess(self) -> None:
        """Decide on recognition, grade firms, assess zones, and promote candidates (ODD 3.2, step 12)."""
        for firm in self.firms:
            if firm.is_producing:
                firm.be_recognised()
        grade_firms(self)
        score_zones(self)
        for zone in self.zones:
            zone.find_shortfall()
            zone.move_leniency()
        rank_parks(self)
        charge_evaluation(self)
        for park in self.parks:
            park.apply_for_national_status()

    # --- the record --------------------------------------------------------------------------------------------------

    def open_books(self) -> None:
        """Give each park a new page with its opening balances (ODD 3.2, step 1)."""
        for park in self.parks:
            park.page = Page()
            park.page.open(park)
        self.pages.append([park.page for park in self.parks])
        self.costs.append(dict.fromkeys(self.schedule.dtype.names, 0))

    def close_books(self) -> None:
        """Write the closing balances; in a quarter that moved, every ledger must close (ODD eq. 29, 30, 36, 60)."""
        for park in self.parks:
            park.page.close(park)
            if self.quarter > 0:
                park.page.check(park)
        assert sum(page.tax_kept for page in self.pages[-1]) == sum(page.tax_passed for page in self.pages[-1])

    def charge(self, lever: str, yuan: int) -> None:
        """Book what a lever costs in this quarter, whole yuan; what it brings in is a negative cost."""
        self.costs[-1][lever] += yuan

    def sum_of_year(self, park: Park, industry: Industry) -> YearSum:
        """Return the sums of the current year for a park and industry."""
        year = -(-self.quarter // QUARTERS_A_YEAR)
        return self.year_sums.setdefault((year, park.index, industry.index), YearSum())

    # --- who and when ------------------------------------------------------------------------------------------------

    @property
    def firms(self) -> list[Firm]:
        """All firms and projects that there are now, oldest first."""
        return list(self.agents_by_type.get(Firm, ()))

    @property
    def is_first_quarter(self) -> bool:
        """Whether the quarter is the first of its year."""
        return self.quarter % QUARTERS_A_YEAR == 1

    @property
    def is_fourth_quarter(self) -> bool:
        """Whether the quarter is the last of its year."""
        return self.quarter % QUARTERS_A_YEAR == 0

    def uniforms(self, identity: Any, purpose: Purpose) -> tuple[float, float, float, float]:
        """Return the four uniforms of an identity for a purpose in this quarter (ODD eq. 1)."""
        return draw(self.key, identity, self.quarter, int(purpose))


def plain(record: Any) -> SimpleNamespace:
    """Return a record of numbers as an object of plain Python floats."""
    return SimpleNamespace(**{name: float(record[name]) for name in record.dtype.names})
