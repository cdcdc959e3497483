"""First quarter of a year: the land plan is split, quotas carry over or expire, energy budgets step."""

import math
from typing import Any

from ..compiled import compiled
from ..levers import COST
from ..rules.assessment import linked
from ..rules.energy import budget_held
from ..rules.land import cut_of, plan_share, whole
from ..units import KGCE_PER_TCE, M2_PER_MU, PERCENT, YUAN_PER_10K
from .cultivating import is_recognised_town
from .reserving import open_land
from .score_link import planned_score


@compiled
def carry_quotas_over(parks: Any, par: Any, book: Any) -> None:
    """Let the unused part of each land quota expire but for the share that carries over (ODD eq. 29); same for energy.

    Writes `quota_balance` and `energy_balance` of the parks and the expired columns of the book. Energy saved expires
    whole, energy overdrawn stays owed.
    """
    for index in range(parks.size):
        park = parks[index]
        kept = math.floor(park.quota_balance * par.land_carry_over)
        book[index].land_expired = park.quota_balance - kept
        park.quota_balance = kept
        expired = max(0, park.energy_balance)
        book[index].energy_expired = expired
        park.energy_balance -= expired


@compiled
def lay_out_mixed(costs: Any, plan: Any, park: Any, par: Any, lever: Any, page: Any) -> Any:
    """Lay out part of a zone's `plan`, m2 after the cut, for housing and services (ODD eq. 61); return the land, m2.

    Invariant: what leaves the undeveloped land is what other uses gain.
    """
    land = min(whole(plan * par.mixed_share * lever.mixed_land_use), max(0, open_land(park)))
    park.undeveloped -= land
    park.other += land
    page.land_mixed = land
    costs[COST.mixed_land_use] += whole(land / M2_PER_MU * par.service_land_cost * YUAN_PER_10K)
    return land


@compiled
def issue_land_plan(costs: Any, world: Any, parks: Any, par: Any, levers: Any, book: Any) -> None:
    """Split the yearly land plan over the zones: base share, tilted to the best ranked, less the cut (ODD eq. 26-27, 39a).

    Writes `quota_cut` and `quota_balance` of the parks and the issued, withheld and mixed columns of the book, whole m2.
    The industry outside the zones keeps its own base plan.
    """
    zones = 0
    base_plan = 0
    for index in range(parks.size):
        if world.sites[index].zone:
            zones += 1
            base_plan += world.sites[index].land_plan
    favoured = math.ceil(zones * par.tilt_top_share)
    favoured_plan = 0
    for index in range(parks.size):
        if world.sites[index].zone and parks[index].rank < favoured:
            favoured_plan += world.sites[index].land_plan
    scored_plan = planned_score(world.sites, parks)
    plan = max(0.0, base_plan + levers[0].land_plan * M2_PER_MU)
    for index in range(parks.size):
        park = parks[index]
        lever = levers[index]
        issued = world.sites[index].land_plan
        if world.sites[index].zone:
            base = issued / base_plan if base_plan > 0 else 1.0 / zones
            by_score = issued * park.score / scored_plan if scored_plan > 0.0 else base
            base = linked(base, by_score, par)
            top = base
            if favoured_plan > 0:
                top = issued / favoured_plan if park.rank < favoured else 0.0
            allotted = whole(plan * plan_share(base, top, lever.assessment_tilt))
            park.quota_cut = cut_of(park.shortfall, lever.land_quota_cut, par)
            withheld = whole(allotted * park.quota_cut)
            book[index].land_withheld = withheld
            issued = allotted - withheld
            issued -= lay_out_mixed(costs, issued, park, par, lever, book[index])
        book[index].land_issued = issued
        park.quota_balance += issued


@compiled
def step_energy_budgets(world: Any, parks: Any, par: Any, levers: Any) -> None:
    """Let each energy budget grow, by less under an energy cap, and hold it to the intensity target (ODD eq. 34, 54, 159).

    Both bind zones only. Recognised towns may have room: theirs grow by more. Writes `energy_budget`, `energy_new` and `intensity_allowed` of the parks.
    """
    for index in range(parks.size):
        park = parks[index]
        lever = levers[index]
        slower = lever.energy_cap * PERCENT if world.sites[index].zone else 0.0
        growth = par.energy_budget_growth - slower
        if lever.town_energy_room > 0.0 and is_recognised_town(park):
            growth += lever.town_energy_room * PERCENT
        budget = park.energy_budget * (1.0 + growth)
        if lever.energy_intensity_target > 0.0 and world.sites[index].zone:
            park.intensity_allowed *= 1.0 - lever.energy_intensity_target * PERCENT
            held = budget_held(budget / KGCE_PER_TCE, park.intensity_allowed, park.value_added, growth, par)
            budget = held * KGCE_PER_TCE
        before = park.energy_budget
        park.energy_budget = whole(budget)
        park.energy_new = max(0, park.energy_budget - before)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Carry quotas over, issue the land plan of the year, step the energy budgets."""
    carry_quotas_over(state.parks, par, book)
    issue_land_plan(state.costs[quarter], world, state.parks, par, levers, book)
    step_energy_budgets(world, state.parks, par, levers)
