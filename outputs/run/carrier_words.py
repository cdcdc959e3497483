"""One sentence on the headline indicator under the plan: which numbers of the baseline and which parameters carry its spread."""

import pandas as pd

from model.indicators import INDICATORS
from scenarios.case import Case

from ..shared.evidence_words import carriers_text
from ..shared.language import label
from .layer_words import headline_year

TEXTS = {
    "zh": "“{scenario}”情景下 {year} 年{name}",
    "en": "{name} in {year} under '{scenario}'",
}


def headline_carriers(case: Case, carried: pd.DataFrame) -> tuple[int, pd.DataFrame] | None:
    """Return the year of the headline indicator and its rows of a table of `plan_carriers`; None where it has no year."""
    year = headline_year(case)
    if year is None:
        return None
    return year, carried[(carried["indicator"] == case.headline[0]) & (carried["year"] == year)]


def carrier_sentence(case: Case, carried: pd.DataFrame | None, language: str) -> str:
    """Return which numbers carry the spread of the headline indicator under the plan; empty where that was not run."""
    found = None if carried is None else headline_carriers(case, carried)
    if found is None:
        return ""
    year, rows = found
    name = TEXTS[language].format(
        scenario=label(case.scenario(case.plan), language),
        year=year,
        name=label(INDICATORS[case.headline[0]], language),
    )
    return carriers_text(rows, name, language, drawn=bool(case.data.baseline.unknowns))
