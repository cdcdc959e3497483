"""The room in which many producing firms are worked on at once: what production finds for a batch of them."""

import numpy as np

BATCH = 256  # firms
# Columns of a batch, each (BATCH,): dtype, with unit and meaning behind it.
BATCH_COLUMNS: dict[str, str] = {
    "row": "i8",  # index: row in the table of firms
    "identity": "u8",  # -: who it is
    "first": "f8",  # uniform: first of the four draws of a purpose
    "second": "f8",  # uniform: second
    "third": "f8",  # uniform: third
    "fourth": "f8",  # uniform: fourth
    "output": "f8",  # 10k yuan/year: output before growth
    "design": "f8",  # 10k yuan/year: design output
    "expected": "f8",  # 1/quarter: expected log growth
    "unit_cost": "f8",  # share: energy surcharge and land-use tax over output
    "base_chance": "f8",  # 1/quarter: chance of an upgrade without policy
    "chance": "f8",  # 1/quarter: chance of an upgrade under policy
    "grown": "f8",  # 10k yuan/year: output after growth
    "capability": "f8",  # log: capability, before the quarter and after it
    "gain": "f8",  # log: gain of capability by an upgrade, below zero without one
    "exit_rate": "f8",  # 1/year: rate of exit
    "leave": "f8",  # uniform: draw that the rate of exit is held against
}
batch_dtype = np.dtype([(name, dtype, (BATCH,)) for name, dtype in BATCH_COLUMNS.items()], align=True)
