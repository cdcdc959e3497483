"""The queue for floor against the birth-death law that it follows when nobody can be served."""

import numpy as np
import pytest
from scipy.stats import chi2, poisson

from model.engine import run
from model.levers import LeverSetting, schedule

REPLICATES, QUARTERS, ZONE = 500, 20, 1
MEAN, PATIENCE = 3.0, 0.25


@pytest.mark.statistical
def test_projects_that_wait_for_floor_nobody_has_are_an_immigration_death_process(world_at_rest):
    """Seed 41, 500 replicates; chi-square at 1e-4: a false alarm in 0.01 % of seeds.

    All projects of a zone must lease, and there is no floor: each waits, and from its second quarter on leaves with
    probability p a quarter. Arrivals are Poisson with mean m, so after q quarters the number waiting is Poisson with
    mean m (1 - (1 - p)^q) / p: the transient law of immigration and death, which tends to m / p.
    """
    world = world_at_rest(
        patience=PATIENCE, arrival_rate=1.0, incentive_largest=0.0, incentive_pull=0.0, footloose=0.0,
        arrival_follow=0.0, offer_effect=0.0,
    )  # fmt: skip
    world.arrays.industries["suited_share"] = 1.0
    world.arrays.sites["arrival_firms"] = [4 * MEAN if place == ZONE else 0.0 for place in range(len(world.park_names))]
    world.populations.parks["factory_floor"] = world.populations.parks["factory_leased"]
    levers = schedule({"multi_storey_rule": LeverSetting(1.0)}, world.calendar)
    books = run(world, levers, np.arange(REPLICATES), 41, vary_parameters=False).books
    waiting = books.waiting_floor[:, QUARTERS, ZONE]
    assert books.seated.sum() == 0
    mean = MEAN * (1 - (1 - PATIENCE) ** QUARTERS) / PATIENCE
    edges = np.unique(poisson.ppf(np.linspace(0.1, 0.9, 8), mean))
    observed = np.bincount(np.searchsorted(edges, waiting), minlength=len(edges) + 1)
    expected = REPLICATES * np.diff(np.concatenate([[0.0], poisson.cdf(edges, mean), [1.0]]))
    statistic = ((observed - expected) ** 2 / expected).sum()
    assert chi2.sf(statistic, len(edges)) > 1e-4
