"""The table of firms that a city has listed itself.

A record of `given_dtype` holds a firm; a cell that nobody has filled is NaN.
"""

import numpy as np

# Columns that may be empty; all as floats, so that NaN can say so. Land and floors are in whole m2.
OPEN_COLUMNS = (
    "hightech", "suited", "energy_intensity", "emission_intensity", "capital", "land", "floor", "leased", "grade",
)  # fmt: skip
# `number` is what a firm draws as, in its park.
given_dtype = np.dtype(
    [("number", "i8"), ("park", "i8"), ("industry", "i8"), ("output", "f8"), *((name, "f8") for name in OPEN_COLUMNS)]
)


def no_firms() -> np.ndarray:
    """Return an empty list of given firms."""
    return np.zeros(0, given_dtype)
