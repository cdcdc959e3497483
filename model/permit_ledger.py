"""The ledger of emission permits: what a firm holds and wants, and the city's account of each pollutant.

Permits are whole kg a year. Prices are whole fen for each kg a year and year of use: 1,000 yuan a tonne are 100 fen a kg.
A case that does not say what its industries emit has no ledger: each of its tables has no rows.
"""

import numpy as np

from .pollutants import Pollutant

EACH = len(Pollutant)

# One row a row of the table of firms; a column of `BY_POLLUTANT` has an entry for each pollutant.
HOLDING_COLUMNS: dict[str, tuple[str, str, str]] = {
    "identity": ("u8", "-", "who holds them: the firm of this row, until it is gone and they are taken back"),
    "verified_intensity": (
        "f8",
        "equivalents/10k yuan",
        "emission intensity of the firm when its permits were last verified",
    ),
    "budget": ("i8", "fen/year", "what the open project would still spend on permits"),
    "cleaner": ("i1", "times", "how many times the open project has been planned cleaner"),
}
BY_POLLUTANT: dict[str, tuple[str, str, str]] = {
    "held": ("i8", "kg/year", "permits held"),
    "unpaid": ("i8", "kg/year", "part of them that was got for nothing"),
    "needed": ("i8", "kg/year", "permits that the open project still has to hold"),
    "asked": ("i8", "kg/year", "permits that it still has to buy for it, those to be retired included"),
    "offered": ("i8", "kg/year", "certified surplus for sale"),
    "offered_quarters": ("i2", "quarter", "quarters since any of it was certified"),
}
holding_dtype = np.dtype(
    [(name, column[0]) for name, column in HOLDING_COLUMNS.items()]
    + [(name, column[0], (EACH,)) for name, column in BY_POLLUTANT.items()],
    align=True,
)

# One row a quarter and pollutant.
PERMIT_BOOK_COLUMNS: dict[str, tuple[str, str]] = {
    # reserve: opening + reserved + reclaimed + bought_back + lapsed = sold_reserve + closing
    "reserve_opening": ("kg/year", "reserve at the start of the quarter"),
    "reserved": ("kg/year", "permits issued into the reserve"),
    "reclaimed": ("kg/year", "unpaid permits of closed firms, taken back for nothing"),
    "bought_back": ("kg/year", "paid permits of closed firms, bought back at the base price"),
    "lapsed": ("kg/year", "certified surplus that found no buyer in time, taken back for nothing"),
    "sold_reserve": ("kg/year", "permits sold by the reserve"),
    "reserve_closing": ("kg/year", "reserve at the end of the quarter"),
    # firms and the account
    "verified": ("kg/year", "permits issued to firms for what they emit"),
    "issued_free": ("kg/year", "permits issued to projects for nothing"),
    "certified": ("kg/year", "surplus certified for sale"),
    "sold_firms": ("kg/year", "permits sold by firms"),
    "issued": ("kg/year", "permits issued so far, the reserve included"),
    "held": ("kg/year", "permits held by firms and projects at the end of the quarter"),
    "retired": ("kg/year", "permits retired so far"),
    # deals
    "wanted": ("kg/year", "permits that buyers bid for"),
    "buyers": ("buyers", "buyers that were served, in full or in part"),
    "sellers": ("firms", "firms that sold"),
    "paid": ("fen/year", "what buyers paid, for each year of use"),
    "paid_reserve": ("fen/year", "what the reserve was paid, for each year of use"),
}
permit_book_dtype = np.dtype([(name, np.int64) for name in PERMIT_BOOK_COLUMNS])
