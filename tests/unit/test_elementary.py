import math

import numpy as np
import pytest

from model.elementary import exp, log

UNITS_IN_THE_LAST_PLACE = 2.3e-16


def test_exp_is_exact_to_the_last_place():
    x = np.concatenate([np.linspace(-700.0, 700.0, 20_001), np.linspace(-1.0, 1.0, 20_001), [1e-300, -1e-17, 0.0]])
    assert np.array([exp(float(each)) for each in x]) == pytest.approx(np.exp(x), rel=UNITS_IN_THE_LAST_PLACE, abs=0.0)


def test_log_is_exact_to_the_last_place():
    # close to 1, where the logarithm is close to 0, as well as far from it
    near = 1.0 + np.concatenate([np.linspace(-0.4, 0.5, 20_001), 2.0 ** -np.arange(1, 53), -(2.0 ** -np.arange(1, 54))])
    x = np.concatenate([near, np.geomspace(2.3e-308, 1e308, 20_001)])
    ours = np.array([log(float(each)) for each in x])
    assert ours == pytest.approx(np.log(x), rel=UNITS_IN_THE_LAST_PLACE, abs=0.0)


def test_the_fixed_points():
    assert (exp(0.0), log(1.0)) == (1.0, 0.0)


@pytest.mark.parametrize(
    ("x", "value"), [(709.0001, math.inf), (math.inf, math.inf), (-708.0001, 0.0), (-math.inf, 0.0)]
)
def test_exp_beyond_its_range(x, value):
    assert exp(x) == value


@pytest.mark.parametrize(("x", "value"), [(709.0, math.exp(709.0)), (-708.0, math.exp(-708.0))])
def test_exp_at_the_ends_of_its_range(x, value):
    assert exp(x) == pytest.approx(value, rel=UNITS_IN_THE_LAST_PLACE, abs=0.0)


@pytest.mark.parametrize(("x", "value"), [(0.0, -math.inf), (1e-310, -math.inf), (math.inf, math.inf)])
def test_log_beyond_its_range(x, value):
    assert log(x) == value


def test_no_number_stays_none():
    assert math.isnan(exp(math.nan))
    assert math.isnan(log(math.nan))
    assert math.isnan(log(-1.0))
