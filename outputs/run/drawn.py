"""What provenance.json of a run says of the numbers that were drawn, besides how many there are."""

from typing import Any

import pandas as pd

from scenarios.baseline_table import BaselineTable
from scenarios.case import Case

from .carrier_words import headline_carriers

CARRIER = ("layer", "number", "share", "low", "high")


def found_of_baselines(case: Case, baselines: BaselineTable, carried: pd.DataFrame | None) -> dict[str, Any]:
    """Return how many baselines were drawn, how many of them moved towards the central values, and the carriers.

    Of these only those of the headline indicator under the plan; None where there is none, or the plan was not run.
    """
    found = None if carried is None else headline_carriers(case, carried)
    carriers = None
    if found is not None:
        year, rows = found
        numbers = rows[list(CARRIER)].to_dict("records")
        carriers = {"scenario": case.plan, "indicator": case.headline[0], "year": year, "numbers": numbers}
    return {"baselines_drawn": baselines.rows, "baselines_moved": baselines.moved, "carriers": carriers}
