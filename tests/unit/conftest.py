"""A town small enough to work out by hand: two zones, the industry outside, two industries."""

from typing import Any

import numpy as np
import pytest

from model.criteria import AMOUNTS, DEMERITS
from model.levers import LEVERS
from model.parameters import central_values
from model.record import book_dtype, sum_dtype
from model.state import Grade, Request, Stage, State, allocate_state, records
from model.streams import make_key
from model.world import WorldArrays, industry_dtype, site_dtype

PARKS, INDUSTRIES, ROWS, QUARTERS = 3, 2, 12, 13

INDUSTRY = {
    "trend": 0.05, "value_added_rate": 0.25, "tax_rate": 0.05, "output_per_worker": 100.0, "energy_intensity": 1.0,
    "emission_intensity": 1.0, "output_per_investment": 2.0, "output_per_mu": 100.0, "norm_plot_ratio": 1.0,
    "norm_investment": 50.0, "suited_share": 0.5, "research_share": 0.0, "hightech_share": 0.5, "trade_rate": 0.1,
}  # fmt: skip

# What the hand-worked numbers rest on. These need not follow the model's central values when those are calibrated.
WORKED = {
    "macro_growth": 0.025, "macro_shock": 0.015, "industry_shock": 0.02, "shock_persistence": 0.8,
    "capability_growth": 0.08, "cluster_growth": 0.02, "cost_growth": 1.5, "growth_spread": 0.22,
    "growth_spread_exponent": -0.17, "reference_output": 5000.0, "overuse": 1.05, "upgrade_rate": 0.25,
    "upgrade_research": 6.0, "upgrade_platform": 0.15, "upgrade_fund": 0.5, "upgrade_neighbours": 0.5,
    "upgrade_jump": 0.2, "capability_reversion": 0.1, "upgrade_saving": 0.3, "national_platform_weight": 2.0,
    "fund_scale": 20_000.0, "recognition_rate": 0.5, "recognition_width": 0.1, "recognition_band": 0.2,
    "exit_hazard": 0.055, "exit_size": 0.35, "exit_capability": 0.6, "exit_cost": 10.0, "exit_return": 0.4,
    "expansion_threshold": 0.9, "expansion_rate": 0.7, "expansion_size": 0.25, "building_cost": 0.12,
    "land_price": 20.0, "rent": 0.0096, "rent_years": 10.0, "ownership_preference": 0.08, "own_land_premium": 0.4,
    "own_land_ceiling": 2.0, "choice_scale": 0.03, "hoarding": 0.3, "entrant_density": 1.25,
    "entrant_plot_ratio": 1.1, "plot_ratio_spread": 0.15, "leased_floor_output": 0.35, "adaptation": 0.3,
    "arrival_median": 6000.0, "arrival_spread": 0.9, "arrival_tail": 0.01, "arrival_tail_factor": 5.0,
    "arrival_largest": 300_000.0, "entrant_capability": 0.0, "capability_spread": 0.33, "entrant_intensity": 0.85,
    "intensity_spread": 0.3, "review_exempt": 1000.0, "review_headroom": 0.5,
    "intensity_adaptation": 0.15, "rank_least": 1000.0, "rank_largest": 1e6, "rank_hightech": 0.4,
    "rank_leading": 0.3, "rank_best_yield": 2.0, "construction_quarters": 5.0, "fitting_quarters": 2.0,
    "ramp_quarters": 6.0, "ramp_use": 0.85, "land_carry_over": 0.3, "natural_clean_up": 0.12,
    "quota_cut_largest": 0.3, "tilt_top_share": 0.5, "factory_plot_ratio": 2.0, "factory_cost": 0.15,
    "provincial_platform_cost": 3000.0, "national_platform_cost": 8000.0, "buy_back_price": 8.0,
    "energy_headroom": 0.08, "energy_budget_growth": 0.05, "energy_surcharge": 0.2, "overdraft_years": 2.0,
    "repayment_largest": 0.1, "curtailment_a": 0.05, "curtailment_b": 0.1, "curtailment_c": 0.2, "curtailment_d": 0.3,
    "leniency_step": 0.05, "leniency_largest": 0.5, "leniency_threat": 2.0, "grade_land": 0.3, "score_yield": 0.35,
    "score_hightech": 0.25, "grade_width": 0.5, "exit_compensation": 0.5, "register_threshold": 2000.0,
    "register_band": 0.2, "arrival_own_mix": 0.5, "leader_output": 50_000.0, "chain_rate": 0.4, "chain_tail": 1.0,
    "chain_cost": 100.0, "leading_kept_national": 3.0, "leading_kept_provincial": 2.0, "rank_focus": 0.3,
    "transfer_wait": 2.0, "relocation_subsidy": 0.1, "incentive_largest": 0.4, "incentive_subsidy": 0.02,
    "incentive_pull": 0.3, "footloose": 0.15, "national_hightech": 0.5, "national_attraction": 0.15,
    "national_standard": 1.5, "mixed_share": 2.0 / 3.0, "service_land_cost": 15.0, "services_rate": 0.25,
    "services_land": 0.3, "approval_cost": 5.0, "hoarding_price": 1.0, "land_tax_a": 0.0, "land_tax_b": 0.5,
    "land_tax_c": 0.8, "retrofit_saving": 0.12, "retrofit_cleaning": 0.3, "retrofit_cost": 0.2,
    "retrofit_public": 0.3, "title_line": 0.9, "evaluation_cost": 50.0,
    "electricity_share": 0.4, "electricity_price": 0.75, "electricity_elasticity": 0.3, "water_cost": 0.002,
    "machine_saving": 0.14, "machine_gain": 0.1, "machine_cost": 20.0, "equipment_subsidy": 0.08, "zero_land_share": 0.1,
    "scale_up_floor": 500.0, "scale_up_growth": 0.04, "reward_scale": 10.0, "under_reporting": 0.0,
    "sales_threshold": 500_000.0, "group_sales_factor": 2.5, "large_investment": 200_000.0,
    "large_emerging_investment": 90_000.0,
    "small_park_plot": 30.0, "small_park_quarters": 12.0, "small_park_plot_ratio": 2.5, "low_yield": 0.5,
    "clearing_price": 30.0, "leading_share_least": 0.7, "small_firm_sales": 2000.0, "small_firm_staff": 300.0,
    "unit_energy": 1.0, "unit_emissions": 1.0, "unit_price": 0.17, "rent_free_years": 1.0, "rent_half_years": 2.0,
    "surcharge_restricted": 0.1, "surcharge_eliminated": 0.3, "scrap_surcharge": 0.2, "scrap_spread": 0.8,
    "scrap_rate": 1.0, "scrap_saving": 0.2, "scrap_cleaning": 0.4, "obsolete_capital": 0.3,
    "base_price_cod": 4000.0, "base_price_sulphur_dioxide": 1000.0, "base_price_ammonia_nitrogen": 4000.0,
    "base_price_nitrogen_oxides": 1000.0, "permit_headroom": 0.5, "permit_reserve": 0.05, "permit_room": 0.0,
    "offset_ratio": 1.2, "profit_rate": 0.06, "permit_profit_share": 0.1, "cleaning_cost": 2.5, "cleaning_spread": 0.6,
    "cleaning_step": 2.0, "cleaner_cut": 0.4, "permit_kept": 0.7, "ask_markup": 1.0, "permit_idle_quarters": 12.0,
    "permit_term": 5.0, "permit_ceiling": 20.0, "permit_fee": 0.0, "permit_clearing": "by_bid",
    "certificate_rule": "three_year", "renewal_failing_small": 0.25, "renewal_failing_large": 0.05,
    "renewal_small_output": 5000.0, "renewal_large_output": 100_000.0, "recognition_trend": 0.0,
    "elimination_deadline": 6.0, "standard_rate": 0.5, "backward_moving": 0.15, "backward_leaving": 0.05,
    "levelling_quarters": 8.0, "flat_land_cost": 12.0, "low_hill_cost": 1.5, "forest_fee": 8.0, "farmland_charge": 40.0,
    "flat_farmland": 0.6, "low_hill_farmland": 0.1, "reserved_share": 0.2,
    "energy_right_line": 0.6, "energy_right_least": 100.0, "energy_right_price": 80.0, "energy_right_heavy": 1.25,
    "municipal_output": 50_000.0, "municipal_firms": 5.0, "municipal_application": 0.6, "application_incentive": 0.25,
    "municipal_pass": 0.8, "town_listing": 0.4, "town_removal": 0.0, "provincial_application": 0.5, "contest_places": 7.0,
    "contest_rivals": 33.0, "rival_output": 200_000.0, "rival_spread": 0.9, "mark_spread": 0.7, "emerging_price": 0.30,
    "promotion_reach": 0.1, "promotion_scale": 0.005, "promotion_decay": 0.4,
    "agglomeration": "growth", "agglomeration_elasticity": 0.05, "agglomeration_peak": 2.0, "agglomeration_speed": 0.3,
    "cluster_smallest": 10_000.0, "local_purchase": 0.12, "input_scale": 1.0, "local_sales": 0.5, "chain_links": 0.6,
    "energy_right_quota": 0.5, "energy_right_profit": 0.1,
    "research_effect": "prototype", "research_gain": 0.08, "research_added": 0.9, "relabelled_share": 0.3,
    "platform_spillover": 1.5, "platform_running_cost": 400.0,
    "arrival_follow": 1.0, "arrival_most": 3.0, "offer_effect": 2.0, "offer_moved": 0.25, "quarter_worth": 0.012,
    "land_price_floor": 132.0, "floor_refund": 0.3, "refused_smaller": 0.2, "refused_cleaner": 0.15,
    "refused_elsewhere": 0.1, "returned_size": 0.6,
}  # fmt: skip


