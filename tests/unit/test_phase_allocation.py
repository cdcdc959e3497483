import numpy as np
import pytest

from model.phases.allocation import (
    allocate_sites,
    can_be_seated,
    grant_land,
    let_floor,
    loses_patience,
    score_request,
    seat,
    turn_to_floor,
)
from model.state import Channel, Request, Stage
from model.streams import Purpose, draw


@pytest.fixture
def allocate(town, central, neutral):
    """Serve the queue of the town; nobody loses patience."""
    central.patience = 0.0
    return lambda quarter=1: allocate_sites(quarter, town.key, town.world, town.state, central, neutral, town.book)


def first_fit(wants, room):
    """Serve `wants` in order, each that fits into what is left of `room`; return which were served."""
    served = []
    for want in wants:
        served.append(want <= room)
        room -= want * served[-1]
    return served


@pytest.fixture
def build(town, central, neutral):
    """Seat a project in a park, whatever it has."""
    return lambda firm, park=0: seat(1, town.key, firm, park, town.world, town.state, central, neutral, town.book)


@pytest.mark.parametrize(
    ("quota", "undeveloped", "fits"),
    [(100, 100, True), (99, 100, False), (100, 99, False)],
    ids=["both suffice", "quota short", "land short"],
)
def test_land_is_granted_when_quota_and_land_suffice(town, central, allocate, quota, undeveloped, fits):
    firm = town.add_waiting(hightech=1)
    park = town.parks[0]
    park.quota_balance, park.undeveloped = quota, undeveloped
    assert bool(can_be_seated(firm, 0, town.world, town.parks, central)) == fits
    allocate()
    land = 100 * fits
    assert (park.quota_balance, park.undeveloped, park.occupied) == (quota - land, undeveloped - land, land)
    assert (firm.land, town.book.land_granted[0], town.book.land_granted_hightech[0]) == (land, land, land)
    assert firm.request == (Request.BUILDING if fits else Request.WAITING)


def test_a_grant_is_booked_where_the_land_lies(town):
    firm = town.add_waiting()
    town.parks.quota_balance = town.parks.undeveloped = 100
    grant_land(firm, town.SOUTH, town.parks, town.book)
    assert town.parks.quota_balance.tolist() == town.parks.undeveloped.tolist() == [100, 0, 100]
    assert town.book.granted.tolist() == [0, 1, 0]
    assert (firm.land, town.parks.occupied[1], town.book.land_granted_hightech[1]) == (100, 100, 0)


def test_a_grant_is_built_in_five_quarters(town, build):
    firm = town.add_waiting()
    town.parks.quota_balance = town.parks.undeveloped = 100
    build(firm)
    assert (firm.request_quarters, town.book.granted[0], town.book.land_granted_hightech[0]) == (5, 1, 0)


@pytest.mark.parametrize(("emerging", "land"), [(0.0, 0), (1.0, 100)])
def test_land_of_emerging_industries_is_booked_besides(town, build, emerging, land):
    town.world.industries.emerging = [1.0 - emerging, emerging]
    town.parks.quota_balance = town.parks.undeveloped = 100
    build(town.add_waiting(industry=town.HEAVY))
    assert (town.book.land_granted[0], town.book.land_granted_emerging[0]) == (100, land)


# A project is large from 2 billion yuan on, and from 0.9 billion in an emerging industry.
@pytest.mark.parametrize(
    ("investment", "emerging", "counted"),
    [
        (89_999.0, 1.0, (0, 0)),
        (90_000.0, 1.0, (0, 1)),
        (199_999.0, 0.0, (0, 0)),
        (200_000.0, 0.0, (1, 1)),
        (200_000.0, 1.0, (1, 1)),
    ],
)
def test_a_large_newcomer_is_counted_when_it_gets_its_site(town, build, investment, emerging, counted):
    town.world.industries.emerging = [1.0 - emerging, emerging]
    town.parks.quota_balance = town.parks.undeveloped = 100
    build(town.add_waiting(industry=town.HEAVY, stage=Stage.PROJECT, request_capital=investment))
    assert (town.book.large_projects[0], town.book.large_projects_by_class[0]) == counted


def test_an_expansion_is_no_large_newcomer(town, build):
    town.parks.quota_balance = town.parks.undeveloped = 100
    build(town.add_waiting(stage=Stage.OPERATING, request_capital=500_000.0))
    assert not town.book.large_projects.any()
    assert not town.book.large_projects_by_class.any()


