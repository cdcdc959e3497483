"""Systems of a chain that mostly moves up, against a general solver."""

import numpy as np
import pytest

from model.population.banded import eliminate, null_vector, solve_eliminated, times, times_from_left


def chain(size, down, seed):
    """A transition matrix that moves up by any number of points, and down by at most `down`."""
    matrix = np.triu(np.random.default_rng(seed).uniform(0.1, 1.0, (size, size)), -down)
    return matrix / matrix.sum(axis=1, keepdims=True)


def test_a_system_worked_by_hand():
    """2x + y = 5 and 0.6x + 3y = 6.6: x = 1.4 / ... by elimination x = (5 - 2.2) / (2 - 0.2), y = 2.2 - 0.2 x."""
    matrix = np.array([[2.0, 1.0], [0.6, 3.0]])
    eliminate(matrix)
    x = 2.8 / 1.8
    assert solve_eliminated(matrix, np.array([5.0, 6.6])).tolist() == pytest.approx([x, 2.2 - 0.2 * x])


@pytest.mark.parametrize(("size", "down"), [(1, 0), (7, 0), (30, 1), (30, 9)])
def test_systems_are_solved_as_by_a_general_solver(size, down):
    matrix = np.eye(size) - 0.9 * chain(size, down, 4).T
    right = np.random.default_rng(5).normal(size=size)
    expected = np.linalg.solve(matrix, right)
    eliminate(matrix)
    assert solve_eliminated(matrix, right) == pytest.approx(expected, rel=1e-10)


def eliminated_column_by_column(matrix):
    """The same elimination as a textbook has it."""
    matrix = matrix.copy()
    for pivot in range(len(matrix) - 1, 0, -1):
        row = pivot - 1
        while row >= 0 and matrix[row, pivot] != 0.0:
            factor = matrix[row, pivot] / matrix[pivot, pivot]
            matrix[row, :pivot] -= factor * matrix[pivot, :pivot]
            matrix[row, pivot] = factor
            row -= 1
    return matrix


@pytest.mark.parametrize("seed", range(20))
def test_two_columns_at_a_time_give_the_digits_of_one_after_the_other(seed):
    """Also where the band above the diagonal has gaps, and where a column has none."""
    random = np.random.default_rng(seed)
    size = int(random.integers(1, 13))
    gaps = random.random((size, size)) < 0.3
    matrix = np.where(gaps, 0.0, np.tril(random.random((size, size)), random.integers(0, 4))) + 20.0 * np.eye(size)
    expected = eliminated_column_by_column(matrix)
    eliminate(matrix)
    np.testing.assert_array_equal(matrix, expected)


def test_products_from_either_side():
    matrix, vector = np.array([[1.0, 2.0], [3.0, 5.0]]), np.array([0.3, 10.0])
    assert times(matrix, vector).tolist() == pytest.approx([20.3, 50.9])
    assert times_from_left(vector, matrix).tolist() == pytest.approx([30.3, 50.6])


@pytest.mark.parametrize("down", [1, 9])
def test_the_stationary_law_of_a_chain_is_its_null_vector(down):
    transition = chain(30, down, 6)
    law = null_vector(np.eye(30) - transition.T)
    assert law.sum() == pytest.approx(1.0)
    assert law @ transition == pytest.approx(law, abs=1e-12)


def test_a_law_worked_by_hand():
    """Up with chance 0.3, down with 0.2: the upper of two points has 3 of 5 parts."""
    transition = np.array([[0.7, 0.3], [0.2, 0.8]])
    assert null_vector(np.eye(2) - transition.T).tolist() == pytest.approx([0.4, 0.6])
