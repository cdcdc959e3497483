"""Sentences on scores that rise under the plan while what they are meant for does not."""

import pandas as pd

from model.indicators import INDICATORS
from scenarios.case import Case
from scenarios.comparison.target_table import REFERENCE
from scenarios.scoring.rising import indicators_apart, zones_apart

from ..shared.language import label, listed, listed_apart
from ..shared.values import bracketed

TEXTS = {
    "zh": {
        "zones": "“{scenario}”情景下，{year} 年考核得分显著高于“{reference}”而所考核的本区指标（括号内）无显著提高的开发区：{found}。各情景见 scored.csv。",
        "own": "“{scenario}”情景下，“{table}”所计分的指标在 {year} 年显著高于“{reference}”而{indicator}无显著提高的：{found}。各情景见 scored.csv。",
    },
    "en": {
        "zones": "Zones whose score in {year} is significantly higher under '{scenario}' than under '{reference}', and in "
        "brackets what it scores of them that is not: {found}. scored.csv has all scenarios.",
        "own": "Scored by '{table}' and significantly higher in {year} under '{scenario}' than under '{reference}', while "
        "{indicator} is not: {found}. scored.csv has all scenarios.",
    },
}


def zones_sentence(case: Case, scored: pd.DataFrame, language: str) -> str:
    """Return which zones' scores rise under the plan without all that they score; empty where there is none.

    `scored` is the table of `scored_table`.
    """
    parks = {park.id: label(park, language) for park in case.parks}
    found = [
        bracketed(parks[zone], listed([_called(name, language) for name in names], language), language)
        for zone, names in zones_apart(scored, case.plan).items()
    ]
    if not found:
        return ""
    return TEXTS[language]["zones"].format(found=listed_apart(found, language), **_about(case, language))


def own_table_sentence(case: Case, scored: pd.DataFrame, language: str) -> str:
    """Return what the case's own table scores that rises under the plan without its purpose; empty where there is none."""
    found = [_called(name, language) for name in indicators_apart(scored, case.plan)]
    if not found or case.scoring is None or case.scoring.file.meant_for is None:
        return ""
    return TEXTS[language]["own"].format(
        table=label(case.scoring.file, language), indicator=_called(case.scoring.file.meant_for, language),
        found=listed(found, language), **_about(case, language),
    )  # fmt: skip


def _about(case: Case, language: str) -> dict[str, object]:
    """Return the names of the plan and the reference, and the year."""
    names = {"scenario": case.plan, "reference": REFERENCE}
    return {"year": case.last_year, **{key: label(case.scenario(name), language) for key, name in names.items()}}


def _called(indicator: str, language: str) -> str:
    return label(INDICATORS[indicator], language)
