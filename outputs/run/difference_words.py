"""Paired differences in words, as the tables of a run write them."""

import pandas as pd

from model.indicators import INDICATORS
from scenarios.intervals import Interval

from ..shared.language import label, listed
from ..shared.values import uncertain_change_text

UNRESOLVED = {"zh": "差异不显著", "en": "no detectable difference"}


def interval_text(interval: Interval, unit: str, language: str) -> str:
    """Return a paired difference with the half width of its interval, or that it is not significant."""
    if not interval.resolved:
        return UNRESOLVED[language]
    return uncertain_change_text(interval.estimate, (interval.high - interval.low) / 2, unit, language)


def added_up_text(compared: pd.DataFrame, language: str) -> str:
    """Return the indicators of a table of `compared_table` whose years are added up."""
    names = dict.fromkeys(compared.loc[compared["added_up"], "indicator"])
    return listed([label(INDICATORS[name], language) for name in names], language)
