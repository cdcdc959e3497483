"""What gradings read of a firm: its yearly figures, the criteria made of them, and what lowers a grade.

An array of figures is (firm, amount), in the order and units of `AMOUNTS`. A figure that is not known is NaN; a ratio to a
figure that is not above 0 is missing too.
"""

from collections import namedtuple
from typing import Any

from .declaration import Amount, Criterion, Demerit
from .declared import table_of

AMOUNTS: dict[str, Amount] = table_of(Amount)
CRITERIA: dict[str, Criterion] = table_of(Criterion)
DEMERITS: dict[str, Demerit] = table_of(Demerit)
AMOUNT_INDEX: dict[str, int] = {name: index for index, name in enumerate(AMOUNTS)}
DEMERIT_INDEX: dict[str, int] = {name: index for index, name in enumerate(DEMERITS)}
# Columns of the arrays, `amounts[row, AMOUNT.tax]`; compiled code takes the numbers for constants.
AMOUNT: Any = namedtuple("AMOUNT", AMOUNTS)(**AMOUNT_INDEX)
DEMERIT: Any = namedtuple("DEMERIT", DEMERITS)(**DEMERIT_INDEX)
