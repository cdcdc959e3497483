"""Linear systems of a chain that mostly moves up: matrices with a full lower part and a narrow band above it.

Gaussian elimination without exchanges, which diagonally dominant systems allow, costs a fraction of that of a full matrix.
Plain loops are the same to the bit on every processor.
"""

from typing import Any

import numpy as np

from model.compiled import allocating, compiled


@compiled
def reach(matrix: Any, row: Any) -> Any:
    """Return the last column of a row that is not zero, or its own."""
    last = matrix.shape[1] - 1
    while last > row and matrix[row, last] == 0.0:
        last -= 1
    return last


@compiled
def first_above(matrix: Any, column: Any) -> Any:
    """Return the first row of the unbroken band above the diagonal of a column; the diagonal's where there is none."""
    first = column
    while first > 0 and matrix[first - 1, column] != 0.0:
        first -= 1
    return first


@compiled
def eliminate(matrix: Any) -> None:
    """Turn a matrix (n, n) into a lower triangle in place; above it stay the factors that did so.

    Two columns are eliminated at a time: a row is then read and written half as often, and gets the same digits.
    """
    pivot = matrix.shape[0] - 1
    while pivot > 0:
        next_one = pivot - 1
        first = first_above(matrix, pivot)
        if first == pivot:
            pivot -= 1
            continue
        factor = matrix[next_one, pivot] / matrix[pivot, pivot]
        matrix[next_one, pivot] = factor
        for column in range(pivot):
            matrix[next_one, column] -= factor * matrix[pivot, column]
        for row in range(first, next_one):
            factor = matrix[row, pivot] / matrix[pivot, pivot]
            matrix[row, pivot] = factor
            matrix[row, next_one] -= factor * matrix[pivot, next_one]
            second = matrix[row, next_one] / matrix[next_one, next_one]
            matrix[row, next_one] = second
            for column in range(next_one):
                matrix[row, column] = (matrix[row, column] - factor * matrix[pivot, column]) - second * matrix[
                    next_one, column
                ]
        for row in range(first_above(matrix, next_one), min(first, next_one)):
            second = matrix[row, next_one] / matrix[next_one, next_one]
            matrix[row, next_one] = second
            for column in range(next_one):
                matrix[row, column] -= second * matrix[next_one, column]
        pivot -= 2


@allocating
def solve_eliminated(matrix: Any, right: Any) -> Any:
    """Return x (n,) with the matrix before `eliminate` times x = right (n,)."""
    size = right.size
    x = right.copy()
    for pivot in range(size - 1, 0, -1):
        row = pivot - 1
        while row >= 0 and matrix[row, pivot] != 0.0:
            x[row] -= matrix[row, pivot] * x[pivot]
            row -= 1
    for row in range(size):
        for column in range(row):
            x[row] -= matrix[row, column] * x[column]
        x[row] /= matrix[row, row]
    return x


@allocating
def times(matrix: Any, vector: Any) -> Any:
    """Return matrix (n, n) times vector (n,), summed in the order of the columns."""
    product = np.zeros(vector.size)
    for row in range(vector.size):
        for column in range(vector.size):
            product[row] += matrix[row, column] * vector[column]
    return product


@allocating
def times_from_left(vector: Any, matrix: Any) -> Any:
    """Return vector (n,) times matrix (n, n), summed in the order of the rows."""
    product = np.zeros(vector.size)
    for row in range(vector.size):
        factor = vector[row]
        for column in range(vector.size):
            product[column] += factor * matrix[row, column]
    return product


@allocating
def null_vector(matrix: Any) -> Any:
    """Return the vector (n,) that adds up to 1 and that a singular matrix (n, n), modified in place, sends to zero."""
    size = matrix.shape[0]
    last = np.empty(size, np.int64)
    for pivot in range(size - 1):
        last[pivot] = reach(matrix, pivot)
        for row in range(pivot + 1, size):
            factor = matrix[row, pivot] / matrix[pivot, pivot]
            if factor != 0.0:
                for column in range(pivot, last[pivot] + 1):
                    matrix[row, column] -= factor * matrix[pivot, column]
    x = np.zeros(size)
    x[size - 1] = 1.0
    for row in range(size - 2, -1, -1):
        for column in range(row + 1, last[row] + 1):
            x[row] -= matrix[row, column] * x[column]
        x[row] /= matrix[row, row]
    return x / x.sum()
