"""The city's permits: reserve and account by pollutant, and the quarter's trade in them (ODD 7.18)."""

import math
from typing import Any

from model.parameters import alternatives_of
from model.permit_ledger import PERMIT_BOOK_COLUMNS
from model.pollutants import INTENSITIES, POLLUTANTS
from model.state import Stage
from model.streams import normal
from model.units import YUAN_PER_10K

from .arithmetic import exponential_of, rounded
from .permit_account import FEN_A_YUAN, PermitAccount, base_price, emissions, emitted, for_good, verify
from .permit_orders import Order, at_base_price, at_one_price, by_bid

CLEARING = alternatives_of("permit_clearing")


class EmissionPermits:
    """The ledger of permits of a city; one without emissions by pollutant has no pollutants in it."""

    def __init__(self, city: Any) -> None:
        self.city = city
        has_any = any(getattr(industry, name) > 0.0 for industry in city.industries for name in INTENSITIES)
        self.pollutants = POLLUTANTS if has_any else ()
        self.issued = dict.fromkeys(self.pollutants, 0)
        self.reserve = dict.fromkeys(self.pollutants, 0)
        self.retired = dict.fromkeys(self.pollutants, 0)
        self.room = dict.fromkeys(self.pollutants, 0)
        self.gone: list[PermitAccount] = []  # accounts of holders that are gone since the last quarter's trade
        self.pages: dict[str, dict[str, int]] = {}

    @property
    def share(self) -> float:
        """The share of new emissions that permits must cover: the strength of the lever."""
        return self.city.levers.emission_trading if self.pollutants else 0.0

    def controlled_from(self, pollutant: str) -> int:
        """Return the quarter from which a pollutant is under total control (ODD 2.6)."""
        return int(self.city.world.arrays.controlled_from[POLLUTANTS.index(pollutant)])

    def start(self) -> None:
        """Issue the permits of the baseline (ODD eq. 111)."""
        self.open()
        for pollutant in self.pollutants:
            if self.controlled_from(pollutant) <= 0:
                self.begin_control(pollutant)
        self.close()

    def open(self) -> None:
        """Open the pages of a quarter."""
        self.pages = {pollutant: dict.fromkeys(PERMIT_BOOK_COLUMNS, 0) for pollutant in self.pollutants}
        for pollutant, page in self.pages.items():
            page["reserve_opening"] = self.reserve[pollutant]

    def begin_control(self, pollutant: str) -> None:
        """Verify what all firms emit of a pollutant, and set permits aside (ODD eq. 111)."""
        granted = sum(verify(firm, pollutant) for firm in self.city.firms)
        aside = rounded(self.city.parameters.permit_reserve * granted)
        self.pages[pollutant]["verified"] = granted
        self.pages[pollutant]["reserved"] = aside
        self.reserve[pollutant] += aside
        self.issued[pollutant] += granted + aside
        self.room[pollutant] = rounded(self.city.parameters.permit_room * granted)

    def pass_a_quarter(self) -> None:
        """Let a quarter of permits pass (ODD 3.2, step 6)."""
        if not self.pollutants:
            return
        self.open()
        for pollutant in self.pollutants:
            if self.controlled_from(pollutant) == self.city.quarter:
                self.begin_control(pollutant)
        self.take_back()
        for firm in self.city.firms:
            self.review(firm)
        if self.share > 0.0:
            self.issue_from_room()
            if self.is_traded_now:
                self.trade_all()
                for firm in self.city.firms:
                    self.plan_cleaner(firm)
        self.close()

    # --- holders -----------------------------------------------------------------------------------------------------

    def take_back(self) -> None:
        """Take back what those that are gone held: unpaid permits for nothing, the others at the base price (ODD eq. 115)."""
        for account in self.gone:
            for pollutant, page in self.pages.items():
                unpaid = account.unpaid[pollutant]
                paid = account.held[pollutant] - unpaid
                page["reclaimed"] += unpaid
                page["bought_back"] += paid
                self.reserve[pollutant] += unpaid + paid
                self.city.charge("emission_trading", self.in_yuan(paid * base_price(self.city, pollutant)))
        self.gone = []

    def in_yuan(self, fen_a_year: int) -> int:
        """Return a yearly sum in fen as yuan for the whole term (ODD eq. 118)."""
        return rounded(fen_a_year * self.city.parameters.permit_term / FEN_A_YUAN)

    def review(self, firm: Any) -> None:
        """Let offers lapse, certify a surplus, and note what a new project needs (ODD eq. 112-115)."""
        if firm.permits is None:
            firm.permits = PermitAccount(verified_intensity=firm.emission_intensity)
        account = firm.permits
        if self.share <= 0.0 or not firm.is_waiting:
            account.drop_need()
        if self.share <= 0.0:
            return
        for pollutant, page in self.pages.items():
            self.let_lapse(account, pollutant, page)
        self.certify(firm)
        if firm.is_waiting and firm.project.quarters == 0:
            self.note_need(firm)

    def let_lapse(self, account: PermitAccount, pollutant: str, page: dict[str, int]) -> None:
        """Take back an offer that has found no buyer for too long (ODD eq. 115)."""
        amount = account.offered[pollutant]
        if amount == 0:
            return
        account.offered_quarters[pollutant] += 1
        if account.offered_quarters[pollutant] > self.city.parameters.permit_idle_quarters:
            account.part_with(pollutant, amount)
            self.reserve[pollutant] += amount
            page["lapsed"] += amount

    def certify(self, firm: Any) -> None:
        """Certify what an operating firm emits less than when it was verified (ODD eq. 114)."""
        account = firm.permits
        if firm.stage != Stage.OPERATING or firm.emission_intensity >= account.verified_intensity:
            return
        for pollutant, page in self.pages.items():
            now = emitted(firm, pollutant, firm.output)
            before = rounded(emissions(firm, pollutant, firm.output, account.verified_intensity))
            free = account.held[pollutant] - account.offered[pollutant] - now
            amount = self.for_sale(firm, min(before - now, free))
            if amount > 0:
                account.offered[pollutant] += amount
                account.offered_quarters[pollutant] = 0
                page["certified"] += amount
        account.verified_intensity = firm.emission_intensity

    def for_sale(self, firm: Any, surplus: int) -> int:
        """Return what a firm offers of a surplus; it keeps a part (ODD eq. 114)."""
        return math.floor(max(0, surplus) * (1.0 - self.city.parameters.permit_kept * for_good(firm)[1]))

    # --- projects ----------------------------------------------------------------------------------------------------

    def note_need(self, firm: Any) -> None:
        """Note what a project needs that has just applied, and what it would spend (ODD eq. 112, 113)."""
        account, project = firm.permits, firm.project
        account.drop_need()
        account.budget = self.budget(project.design)
        for pollutant in self.pollutants:
            spare = account.held[pollutant] - account.offered[pollutant]
            if not (firm.is_newcomer or firm.is_moving):
                spare -= emitted(firm, pollutant, firm.design)
            wanted = emissions(firm, pollutant, project.design, firm.emission_intensity)
            account.needed[pollutant] = max(0, rounded(self.share * wanted) - max(0, spare))
            account.asked[pollutant] = self.to_buy(firm, account.needed[pollutant])

    def to_buy(self, firm: Any, need: int) -> int:
        """Return what has to be bought for a need (ODD eq. 112)."""
        ratio = firm.industry.offset_ratio or self.city.parameters.offset_ratio
        return max(need, rounded(need * ratio))

    def budget(self, design: float) -> int:
        """Return what would be spent on permits a year at a design output, fen (ODD eq. 113)."""
        parameters = self.city.parameters
        return math.floor(design * parameters.profit_rate * parameters.permit_profit_share * YUAN_PER_10K * FEN_A_YUAN)

    def issue_from_room(self) -> None:
        """Issue what all need for nothing if the room takes it (ODD eq. 118)."""
        accounts = [firm.permits for firm in self.city.firms]
        for pollutant, page in self.pages.items():
            need = sum(account.needed[pollutant] for account in accounts)
            if not 0 < need <= self.room[pollutant]:
                continue
            self.room[pollutant] -= need
            self.issued[pollutant] += need
            page["issued_free"] += need
            for account in accounts:
                account.held[pollutant] += account.needed[pollutant]
                account.unpaid[pollutant] += account.needed[pollutant]
                account.needed[pollutant] = account.asked[pollutant] = 0

    def cleaning_cost(self, firm: Any, pollutant: str, times: int) -> int:
        """Return the cost of planning a kg cleaner, fen a year (ODD eq. 113)."""
        parameters = self.city.parameters
        drawn = exponential_of(parameters.cleaning_spread * normal(for_good(firm)[3]))
        step = parameters.cleaning_step**times
        return rounded(base_price(self.city, pollutant) * parameters.cleaning_cost * drawn * step)

    def affordable(self, account: PermitAccount, pollutant: str) -> int:
        """Return what a project would pay by its profit, fen for a kg and year (ODD eq. 113)."""
        value = sum(account.asked[each] * base_price(self.city, each) for each in self.pollutants)
        return account.budget * base_price(self.city, pollutant) // value

    def plan_cleaner(self, firm: Any) -> None:
        """Plan a project cleaner to which permits that it lacks are too dear (ODD eq. 116)."""
        account = firm.permits
        if not firm.is_waiting or not account.is_short:
            return
        times = account.cleaner
        if not any(
            account.asked[each] > 0 and self.cleaning_cost(firm, each, times) <= self.affordable(account, each)
            for each in self.pollutants
        ):
            return
        parameters, project, cost = self.city.parameters, firm.project, 0
        if times == 0:
            project.park.page.planned_cleaner += 1
        left = 1.0 if firm.is_newcomer else (1.0 - parameters.cleaner_cut) ** times
        for pollutant in self.pollutants:
            without = left * emissions(firm, pollutant, project.design, firm.emission_intensity)
            less = min(account.needed[pollutant], math.ceil(self.share * without * parameters.cleaner_cut))
            cost += less * self.cleaning_cost(firm, pollutant, times)
            account.needed[pollutant] -= less
            account.asked[pollutant] = self.to_buy(firm, account.needed[pollutant])
        project.capital += cost * parameters.permit_term / FEN_A_YUAN / YUAN_PER_10K
        account.cleaner += 1
        if firm.is_newcomer:
            firm.emission_intensity *= 1.0 - parameters.cleaner_cut
            account.verified_intensity = firm.emission_intensity

    # --- trade -------------------------------------------------------------------------------------------------------

    @property
    def alternative(self) -> int:
        """How permits are traded, one of `CLEARING`."""
        return int(self.city.parameters.permit_clearing)

    @property
    def is_traded_now(self) -> bool:
        """Whether there is a trade in this quarter: an auction of all firms is held at the end of a year (ODD eq. 118)."""
        return self.alternative != CLEARING.yearly_auction or self.city.is_fourth_quarter

    def trade_all(self) -> None:
        """Trade each pollutant that is under total control (ODD 7.18)."""
        for pollutant in self.pollutants:
            if self.city.quarter < self.controlled_from(pollutant):
                continue
            self.serve_first(pollutant)
            if bids := self.bids(pollutant):
                self.trade(pollutant, bids, self.asks(pollutant))

    def serve_first(self, pollutant: str) -> None:
        """Sell of the reserve at the base price to projects of leading firms, before all others bid (ODD eq. 150)."""
        bids = [
            self.bid(firm, pollutant) for firm in self.city.firms if firm.priority and firm.permits.asked[pollutant]
        ]
        reserve = Order(None, base_price(self.city, pollutant), self.reserve[pollutant], 0)
        at_base_price(bids, reserve, reserve.price)
        self.pages[pollutant]["wanted"] += reserve.traded
        self.settle(pollutant, bids, reserve, [])

    def bid(self, firm: Any, pollutant: str) -> Order:
        """Return the bid of a project that lacks permits (ODD eq. 113)."""
        account = firm.permits
        price = min(self.cleaning_cost(firm, pollutant, account.cleaner), self.affordable(account, pollutant))
        applied = self.city.quarter - firm.project.quarters
        return Order(firm, price, account.asked[pollutant], int(firm.identity), applied)

    @property
    def others_take_part(self) -> list[Any]:
        """Operating firms without an open project that take part: all of them in an auction, else none."""
        everyone = self.alternative == CLEARING.yearly_auction
        return [firm for firm in self.city.firms if everyone and firm.stage == Stage.OPERATING and firm.project is None]

    def bids(self, pollutant: str) -> list[Order]:
        """Return the bids (ODD eq. 113, 118)."""
        found = [self.bid(firm, pollutant) for firm in self.city.firms if firm.permits.asked[pollutant] > 0]
        for firm in self.others_take_part:
            lacking = emitted(firm, pollutant, firm.output) - firm.permits.held[pollutant]
            if lacking > 0:
                price = min(self.cleaning_cost(firm, pollutant, 0), self.budget(firm.output) // lacking)
                found.append(Order(firm, price, lacking, int(firm.identity), self.city.quarter))
        return found

    def asks(self, pollutant: str) -> list[Order]:
        """Return the asks of firms (ODD eq. 114, 118)."""
        amounts = {firm: firm.permits.offered[pollutant] for firm in self.city.firms}
        for firm in self.others_take_part:
            above = firm.permits.held[pollutant] - emitted(firm, pollutant, firm.output)
            amounts[firm] = max(amounts[firm], self.for_sale(firm, above))
        floor = base_price(self.city, pollutant)
        found = []
        for firm, amount in amounts.items():
            if amount > 0:
                price = floor + math.floor(floor * self.city.parameters.ask_markup * for_good(firm)[2])
                found.append(Order(firm, price, amount, int(firm.identity)))
        return found

    def trade(self, pollutant: str, bids: list[Order], asks: list[Order]) -> None:
        """Clear a pollutant (ODD eq. 120-124)."""
        floor = base_price(self.city, pollutant)
        reserve = Order(None, floor, self.reserve[pollutant], 0)
        if self.alternative == CLEARING.by_bid:
            by_bid(bids, reserve, asks, floor)
        elif self.alternative == CLEARING.base_price:
            at_base_price(bids, reserve, floor)
        else:
            parameters = self.city.parameters
            at_one_price(
                bids, [reserve, *asks], floor, rounded(floor * parameters.permit_ceiling), parameters.permit_fee
            )
        self.pages[pollutant]["wanted"] += sum(bid.amount for bid in bids)
        self.settle(pollutant, bids, reserve, asks)

    def settle(self, pollutant: str, bids: list[Order], reserve: Order, asks: list[Order]) -> None:
        """Let buyers and sellers have what they traded."""
        page = self.pages[pollutant]
        for bid in bids:
            self.deliver(bid, pollutant, page)
        self.reserve[pollutant] -= reserve.traded
        page["sold_reserve"] += reserve.traded
        page["paid_reserve"] += reserve.payment
        for ask in asks:
            ask.firm.permits.part_with(pollutant, ask.traded)
            page["sold_firms"] += ask.traded
            page["sellers"] += int(ask.traded > 0)
        income = sum(bid.payment for bid in bids) - sum(ask.payment for ask in asks)
        self.city.charge("emission_trading", -self.in_yuan(income))

    def deliver(self, bid: Order, pollutant: str, page: dict[str, int]) -> None:
        """Give a buyer its permits; what a project buys beyond its need is retired (ODD eq. 112)."""
        account = bid.firm.permits
        page["buyers"] += int(bid.traded > 0)
        page["paid"] += bid.payment
        if account.asked[pollutant] == 0:
            account.held[pollutant] += bid.traded
            return
        kept = account.needed[pollutant] * bid.traded // account.asked[pollutant]
        account.needed[pollutant] -= kept
        account.asked[pollutant] -= bid.traded
        account.held[pollutant] += kept
        self.retired[pollutant] += bid.traded - kept
        account.budget = max(0, account.budget - bid.payment)

    # --- the record --------------------------------------------------------------------------------------------------

    def close(self) -> None:
        """Write the balances; they must close (ODD eq. 119)."""
        for pollutant, page in self.pages.items():
            held = [firm.permits.held[pollutant] for firm in self.city.firms if firm.permits is not None]
            page["held"] = sum(held)
            page["issued"] = self.issued[pollutant]
            page["retired"] = self.retired[pollutant]
            page["reserve_closing"] = self.reserve[pollutant]
            assert page["issued"] == page["held"] + page["reserve_closing"] + page["retired"], "permits"
