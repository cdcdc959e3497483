"""Sales of a firm in a year: its own in the city, and those of the group that it belongs to."""

from typing import Any

from ..compiled import compiled
from ..units import QUARTER


@compiled
def local_sales(firm: Any, baseline: Any) -> Any:
    """Return what a firm sells in a year from the city, 10k yuan: its output of the year, before curtailment (ODD 4.10).

    At the `baseline`, and in a year that is not over, it is the pace of output.
    """
    return firm.output if baseline else firm.year_output * QUARTER


@compiled
def group_sales(local: Any, par: Any) -> Any:
    """Return the sales of a group in and outside the city, 10k yuan a year, by those of its firm in the city."""
    return local * par.group_sales_factor