@pytest.mark.parametrize(("factory", "leased", "seated"), [(150, 50, True), (149, 50, False)])
def test_floor_is_let_when_enough_is_free(town, central, allocate, factory, leased, seated):
    firm = town.add_waiting(request_channel=Channel.LEASE, request_floor=100, request_land=0)
    park = town.parks[0]
    park.factory_floor, park.factory_leased = factory, leased
    assert bool(can_be_seated(firm, 0, town.world, town.parks, central)) == seated
    allocate()
    assert (park.factory_leased, firm.leased, town.book.seated[0]) == (leased + 100 * seated, 100 * seated, seated)
    assert (firm.request, firm.request_quarters) == ((Request.BUILDING, 2) if seated else (Request.WAITING, 2))


def test_floor_that_is_let_is_let(town):
    firm = town.add_waiting(request_channel=Channel.LEASE, request_floor=100)
    let_floor(firm, town.parks[1], town.book[1])
    assert (firm.leased, town.parks.factory_leased.tolist(), town.book.seated.tolist()) == (100, [0, 100, 0], [0, 1, 0])


@pytest.mark.parametrize(
    ("channel", "yuan"), [(Channel.NEW_LAND, 800_000), (Channel.LEASE, 200_000)], ids=["land and subsidy", "subsidy"]
)
def test_a_project_that_is_seated_gets_what_the_park_bids(town, neutral, build, channel, yuan):
    # leniency of half the largest: a bid of 0.5; 0.4 x 0.5 off 15 mu at 200000 yuan, 0.02 x 0.5 of 20 million yuan
    town.parks.leniency = 0.25
    land = 10_000 * (channel == Channel.NEW_LAND)
    columns = {"request_channel": channel, "request_land": land, "request_capital": 2000.0}
    build(town.add_waiting(**columns))
    assert town.book.incentives.tolist() == [yuan, 0, 0]
    build(town.add_waiting(**columns, park=town.OUTSIDE), town.OUTSIDE)
    assert town.book.incentives[town.OUTSIDE] == 0
    neutral.incentive_discipline = 0.75
    build(town.add_waiting(**columns, park=town.SOUTH), town.SOUTH)
    assert town.book.incentives[town.SOUTH] == yuan / 4


def test_a_newcomer_has_patience_in_its_first_quarter(town, central):
    central.patience = 1.0
    assert not loses_patience(1, town.key, town.add_waiting(request_quarters=0), central)
    assert loses_patience(1, town.key, town.add_waiting(request_quarters=1), central)


def test_patience_is_lost_below_the_rate(town, central):
    firm = town.add_waiting()
    uniform = draw(town.key, firm.identity, 1, Purpose.PATIENCE)[0]
    central.patience = uniform
    assert not loses_patience(1, town.key, firm, central)
    central.patience = np.nextafter(uniform, 1.0)
    assert loses_patience(1, town.key, firm, central)


def test_a_project_turned_to_floor_asks_for_no_land(town, central):
    # 1000 / 0.35 = 2857.1
    firm = town.add_waiting()
    turn_to_floor(firm, central)
    assert (firm.request_channel, firm.request_land, firm.request_floor) == (Channel.LEASE, 0, 2858)


def test_the_score_shifts_from_volume_to_quality_in_zones_only(town, central, neutral):
    # volume of 10000: 1/3; quality: leading 0.3 and a yield of (1000 / 10 mu) / 100 = 1, half of the best, 0.15
    firm = town.add_waiting(request_capital=10_000.0, request_land=6667)
    industry = town.world.industries[0]

    def score(park):
        return score_request(firm, town.world.sites[park], industry, town.state.cells[0, 0], neutral[park], central)

    assert score(town.NORTH) == pytest.approx(1 / 3)
    neutral.selection_weights = 1.0
    assert score(town.NORTH) == pytest.approx(0.45, rel=1e-4)
    assert score(town.OUTSIDE) == pytest.approx(1 / 3)


def test_leased_floor_counts_as_land_at_the_factories_plot_ratio(town, central, neutral):
    # 13333 m2 of floor on 6667 m2 of land, a yield of 1 again
    neutral.selection_weights = 1.0
    firm = town.add_waiting(request_channel=Channel.LEASE, request_land=0, request_floor=13_333)
    not_leading = town.state.cells[town.NORTH, town.HEAVY]
    score = score_request(firm, town.world.sites[0], town.world.industries[0], not_leading, neutral[0], central)
    assert score == pytest.approx(0.15, rel=1e-4)


