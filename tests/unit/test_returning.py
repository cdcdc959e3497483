"""Refused newcomers come back or are lost, each counted once; worked by hand."""

import numpy as np
import pytest

from model.phases.application import note_refusal, put_before
from model.phases.arrivals import receive_projects
from model.phases.returning import comes_back, other_zone
from model.rules.returning import way_back
from model.rulings import Ruling, WayBack
from model.state import Request, Stage
from model.streams import Purpose, draw

ENERGY, STANDARDS = Ruling.REFUSED_ENERGY, Ruling.REFUSED_STANDARDS


@pytest.mark.parametrize(
    ("ruling", "uniform", "way"),
    [
        (STANDARDS, 0.19, WayBack.SMALLER),
        (STANDARDS, 0.21, WayBack.ELSEWHERE),
        (STANDARDS, 0.29, WayBack.ELSEWHERE),
        (STANDARDS, 0.31, WayBack.LOST),
        (ENERGY, 0.19, WayBack.SMALLER),
        (ENERGY, 0.21, WayBack.CLEANER),
        (ENERGY, 0.34, WayBack.CLEANER),
        (ENERGY, 0.36, WayBack.ELSEWHERE),
        (ENERGY, 0.44, WayBack.ELSEWHERE),
        (ENERGY, 0.46, WayBack.LOST),
    ],
)
def test_ways_back_take_their_shares_in_turn(central, ruling, uniform, way):
    # 0.2 smaller, 0.15 cleaner after review only, 0.1 elsewhere
    assert way_back(ruling, uniform, central) == way


@pytest.mark.parametrize(("uniform", "zone"), [(0.0, 1), (0.29, 1), (0.31, 2), (0.99, 2)])
def test_another_zone_is_drawn_by_its_projects(town, uniform, zone):
    # 3 of 10 and 7 of 10; its own 90 do not count
    town.world.sites.zone[:] = 1
    town.world.sites.arrival_firms[:] = [90.0, 3.0, 7.0]
    assert other_zone(0, uniform, town.world.sites) == zone


def test_without_another_zone_there_is_none(town):
    town.world.sites.zone[:] = [1, 0, 0]
    town.world.sites.arrival_firms[:] = [9.0, 3.0, 7.0]
    assert other_zone(0, 0.3, town.world.sites) == -1
    town.world.sites.zone[:] = 1
    town.world.sites.arrival_firms[:] = [9.0, 0.0, 0.0]
    assert other_zone(0, 0.3, town.world.sites) == -1


@pytest.fixture
def refuse(town, central, neutral):
    """Put a newcomer of 1250 before North, which must refuse it, and let it try again by one way."""
    central.refused_smaller = central.refused_cleaner = central.refused_elsewhere = 0.0
    town.world.sites.arrival_firms[:] = 10.0

    def refused(hoard=0.0, **columns):
        firm = town.add_firm(stage=Stage.PROJECT, identity=77, **columns)
        draws = (hoard, 0.5, 0.5, 0.5, 0.5)
        common = (town.world, town.state, central)
        ruling = put_before(1, town.key, firm, 1250.0, draws, 0, *common, neutral[0], town.book[0])
        assert ruling != Ruling.ADMITTED
        note_refusal(ruling, town.book[0])
        back = comes_back(ruling, 1, town.key, firm, 1250.0, draws, 0, *common, neutral, town.book)
        return firm, bool(back)

    return refused


def settled(book):
    """Return what became of refused projects at North, by column."""
    columns = ("returned_smaller", "returned_cleaner", "returned_elsewhere", "refused_lost", "refused_put_off")
    return [int(book[column][0]) for column in columns]


def test_who_asked_for_too_much_land_comes_back_smaller_and_asks_for_what_it_needs(town, central, refuse):
    # 0.6 of 1250 / 125 = 6 mu = 4000 m2; the excess of a draw of 0.9 was refused
    central.refused_smaller = 1.0
    firm, back = refuse(hoard=0.9)
    assert back
    assert (firm.request, firm.request_design, firm.request_land) == (Request.WAITING, 750.0, 4000)
    assert (settled(town.book), town.book.refused_standards.tolist()) == ([1, 0, 0, 0, 0], [1, 0, 0])


def test_who_invests_far_too_little_a_mu_is_lost_whatever_its_size(town, central, neutral, refuse):
    # 62.5 a mu; 0.7 of 100 is more
    central.refused_smaller = 1.0
    neutral.entry_standards = 100.0
    _, back = refuse()
    assert not back
    assert (settled(town.book), int(town.book.refused_standards[0])) == ([0, 0, 0, 1, 0], 1)


def test_who_used_too_much_energy_comes_back_with_what_review_allows(town, central, neutral, refuse):
    # benchmark 1 over 0.8: 1.25; headroom is held to by draws below 0.8, and there is enough
    central.refused_cleaner = 1.0
    neutral.energy_review = 0.8
    town.parks.energy_free = 10**9
    firm, back = refuse(energy_intensity=3.0)
    assert back
    assert (firm.energy_intensity, firm.request_intensity) == (1.25, 1.25)
    assert (settled(town.book), int(town.book.refused_energy[0])) == ([0, 1, 0, 0, 0], 1)


def test_another_zone_may_admit_it_and_then_it_is_its_project(town, central, neutral, refuse):
    central.refused_elsewhere = 1.0
    neutral[0].entry_standards = 100.0
    firm, back = refuse()
    assert back
    assert (firm.park, firm.origin, firm.request_park) == (town.SOUTH,) * 3
    assert settled(town.book) == [0, 0, 1, 0, 0]
    assert town.book.arrivals.sum() == 0  # it has arrived once, where it was refused


def test_with_every_share_at_nothing_all_that_is_refused_is_lost(town, refuse):
    _, back = refuse(hoard=0.9)
    assert not back
    assert settled(town.book) == [0, 0, 0, 1, 0]


def test_every_refusal_of_a_quarter_is_settled_once(town, central, neutral):
    """By the way that each draws: none is counted twice, and rows are given back by those that are lost alone."""
    central.arrival_rate, central.offer_effect = 1.0, 0.0
    central.refused_smaller, central.refused_cleaner = 0.4, 0.3
    neutral.entry_standards, neutral.energy_review = 70.0, 1.3
    town.parks.energy_free = 10**8
    town.world.sites.arrival_firms[:] = [24.0, 24.0, 0.0]
    receive_projects(1, town.key, town.world, town.state, central, neutral, town.book)
    book = town.book
    refused = book.refused_standards + book.refused_energy
    back = book.returned_smaller + book.returned_cleaner + book.returned_elsewhere
    assert np.array_equal(refused, back + book.refused_lost)
    assert refused[:2].sum() > back.sum() > 0
    newcomers = town.state.firms[town.state.firms.stage == Stage.PROJECT]
    assert len(newcomers) == int((book.arrivals - book.refused_lost).sum())


def test_the_way_is_drawn_by_the_project_in_its_quarter(town, central, neutral, refuse):
    uniform = draw(town.key, np.uint64(77), 1, Purpose.RETURN)[0]
    central.refused_smaller = uniform - 1e-6
    assert not refuse(hoard=0.9)[1]
    central.refused_smaller = uniform + 1e-6
    assert refuse(hoard=0.9)[1]
