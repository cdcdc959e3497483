"""Whose the rows of a population are, what they draw as, and who is drawn together, in a city small enough to count."""

from dataclasses import replace

import numpy as np
import pytest

from model.identities import PARK_BITS, numbers_of_names
from model.parameters import central_values
from model.population.given_table import given_dtype
from model.population.priors import solve_priors
from model.population.recipe import make_recipe
from model.population.rows import Kinds, lay_out_rows, projects_under_way
from model.streams import Kind
from model.world import industry_dtype
from tests.properties.worlds import plain_baseline

EAST, NORTH, WEST = range(3)  # a national zone, the industry outside, a provincial zone
FOOD, METAL, WOOD = range(3)
NUMBERS = np.array([70_001, 52, 913], np.uint64)  # what the parks draw as
OPEN = np.nan


def small_city(times=1, given=(), **changes):
    """East with 5 firms and led by metal, industry outside with 4, and West with 3, led by food; `times` as many."""
    plain = plain_baseline()
    (zone,) = plain.parks
    parks = (
        replace(zone, id="east", level="national", output=40_000.0 * times, firms=5 * times, leading=("metal",)),
        replace(
            zone, id="north", level="outside", output=30_000.0 * times, firms=4 * times, leading=(), arrival_weight=4.0,
        ),
        replace(zone, id="west", output=21_000.0 * times, firms=3 * times, leading=("food",), arrival_weight=2.0),
    )  # fmt: skip
    industries = np.zeros(3, industry_dtype)
    industries[:] = plain.industries[0]
    industries["value_added_rate"] = [0.2, 0.35, 0.25]
    shares = np.array([0.3, 0.5, 0.2])
    city = replace(
        plain, parks=parks, industry_ids=("food", "metal", "wood"), industries=industries, national_share=shares,
        outside_share=shares[::-1].copy(), zone_value_added_share=0.68, small_firms=5 * times, given=listed(*given),
    )  # fmt: skip
    return replace(city, **changes)


def listed(*firms):
    """A table of given firms (number, park, industry, output), of which nothing else is known but what is said."""
    table = np.zeros(len(firms), given_dtype)
    for row, (*plain, known) in zip(table, firms, strict=True):
        for name in given_dtype.names:
            row[name] = OPEN if given_dtype[name] == np.float64 else 0
        for name, value in zip(("number", "park", "industry", "output"), plain, strict=True):
            row[name] = value
        for name, value in known.items():
            row[name] = value
    return table


def recipe_of(city, par=None):
    """The recipe of a city."""
    par = small_parameters() if par is None else par
    return make_recipe(city, solve_priors(city, par[0]), par)


def small_parameters():
    """Parameters with which East has one project under way, the outside four and West two."""
    return central_values({"arrival_rate": 0.2, "construction_quarters": 5.0, "register_threshold": 2000.0})


GIVEN = ((77, WEST, METAL, 9000.0, {}), (5, EAST, FOOD, 8000.0, {}), (77, EAST, WOOD, 7000.0, {}))


@pytest.fixture
def rows():
    """Rows of the small city with a given firm in West and two in East."""
    return lay_out_rows(small_city(given=GIVEN), NUMBERS, small_parameters()[0])


def test_projects_under_way_are_the_arrivals_of_the_time_that_they_take():
    # 0.2 a firm and year, 5 + 2 quarters, three in four admitted: 0.2625 times 5, 4 x 4 and 2 x 3
    assert projects_under_way(small_city(), small_parameters()[0]).tolist() == [1, 4, 2]


def test_fewer_projects_are_under_way_where_fewer_are_admitted_or_the_register_is_quick():
    par = small_parameters()[0]
    # 0.2 a firm and year, 5 + 2 quarters, six in ten admitted: 0.21 times 5, 4 x 4 and 2 x 3; with 5 + 1 quarters 0.18
    par.admitted_share = 0.6
    assert projects_under_way(small_city(), par).tolist() == [1, 3, 1]
    assert projects_under_way(small_city(3), par).tolist() == [3, 10, 4]
    par.register_delay = 1.0
    assert projects_under_way(small_city(3), par).tolist() == [3, 9, 3]


