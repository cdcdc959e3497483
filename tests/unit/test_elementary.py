import math

import numpy as np
import pytest

from model.elementary import exp, exp_each, expm1, log, power, power_each

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


def test_expm1_keeps_all_digits_near_zero():
    near = np.concatenate([np.geomspace(1e-300, 1.0, 20_001), np.linspace(0.3, 0.4, 2001), [0.34657, 0.34658]])
    x = np.concatenate([near, -near, np.linspace(-40.0, 40.0, 20_001)])
    ours = np.array([expm1(float(each)) for each in x])
    assert ours == pytest.approx(np.expm1(x), rel=3 * UNITS_IN_THE_LAST_PLACE, abs=0.0)
    assert (expm1(0.0), expm1(-800.0), expm1(709.1)) == (0.0, -1.0, math.inf)
    assert math.isnan(expm1(math.nan))


def test_powers():
    for base, exponent in [(0.3, 0.25), (1.7, 0.25), (2.5, 3.0), (0.01, -0.8), (7.0, -1.5)]:
        expected = pytest.approx(base**exponent, rel=4e-16 * (1 + abs(exponent * math.log(base))), abs=0.0)
        assert power(base, exponent) == expected


@pytest.mark.parametrize(
    ("base", "exponent", "value"),
    [(1.0, 0.37, 1.0), (0.0, 0.0, 1.0), (2.3, 0.0, 1.0), (2.3, 1.0, 2.3), (0.0, 0.5, 0.0), (0.0, -0.5, math.inf)],
)
def test_powers_that_are_exact(base, exponent, value):
    assert power(base, exponent) == value


def test_arrays_hold_what_single_numbers_give_in_their_shape():
    x = np.array([[0.2, 1.0, 3.5], [2.0, 0.7, 11.0]])
    for values in (x, x.T, x[:, ::2]):
        assert exp_each(values).tolist() == [[exp(float(each)) for each in row] for row in values]
    exponents = np.array([0.5, 2.0, -1.0])
    assert power_each(x, exponents).tolist() == [
        [power(float(b), float(e)) for b, e in zip(row, exponents, strict=True)] for row in x
    ]


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
