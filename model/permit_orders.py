"""Orders for emission permits: what a buyer bids or a seller asks in one clearing, and what it gets."""

import numpy as np

# One row an order. The last three are written by the clearing (`rules/permit_clearing.py`), the others before it.
ORDER_COLUMNS: dict[str, str] = {
    "price": "i8",  # fen/kg.year from 0 to 1 billion: the most that a buyer pays, or the least that a seller takes
    "amount": "i8",  # kg/year bid or asked, from 0; those of a side add up to at most 3 billion
    "key": "i8",  # of two equal orders the smaller key comes first; from 0, no two alike on a side
    "applied": "i8",  # quarter in which a buyer applied: the order of a sale while stock lasts
    "reserve": "i1",  # 0/1, whether a seller is the city's reserve
    "limit": "i8",  # fen/kg.year, the price as the clearing ranks it: less the fee, and cut to floor and ceiling
    "traded": "i8",  # kg/year bought or sold
    "payment": "i8",  # fen for each year of use, paid by a buyer with the fee in it, or received by a seller
}
order_dtype = np.dtype([*ORDER_COLUMNS.items()], align=True)
