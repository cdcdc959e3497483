"""Permits in the town worked out by hand: who holds what, who needs and bids, what is taken back, and what closes."""

import numpy as np
import pytest

from model.faults import Fault
from model.levers import LEVER_INDEX
from model.phases.allocation import begin_on_own_land, form_queue
from model.phases.application import waits_for_trade
from model.phases.holdings import pay_for_use, take_cleaner_plant, verify_permits
from model.phases.permit_trading import bid_of_project
from model.phases.permits import note_need, settle_permits
from model.pollutants import Pollutant
from model.rules.permits import cleaning_cost
from model.state import Channel, Request, Stage
from model.streams import Purpose, draw

COD, SULPHUR, AMMONIA, NITROGEN = Pollutant
TRADING, PAID_USE = LEVER_INDEX["emission_trading"], LEVER_INDEX["paid_use"]


@pytest.fixture
def permits(town, central):
    """The town with a ledger; light industry emits 2 kg of COD and heavy industry 5 kg of sulphur dioxide for 10k yuan."""
    town.state = town.room(permits=True)
    town.state.grades.run_rate[:] = 1.0
    town.state.firms.stage[:] = Stage.CLOSED
    town.parks = town.state.parks
    town.parks.head[:] = range(3)
    town.city = town.state.city[0]
    town.costs = town.state.costs[1]
    town.world.industries.cod_intensity[town.LIGHT] = 2.0
    town.world.industries.sulphur_dioxide_intensity[town.HEAVY] = 5.0
    central.permit_headroom = central.permit_reserve = 0.0
    return town


@pytest.fixture
def settle(permits, central, neutral):
    """Let a quarter of permits pass at a strength; return its pages by pollutant."""

    def settled(strength=1.0, quarter=1):
        neutral.emission_trading = strength
        permits.book[:] = 0
        settle_permits(quarter, permits.key, permits.world, permits.state, central, neutral, permits.book)
        assert permits.city.fault == 0
        return permits.state.permit_book[quarter]

    return settled


def verify(permits, central):
    """Issue the permits of the baseline."""
    verify_permits(permits.key, permits.world, permits.state, central)
    assert permits.city.fault == 0


def set_reserve(permits, pollutant, amount):
    """Put permits into the reserve as if they had been set aside."""
    quota = permits.state.emission_quotas[pollutant]
    quota.reserve += amount
    quota.issued += amount


def identity_where(permits, wanted):
    """An identity whose own uniforms about permits are as wanted."""
    return next(each for each in range(1, 100_000) if wanted(*draw(permits.key, each, 0, Purpose.PERMITS)))


# --- verification ------------------------------------------------------------------------------------------------------


def test_permits_are_verified_for_output_or_for_the_design_of_what_is_new(permits, central):
    permits.add_firm(output=5000.0)
    permits.add_firm(output=100.0, design=300.0, stage=Stage.RAMPING)
    permits.add_firm(output=5000.0, request=Request.BUILDING, request_design=700.0)
    permits.add_waiting()
    verify(permits, central)
    assert permits.state.holdings.held[:4, COD].tolist() == [10_000, 600, 11_400, 0]
    assert np.array_equal(permits.state.holdings.unpaid, permits.state.holdings.held)
    assert permits.state.permit_book[0, COD].verified == permits.state.emission_quotas[COD].issued == 22_000


def test_a_firm_gets_its_own_headroom_and_the_reserve_a_share_of_all(permits, central):
    central.permit_headroom, central.permit_reserve = 0.5, 0.1
    firm = permits.add_firm(output=5000.0)
    own = draw(permits.key, firm.identity, 0, Purpose.PERMITS)[0]
    verify(permits, central)
    held = round(10_000 * (1 + 0.5 * own))
    quota = permits.state.emission_quotas[COD]
    assert permits.state.holdings.held[0, COD] == held
    assert (quota.reserve, quota.issued) == (round(0.1 * held), held + round(0.1 * held))


