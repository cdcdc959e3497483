"""The queue for floor against the birth-death law that it follows when nobody can be served."""

import numpy as np
import pytest
from scipy.stats import chi2, poisson

from model.levers import LeverSetting
from scenarios import Scenario

REPLICATES, QUARTERS = 250, 20
MEAN, PATIENCE = 3.0, 0.25


@pytest.mark.statistical
def test_projects_that_wait_for_floor_nobody_has_are_an_immigration_death_process(at_rest):
    """Seed 41, 250 replicates; chi-square at 1e-4: a false alarm in 0.01 % of seeds.

    All projects of a zone must lease, and there is no floor: each waits, and from its second quarter on leaves with
    probability p a quarter. Arrivals are Poisson with mean m, so after q quarters the number waiting is Poisson with
    mean m (1 - (1 - p)^q) / p: the transient law of immigration and death, which tends to m / p.
    """
    rule = Scenario("rule", settings={"multi_storey_rule": LeverSetting(1.0)})
    waiting, served = [], 0
    for replicate in range(REPLICATES):
        model = at_rest(41, replicate, rule, patience=PATIENCE, arrival_rate=1.0, incentive_largest=0.0,
                        incentive_pull=0.0, footloose=0.0)  # fmt: skip
        model.world.arrays.industries["suited_share"] = 1.0
        model.world.arrays.sites["arrival_firms"] = 0.0
        model.world.arrays.sites["arrival_firms"][1] = 4 * MEAN
        model.state.parks.factory_floor = model.state.parks.factory_leased
        model.run()
        waiting.append(int(model.books[QUARTERS, 1].waiting_floor))
        served += int(model.books.seated.sum())
    assert served == 0
    mean = MEAN * (1 - (1 - PATIENCE) ** QUARTERS) / PATIENCE
    edges = np.unique(poisson.ppf(np.linspace(0.1, 0.9, 8), mean))
    observed = np.bincount(np.searchsorted(edges, waiting), minlength=len(edges) + 1)
    expected = REPLICATES * np.diff(np.concatenate([[0.0], poisson.cdf(edges, mean), [1.0]]))
    statistic = ((observed - expected) ** 2 / expected).sum()
    assert chi2.sf(statistic, len(edges)) > 1e-4
