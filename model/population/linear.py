"""Linear algebra that is the same to the bit on every processor: plain loops, compiled.

A library picks its routines by processor and splits sums among threads, so that the same case would give another
population on another machine.
"""

import numpy as np

from model.compiled import allocating


@allocating
def solve(matrix: np.ndarray, right: np.ndarray) -> np.ndarray:
    """Return x (n,) with matrix @ x = right: Gaussian elimination with the largest pivot of each column."""
    left, x = matrix.copy(), right.copy()
    size = len(x)
    for pivot in range(size):
        largest = largest_below(left, pivot)
        if largest != pivot:
            for column in range(pivot, size):
                left[pivot, column], left[largest, column] = left[largest, column], left[pivot, column]
            x[pivot], x[largest] = x[largest], x[pivot]
        for row in range(pivot + 1, size):
            factor = left[row, pivot] / left[pivot, pivot]
            if factor != 0.0:
                for column in range(pivot + 1, size):
                    left[row, column] -= factor * left[pivot, column]
                x[row] -= factor * x[pivot]
    for row in range(size - 1, -1, -1):
        for column in range(row + 1, size):
            x[row] -= left[row, column] * x[column]
        x[row] /= left[row, row]
    return x


@allocating
def largest_below(matrix: np.ndarray, pivot: int) -> int:
    """Return the row from `pivot` on with the largest number in that column, or the first that is none."""
    largest = pivot
    for row in range(pivot, len(matrix)):
        size = abs(matrix[row, pivot])
        if np.isnan(size):
            return row
        if size > abs(matrix[largest, pivot]):
            largest = row
    return largest


@allocating
def product(one: np.ndarray, other: np.ndarray) -> np.ndarray:
    """Return one (n, k) times other (k, m)."""
    result = np.zeros((one.shape[0], other.shape[1]))
    for row in range(one.shape[0]):
        for middle in range(one.shape[1]):
            factor = one[row, middle]
            if factor != 0.0:
                for column in range(other.shape[1]):
                    result[row, column] += factor * other[middle, column]
    return result
