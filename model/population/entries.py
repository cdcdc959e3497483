"""What firms add to margins, without the zeros: a firm is in one zone and one industry, and adds nothing to the others.

A table of all firms by all margins grows with the square of the city. Sums over entries are those over the whole table to
the bit: what is left out is a number times 0, in the same order.
"""

from typing import Any, NamedTuple

import numpy as np

from model.compiled import allocating


class Entries(NamedTuple):
    """A matrix (row, margin) by what is in its rows, in the order of the margins; an entry of 0 adds nothing."""

    columns: Any  # i8 (row, entry), margin
    values: Any  # f8 (row, entry)


@allocating
def no_entries(count: Any, most: Any) -> Any:
    """Return `count` rows with room for `most` entries each, all of them 0."""
    return Entries(np.zeros((count, most), np.int64), np.zeros((count, most)))


@allocating
def entries_of_matrix(matrix: Any) -> Any:
    """Return the entries of a matrix (row, margin) that are not 0."""
    most: Any = 1
    for row in range(matrix.shape[0]):
        most = max(most, int(np.count_nonzero(matrix[row])))
    entries = no_entries(matrix.shape[0], most)
    for row in range(matrix.shape[0]):
        place = 0
        for one in range(matrix.shape[1]):
            if matrix[row, one] != 0.0:
                entries.columns[row, place] = one
                entries.values[row, place] = matrix[row, one]
                place += 1
    return entries


@allocating
def matrix_of(entries: Any, size: Any) -> Any:
    """Return entries as a matrix (row, margin) of `size` margins."""
    matrix = np.zeros((entries.columns.shape[0], size))
    for row in range(matrix.shape[0]):
        for place in range(entries.columns.shape[1]):
            matrix[row, entries.columns[row, place]] += entries.values[row, place]
    return matrix


@allocating
def picked(entries: Any, chosen: Any) -> Any:
    """Return the entries of the rows that are `chosen`, b1 (row,)."""
    return Entries(entries.columns[chosen], entries.values[chosen])


@allocating
def of_margins(entries: Any, places: Any) -> Any:
    """Return the entries of some margins: `places` (margin,) is where each is among them, or below 0 for one left out."""
    kept = no_entries(entries.columns.shape[0], entries.columns.shape[1])
    for row in range(entries.columns.shape[0]):
        for place in range(entries.columns.shape[1]):
            column = places[entries.columns[row, place]]
            if column >= 0:
                kept.columns[row, place] = column
                kept.values[row, place] = entries.values[row, place]
    return kept


@allocating
def concerned(entries: Any, size: Any) -> Any:
    """Return to which of `size` margins any row adds something, b1 (margin,)."""
    found = np.zeros(size, np.bool_)
    for row in range(entries.columns.shape[0]):
        for place in range(entries.columns.shape[1]):
            if entries.values[row, place] != 0.0:
                found[entries.columns[row, place]] = True
    return found


@allocating
def add_amount(sums: Any, amount: Any, entries: Any, row: Any) -> None:
    """Add an amount times what a row has of each margin to sums (margin,)."""
    for place in range(entries.columns.shape[1]):
        sums[entries.columns[row, place]] += amount * entries.values[row, place]
