"""One sentence on the headline target of the plan: which numbers of the baseline and which parameters carry its spread."""

import pandas as pd

from scenarios.case import Case
from scenarios.targets import Target

from ..shared.evidence_words import carriers_text
from ..shared.language import label
from ..shared.target_words import name_text, places_of
from .layer_words import headline_target

TEXTS = {
    "zh": "“{scenario}”情景下 {year} 年{name}",
    "en": "{name} in {year} under '{scenario}'",
}


def headline_carriers(case: Case, carried: pd.DataFrame) -> tuple[Target, pd.DataFrame] | None:
    """Return the headline target and its rows of a table of `plan_carriers`; None of a case without such a target."""
    target = headline_target(case)
    if target is None:
        return None
    return target, carried[(carried["indicator"] == target.measure) & (carried["year"] == target.year)]


def carrier_sentence(case: Case, carried: pd.DataFrame | None, language: str) -> str:
    """Return which numbers carry the spread of the headline target under the plan; empty where the plan was not run."""
    found = None if carried is None else headline_carriers(case, carried)
    if found is None:
        return ""
    target, rows = found
    name = TEXTS[language].format(
        scenario=label(case.scenario(case.plan), language),
        year=target.year,
        name=name_text(target, places_of(case), language),
    )
    return carriers_text(rows, name, language, drawn=bool(case.data.baseline.unknowns))
