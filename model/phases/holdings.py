"""What firms hold of emission permits: they are verified, certified as surplus, charged for, and taken back."""

from typing import Any

import numpy as np

from ..compiled import compiled
from ..faults import Fault
from ..levers import COST
from ..pollutants import Pollutant
from ..rules.land import whole
from ..rules.permits import base_price, paid_for, pollutant_intensity, share_left, surplus_for_sale, verified
from ..state import Request, Stage
from ..streams import Purpose, draw
from ..units import FEN_PER_YUAN, QUARTER, YUAN_PER_10K
from .bookkeeping import demand_equal
from .closing import is_moving

EACH = len(Pollutant)


@compiled
def clear_holding(holding: Any, identity: Any) -> None:
    """Begin the account of a new holder, who has nothing."""
    holding.identity = identity
    holding.verified_intensity = 0.0
    holding.held[:] = 0
    holding.unpaid[:] = 0
    holding.offered[:] = 0
    holding.offered_quarters[:] = 0
    drop_need(holding)


@compiled
def drop_need(holding: Any) -> None:
    """Forget what the open project of a firm needs."""
    holding.budget = 0
    holding.cleaner = 0
    holding.needed[:] = 0
    holding.asked[:] = 0


@compiled
def is_short(holding: Any) -> Any:
    """Return whether the open project of a firm still lacks permits."""
    lacking = 0
    for pollutant in range(EACH):
        lacking += holding.asked[pollutant]
    return lacking > 0


@compiled
def lacks_permits(row: Any, state: Any) -> Any:
    """Return whether the project in a row of the table of firms waits for permits; in a city without any none does."""
    return state.holdings.size > 0 and is_short(state.holdings[row])


@compiled
def output_to_verify(firm: Any) -> Any:
    """Return the output that a firm's permits are verified for, 10k yuan/year (ODD eq. 111): design output of what is new."""
    output = firm.output if firm.stage == Stage.OPERATING else firm.design
    return output + firm.request_design if firm.request == Request.BUILDING else output


@compiled
def verify_pollutant(quarter: Any, pollutant: Any, key: Any, world: Any, state: Any, par: Any) -> None:
    """Issue permits of a pollutant that comes under total control: to firms for nothing, and to the reserve (ODD eq. 111)."""
    page = state.permit_book[quarter, pollutant]
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        if firm.stage == Stage.CLOSED:
            continue
        industry = world.industries[firm.industry]
        holding = state.holdings[row]
        emitted = output_to_verify(firm) * pollutant_intensity(firm.emission_intensity, industry, pollutant)
        granted = verified(emitted, draw(key, firm.identity, 0, Purpose.PERMITS)[0], par)
        holding.verified_intensity = firm.emission_intensity
        holding.held[pollutant] += granted
        holding.unpaid[pollutant] += granted
        page.verified += granted
    quota = state.emission_quotas[pollutant]
    page.reserved = whole(par.permit_reserve * page.verified)
    quota.reserve += page.reserved
    quota.issued += page.verified + page.reserved
    quota.room = whole(par.permit_room * page.verified)


@compiled
def close_permits(quarter: Any, state: Any) -> None:
    """Write the balances of permits and check that they close (ODD eq. 119); a difference is noted in the city's fault."""
    city = state.city[0]
    for pollutant in range(EACH):
        quota = state.emission_quotas[pollutant]
        page = state.permit_book[quarter, pollutant]
        held = 0
        for row in range(city.rows):
            held += state.holdings[row].held[pollutant]
        page.held = held
        page.issued = quota.issued
        page.retired = quota.retired
        page.reserve_closing = quota.reserve
        came = page.reserve_opening + page.reserved + page.reclaimed + page.bought_back + page.lapsed
        demand_equal(Fault.PERMITS.value, quarter, pollutant, quota.issued, held + quota.reserve + quota.retired, city)
        demand_equal(Fault.PERMIT_RESERVE.value, quarter, pollutant, came, page.sold_reserve + quota.reserve, city)


@compiled
def clear_book(book: Any) -> None:
    """Set every entry of the book of permits, (quarter, pollutant), to 0."""
    for quarter in range(book.shape[0]):
        for pollutant in range(book.shape[1]):
            page = book[quarter, pollutant]
            page.reserve_opening = 0
            page.reserved = 0
            page.reclaimed = 0
            page.bought_back = 0
            page.lapsed = 0
            page.sold_reserve = 0
            page.verified = 0
            page.issued_free = 0
            page.certified = 0
            page.sold_firms = 0
            page.wanted = 0
            page.buyers = 0
            page.sellers = 0
            page.paid = 0
            page.paid_reserve = 0


@compiled
def verify_permits(key: Any, world: Any, state: Any, par: Any) -> None:
    """Clear the ledger of permits and issue those of the baseline, of pollutants that are under total control by then."""
    if state.holdings.size == 0:
        return
    clear_book(state.permit_book)
    for row in range(state.holdings.size):
        clear_holding(state.holdings[row], np.uint64(0))
    settle_accounts(0, state, par)
    for pollutant in range(EACH):
        quota = state.emission_quotas[pollutant]
        quota.issued = 0
        quota.reserve = 0
        quota.retired = 0
        quota.room = 0
        if world.controlled_from[pollutant] <= 0:
            verify_pollutant(0, pollutant, key, world, state, par)
    close_permits(0, state)


