"""Emission permits are traded: projects that apply need them, the reserve and firms with a surplus sell, once a quarter."""

from typing import Any

from ..compiled import compiled
from ..pollutants import Pollutant
from ..rules.land import whole
from ..rules.permits import needed, permit_budget, pollutant_intensity, to_buy
from ..state import Request, Stage
from .closing import is_moving
from .holdings import (
    certify_surplus,
    close_permits,
    drop_need,
    let_lapse,
    settle_accounts,
    verify_pollutant,
)
from .permit_trading import plan_cleaner, trade_pollutants

EACH = len(Pollutant)


@compiled
def spare_of(firm: Any, holding: Any, industry: Any, pollutant: Any) -> Any:
    """Return the permits that a firm has for its open project, whole kg/year (ODD eq. 112).

    What it offers for sale is not among them. The old plant keeps what it emits at its design output, unless it is moved.
    """
    spare = holding.held[pollutant] - holding.offered[pollutant]
    if firm.stage == Stage.PROJECT or is_moving(firm):
        return spare
    return spare - whole(firm.design * pollutant_intensity(firm.emission_intensity, industry, pollutant))


@compiled
def note_need(firm: Any, holding: Any, industry: Any, share: Any, par: Any) -> None:
    """Note what a project that has just applied needs of each pollutant, and what it would spend (ODD eq. 112-113)."""
    drop_need(holding)
    holding.budget = permit_budget(firm.request_design, par)
    for pollutant in range(EACH):
        emitted = firm.request_design * pollutant_intensity(firm.emission_intensity, industry, pollutant)
        need = needed(emitted, share, spare_of(firm, holding, industry, pollutant))
        holding.needed[pollutant] = need
        holding.asked[pollutant] = to_buy(need, industry, par)


@compiled
def review_holdings(quarter: Any, key: Any, world: Any, state: Any, par: Any, share: Any) -> None:
    """Go through all firms once: let offers lapse, certify surpluses, note new needs.

    `share` is the strength of trading. A project has just applied if it has not yet waited for a quarter.
    """
    quotas = state.emission_quotas
    pages = state.permit_book[quarter]
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        holding = state.holdings[row]
        if firm.stage == Stage.CLOSED:
            continue
        if share <= 0.0 or firm.request != Request.WAITING:
            drop_need(holding)
        if share <= 0.0:
            continue
        let_lapse(holding, quotas, pages, par)
        industry = world.industries[firm.industry]
        certify_surplus(firm, holding, key, industry, pages, par)
        if firm.request == Request.WAITING and firm.request_quarters == 0:
            note_need(firm, holding, industry, share, par)


@compiled
def issue_from_room(state: Any, pages: Any) -> None:
    """Issue what projects need for nothing where the room under total control takes all of it (ODD eq. 118)."""
    for pollutant in range(EACH):
        quota = state.emission_quotas[pollutant]
        need = 0
        for row in range(state.city[0].rows):
            need += state.holdings[row].needed[pollutant]
        if need == 0 or need > quota.room:
            continue
        quota.room -= need
        quota.issued += need
        pages[pollutant].issued_free += need
        for row in range(state.city[0].rows):
            holding = state.holdings[row]
            holding.held[pollutant] += holding.needed[pollutant]
            holding.unpaid[pollutant] += holding.needed[pollutant]
            holding.needed[pollutant] = 0
            holding.asked[pollutant] = 0


@compiled
def settle_permits(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any) -> None:
    """Let a quarter of permits pass: accounts are settled, control begins, holdings are reviewed, permits traded, projects planned cleaner."""
    share = levers[0].emission_trading
    pages = state.permit_book[quarter]
    for pollutant in range(EACH):
        pages[pollutant].reserve_opening = state.emission_quotas[pollutant].reserve
    settle_accounts(quarter, state, par)  # before a pollutant is verified: a row may have a new holder
    for pollutant in range(EACH):
        if world.controlled_from[pollutant] == quarter:
            verify_pollutant(quarter, pollutant, key, world, state, par)
    review_holdings(quarter, key, world, state, par, share)
    if share > 0.0:
        issue_from_room(state, pages)
        if trade_pollutants(quarter, key, world, state, par):
            plan_cleaner(key, world, state, share, par, book)
    close_permits(quarter, state)


@compiled
def run_phase(quarter: Any, key: Any, world: Any, state: Any, par: Any, levers: Any, book: Any, sums: Any) -> None:
    """Let emission permits be traded in a city that has any."""
    if state.holdings.size > 0:
        settle_permits(quarter, key, world, state, par, levers, book)
