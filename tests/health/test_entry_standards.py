"""One number for all industries refuses those that invest least a mu, and no others much more than the mean."""

import numpy as np
import pytest

from model import simulate
from model.levers import LEVERS, LeverSetting
from tests.conftest import last_years

REPLICATES, SEED = 40, 3
TWICE = 2.0


@pytest.mark.chizhou
def test_no_industry_loses_twice_the_mean_unless_it_invests_less_than_the_standard(case):
    """Firms of each industry after five years at the high end of the lever, against no plan; seed 3, 40 replicates.

    The reason that counts is a project of the industry that plans less than the standard a mu of the land that it needs.
    """
    high = LEVERS["entry_standards"].high
    strict = case.scenario("none").with_(entry_standards=LeverSetting(high, f"{last_years(case)[0]}Q1"))
    without, under = (
        simulate(case, each, REPLICATES, SEED).sel(year=last_years(case)[-1]) for each in ("none", strict)
    )
    before = without.sum_firms.sum("park").mean("replicate").values
    fall = 1.0 - under.sum_firms.sum("park").mean("replicate").values / before
    mean = float(np.average(fall, weights=before))
    industries, parameters = case.world.arrays.industries, case.world.parameters[0]
    planned = industries.output_per_mu * parameters.entrant_density / industries.output_per_investment
    assert mean > 0.0
    unfounded = (fall > TWICE * mean) & (planned >= high)
    assert not unfounded.any(), (fall.round(3), planned.round())
    assert fall[planned < high].mean() > fall[planned >= high].mean()
