import numpy as np
import pytest

from model.levers import LEVER_INDEX
from model.phases.arrivals import (
    chain_arrivals,
    industry_of,
    receive_projects,
    recruit_along_chains,
    where_it_applies,
    zone_that_lures,
)
from model.rules.arrival import design_at_entry
from model.state import Stage
from model.streams import Kind, Purpose, draw, identity_of, poisson

COST = LEVER_INDEX["chain_recruitment"]


@pytest.fixture
def recruit(town, central, neutral):
    """Recruit around the leading firms of a park in a quarter and return how many projects arrived there."""
    neutral.chain_recruitment = 1.0

    def recruited(place=0, quarter=1):
        recruit_along_chains(quarter, town.key, place, town.world, town.state, central, neutral, town.book)
        return int(town.book.arrivals[place])

    return recruited


@pytest.fixture
def applies(town, central, neutral):
    """Return the park that a project of an identity applies at when it came to a park; all zones bid as they may."""
    town.parks.leniency = [0.25, 0.5, 0.5]

    def applied(identity, place=0):
        return where_it_applies(
            np.uint64(identity), 1, town.key, place, 0.0, town.world, town.parks, central, neutral, town.book
        )

    return applied


@pytest.mark.parametrize(
    ("uniform", "followed"),
    [(0.0, 1), (0.0399, 1), (0.0401, 2), (0.0999, 2), (0.1001, 0), (0.9, 0)],
    ids=["the second", "just the second", "just the third", "the third at last", "just none", "none"],
)
def test_a_project_follows_every_higher_bid_by_what_it_is_higher(town, central, neutral, uniform, followed):
    # bids 0.4, 0.8 and 1.2 (at most 1) of three zones: 0.3 x 0.4 / 3 = 0.04 and 0.3 x 0.6 / 3 = 0.06 in a row
    town.world.sites.zone[:] = 1
    town.parks.leniency = [0.2, 0.4, 0.6]
    assert zone_that_lures(0, uniform, town.world, town.parks, central, neutral) == followed


def test_equal_bids_lure_nobody_and_nor_does_the_outside(town, central, neutral):
    town.parks.leniency = [0.3, 0.3, 0.9]
    for uniform in (0.0, 0.01, 0.5):
        assert zone_that_lures(town.NORTH, uniform, town.world, town.parks, central, neutral) == town.NORTH


def test_a_project_is_lured_by_what_another_bid_is_more(town, applies):
    # 0.3 x (1 - 0.5) over 2 zones; the draws of the outside and of the higher bidder itself do not matter
    seen = set()
    for identity in range(1, 80):
        lured = draw(town.key, np.uint64(identity), 1, Purpose.TAIL)[2] < 0.075
        assert applies(identity) == (town.SOUTH if lured else town.NORTH)
        assert applies(identity, town.SOUTH) == town.SOUTH
        assert applies(identity, town.OUTSIDE) == town.OUTSIDE
        seen.add(lured)
    assert seen == {True, False}


def test_under_discipline_projects_go_elsewhere_and_nobody_lures(town, central, neutral, applies):
    # a bid of 0.5 withdrawn: 0.6 x 0.5 go
    central.footloose = 0.6
    neutral.incentive_discipline = 1.0
    seen = set()
    for identity in range(1, 80):
        goes = draw(town.key, np.uint64(identity), 1, Purpose.TAIL)[1] < 0.3
        assert applies(identity) == (-1 if goes else town.NORTH)
        assert applies(identity, town.OUTSIDE) == town.OUTSIDE
        seen.add(goes)
    assert seen == {True, False}


def test_who_goes_elsewhere_leaves_no_trace(town, central, neutral):
    central.footloose, central.arrival_rate, central.offer_effect = 1e9, 1.0, 0.0
    neutral.incentive_discipline = 1.0
    town.world.sites.arrival_firms[:] = [20.0, 20.0, 0.0]
    town.parks.leniency = 0.5
    receive_projects(1, town.key, town.world, town.state, central, neutral, town.book)
    assert town.book.elsewhere[:2].all()
    assert (town.book.arrivals.sum(), town.city.open, town.city.rows) == (0, 0, town.city.free)
    assert (town.state.firms.stage == Stage.CLOSED).all()


