"""What firms add to margins without the zeros: the same sums, to the bit, as over the whole table."""

import numpy as np
import pytest

from model.population.entries import (
    add_amount,
    concerned,
    entries_of_matrix,
    matrix_of,
    no_entries,
    of_margins,
    picked,
)

MATRIX = np.array([[1.0, 0.0, 0.3, 0.0], [0.0, 0.0, 0.0, 0.0], [0.0, 2.0, 0.7, 0.1]])


@pytest.fixture
def entries():
    return entries_of_matrix(MATRIX)


def test_a_matrix_comes_back_from_its_entries(entries):
    assert entries.columns.shape == (3, 3)  # as many as the fullest row has
    assert matrix_of(entries, 4).tolist() == MATRIX.tolist()


def test_some_rows_of_the_entries(entries):
    assert matrix_of(picked(entries, np.array([True, False, True])), 4).tolist() == MATRIX[[0, 2]].tolist()


def test_some_margins_of_the_entries(entries):
    assert matrix_of(of_margins(entries, np.array([-1, 0, -1, 1])), 2).tolist() == MATRIX[:, [1, 3]].tolist()


def test_which_margins_anybody_adds_to(entries):
    assert concerned(entries, 5).tolist() == [True, True, True, True, False]
    assert not concerned(no_entries(2, 3), 4).any()


def test_amounts_add_up_as_over_the_whole_table(entries):
    amounts, sums = np.array([0.1, 5.0, 1 / 3]), np.zeros(4)
    for row, amount in enumerate(amounts):
        add_amount(sums, amount, entries, row)
    whole = np.zeros(4)
    for row, amount in enumerate(amounts):
        whole += amount * MATRIX[row]
    assert sums.tolist() == whole.tolist()