def test_a_pollutant_that_comes_under_control_later_is_verified_then(permits, central, settle):
    permits.world = permits.world._replace(controlled_from=np.array([2, 0, 0, 0]))
    permits.add_firm(output=5000.0)
    verify(permits, central)
    settle(quarter=1)
    assert permits.state.emission_quotas[COD].issued == 0
    permits.state.firms[0].output = 6000.0
    assert settle(quarter=2)[COD].verified == 12_000
    assert settle(quarter=3)[COD].verified == 0


def test_what_one_who_is_gone_held_is_taken_back_before_its_row_is_verified_for_another(permits, central, settle):
    permits.world = permits.world._replace(controlled_from=np.array([0, 1, 0, 0]))
    firm = permits.add_firm(output=5000.0)
    verify(permits, central)
    firm.identity = 77
    page = settle()[COD]  # the account closes
    assert (page.reclaimed, page.reserve_closing) == (10_000, 10_000)
    assert permits.state.holdings[0].identity == 77


# --- needs and bids ------------------------------------------------------------------------------------------------------


def test_a_newcomer_needs_all_an_expansion_what_its_firm_lacks_and_a_move_what_is_more(permits, central):
    """The firm holds 10,000 kg and emits 16,000 kg at its design output of 8000; 12,000 kg at one of 6000."""
    firm = permits.add_firm(output=5000.0, design=8000.0, request=Request.WAITING, request_design=2000.0)
    verify(permits, central)
    holding = permits.state.holdings[0]
    industry = permits.world.industries[0]
    note_need(firm, holding, industry, 1.0, central)
    assert (holding.needed[COD], holding.asked[COD], holding.needed[SULPHUR]) == (4000, 4800, 0)
    firm.design = 4500.0  # a thousand kilograms to spare
    note_need(firm, holding, industry, 1.0, central)
    assert holding.needed[COD] == 3000
    note_need(firm, holding, industry, 0.5, central)
    assert (holding.needed[COD], holding.budget) == (1000, 12_000_000)
    firm.request_park, firm.request_design = permits.SOUTH, 6000.0
    note_need(firm, holding, industry, 1.0, central)
    assert holding.needed[COD] == 2000
    holding.offered[COD] = 300
    note_need(firm, holding, industry, 1.0, central)
    assert holding.needed[COD] == 2300


def test_a_bid_is_the_smaller_of_the_cost_of_planning_cleaner_and_the_share_of_profit(permits, central):
    firm = permits.add_waiting(request_quarters=0)
    verify(permits, central)
    holding = permits.state.holdings[0]
    note_need(firm, holding, permits.world.industries[0], 1.0, central)
    cost = cleaning_cost(400, draw(permits.key, firm.identity, 0, Purpose.PERMITS)[3], 0, central)
    assert 6_000_000 // 2400 == 2500  # 6 % x 10 % of 1000 (10k yuan) over 2400 kg
    assert bid_of_project(firm, holding, COD, permits.key, central) == min(cost, 2500)
    holding.budget = (cost - 1) * 2400 + 5
    assert bid_of_project(firm, holding, COD, permits.key, central) == cost - 1
    holding.budget = (cost + 1) * 2400
    assert bid_of_project(firm, holding, COD, permits.key, central) == cost


def test_a_project_that_waited_before_trading_began_needs_nothing(permits, central, settle):
    permits.add_waiting(request_quarters=1)
    permits.add_waiting(request_quarters=0)
    verify(permits, central)
    settle()
    assert permits.state.holdings.needed[:2, COD].tolist()[0] == 0
    assert permits.state.holdings.needed[1, COD] > 0


# --- trade ------------------------------------------------------------------------------------------------------------


def test_a_buyer_gets_its_need_and_the_rest_is_retired(permits, central, settle):
    firm = permits.add_waiting(identity=identity_where(permits, lambda *each: 0.4 < each[3] < 0.6), request_quarters=0)
    verify(permits, central)
    set_reserve(permits, COD, 5000)
    page = settle()[COD]
    holding, quota = permits.state.holdings[0], permits.state.emission_quotas[COD]
    assert (holding.held[COD], holding.unpaid[COD], holding.asked[COD]) == (2000, 0, 0)
    assert (quota.reserve, quota.retired) == (2600, 400)
    assert (page.wanted, page.sold_reserve, page.buyers, page.sellers) == (2400, 2400, 1, 0)
    price = cleaning_cost(400, draw(permits.key, firm.identity, 0, Purpose.PERMITS)[3], 0, central)
    assert page.paid == page.paid_reserve == 2400 * price
    assert permits.costs[TRADING] == -round(2400 * price * 5 / 100)


