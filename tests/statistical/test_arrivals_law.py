"""Projects arrive as a Poisson process."""

from dataclasses import replace

import numpy as np
import pytest
from scipy.stats import chi2, norm, poisson

from model.engine import run
from model.levers import schedule
from model.phases.arrivals import arrivals_at
from model.streams import make_key

pytestmark = pytest.mark.statistical


@pytest.mark.parametrize("mean", [0.4, 2.3, 20.0, 150.0])
def test_arrivals_of_a_park_are_poisson(mean):
    """Seed 3, 200 replicates of 20 quarters; chi-square at 1e-4 for each mean: a false alarm in 0.04 % of seeds.

    The largest mean is drawn in three parts.
    """
    counts = np.array(
        [arrivals_at(1, quarter, make_key(3, replicate), mean) for replicate in range(200) for quarter in range(1, 21)]
    )
    edges = np.unique(poisson.ppf(np.linspace(0.05, 0.95, 10), mean))  # cells of about 400, at most
    observed = np.bincount(np.searchsorted(edges, counts), minlength=len(edges) + 1)
    expected = len(counts) * np.diff(np.concatenate([[0.0], poisson.cdf(edges, mean), [1.0]]))
    statistic = ((observed - expected) ** 2 / expected).sum()
    assert chi2.sf(statistic, len(edges)) > 1e-4


@pytest.mark.parametrize("mean", [2.3, 150.0])
def test_the_variance_of_arrivals_is_their_mean(mean):
    """Seed 4, 4000 draws; dispersion within 4 standard errors, twice: a false alarm in 0.013 % of seeds."""
    counts = np.array([arrivals_at(1, 1, make_key(4, replicate), mean) for replicate in range(4000)])
    error = np.sqrt(mean / len(counts))
    assert abs(counts.mean() - mean) < 4 * error
    assert abs(counts.var() / mean - 1) < 4 * np.sqrt((2 + 1 / mean) / len(counts))


def with_usual_arrivals(world):
    """The world in which arrivals follow neither the city nor what zones offer."""
    parameters = world.parameters.copy()
    parameters.arrival_follow, parameters.offer_effect, parameters.national_attraction = 0.0, 0.0, 0.0
    return replace(world, parameters=parameters)


def without_luring(world):
    """The same world, in which no park lures a project that came to another."""
    plain = with_usual_arrivals(world)
    plain.parameters.incentive_pull = 0.0
    return plain


def test_arrivals_of_a_run_have_the_rate_of_the_case(world):
    """Seed 5, 60 replicates of 20 quarters, each park at 4 standard errors: a false alarm in 0.06 % of seeds.

    Projects are counted where they apply, so this is the law of a city in which nobody lures.
    """
    record = run(without_luring(world), schedule({}, world.calendar), np.arange(60), 5, vary_parameters=False)
    arrived = record.books.arrivals[:, 1:].sum(axis=(0, 1))
    rate = world.parameters.arrival_rate[0]
    expected = 60 * world.calendar.years * rate * world.arrays.sites.arrival_firms
    assert (np.abs(arrived - expected) < 4 * np.sqrt(expected)).all()
    assert norm.sf(4) * 2 * len(expected) < 6e-4


def test_luring_moves_projects_between_zones_and_makes_none(world):
    """Exact, in every quarter: who comes to the city and to the outside does not depend on who lures."""
    plain = schedule({}, world.calendar)
    lured, free = (
        run(each, plain, np.arange(20), 5, vary_parameters=False).books.arrivals
        for each in (with_usual_arrivals(world), without_luring(world))
    )
    assert np.array_equal(lured.sum(axis=2), free.sum(axis=2))
    outside = world.arrays.sites.zone == 0
    assert np.array_equal(lured[:, :, outside], free[:, :, outside])
    assert not np.array_equal(lured, free)
