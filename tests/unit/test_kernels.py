"""The growth part of the quarter gives the same firms as compiled rules, in NumPy and in C."""

import numpy as np
import pytest

from benchmarks.kernels import compiled, native, vectorised
from benchmarks.kernels.setting import Setting, fresh, setting

QUARTERS = 20
COLUMNS = ("output", "year_output", "capability", "energy_intensity", "emission_intensity")


@pytest.fixture(scope="module")
def start(world) -> Setting:
    """Some 500 producing firms of the case."""
    return setting(world, 600)


def assert_same(one: Setting, other: Setting) -> None:
    for name in COLUMNS:
        np.testing.assert_allclose(one.firms[name], other.firms[name], rtol=1e-12, err_msg=name)
    for name in ("stage", "stage_quarters"):
        np.testing.assert_array_equal(one.firms[name], other.firms[name], err_msg=name)


def test_numpy_agrees_with_the_compiled_rules(start):
    rules, columns = fresh(start), fresh(start)
    counts = compiled.run(rules, QUARTERS)
    assert counts == vectorised.run(columns, QUARTERS)
    assert min(counts) > 20
    assert_same(rules, columns)


@pytest.mark.skipif(native.compiler() is None, reason="no C compiler found")
def test_c_agrees_with_the_compiled_rules(start):
    rules, library = fresh(start), fresh(start)
    assert compiled.run(rules, QUARTERS) == native.run(native.build(), library, QUARTERS)
    assert_same(rules, library)