def dear(permits):
    """The identity of one to which planning cleaner is dear, so that its bid is what it can afford."""
    return identity_where(permits, lambda *each: each[3] > 0.9)


@pytest.mark.parametrize(("listed", "held"), [(0, [2000, 583]), (1, [583, 2000])])  # 2000 x 700 / 2400
def test_a_leading_firm_buys_from_the_reserve_before_others_and_at_the_base_price(
    permits, central, settle, listed, held
):
    """The other bids more: 3,000,000 fen over 2400 kg are 1250; the leader bids what planning cleaner costs."""
    permits.add_waiting(identity=dear(permits), request_quarters=0)
    leader = identity_where(permits, lambda *each: 0.4 < each[3] < 0.6)
    permits.add_waiting(identity=leader, request_quarters=0, priority=listed)
    permits.city.priority_firms = listed
    verify(permits, central)
    set_reserve(permits, COD, 3100)
    central.permit_profit_share = 0.05
    cost = cleaning_cost(400, draw(permits.key, leader, 0, Purpose.PERMITS)[3], 0, central)
    assert 400 < cost < 1250
    page = settle()[COD]
    assert permits.state.holdings.held[:2, COD].tolist() == held
    assert (page.wanted, page.sold_reserve, page.reserve_closing, page.buyers) == (4800, 3100, 0, 2)
    assert page.paid == (2400 * 400 + 700 * 1250 if listed else 2400 * 1250 + 700 * cost)
    assert permits.costs[TRADING] == -round(page.paid * 5 / 100)


def test_what_a_leading_firm_does_not_get_from_the_reserve_it_bids_for_with_others(permits, central, settle):
    seller = permits.add_firm(identity=identity_where(permits, lambda *each: each[1] < 0.001), output=5000.0)
    permits.add_waiting(identity=dear(permits), request_quarters=0, priority=1)
    permits.city.priority_firms = 1
    verify(permits, central)
    set_reserve(permits, COD, 900)
    central.permit_profit_share = 0.3
    seller.emission_intensity = 0.7
    page = settle()[COD]
    assert (page.wanted, page.sold_reserve, page.sold_firms) == (2400, 900, 1500)
    assert page.paid_reserve == 900 * 400
    assert permits.state.holdings.asked[1, COD] == 0


def test_a_part_bought_is_kept_and_the_rest_is_asked_again(permits, central, settle):
    permits.add_waiting(identity=identity_where(permits, lambda *each: each[3] > 0.9), request_quarters=0)
    verify(permits, central)
    set_reserve(permits, COD, 1000)
    central.permit_profit_share = 0.02  # 500 fen for a kg, far below the cost of planning cleaner
    settle()
    holding = permits.state.holdings[0]
    assert (holding.held[COD], holding.needed[COD], holding.asked[COD]) == (833, 1167, 1400)  # 2000 x 1000 / 2400
    assert holding.budget == 1_200_000 - 1000 * 500
    assert (holding.cleaner, permits.state.emission_quotas[COD].retired) == (0, 167)
    permits.state.firms[0].request_quarters = 1
    set_reserve(permits, COD, 5000)
    page = settle(quarter=2)[COD]
    assert page.paid == 1400 * 500
    assert (holding.held[COD], permits.state.emission_quotas[COD].retired) == (2000, 400)


def test_a_bid_below_the_base_price_is_not_served(permits, central, settle):
    permits.add_waiting(identity=identity_where(permits, lambda *each: each[3] > 0.9), request_quarters=0)
    verify(permits, central)
    set_reserve(permits, COD, 5000)
    central.permit_profit_share = 0.0159  # 954,000 fen over 2400 kg are 397
    assert settle()[COD].sold_reserve == 0
    central.permit_profit_share = 0.0161
    permits.state.firms[0].request_quarters = 0
    assert settle(quarter=2)[COD].paid == 2400 * 402