def test_focus_ranks_the_industries_kept_first_in_zones_only(town, central, neutral):
    # volume of 10000: 1/3; 0.7 / 3 + 0.3 for an industry kept, 0.7 / 3 for one that leads and is not kept
    neutral.leading_industries = 1.0
    firm = town.add_waiting(request_capital=10_000.0)
    cell, industry = town.state.cells[0, 0], town.world.industries[0]

    def score(park):
        return score_request(firm, town.world.sites[park], industry, cell, neutral[park], central)

    assert score(town.NORTH) == pytest.approx(1.6 / 3)
    assert score(town.OUTSIDE) == pytest.approx(1 / 3)
    cell.kept = 0
    assert score(town.NORTH) == pytest.approx(0.7 / 3)


@pytest.mark.parametrize("seed", range(8))
def test_the_queue_gets_land_and_floor_by_first_fit(town, allocate, seed):
    generator = np.random.default_rng(seed)
    town.parks.quota_balance = town.parks.undeveloped = 250
    town.parks.factory_floor = 250
    for _ in range(12):
        channel = Channel.LEASE if generator.random() < 0.5 else Channel.NEW_LAND
        amount = int(generator.integers(1, 120))
        column = "request_floor" if channel == Channel.LEASE else "request_land"
        capital = 1000.0 * 10 ** generator.integers(1, 4)  # few values, so that scores tie
        town.add_waiting(
            **{"park": generator.integers(0, 3), "request_channel": channel, "request_capital": capital,
               "identity": generator.integers(1, 2**40), "request_land": 0, column: amount}
        )  # fmt: skip
    firms = town.state.firms.copy()
    allocate()
    for park in range(3):
        for channel, column in ((Channel.NEW_LAND, "request_land"), (Channel.LEASE, "request_floor")):
            rows = np.flatnonzero((firms.park == park) & (firms.request_channel == channel))
            rows = sorted(rows, key=lambda row: (-firms.request_capital[row], firms.identity[row]))
            served = first_fit([firms[column][row] for row in rows], 250)
            assert [town.state.firms.request[row] == Request.BUILDING for row in rows] == served
            waiting = town.book.waiting_land if channel == Channel.NEW_LAND else town.book.waiting_floor
            assert waiting[park] == served.count(False)


def test_a_project_that_does_not_fit_lets_a_smaller_one_pass(town, allocate):
    town.parks.quota_balance = town.parks.undeveloped = 60
    large = town.add_waiting(request_capital=9000.0, request_land=61)
    small = town.add_waiting(request_capital=2000.0, request_land=60)
    allocate()
    assert (large.request, small.request) == (Request.WAITING, Request.BUILDING)
    assert (large.request_quarters, town.book.waiting_land[0]) == (2, 1)


def test_equal_scores_are_served_by_identity(town, allocate):
    town.parks.quota_balance = town.parks.undeveloped = 100
    later, earlier = town.add_waiting(identity=9), town.add_waiting(identity=8)
    allocate()
    assert (later.request, earlier.request) == (Request.WAITING, Request.BUILDING)


def test_a_newcomer_that_gives_up_leaves_the_city(town, central, neutral):
    central.patience = 1.0
    firm = town.add_waiting()
    allocate_sites(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (firm.stage, firm.request, town.city.free, town.book.lost[0]) == (Stage.CLOSED, Request.NONE, 1, 1)


def test_a_firm_that_gives_up_stays_without_its_expansion(town, central, neutral):
    central.patience = 1.0
    firm = town.add_waiting(stage=Stage.OPERATING, land=70)
    allocate_sites(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (firm.stage, firm.request, firm.land) == (Stage.OPERATING, Request.NONE, 70)
    assert (town.city.free, town.book.lost[0]) == (0, 1)


def test_the_rule_turns_covered_projects_that_wait_for_land_to_floor(town, neutral, allocate):
    neutral.multi_storey_rule = 0.7
    town.parks.quota_balance = town.parks.undeveloped = 1000
    covered = town.add_waiting(suited=1, request_covered=0.69)
    free = town.add_waiting(suited=1, request_covered=0.7)
    allocate()
    assert (covered.request_channel, covered.request) == (Channel.LEASE, Request.WAITING)
    assert (free.request_channel, free.request) == (Channel.NEW_LAND, Request.BUILDING)
    assert (town.book.waiting_land[0], town.book.waiting_floor[0]) == (0, 1)
