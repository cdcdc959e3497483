"""Links between industries, as runs read them: from input coefficients, without what an industry buys of itself."""

import numpy as np
from numpy.typing import NDArray


def reconciled(coefficients: NDArray[np.float64], value_added: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return input coefficients, (supplier, user), that leave every user the value added that its case gives it (ODD eq. 196).

    `value_added` (user,) is a share of gross output. What a user buys and its value added may not come to more than its
    output; where they would, all its coefficients are scaled down alike. A column that fits stays as it is, to the bit.
    """
    bought = coefficients.sum(axis=0)
    room = 1.0 - value_added
    scale = np.where(bought > room, room / np.where(bought > room, bought, 1.0), 1.0)
    return np.asarray(coefficients * scale)


def inputs_of_others(coefficients: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return the coefficients without what industries buy of themselves: own use is no link between industries."""
    return np.where(np.eye(len(coefficients), dtype=bool), 0.0, coefficients)


def link_mix(inputs: NDArray[np.float64]) -> NDArray[np.float64]:
    """Return cumulative shares of each industry's suppliers and users, (industry, partner), from `inputs` (supplier, user).

    A partner weighs by what the industry buys of it plus what it buys of the industry, each over the buyer's output
    (ODD eq. 198). All shares of an industry without partners are 0.
    """
    weights = inputs + inputs.T
    totals = weights.sum(axis=1, keepdims=True)
    shares = np.cumsum(weights, axis=1) / np.where(totals > 0.0, totals, 1.0)
    return np.asarray(shares)


def spectral_radius(coefficients: NDArray[np.float64]) -> float:
    """Return the largest absolute eigenvalue of a square matrix: below 1, demand that feeds demand comes to an end."""
    return float(np.abs(np.linalg.eigvals(coefficients)).max())
