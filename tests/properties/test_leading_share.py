"""The leading trades of a small-firm park keep seven tenths of its tenants: in every quarter of a thousand random parks."""

import numpy as np

from model.calendar import Calendar
from model.levers import LEVERS, by_park, schedule
from model.parameters import central_values
from model.phases.allocation import allocate_sites
from model.phases.closing import free_row, release_land
from model.record import book_dtype
from model.state import Channel, Request, Stage, Tenure, allocate_state, records
from model.streams import make_key
from model.world import WorldArrays, industry_dtype, site_dtype

PARKS, QUARTERS, ROWS = 1000, 12, 64
LEADING, OTHER = 0, 1
SEED = 20150116


def one_park(floor):
    """A zone whose small-firm park has so much floor in units and is for the first of two industries; nobody is there."""
    industries, sites = records(industry_dtype, 2), records(site_dtype, 1)
    industries.output_per_mu = industries.output_per_worker = 100.0
    sites.zone, sites.small_firm_land = 1, 50_000
    world = WorldArrays(
        industries=industries,
        sites=sites,
        national_mix=np.array([0.5, 1.0]),
        park_mix=np.array([[0.5, 1.0]]),
        leading=np.array([[1, 0]], np.uint8),
        small_firm_trades=np.array([[1, 0]], np.uint8),
        emission_line=np.array([np.inf]),
        platform_order=np.array([0]),
        park_numbers=np.array([7], np.uint64),
        industry_numbers=np.array([17, 19], np.uint64),
    )
    state = allocate_state(1, 2, ROWS, QUARTERS + 1, len(LEVERS))
    state.firms.stage[:] = Stage.CLOSED
    state.parks.unit_floor = state.parks.factory_floor = floor
    return world, state


def apply_for_units(random, state, industry):
    """Let a newcomer wait for a unit of a random size, to rent or to buy."""
    city = state.city[0]
    if city.free:
        city.free -= 1
        row = state.free_rows[city.free]
    elif city.rows < ROWS:
        row = city.rows
        city.rows += 1
    else:
        return
    firm = state.firms[row]
    firm.identity = random.integers(1, 1 << 40)
    firm.stage, firm.park, firm.origin, firm.request_park = Stage.PROJECT, 0, 0, 0
    firm.industry, firm.suited, firm.energy_intensity = industry, 1, 0.5
    firm.request, firm.request_channel = Request.WAITING, Channel.LEASE
    firm.request_tenure = random.choice([Tenure.LET, Tenure.BOUGHT])
    firm.request_floor = random.integers(200, 2000)
    firm.request_design = firm.request_capital = float(random.integers(500, 9000))
    if not firm.request_listed:
        firm.request_listed = 1
        state.open_rows[city.open] = row
        city.open += 1


def lose_tenants(random, state, par, book, chance):
    """Let each tenant leave with some chance."""
    for row in range(int(state.city[0].rows)):
        firm = state.firms[row]
        if firm.tenure != Tenure.NONE and random.random() < chance:
            release_land(firm, state.parks, par, book)
            free_row(row, firm, state.city[0], state.free_rows)


def tenants(state):
    """How many tenants there are of the leading trade and of the other, by the firms themselves."""
    there = state.firms[(state.firms.tenure != Tenure.NONE) & (state.firms.stage != Stage.CLOSED)]
    return int((there.industry == LEADING).sum()), int((there.industry == OTHER).sum())


def test_admission_never_takes_the_share_of_the_leading_trade_below_seven_tenths():
    par, neutral = central_values()[0], by_park(schedule({}, Calendar(2015, 3)), 1)[1]
    par.patience = 0.3
    random = np.random.default_rng(SEED)
    brought_below = barred = admitted = 0
    for park in range(PARKS):
        world, state = one_park(int(random.integers(5_000, 40_000)))
        key, leading_share, exit_chance = make_key(SEED, park), random.uniform(0.2, 0.9), random.uniform(0.0, 0.4)
        for quarter in range(1, QUARTERS + 1):
            book = records(book_dtype, 1)
            lose_tenants(random, state, par, book, exit_chance)
            leading, others = tenants(state)
            for _ in range(random.integers(0, 6)):
                apply_for_units(random, state, LEADING if random.random() < leading_share else OTHER)
            allocate_sites(quarter, key, world, state, par, neutral, book)
            leading_now, others_now = tenants(state)
            assert leading_now >= leading
            assert others_now >= others  # nobody is evicted
            assert (state.parks.leading_tenants[0], state.parks.tenants[0]) == (leading_now, leading_now + others_now)
            if others_now > others:
                assert others_now <= 3 * leading_now // 7
            elif 10 * leading_now < 7 * (leading_now + others_now):
                assert 10 * leading < 7 * (leading + others)  # exits did it, not admission
                brought_below += 1
            admitted += others_now - others
            barred += int(book.waiting_floor[0])
    assert min(brought_below, barred, admitted) > 100  # the rule was put to the test