@compiled
def take_back(holding: Any, costs: Any, quotas: Any, pages: Any, par: Any) -> None:
    """Take the permits of one who is gone back into the reserve: unpaid ones for nothing, others at the base price (eq. 115)."""
    for pollutant in range(EACH):
        unpaid = holding.unpaid[pollutant]
        paid = holding.held[pollutant] - unpaid
        quotas[pollutant].reserve += unpaid + paid
        pages[pollutant].reclaimed += unpaid
        pages[pollutant].bought_back += paid
        costs[COST.emission_trading] += paid_for(paid * base_price(pollutant, par), par)


@compiled
def settle_accounts(quarter: Any, state: Any, par: Any) -> None:
    """Take the permits of all who are gone back into the reserve, and begin an account for each who is new (ODD eq. 115)."""
    for row in range(state.city[0].rows):
        firm = state.firms[row]
        holding = state.holdings[row]
        closed = firm.stage == Stage.CLOSED
        if holding.identity > 0 and (closed or holding.identity != firm.identity):
            take_back(holding, state.costs[quarter], state.emission_quotas, state.permit_book[quarter], par)
            clear_holding(holding, np.uint64(0))
        if not closed and holding.identity == 0:
            clear_holding(holding, firm.identity)
            holding.verified_intensity = firm.emission_intensity


@compiled
def give_up_permits(holding: Any, pollutant: Any, amount: Any) -> None:
    """Let a firm give up an `amount` of its permits, kg/year: those that it offers first, and of them unpaid ones."""
    holding.held[pollutant] -= amount
    holding.offered[pollutant] = max(0, holding.offered[pollutant] - amount)
    holding.unpaid[pollutant] = max(0, holding.unpaid[pollutant] - amount)


@compiled
def let_lapse(holding: Any, quotas: Any, pages: Any, par: Any) -> None:
    """Take back what a firm has offered for so many quarters in vain (ODD eq. 115)."""
    for pollutant in range(EACH):
        if holding.offered[pollutant] == 0:
            continue
        holding.offered_quarters[pollutant] += 1
        if holding.offered_quarters[pollutant] > par.permit_idle_quarters:
            amount = holding.offered[pollutant]
            give_up_permits(holding, pollutant, amount)
            quotas[pollutant].reserve += amount
            pages[pollutant].lapsed += amount


@compiled
def certify_surplus(firm: Any, holding: Any, key: Any, industry: Any, pages: Any, par: Any) -> None:
    """Certify what an operating firm emits less since its permits were verified, and let it offer a part (ODD eq. 114)."""
    if firm.stage != Stage.OPERATING or firm.emission_intensity >= holding.verified_intensity:
        return
    uniform = draw(key, firm.identity, 0, Purpose.PERMITS)[1]
    for pollutant in range(EACH):
        before = whole(firm.output * pollutant_intensity(holding.verified_intensity, industry, pollutant))
        emitted = whole(firm.output * pollutant_intensity(firm.emission_intensity, industry, pollutant))
        spare = holding.held[pollutant] - holding.offered[pollutant] - emitted
        offered = surplus_for_sale(before - emitted, spare, uniform, par)
        if offered > 0:
            holding.offered[pollutant] += offered
            holding.offered_quarters[pollutant] = 0
            pages[pollutant].certified += offered
    holding.verified_intensity = firm.emission_intensity


@compiled
def take_cleaner_plant(firm: Any, holding: Any, par: Any) -> None:
    """Let a firm emit less with a finished plant that was planned cleaner: the mean of old and new by design output, or the new.

    That is no surplus: its permits were bought for the cleaner plant.
    """
    if holding.identity != firm.identity or holding.cleaner == 0 or firm.stage == Stage.PROJECT:
        return
    cut = 1.0 - share_left(holding.cleaner, par)
    if not is_moving(firm):
        cut *= firm.request_design / (firm.design + firm.request_design)
    firm.emission_intensity *= 1.0 - cut
    holding.verified_intensity *= 1.0 - cut
    holding.cleaner = 0


@compiled
def pay_for_use(row: Any, firm: Any, costs: Any, state: Any, par: Any, fee: Any, page: Any) -> Any:
    """Return what the fee on unpaid permits weighs on a firm, over its output, and book it (ODD eq. 117).

    `fee` is the share of the base price that is charged a year; nobody pays more than its output.
    """
    holding = state.holdings[row]
    if holding.identity != firm.identity or firm.output <= 0.0:
        return 0.0
    value = 0
    for pollutant in range(EACH):
        value += holding.unpaid[pollutant] * base_price(pollutant, par)
    due = min(fee * value / FEN_PER_YUAN, firm.output * YUAN_PER_10K)
    paid = whole(due * QUARTER)
    costs[COST.paid_use] -= paid
    page.permit_fees += paid
    return due / (firm.output * YUAN_PER_10K)
