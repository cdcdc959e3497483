"""What zones offer, what it draws, and how arrivals follow the city; worked by hand."""

import numpy as np
import pytest

from model.phases.arrivals import receive_projects
from model.phases.offers import (
    draw_by_offers,
    expect_projects,
    mean_of_arrivals,
    note_first_offers,
    offer_of,
    zone_that_draws,
)
from model.rules.offers import come_anew, drawn, followed, money_offered, time_offered


@pytest.mark.parametrize(
    ("firms", "follow", "times"),
    [(130, 1.0, 1.3), (130, 0.3, 1.09), (70, 0.3, 0.91), (290, 1.0, 2.9), (310, 1.0, 3.0), (0, 1.0, 0.0)],
    ids=["grown", "followed in part", "shrunk", "just below the most", "at most three times", "nobody left"],
)
def test_arrivals_follow_the_number_of_firms_up_to_a_bound(central, firms, follow, times):
    central.arrival_follow = follow
    assert followed(firms, 100, central) == pytest.approx(times)


def test_a_city_that_had_no_firm_has_its_usual_arrivals(central):
    assert followed(7, 0, central) == 1.0


def test_money_is_a_share_of_the_investment_of_a_project_at_the_standard(central):
    # a bid of 0.7 gives 0.28 of 20 for a mu and 0.014 of the investment, 160 a mu: 0.035 + 0.014
    assert money_offered(0.7, 160.0, central) == pytest.approx(0.049)
    assert money_offered(0.7, 0.0, central) == pytest.approx(0.014)
    assert money_offered(0.0, 160.0, central) == 0.0


def test_time_is_saved_by_approval_and_by_floor_that_is_free(central):
    # 0.012 for each of 0.4 quarters, and for the 5 - 2 quarters that fitting out is quicker, where 0.3 of the floor is free
    assert time_offered(0.4, 0.3, central) == pytest.approx(0.0156)
    central.fitting_quarters = 6.0
    assert time_offered(0.4, 0.3, central) == pytest.approx(0.0048)


@pytest.mark.parametrize(
    ("raised", "offer", "more"), [(0, 0.05, 0.04), (1, 0.05, 0.19), (0, 0.02, -0.02), (1, 0.03, 0.15), (0, -0.9, -1.0)]
)
def test_a_zone_draws_by_what_it_offers_more_than_at_the_baseline(central, raised, offer, more):
    # twice what is above 0.03, and 0.15 for national status; nothing is less than no project
    assert drawn(raised, offer, 0.03, central) == pytest.approx(more)


@pytest.mark.parametrize(("more", "anew"), [(0.2, 0.15), (0.0, 0.0), (-0.2, -0.2)])
def test_a_quarter_of_what_is_drawn_comes_from_the_city_and_what_is_lost_leaves_it(central, more, anew):
    assert come_anew(more, central) == pytest.approx(anew)


def test_only_zones_offer_and_discipline_does_not_count_twice(town, central):
    # a leniency of 0.15 bids 0.3: 0.12 of 20 over 200, and 0.006; 300 of 1000 m2 of floor are free
    for park in town.parks:
        park.leniency, park.factory_floor, park.factory_leased = 0.15, 1000, 700
    offers = [offer_of(town.world.sites[place], town.parks[place], 0.4, central) for place in range(3)]
    assert offers == pytest.approx([0.0336, 0.0336, 0.0])


@pytest.fixture
def raised(town, central, neutral):
    """South has become national since the baseline, and both zones offer what they did; 60, 20 and 40 projects a year."""
    central.arrival_rate = 1.0
    town.world.sites.arrival_firms[:] = [60.0, 20.0, 40.0]
    town.parks.leniency[:] = [0.2, 0.3, 0.0]
    note_first_offers(town.world.sites, town.parks, central)
    town.parks.national[town.SOUTH] = 1
    return town


def test_part_of_what_status_draws_is_taken_from_the_other_parks(raised, central, neutral):
    # usual 15, 5 and 10 a quarter; South draws 0.15 of 5, of which a quarter is from North and outside
    sites, parks = raised.world.sites, raised.parks
    assert expect_projects(sites, parks, raised.city, central, neutral) == pytest.approx(30.0)
    assert parks.arrivals_usual == pytest.approx([15.0, 5.0, 10.0])
    assert parks.arrivals_drawn == pytest.approx([0.0, 0.1875, 0.0])
    means = [mean_of_arrivals(place, sites, parks, central, neutral[place]) for place in range(3)]
    assert means == pytest.approx([15.0, 5.5625, 10.0])


@pytest.mark.parametrize(("uniform", "zone"), [(0.0, 1), (0.00749, 1), (0.00751, -1), (0.9, -1)])
def test_a_project_is_drawn_by_what_is_wanted_of_all_others(raised, central, neutral, uniform, zone):
    # 0.1875 of the 25 projects that are not South's own
    total = expect_projects(raised.world.sites, raised.parks, raised.city, central, neutral)
    assert zone_that_draws(raised.NORTH, uniform, total, raised.parks) == zone
    assert zone_that_draws(raised.SOUTH, uniform, total, raised.parks) == -1


def test_fast_approval_draws_and_an_emptied_purse_repels(raised, central, neutral):
    # 2 x 0.012 x 0.7 quarters; a leniency that falls from 0.2 to 0.05 bids 0.3 less: 0.12 of 20 / 200 and 0.006
    neutral.approval_speed = 0.7
    sites, parks = raised.world.sites, raised.parks
    assert draw_by_offers(0, sites, parks, central, neutral[0]) == pytest.approx(0.0168)
    parks.leniency[0] = 0.05
    assert draw_by_offers(0, sites, parks, central, neutral[0]) == pytest.approx(-0.0192)


def test_moved_projects_are_booked_where_they_go_and_none_is_made(raised, central, neutral):
    central.offer_moved, central.national_attraction = 0.5, 40.0
    central.incentive_pull = 0.0
    raised.world.sites.arrival_firms[:] = [12.0, 1.0, 8.0]
    receive_projects(1, raised.key, raised.world, raised.state, central, neutral, raised.book)
    book = raised.book
    assert book.moved[raised.SOUTH] == book.moved.sum() > 0
    with_moves = book.arrivals.tolist()
    assert with_moves[raised.SOUTH] >= book.moved[raised.SOUTH]
    fresh = type(raised)()
    fresh.world.sites.arrival_firms[:] = [12.0, 1.0, 8.0]
    central.national_attraction = 0.0
    fresh.parks.leniency[:] = raised.parks.leniency
    note_first_offers(fresh.world.sites, fresh.parks, central)
    receive_projects(1, fresh.key, fresh.world, fresh.state, central, neutral, fresh.book)
    others = [raised.NORTH, raised.OUTSIDE]
    assert raised.city.fault == fresh.city.fault == 0  # the table had room for all
    assert sum(with_moves[place] for place in others) + int(book.moved.sum()) == int(fresh.book.arrivals[others].sum())


def test_arrivals_of_a_grown_city_are_more(raised, central, neutral):
    raised.city.firms, raised.city.firms_baseline = 13, 10
    expect_projects(raised.world.sites, raised.parks, raised.city, central, neutral)
    np.testing.assert_allclose(raised.parks.arrivals_usual, [19.5, 6.5, 13.0])
