"""Links between industries from input coefficients: columns are users, rows are suppliers."""

import numpy as np
import pytest

from model.population.links import inputs_of_others, link_mix, reconciled, spectral_radius

TABLE = np.array([[0.1, 0.3, 0.0], [0.2, 0.5, 0.0], [0.4, 0.1, 0.0]])


def test_a_column_is_scaled_where_inputs_and_value_added_come_to_more_than_the_output():
    # 0.7 + 0.29 fits; 0.9 + 0.28 does not: 0.72 is left, by 0.8; who buys nothing stays
    found = reconciled(TABLE, np.array([0.29, 0.28, 1.0]))
    assert found[:, 1] == pytest.approx([0.24, 0.4, 0.08])
    assert (found[:, [0, 2]] == TABLE[:, [0, 2]]).all()
    assert (found.sum(axis=0) <= np.array([0.71, 0.72, 0.0]) + 1e-15).all()


def test_next_to_nothing_bought_overflows_nothing():
    found = reconciled(np.array([[0.0, 5e-324], [0.3, 0.0]]), np.array([0.6, 0.3]))
    assert found.tolist() == [[0.0, 5e-324], [0.3, 0.0]]


def test_own_use_is_no_link():
    assert inputs_of_others(TABLE).tolist() == [[0.0, 0.3, 0.0], [0.2, 0.0, 0.0], [0.4, 0.1, 0.0]]


def test_partners_weigh_by_what_both_buy_of_each_other():
    # first: 0.2 + 0.3 with the second, 0.4 with the third; second: 0.5 and 0.1; third: 0.4 and 0.1
    found = link_mix(inputs_of_others(TABLE))
    assert found.tolist() == [
        pytest.approx([0.0, 5 / 9, 1.0]),
        pytest.approx([5 / 6, 5 / 6, 1.0]),
        pytest.approx([0.8, 1.0, 1.0]),
    ]
    assert link_mix(np.zeros((2, 2))).tolist() == [[0.0, 0.0], [0.0, 0.0]]
    assert link_mix(np.zeros((0, 0))).shape == (0, 0)


def test_the_spectral_radius_is_the_growth_of_demand_that_feeds_itself():
    # eigenvalues of ((0, 0.9), (0.4, 0)) are both roots of 0.36
    assert spectral_radius(np.array([[0.0, 0.9], [0.4, 0.0]])) == pytest.approx(0.6)
    assert spectral_radius(np.diag([0.3, 0.7])) == pytest.approx(0.7)