def test_given_firms_come_first_then_the_others_of_the_register_then_small_ones_then_projects(rows):
    # of 5, 4 and 3 firms two, none and one are given; 5 small firms over 12 are 2.1, 1.7 and 1.25
    assert (rows.given, rows.registered, len(rows.park)) == (3, 12, 24)
    missing, small, projects = [0, 0, 0, 1, 1, 1, 1, 2, 2], [0, 0, 1, 1, 2], [0, 1, 1, 1, 1, 2, 2]
    assert rows.park.tolist() == [WEST, EAST, EAST, *missing, *small, *projects]
    assert rows.kind.tolist() == [Kinds.REGISTERED] * 12 + [Kinds.SMALL] * 5 + [Kinds.UNDER_WAY] * 7


def test_who_is_drawn_together(rows):
    groups = [rows.members[first:last].tolist() for first, last in zip(rows.starts[:-1], rows.starts[1:], strict=True)]
    assert groups == [[3, 4, 5], [12, 13, 17], [6, 7, 8, 9], [14, 15, 18, 19, 20, 21], [10, 11], [16, 22, 23]]


def test_identities_say_what_a_row_is_in_which_park_and_its_number_there(rows):
    fields = [
        (identity >> 60, identity >> 50 & 0x3FF, identity >> 30 & 0xFFFFF, identity >> 28 & 3, identity & 0xFFFFFFF)
        for identity in rows.identity.tolist()
    ]
    firm, east, north, west = Kind.FIRM.value, 70_001, 52, 913
    assert fields[:3] == [(firm, 0, west, 0, 77), (firm, 0, east, 0, 5), (firm, 0, east, 0, 77)]
    assert fields[3:6] == [(firm, 0, east, 1, number) for number in range(3)]
    assert fields[6:10] == [(firm, 0, north, 1, number) for number in range(4)]
    assert fields[10:14] == [(firm, 0, west, 1, 0), (firm, 0, west, 1, 1), (firm, 0, east, 2, 0), (firm, 0, east, 2, 1)]
    assert fields[16:19] == [(firm, 0, west, 2, 0), (firm, 0, east, 3, 0), (firm, 0, north, 3, 0)]
    assert fields[-1] == (firm, 0, west, 3, 1)


def test_identities_are_unique(rows):
    assert rows.identity.dtype == np.uint64
    assert len(set(rows.identity.tolist())) == 24


def identities_by_park(city):
    """Identities by park and kind, in order."""
    numbers = numbers_of_names([park.id for park in city.parks], PARK_BITS)
    rows = lay_out_rows(city, numbers, small_parameters()[0])
    return {
        (park.id, kind): rows.identity[(rows.park == index) & (rows.kind == kind)].tolist()
        for index, park in enumerate(city.parks)
        for kind in Kinds
    }


def test_a_park_that_is_added_leaves_the_identities_of_the_others_alone():
    city = small_city(given=GIVEN)
    added = replace(city.parks[EAST], id="middle", firms=12)
    east, north, west = city.parks
    more = replace(
        city,
        parks=(east, added, north, west),
        small_firms=10,  # of 24 firms in proportion as before
        given=listed(*((number, (0, 2, 3)[park], *rest) for number, park, *rest in GIVEN)),
    )
    before, after = identities_by_park(city), identities_by_park(more)
    assert {place: after[place] for place in before} == before
    everybody = [identity for each in after.values() for identity in each]
    assert len(set(everybody)) == len(everybody)


def test_one_firm_more_of_a_kind_moves_nobody_else():
    city = small_city(given=GIVEN)
    more = replace(city, small_firms=6)
    before, after = identities_by_park(city), identities_by_park(more)
    for place, identities in before.items():
        assert after[place][: len(identities)] == identities, place
    assert sum(map(len, after.values())) == sum(map(len, before.values())) + 1


def test_a_firm_that_is_given_takes_the_place_of_a_missing_one_and_no_identity_of_the_rest():
    fewer, more = identities_by_park(small_city(given=GIVEN)), identities_by_park(small_city(given=GIVEN[:2]))
    place = "east", Kinds.REGISTERED
    assert len(fewer[place]) == len(more[place]) == 5
    assert len(set(fewer[place]) & set(more[place])) == 4
    for other, identities in fewer.items():
        assert other == place or more[other] == identities


def test_a_park_without_rows_has_groups_of_nobody():
    city = small_city()
    empty = replace(city.parks[NORTH], firms=0, arrival_weight=0.0)
    rows = lay_out_rows(
        replace(city, parks=(city.parks[EAST], empty, city.parks[WEST])), NUMBERS, small_parameters()[0]
    )
    assert np.diff(rows.starts)[2:4].tolist() == [0, 0]
    assert rows.park[rows.members[rows.starts[4] :]].tolist() == [WEST] * (3 + 2 + 2)