def town_arrays() -> WorldArrays:
    """North is a national zone led by light industry, South a provincial one led by heavy industry."""
    industries = records(industry_dtype, INDUSTRIES)
    for name, value in INDUSTRY.items():
        industries[name] = value
    industries.heavy[Town.HEAVY] = 1.0
    sites = records(site_dtype, PARKS)
    sites.zone[:] = [1, 1, 0]
    sites.national[:] = [1, 0, 0]
    sites.merges_into[:] = range(PARKS)
    sites.land_plan[:] = [600, 400, 300]
    sites.plot_ratio_standard[:] = 1.0
    sites.investment_standard[:] = 200.0
    return WorldArrays(
        industries=industries,
        sites=sites,
        national_mix=np.array([0.5, 1.0]),
        park_mix=np.array([[1.0, 1.0], [0.0, 1.0], [0.5, 1.0]]),
        leading=np.array([[1, 0], [0, 1], [0, 0]], np.uint8),
        small_firm_trades=np.zeros((PARKS, INDUSTRIES), np.uint8),
        emission_line=np.array([2.0]),
        platform_order=np.array([Town.NORTH, Town.SOUTH]),
        park_numbers=np.array([7, 11, 13], np.uint64),
        industry_numbers=np.array([17, 19], np.uint64),
    )