def test_the_reserve_sells_before_a_firm_and_a_seller_keeps_its_own_emissions(permits, central, settle):
    who = identity_where(permits, lambda *each: each[1] < 0.001)
    seller = permits.add_firm(identity=who, output=5000.0)
    permits.add_waiting(identity=identity_where(permits, lambda *each: 0.9 > each[3] > 0.8), request_quarters=0)
    verify(permits, central)
    set_reserve(permits, COD, 1000)
    central.permit_profit_share = 0.3
    seller.emission_intensity = 0.7
    page = settle()[COD]
    assert page.certified == pytest.approx(3000, abs=3)  # of 10,000 kg, less next to nothing that it keeps
    assert (page.sold_reserve, page.sold_firms, page.sellers) == (1000, 1400, 1)
    holding = permits.state.holdings[0]
    assert (holding.held[COD], holding.unpaid[COD]) == (8600, 8600)
    assert holding.offered[COD] == page.certified - 1400


def test_a_project_for_which_permits_are_too_dear_is_planned_cleaner(permits, central, settle):
    """It would emit 2000 kg; planned cleaner it needs 1200, and its investment grows by 800 kg x its cost x five years."""
    newcomer = permits.add_waiting(identity=identity_where(permits, lambda *each: each[3] < 0.2), request_quarters=0)
    verify(permits, central)
    settle()
    holding = permits.state.holdings[0]
    cost = cleaning_cost(400, draw(permits.key, newcomer.identity, 0, Purpose.PERMITS)[3], 0, central)
    assert (holding.needed[COD], holding.asked[COD], holding.cleaner) == (1200, 1440, 1)
    assert newcomer.emission_intensity == pytest.approx(0.6)
    assert newcomer.request_capital == pytest.approx(1000.0 + 800 * cost * 5 / 1e6)
    assert permits.book.planned_cleaner.tolist() == [1, 0, 0]
    newcomer.request_quarters = 1
    settle(quarter=2)
    assert permits.book.planned_cleaner.tolist() == [0, 0, 0]  # counted once
    assert (holding.needed[COD], holding.cleaner) == (720, 2)


@pytest.mark.parametrize(("park", "left"), [(0, 1.0 - 0.4 * 2 / 10), (1, 0.6)])
def test_a_cleaner_plant_counts_when_it_is_finished_by_its_part_of_the_firm(permits, central, park, left):
    firm = permits.add_firm(request=Request.BUILDING, request_design=2000.0, request_park=park)
    verify(permits, central)
    holding = permits.state.holdings[0]
    holding.cleaner = 1
    take_cleaner_plant(firm, holding, central)
    assert firm.emission_intensity == holding.verified_intensity == pytest.approx(left)
    assert holding.cleaner == 0


# --- taking back -----------------------------------------------------------------------------------------------------


def test_what_a_closed_firm_held_is_in_the_reserve_after_the_next_trade(permits, central, settle):
    """Unpaid permits come back for nothing, paid ones at 400 fen for five years."""
    firm = permits.add_firm(output=5000.0)
    verify(permits, central)
    permits.state.holdings[0].held[COD] += 300
    permits.state.emission_quotas[COD].issued += 300
    firm.stage = Stage.CLOSED
    page = settle()[COD]
    assert (page.reclaimed, page.bought_back, permits.state.emission_quotas[COD].reserve) == (10_000, 300, 10_300)
    assert permits.costs[TRADING] == 300 * 20
    assert settle(quarter=2)[COD].reclaimed == 0


def test_a_row_that_another_firm_has_taken_begins_with_nothing(permits, central, settle):
    firm = permits.add_firm(output=5000.0)
    verify(permits, central)
    firm.identity = 77
    assert settle(0.0)[COD].reclaimed == 10_000
    assert (permits.state.holdings[0].identity, permits.state.holdings[0].held[COD]) == (77, 0)


def test_an_offer_lapses_after_three_years_in_vain(permits, central, settle):
    permits.add_firm(output=5000.0)
    verify(permits, central)
    holding = permits.state.holdings[0]
    holding.offered[COD] = 700
    for quarter in range(1, 13):
        assert settle(quarter=quarter)[COD].lapsed == 0
    holding.offered_quarters[COD] = 12
    assert settle(quarter=12)[COD].lapsed == 700
    assert (holding.held[COD], holding.unpaid[COD], holding.offered[COD]) == (9300, 9300, 0)


