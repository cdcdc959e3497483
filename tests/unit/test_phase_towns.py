"""The rounds of the city and of the province in a small town: who applies, who passes, who wins, who is listed."""

import math
from statistics import NormalDist

import numpy as np
import pytest

from model.levers import LEVER_INDEX
from model.phases.towns import leading_output, run_phase
from model.streams import Kind, Purpose, draw, identity_of
from model.towns import TownStatus

NONE, POTENTIAL, CANDIDATE, MUNICIPAL, PROVINCIAL = TownStatus
QUARTER = 4


@pytest.fixture
def towns(town, central):
    """North makes 60,000 with 5 firms in what leads it, South 50,000 with 6; everybody applies, and who is good passes."""
    town.recognise_towns()
    town.sums.output[:] = [[60_000.0, 500_000.0], [900.0, 50_000.0], [0.0, 0.0]]
    town.sums.firms[:] = [[5.0, 40.0], [2.0, 6.0], [0.0, 0.0]]
    central.municipal_application = central.municipal_pass = 1.0
    central.provincial_application = 0.0
    return town


@pytest.fixture
def hold(towns, central, neutral):
    """Hold the rounds of a year; return the statuses of North and South."""

    def held(*before, quarter=QUARTER):
        towns.parks.town_status[:2] = before
        towns.book[:] = 0
        run_phase(quarter, towns.key, towns.world, towns.state, central, neutral, towns.book, towns.sums)
        return towns.parks.town_status[:2].tolist()

    return held


def uniforms(towns, park, purpose, quarter=QUARTER):
    identity = identity_of(Kind.PARK, 0, towns.world.park_numbers[park], 0)
    return draw(towns.key, identity, quarter, purpose)


def test_a_town_is_what_its_leading_industries_make(towns):
    assert leading_output(towns.NORTH, towns.world, towns.sums) == (60_000.0, 5.0)
    towns.world.leading[towns.NORTH, towns.HEAVY] = 1
    assert leading_output(towns.NORTH, towns.world, towns.sums) == (560_000.0, 45.0)


def test_candidates_that_apply_and_meet_the_standard_are_recognised(towns, hold):
    assert hold(CANDIDATE, CANDIDATE) == [MUNICIPAL, MUNICIPAL]
    assert towns.book.municipal_applications.tolist() == towns.book.municipal_recognised.tolist() == [1, 1, 0]
    assert towns.book.candidates_qualified.tolist() == [1, 1, 0]


@pytest.mark.parametrize(("output", "firms"), [(59_999.0, 5.0), (60_000.0, 4.0)])
def test_one_that_misses_the_standard_has_applied_in_vain(towns, hold, central, output, firms):
    central.municipal_output = 60_000.0
    towns.sums.output[towns.NORTH, towns.LIGHT], towns.sums.firms[towns.NORTH, towns.LIGHT] = output, firms
    assert hold(CANDIDATE, NONE) == [CANDIDATE, NONE]
    assert (towns.book.municipal_applications[0], towns.book.candidates_qualified[0]) == (1, 0)


def test_who_applies_and_who_passes_is_drawn_by_the_park(towns, hold, central):
    applies, passes, _, _ = uniforms(towns, towns.NORTH, Purpose.TOWN_REVIEW)
    for chance, status, applications in ((applies, CANDIDATE, 0), (np.nextafter(applies, 1.0), MUNICIPAL, 1)):
        central.municipal_application = chance
        assert hold(CANDIDATE, NONE) == [status, NONE]
        assert towns.book.municipal_applications[0] == applications
    for chance, status in ((passes, CANDIDATE), (np.nextafter(passes, 1.0), MUNICIPAL)):
        central.municipal_pass = chance
        assert hold(CANDIDATE, NONE) == [status, NONE]


def test_the_fund_for_towns_makes_more_candidates_apply(towns, hold, central, neutral):
    applies = uniforms(towns, towns.NORTH, Purpose.TOWN_REVIEW)[0]
    towns.state.cells.output[:] = 1000.0
    central.municipal_application, central.application_incentive = 0.9 * applies, 0.5
    assert hold(CANDIDATE, NONE) == [CANDIDATE, NONE]
    neutral.town_cultivation = 1e6  # as if all zones had 2 million a year: the fund reaches all the way
    reached = 0.9 * applies + (1.0 - 0.9 * applies) * 0.5
    assert reached > applies
    assert hold(CANDIDATE, NONE) == [MUNICIPAL, NONE]
    assert towns.costs[LEVER_INDEX["town_cultivation"]] == 0  # it is charged when firms are served