class Town:
    """What a phase is called with: world, state, book of the quarter, sums of the year, and a key."""

    NORTH, SOUTH, OUTSIDE = range(PARKS)
    LIGHT, HEAVY = range(INDUSTRIES)

    def __init__(self) -> None:
        self.world = town_arrays()
        self.state = self.room()
        self.state.grades.run_rate[:] = 1.0
        self.state.firms.stage[:] = Stage.CLOSED
        self.parks = self.state.parks
        self.parks.head[:] = range(PARKS)
        self.parks.national[:] = self.world.sites.national
        for column in ("leads", "kept"):
            self.state.cells[column] = self.world.leading
        for column in ("mix", "kept_mix"):
            self.state.cells[column] = self.world.park_mix
        self.city = self.state.city[0]
        self.costs = self.state.costs[1]
        self.book = records(book_dtype, PARKS)
        self.sums = records(sum_dtype, PARKS, INDUSTRIES)
        self.key = make_key(1, 1)

    @staticmethod
    def room(permits: bool = False) -> State:
        """An empty state, with the ledger of permits or without."""
        return allocate_state(PARKS, INDUSTRIES, ROWS, QUARTERS, len(LEVERS), len(AMOUNTS), len(DEMERITS), permits)

    def merge(self) -> None:
        """Let South join North."""
        self.world.sites.merges_into[self.SOUTH] = self.NORTH
        self.parks.head[self.SOUTH] = self.NORTH

    def plan_small_firm_park(self, land: int = 60_000, park: int = 0) -> np.record:
        """Plan a small-firm park of light industry on `land` m2 of a park; return the park."""
        self.world.sites.small_firm_land[park] = land
        self.world.small_firm_trades[park, self.LIGHT] = 1
        return self.parks[park]

    def approve_low_hills(self, block: int, park: int = 0) -> np.record:
        """Approve a block of so many m2 on low hills in a park, all of it natural; return the park."""
        self.world.sites.low_hill_block[park] = block
        self.parks[park].low_hill_natural = block
        return self.parks[park]

    def recognise_towns(self, start: int = 1) -> None:
        """Recognise towns from a quarter on; the contest takes both zones."""
        self.world = self.world._replace(recognition_from=np.array([start]))
        self.world.sites.contest_class[:2] = 1

    def add_firm(self, **columns: Any) -> np.record:
        """Add an operating, registered firm of light industry in North that makes 5000; `columns` say otherwise.

        It was recruited by the park that it is in, and its project is put before that park.
        """
        row = self.city.rows
        firm = self.state.firms[row]
        plain = {
            "identity": row + 1, "stage": Stage.OPERATING, "stage_quarters": 8, "above_scale": 1, "grade": Grade.B,
            "output": 5000.0, "design": 8000.0, "capital": 5000.0, "energy_intensity": 1.0, "emission_intensity": 1.0,
        }  # fmt: skip
        park = columns.get("park", self.NORTH)
        for name, value in {**plain, "origin": park, "request_park": park, **columns}.items():
            firm[name] = value
        if firm.request != Request.NONE:
            firm.request_listed = 1
            self.state.open_rows[self.city.open] = row
            self.city.open += 1
        self.city.rows += 1
        return firm

    def add_waiting(self, **columns: Any) -> np.record:
        """Add a newcomer that waits for site since the last quarter, for 100 m2 of land; `columns` say otherwise."""
        plain = {
            "stage": Stage.PROJECT, "above_scale": 0, "output": 0.0, "design": 0.0, "capital": 0.0,
            "request": Request.WAITING, "request_quarters": 1, "request_design": 1000.0, "request_capital": 1000.0,
            "request_land": 100,
        }  # fmt: skip
        return self.add_firm(**{**plain, **columns})


@pytest.fixture
def central() -> np.record:
    """Parameters at the values of the hand-worked numbers; a test may change them."""
    return central_values(WORKED)[0]


@pytest.fixture
def town() -> Town:
    """An empty town."""
    return Town()