# --- waiting, fees, books ------------------------------------------------------------------------------------------------


def test_a_project_without_permits_waits_outside_the_queue_and_may_give_up(permits, central, neutral, settle):
    permits.add_waiting(request_quarters=0)
    permits.add_waiting(request_quarters=1)
    verify(permits, central)
    settle()
    central.patience = 0.0
    waiting = form_queue(1, permits.key, permits.world, permits.state, central, neutral, permits.book)
    assert (waiting, permits.state.queue[0].row) == (1, 1)
    assert permits.book.waiting_permits.tolist() == [1, 0, 0]
    central.patience = 1.0
    form_queue(2, permits.key, permits.world, permits.state, central, neutral, permits.book)
    assert (permits.book.lost[0], permits.book.lost_permits[0]) == (2, 1)


def test_a_project_on_its_own_land_builds_once_it_has_its_permits_and_rights(permits, central, settle, neutral):
    def begin(quarter):
        begin_on_own_land(quarter, permits.key, permits.world, permits.state, central, neutral, permits.book)

    firm = permits.add_firm(
        output=5000.0,
        request=Request.WAITING,
        request_channel=Channel.OWN_LAND,
        request_design=2000.0,
        request_intensity=1.0,
    )
    firm.identity = identity_where(permits, lambda *each: 0.4 < each[3] < 0.6)
    verify(permits, central)
    settle()
    begin(1)
    assert firm.request == Request.WAITING
    firm.request_quarters = 1
    set_reserve(permits, COD, 9000)
    settle(quarter=2)
    firm.request_rights = 1
    begin(2)
    assert firm.request == Request.WAITING
    firm.request_rights = 0
    begin(2)
    assert (firm.request, firm.request_quarters) == (Request.BUILDING, 5)
    assert permits.parks[0].energy_committed == 2_000_000


def test_what_projects_need_is_issued_for_nothing_where_there_is_room(permits, central, settle):
    permits.add_waiting(request_quarters=0)
    permits.add_waiting(request_quarters=0)
    verify(permits, central)
    quota = permits.state.emission_quotas[COD]
    quota.room = 3999
    assert settle()[COD].issued_free == 0
    permits.state.holdings.cleaner[:] = 0
    permits.state.firms.emission_intensity[:2] = 1.0
    quota.room = 4000
    page = settle(quarter=2)[COD]
    assert (page.issued_free, page.wanted, quota.room) == (4000, 0, 0)
    assert permits.state.holdings.held[:2, COD].tolist() == [2000, 2000]


def test_a_holder_pays_for_unpaid_permits_by_the_base_price(permits, central):
    """10,000 kg at 4 yuan are 40,000 yuan a year, 0.08 % of an output of 50 million; a quarter of a half of it is paid."""
    firm = permits.add_firm(output=5000.0)
    verify(permits, central)
    permits.state.holdings[0].held[COD] += 999  # paid for
    unit = pay_for_use(0, firm, permits.costs, permits.state, central, 0.5, permits.book[0])
    assert unit == pytest.approx(0.0004)
    assert (permits.book[0].permit_fees, permits.costs[PAID_USE]) == (5000, -5000)


def test_permits_that_appear_from_nowhere_are_a_fault(permits, central, neutral):
    permits.add_firm(output=5000.0)
    verify(permits, central)
    permits.state.holdings[0].held[COD] += 1
    settle_permits(1, permits.key, permits.world, permits.state, central, neutral, permits.book)
    assert (permits.city.fault, permits.city.fault_park) == (Fault.PERMITS, COD)
    assert (permits.city.fault_left, permits.city.fault_right) == (10_000, 10_001)


def test_nobody_waits_for_trade_in_a_city_without_any_or_without_the_lever(town, permits, neutral):
    neutral.emission_trading = 1.0
    assert waits_for_trade(permits.state, neutral[0])
    assert not waits_for_trade(town.room(), neutral[0])
    neutral.emission_trading = 0.0
    assert not waits_for_trade(permits.state, neutral[0])