def test_who_is_lured_arrives_at_the_other_zone_and_is_its_project(town, central, neutral):
    central.incentive_pull, central.arrival_rate = 1e9, 1.0
    town.world.sites.arrival_firms[:] = [20.0, 0.0, 0.0]
    town.parks.leniency = [0.2, 0.3, 0.0]
    receive_projects(1, town.key, town.world, town.state, central, neutral, town.book)
    newcomers = town.state.firms[town.state.firms.stage == Stage.PROJECT]
    assert town.book.arrivals.tolist()[0] == town.book.arrivals.tolist()[2] == 0
    assert len(newcomers) > 0
    for column in (newcomers.park, newcomers.origin, newcomers.request_park):
        assert set(column.tolist()) == {town.SOUTH}
    assert set(newcomers.industry.tolist()) <= {town.LIGHT, town.HEAVY}
    assert all(int(identity) >> 30 & 0xFFFFF == town.world.park_numbers[town.NORTH] for identity in newcomers.identity)


@pytest.mark.parametrize(
    ("mixed", "focus", "industry"),
    [
        (0.4999, 0.0, 0),
        (0.5, 0.0, 2),
        (0.5, 0.4, 1),
        (0.6999, 0.4, 1),
        (0.7, 0.4, 2),
        (0.9999, 1.0, 1),
        (0.4999, 1.0, 0),
    ],
)
def test_focus_draws_the_projects_of_the_national_mix_from_the_industries_kept(town, central, mixed, focus, industry):
    # half of the own mix; 0.4 of the other half are of the industries kept: up to 0.7
    cells = np.zeros(3, town.state.cells.dtype).view(np.recarray)
    cells.mix, cells.kept_mix = [1.0, 1.0, 1.0], [0.0, 1.0, 1.0]
    assert industry_of(mixed, 0.5, focus, cells, np.array([0.0, 0.0, 1.0]), central) == industry


def test_projects_come_for_leading_firms_with_a_draw_of_each_industry(town, central, neutral, recruit):
    # 5 x 0.4 / 4 for light and 40 x 0.4 / 4 for heavy industry, in their own stream
    town.state.cells.leaders[town.NORTH] = [5, 40]
    expected = []
    for index, mean in enumerate((0.5, 4.0)):
        park, industry = town.world.park_numbers[town.NORTH], town.world.industry_numbers[index]
        uniform = draw(town.key, identity_of(Kind.PARK, 0, park, int(industry) << 16), 1, Purpose.CHAIN)[0]
        expected.append(poisson(uniform, mean))
        assert chain_arrivals(park, industry, 1, town.key, mean) == expected[-1]
    central.hoarding = central.plot_ratio_spread = 0.0  # everybody is admitted
    assert recruit() == sum(expected) > 0
    newcomers = town.state.firms[town.state.firms.stage == Stage.PROJECT]
    assert sorted(newcomers.industry.tolist()) == [0] * expected[0] + [1] * expected[1]
    for firm in newcomers:
        assert int(firm.identity) >> 50 == (Kind.CHAIN << 10) | 1
        assert (int(firm.identity) & 0x3FFFFFFF) >> 16 == town.world.industry_numbers[firm.industry]
    # a million yuan each
    assert town.costs[COST] == 1_000_000 * sum(expected)


def test_without_leading_firms_or_effort_nobody_is_recruited(town, neutral, recruit):
    assert recruit() == 0
    town.state.cells.leaders[:] = 40
    neutral.chain_recruitment = 0.0
    assert recruit() == 0
    assert town.costs.sum() == 0


def test_chains_are_for_zones_only(town, central, neutral):
    neutral.chain_recruitment = 1.0
    town.state.cells.leaders[town.OUTSIDE] = 40
    receive_projects(1, town.key, town.world, town.state, central, neutral, town.book)
    assert (town.book.arrivals.sum(), town.costs.sum()) == (0, 0)


def test_who_comes_along_a_chain_has_draws_of_its_own(town):
    # the same number in the same quarter and park, of two industries or along no chain, is somebody else
    identities = {
        int(identity_of(kind, 3, 2, number))
        for kind, number in ((Kind.ENTRANT, 0), (Kind.CHAIN, 0), (Kind.CHAIN, 1 << 16))
    }
    assert len(identities) == 3


@pytest.mark.parametrize(("effort", "leader"), [(0.0, False), (1.0, True)])
def test_effort_makes_pillars_of_projects_between_the_two_shares(central, effort, leader):
    # a draw of 0.015 lies between 0.01 and 0.02; a pillar is five times as large
    assert design_at_entry(0.5, 0.015, 0.01 * (1.0 + effort), central) == pytest.approx(30_000.0 if leader else 6000.0)
