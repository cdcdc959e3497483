import numpy as np
import pytest

from model.rules.arrival import capability_at_entry, design_at_entry, intensity_at_entry, pick

SHARE = 0.01  # of pillar projects


@pytest.mark.parametrize(("uniform", "index"), [(0.0, 0), (0.1999, 0), (0.2, 2), (0.4999, 2), (0.5, 3), (0.9999, 3)])
def test_an_industry_is_picked_by_its_share(uniform, index):
    # shares 0.2, 0, 0.3, 0.5: one without a share is never picked
    assert pick(np.array([0.2, 0.2, 0.5, 1.0]), uniform) == index


def test_the_last_industry_is_picked_where_shares_miss_one_by_rounding():
    assert pick(np.array([0.5, 0.9999999]), 0.99999999) == 1


def test_the_median_project_has_the_median_size(central):
    assert design_at_entry(0.5, 0.5, SHARE, central) == pytest.approx(6000.0)


def test_sizes_are_lognormal(central):
    # one standard deviation up: 6000 exp(0.9) = 6000 x 2.459603
    assert design_at_entry(0.8413447460685429, 0.5, SHARE, central) == pytest.approx(14_757.62, rel=1e-6)


def test_few_projects_are_leaders_five_times_as_large(central):
    assert design_at_entry(0.5, 0.0099, SHARE, central) == pytest.approx(30_000.0)
    assert design_at_entry(0.5, 0.01, SHARE, central) == pytest.approx(6000.0)


def test_no_project_is_larger_than_the_largest(central):
    central.arrival_largest = 5999.0
    assert design_at_entry(0.5, 0.5, SHARE, central) == 5999.0


def test_capability_is_normal_about_its_mean(central):
    central.entrant_capability = 0.1
    assert capability_at_entry(0.5, central) == pytest.approx(0.1)
    assert capability_at_entry(0.8413447460685429, central) == pytest.approx(0.43)  # 0.1 + 0.33


def test_the_mean_intensity_is_that_of_a_new_vintage(central):
    # 2 x 0.85 on average over all draws; the median lies below, at 1.7 exp(-0.3^2 / 2) = 1.625195
    cells = 4000
    mean = sum(intensity_at_entry(2.0, (cell + 0.5) / cells, central) for cell in range(cells)) / cells
    assert mean == pytest.approx(1.7, rel=1e-3)
    assert intensity_at_entry(2.0, 0.5, central) == pytest.approx(1.625195, rel=1e-6)