@pytest.mark.parametrize(("start", "held"), [(0, False), (4, True), (2, True), (5, False), (8, False)])
def test_no_round_is_held_before_recognition_begins(towns, hold, start, held):
    towns.recognise_towns(start)
    assert hold(CANDIDATE, NONE) == [MUNICIPAL if held else CANDIDATE, NONE]


def test_a_town_that_misses_the_standard_keeps_its_recognition_while_none_is_removed(towns, hold, central):
    central.municipal_output = 55_000.0  # South misses it
    assert hold(MUNICIPAL, PROVINCIAL) == [MUNICIPAL, PROVINCIAL]
    removed = uniforms(towns, towns.SOUTH, Purpose.TOWN_REVIEW)[2]
    for chance, status in ((removed, PROVINCIAL), (np.nextafter(removed, 1.0), CANDIDATE)):
        central.town_removal = chance
        assert hold(MUNICIPAL, PROVINCIAL) == [MUNICIPAL, status]
    assert towns.book.towns_removed.tolist() == [0, 1, 0]


def marks(towns, central, parks, rivals, quarter=QUARTER):
    """The marks of some parks and of so many rivals, worked out by the normal distribution of the standard library."""
    normal, own = NormalDist(), []
    for park in parks:
        output = towns.sums.output[park][towns.world.leading[park] == 1].sum()
        mark = uniforms(towns, park, Purpose.TOWN_CONTEST, quarter)[1]
        own.append(math.log(output) + central.mark_spread * normal.inv_cdf(mark))
    field = []
    for number in range(rivals):
        identity = np.uint64(identity_of(Kind.RIVAL, 0, 0, number))
        size, mark, _, _ = draw(towns.key, identity, quarter, Purpose.TOWN_CONTEST)
        spread = central.rival_spread * normal.inv_cdf(size) + central.mark_spread * normal.inv_cdf(mark)
        field.append(math.log(central.rival_output) + spread)
    return own, field


@pytest.mark.parametrize("quarter", range(4, 44, 4))
def test_the_best_marks_of_towns_and_rivals_win_the_places(towns, hold, central, quarter):
    central.provincial_application, central.contest_rivals, central.contest_places = 1.0, 5.0, 2.0
    central.rival_output = 70_000.0
    own, field = marks(towns, central, (towns.NORTH, towns.SOUTH), 5, quarter)
    winners = sorted([*own, *field], reverse=True)[:2]
    expected = [PROVINCIAL if mark in winners else MUNICIPAL for mark in own]
    assert hold(MUNICIPAL, MUNICIPAL, quarter=quarter) == expected
    assert towns.book.provincial_applications.tolist() == [1, 1, 0]
    assert towns.book.provincial_recognised.tolist() == [int(each == PROVINCIAL) for each in (*expected, NONE)]


def test_a_town_enters_the_contest_in_the_year_in_which_the_city_recognises_it(towns, hold, central):
    central.provincial_application, central.contest_rivals, central.contest_places = 1.0, 0.0, 1.0
    assert hold(CANDIDATE, NONE) == [PROVINCIAL, NONE]


@pytest.mark.parametrize("places", [0.49, 1.0])
def test_places_are_whole_and_one_town_can_be_left_over(towns, hold, central, places):
    central.provincial_application, central.contest_rivals, central.contest_places = 1.0, 0.0, places
    assert hold(MUNICIPAL, MUNICIPAL).count(PROVINCIAL) == round(places)


def test_a_class_that_the_contest_does_not_take_stays_out_of_it(towns, hold, central):
    central.provincial_application, central.contest_rivals, central.contest_places = 1.0, 0.0, 9.0
    towns.world.sites.contest_class[towns.NORTH] = 0
    assert hold(MUNICIPAL, MUNICIPAL) == [MUNICIPAL, PROVINCIAL]
    assert towns.book.provincial_applications.tolist() == [0, 1, 0]


def test_a_town_that_makes_nothing_does_not_apply_to_the_province(towns, hold, central):
    central.provincial_application, central.contest_rivals, central.contest_places = 1.0, 0.0, 9.0
    towns.sums.output[towns.SOUTH] = 0.0
    assert hold(MUNICIPAL, MUNICIPAL) == [PROVINCIAL, MUNICIPAL]


def test_a_cluster_is_listed_by_chance_and_can_apply_a_year_later(towns, hold, central):
    listed = uniforms(towns, towns.NORTH, Purpose.TOWN_REVIEW)[3]
    for chance, status in ((listed, POTENTIAL), (np.nextafter(listed, 1.0), CANDIDATE)):
        central.town_listing = chance
        assert hold(POTENTIAL, NONE) == [status, NONE]
    assert towns.book.candidates_listed.tolist() == [1, 0, 0]
    assert towns.book.municipal_applications.sum() == 0
    assert hold(CANDIDATE, NONE, quarter=8) == [MUNICIPAL, NONE]
