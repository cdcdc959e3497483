"""Linear algebra without a library, against NumPy's."""

import numpy as np
import pytest

from model.population.linear import largest_below, product, solve


@pytest.mark.parametrize("seed", range(5))
def test_an_equation_is_solved(seed):
    generator = np.random.default_rng(seed)
    matrix, right = generator.standard_normal((30, 30)), generator.standard_normal(30)
    assert solve(matrix, right) == pytest.approx(np.linalg.solve(matrix, right), rel=1e-8)


def test_rows_are_exchanged_where_a_pivot_is_zero_and_nothing_given_is_changed():
    matrix, right = np.array([[0.0, 2.0], [4.0, 1.0]]), np.array([6.0, 11.0])
    assert solve(matrix, right).tolist() == [2.0, 3.0]
    assert matrix.tolist() == [[0.0, 2.0], [4.0, 1.0]]
    assert right.tolist() == [6.0, 11.0]


def test_a_product_is_that_of_rows_and_columns():
    one, other = np.array([[1.0, 2.0, 0.0]]), np.array([[1.0, 2.0], [3.0, 4.0], [5.0, 6.0]])
    assert product(one, other).tolist() == [[7.0, 10.0]]


def test_an_equation_without_an_answer_gives_no_number():
    assert not np.isfinite(solve(np.array([[1.0, 2.0], [2.0, 4.0]]), np.array([1.0, 5.0]))).all()


def test_the_pivot_is_the_largest_the_first_of_equals_and_what_is_no_number_before_all():
    matrix = np.zeros((4, 4))
    matrix[:, 1] = [9.0, 1.0, -3.0, 3.0]  # the first is above the pivot
    assert largest_below(matrix, 1) == 2
    matrix[3, 1] = np.nan
    assert largest_below(matrix, 1) == 3
