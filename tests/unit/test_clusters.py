"""Clusters and links, with an elasticity of 0.05, a peak at a log size of 2 and a speed of 0.3 a year."""

import math

import numpy as np
import pytest

from model.rules.clusters import gap_closed, growth_of_year, level_sought, partner, sold_to, with_users

BASELINE = 30_000.0


def times(log_size):
    return BASELINE * math.exp(log_size)


@pytest.mark.parametrize(
    ("log_size", "level"),
    [
        (-0.6, -0.03),  # 0.05 x -0.6
        (0.6, 0.0255),  # 0.05 x 0.6 x (1 - 0.6 / 4)
        (2.0, 0.05),  # the peak: 0.05 x 2 / 2
        (3.4, 0.0255),  # 0.05 x 3.4 x (1 - 3.4 / 4), as far above the peak as 0.6 is below
        (3.99, 0.000498750),  # 0.05 x 3.99 x 0.0025
        (4.5, 0.0),
    ],
)
def test_a_cluster_raises_output_up_to_the_peak_and_crowds_beyond(central, log_size, level):
    assert level_sought(times(log_size), BASELINE, central) == pytest.approx(level, rel=1e-5, abs=1e-15)


@pytest.mark.parametrize("output", [0.0, 7.3, 9999.0, 10_000.0, 123_456.789, 4.2e7])
def test_at_the_size_of_the_baseline_the_level_is_exactly_nought(central, output):
    assert level_sought(output, output, central) == 0.0


def test_below_the_smallest_cluster_all_sizes_count_alike(central):
    # the smallest is 10,000: from 3,000 to 9,000 nothing changes, to 13,000 the log size is ln 1.3
    assert level_sought(9000.0, 3000.0, central) == 0.0
    size = math.log(1.3)
    assert level_sought(13_000.0, 0.0, central) == pytest.approx(0.05 * size * (1 - size / 4))
    assert level_sought(0.0, 13_000.0, central) == pytest.approx(-0.05 * size)


def test_a_cluster_never_gives_back_as_much_as_it_takes(central):
    # a gain of output makes the cluster larger, and that raises the level by less than the gain
    sizes = np.linspace(-3.0, 5.0, 41)
    levels = [level_sought(times(size), BASELINE, central) for size in sizes]
    assert (np.abs(np.diff(levels)) <= 0.05 * np.diff(sizes) + 1e-12).all()


def test_a_level_that_is_attained_adds_nothing_and_one_above_is_lost_again(central):
    # 0.3 of the gap a year
    assert gap_closed(0.04, 0.04, central) == 0.0
    assert gap_closed(0.04, 0.015, central) == pytest.approx(0.0075)
    assert gap_closed(0.01, 0.04, central) == pytest.approx(-0.009)


def test_users_buy_a_share_of_their_inputs_in_the_city(central):
    # 0.12 x 1.25 x 0.2 of an output of 300 is 9 of the supplier's 450
    central.input_scale = 1.25
    assert sold_to(0.2, 300.0, 450.0, central) == pytest.approx(0.02)


@pytest.mark.parametrize(
    ("sold", "grown", "demand"),
    [
        (0.0, 0.0, 0.06),
        (0.2, 0.02, 0.068),  # a fifth grows by 0.1: 0.8 x 0.06 + 0.02
        (0.2, 0.012, 0.06),  # users grow as demand does
        (0.2, -0.01, 0.038),  # they shrink by 0.05
        (0.8, 0.08, 0.08),  # bounded to 0.5: 0.5 x 0.06 + 0.5 x 0.1
        (0.5, 0.05, 0.08),
    ],
)
def test_the_part_that_users_buy_grows_as_they_do(central, sold, grown, demand):
    assert with_users(0.06, sold, grown, central) == pytest.approx(demand)


def test_growth_of_a_quarter_as_a_yearly_rate():
    assert growth_of_year(515.0, 500.0) == pytest.approx(0.12)


MIX = np.array([[0.0, 0.7, 1.0], [1.0, 1.0, 1.0], [0.0, 0.0, 0.0]])


@pytest.mark.parametrize(
    ("industry", "mixed", "kind", "found"),
    [
        (0, 0.59, 0.69, 1),
        (0, 0.59, 0.71, 2),
        (0, 0.61, 0.71, 0),  # three fifths come along links
        (1, 0.0, 0.999, 0),
        (2, 0.0, 0.3, 2),  # it has no partners
    ],
)
def test_projects_along_a_chain_are_of_partners_by_the_weights_of_links(central, industry, mixed, kind, found):
    assert partner(industry, mixed, kind, MIX, central) == found


def test_without_links_or_without_a_share_for_them_projects_are_of_the_leaders_industry(central):
    assert partner(1, 0.0, 0.3, np.zeros((0, 0)), central) == 1
    central.chain_links = 0.0
    assert partner(0, 0.0, 0.3, MIX, central) == 0
