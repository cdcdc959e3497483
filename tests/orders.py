"""Orders for permits, made by hand."""

from collections.abc import Iterable
from typing import Any

import numpy as np

from model.permit_orders import order_dtype
from model.state import records


def orders(rows: Iterable[tuple[int, ...]], column: str = "reserve") -> np.recarray:
    """Orders of rows of price, amount, key and perhaps one `column` more."""
    rows = list(rows)
    made = records(order_dtype, len(rows))
    for order, row in zip(made, rows, strict=True):
        for name, value in zip(("price", "amount", "key", column), row, strict=False):
            order[name] = value
    return made


def by_key(made: np.recarray, column: str) -> dict[int, Any]:
    """A column of orders by their keys."""
    return dict(zip(made.key.tolist(), made[column].tolist(), strict=True))
