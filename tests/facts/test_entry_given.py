"""The number of arriving projects is the one that gives published entry: what `arrival_rate` takes from `entry-exit`."""

import numpy as np
import pytest

from model import simulate
from model.parameters import PARAMETERS
from scenarios.case import load_case, shipped
from scenarios.facts.comparing import compared_with, prepared
from scenarios.files.observed import FIT

RATE = PARAMETERS["arrival_rate"]


def entry(name, rate):
    """A city's entry without a plan, the mean over 200 replicates and its years to be fitted."""
    case = prepared(load_case(name))
    runs = simulate(case, "none", 200, seed=1, hold={RATE.name: rate})
    facts = [fact for fact in case.data.facts if fact.statistic.name == "entry_rate" and fact.use == FIT]
    return np.mean(
        [each.mean for each in compared_with(facts, (), case.calendar.year_labels, lambda key: runs[key].values)]
    )


@pytest.mark.chizhou
@pytest.mark.long
@pytest.mark.slow
@pytest.mark.parametrize(("rate", "published"), [(RATE.low, 0.09), (RATE.value, 0.115), (RATE.high, 0.14)])
def test_the_shipped_cities_have_published_entry_on_average(rate, published):
    """Over five cities the standard error of the mean is about 0.001: five of them have a chance below 1e-6."""
    assert np.mean([entry(name, rate) for name in shipped()]) == pytest.approx(published, abs=0.005)
