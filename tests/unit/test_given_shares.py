"""What firms outside a city's own list are likely to be: never of one kind only, nor of a mix that nobody has."""

import numpy as np
import pytest

from model.parameters import central_values
from model.population.baseline import leading_matrix
from model.population.given import outside_mix, zone_leading_share
from tests.unit.test_rows import EAST, FOOD, METAL, NORTH, WEST, WOOD, small_city

PARAMETERS = central_values({"unlisted_kind_least": 0.04})[0]
LIKELY = np.full(3, 0.7)


def share_left(leading_output, published):
    """The share of leading industries that missing firms need where a firm in East, led by metal, makes so much of it."""
    city = small_city(given=[(1, EAST, METAL, leading_output, {})], top3_sales_share=published)
    return zone_leading_share(city, leading_matrix(city), LIKELY, PARAMETERS)


def test_missing_firms_have_the_share_that_given_ones_leave():
    # of 61,000 in the zones 0.6 are 36,600; 10,000 are given, so 26,600 of 51,000 are left
    assert share_left(10_000.0, 0.6) == pytest.approx([26_600 / 51_000] * 3)


@pytest.mark.parametrize(("published", "share"), [(0.19, 0.04), (0.999, 0.96)])
def test_of_either_kind_there_is_a_least_share(published, share):
    # 11,590 less 10,000 would be 0.031 of 51,000; 60,939 less 10,000 would be 0.9988 of it
    assert share_left(10_000.0, published) == pytest.approx([share] * 3)


def test_what_is_likely_stays_where_nothing_is_published_or_nobody_is_missing():
    assert share_left(10_000.0, None) is LIKELY
    everybody = [(1, EAST, METAL, 40_000.0, {}), (2, WEST, FOOD, 21_000.0, {})]
    city = small_city(given=everybody, top3_sales_share=0.6)
    assert zone_leading_share(city, leading_matrix(city), LIKELY, PARAMETERS) is LIKELY


@pytest.mark.parametrize(("share", "first"), [(0.9, FOOD), (0.3, METAL)])
def test_a_mix_outside_that_cannot_make_the_share_keeps_its_least_part(share, first):
    """Value added is 0.35 of metal and 0.2 of food, so the mix tips over to the industry that comes nearest."""
    city = small_city(given=[(1, NORTH, WOOD, 6000.0, {})], zone_value_added_share=share)
    mix = np.tile(city.outside_share, (3, 1))
    shifted = outside_mix(city, mix, PARAMETERS)
    wanted = 0.04 * city.outside_share
    wanted[first] += 0.96
    assert shifted[NORTH] == pytest.approx(wanted, abs=1e-4)  # exp(-200 x 0.05) is 5e-5
    assert (shifted[[EAST, WEST]] == mix[[EAST, WEST]]).all()
