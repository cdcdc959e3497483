"""Sentences on scores that rise while what they are meant for does not, under which scenarios."""

from collections.abc import Callable, Mapping, Sequence

import pandas as pd

from model.indicators import INDICATORS
from scenarios.case import Case
from scenarios.comparison.target_table import REFERENCE
from scenarios.scoring.rising import indicators_apart, zones_apart
from scenarios.scoring.zone_scores import indicators_of_score

from ..shared.language import counted_up, label, listed, listed_apart
from ..shared.values import bracketed

TEXTS = {
    "zh": {
        "zones": "{year} 年考核得分显著高于“{reference}”、而本区{indicators}均无显著提高的开发区：{found}（见 scored.csv）。",
        "own": "按“{table}”计分的指标在 {year} 年显著高于“{reference}”、而{indicator}无显著提高：{found}（见 scored.csv）。",
    },
    "en": {
        "zones": "Zones whose score in {year} is significantly above that of '{reference}' though none of their own {indicators} is: "
        "{found} (see scored.csv).",
        "own": "Indicators that '{table}' scores and that are significantly above '{reference}' in {year} though {indicator} "
        "is not: {found} (see scored.csv).",
    },
}  # fmt: skip


def zones_sentence(case: Case, labels: Mapping[str, str], scored: pd.DataFrame, language: str) -> str:
    """Return which zones' scores rise without any of what they are made of; empty where there is none.

    `labels` are those of the scenarios, by name; `scored` is the table of `scored_table`.
    """
    parks = {park.id: label(park, language) for park in case.parks}
    found = _by_scenario(zones_apart(scored), labels, parks.__getitem__, language)
    names = [_called(name, language) for name in indicators_of_score()]
    about = {"year": case.last_year, "reference": labels[REFERENCE], "indicators": counted_up(names, language)}
    return TEXTS[language]["zones"].format(found=found, **about) if found else ""


def own_table_sentence(case: Case, labels: Mapping[str, str], scored: pd.DataFrame, language: str) -> str:
    """Return what the case's own table scores that rises without what it is meant for; empty where there is none."""
    found = _by_scenario(indicators_apart(scored), labels, lambda name: _called(name, language), language)
    if not found or case.scoring is None or case.scoring.file.meant_for is None:
        return ""
    return TEXTS[language]["own"].format(
        table=label(case.scoring.file, language), year=case.last_year, reference=labels[REFERENCE],
        indicator=_called(case.scoring.file.meant_for, language), found=found,
    )  # fmt: skip


def _by_scenario(
    found: Mapping[str, Sequence[str]], labels: Mapping[str, str], called: Callable[[str], str], language: str
) -> str:
    """Return scenarios, each with what was found under it in brackets."""
    parts = [
        bracketed(labels[name], listed([called(each) for each in ids], language), language)
        for name, ids in found.items()
    ]
    return listed_apart(parts, language)


def _called(indicator: str, language: str) -> str:
    return label(INDICATORS[indicator], language)
