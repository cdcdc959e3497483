"""indicators.csv: what every indicator comes to, for reading in a spreadsheet: mean and 5-95 % band, rounded."""

import math
from collections.abc import Iterable, Iterator, Mapping

import numpy as np
import pandas as pd
from numpy.typing import NDArray

from model.indicators import INDICATORS
from scenarios.bands import bands
from scenarios.case import Case
from scenarios.experiment import ScenarioRuns

from ..shared.language import label
from ..shared.unchecked_words import remark_on
from ..shared.values import cell_number, shown_as

HEADINGS = {
    "zh": ("情景", "开发区", "年份", "指标", "单位", "均值", "5%分位数", "95%分位数"),
    "en": ("scenario", "zone", "year", "indicator", "unit", "mean", "5 % quantile", "95 % quantile"),
}
REMARK = {"zh": "备注", "en": "remark"}
TOGETHER = {"zh": "全部开发区", "en": "all zones"}
YEAR = 2  # place of the year among them
Band = Iterable[NDArray[np.float64]]  # mean and quantiles by year


def indicator_summary(case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> pd.DataFrame:
    """Return mean and 5-95 % band of every indicator by scenario, zone and year, as they are shown to people.

    The zones together come first, then each zone that an indicator has values of; what has no value has no row.
    Numbers are text, with as many digits as say something and in the unit of their row. Where runs go on beyond the years
    that can be compared with published figures, a last column remarks on the rows of such years.
    """
    rows = []
    for runs in experiment.values():
        scenario = label(runs.scenario, language)
        for zone, values in _by_zone(case, runs, language):
            for name, band in values.items():
                rows += [(scenario, zone, *row) for row in _rows(case, name, band, language)]
    table = pd.DataFrame(rows, columns=list(HEADINGS[language]))
    if case.goes_on:
        years = table[HEADINGS[language][YEAR]]
        table[REMARK[language]] = [remark_on(case, year, language) for year in years]
    return table


def _by_zone(case: Case, runs: ScenarioRuns, language: str) -> Iterator[tuple[str, dict[str, Band]]]:
    """Yield what the zones are called, and the bands of their indicators: all together, then one after the other."""
    yield TOGETHER[language], bands_together({name: runs.indicators.variables[name].values for name in INDICATORS})
    names = list(runs.parks["indicator"].values)
    for park in case.parks:
        if park.id in runs.zones:
            mean, low, high = (runs.parks[end].sel(park=park.id).values for end in ("mean", "p5", "p95"))
            yield label(park, language), {str(name): ends for name, *ends in zip(names, mean, low, high, strict=True)}


def bands_together(values: Mapping[str, NDArray[np.float64]]) -> dict[str, Band]:
    """Return the bands of indicators, (replicate, year) each.

    Those that have a value in every replicate and year are taken at once, which is quicker.
    """
    whole = [name for name, each in values.items() if np.isfinite(each).all()]
    found: dict[str, Band] = {}
    if whole:
        years = values[whole[0]].shape[1]
        several = bands(np.concatenate([values[name] for name in whole], axis=1).T)
        found = {name: several[:, place * years : (place + 1) * years] for place, name in enumerate(whole)}
    return {name: found[name] if name in found else bands(each.T) for name, each in values.items()}


def _rows(case: Case, name: str, band: Band, language: str) -> Iterator[tuple[object, ...]]:
    """Yield the rows of an indicator: year, label, unit, and the numbers."""
    indicator = INDICATORS[name]
    called, unit = label(indicator, language), shown_as(indicator.unit, language).text
    for year, *numbers in zip(case.calendar.year_labels, *band, strict=True):
        if math.isfinite(numbers[0]):
            yield (year, called, unit, *(cell_number(number, indicator.unit, language) for number in numbers))
