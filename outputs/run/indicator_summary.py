"""indicators.csv: what every indicator comes to, for reading in a spreadsheet: mean and 5-95 % band, rounded."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import numpy as np
import pandas as pd
import xarray
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
READ_AT_ONCE = 4_000_000  # values
PLACES = {name: place for place, name in enumerate(INDICATORS)}

Places = NDArray[np.intp]


class SummaryRows(NamedTuple):
    """Rows of the table: places among the scenarios, the zones, the years and the indicators, (row,) each, and the numbers.

    `numbers` are mean and quantiles, (3, row), in the declared unit.
    """

    scenario: Places
    zone: Places
    year: Places
    indicator: Places
    numbers: NDArray[np.float64]


def indicator_summary(case: Case, experiment: Mapping[str, ScenarioRuns], language: str) -> pd.DataFrame:
    """Return mean and 5-95 % band of every indicator by scenario, zone and year, as they are shown to people.

    The zones together come first, then each zone that an indicator has values of; what has no value has no row.
    Numbers are text, with as many digits as say something and in the unit of their row. Where runs go on beyond the years
    that can be compared with published figures, a last column remarks on the rows of such years. Columns of text are
    categories: there are few texts, and many rows.
    """
    zones = [TOGETHER[language], *(label(park, language) for park in case.parks)]
    rows = _joined([each for place, runs in enumerate(experiment.values()) for each in _of_scenario(case, place, runs)])
    units = [indicator.unit for indicator in INDICATORS.values()]
    years = case.calendar.year_labels
    columns = [
        text_column(rows.scenario, [label(runs.scenario, language) for runs in experiment.values()]),
        text_column(rows.zone, zones),
        np.asarray(years)[rows.year],
        text_column(rows.indicator, [label(indicator, language) for indicator in INDICATORS.values()]),
        text_column(rows.indicator, [shown_as(unit, language).text for unit in units]),
        *number_columns(rows.numbers, rows.indicator, units, language),
    ]
    table = pd.DataFrame(dict(zip(HEADINGS[language], columns, strict=True)))
    if case.goes_on:
        table[REMARK[language]] = text_column(rows.year, [remark_on(case, year, language) for year in years])
    return table


def _of_scenario(case: Case, scenario: int, runs: ScenarioRuns) -> Iterator[SummaryRows]:
    """Yield the rows of a scenario, of all zones together and of one zone after the other."""
    yield _rows(scenario, 0, PLACES.values(), bands_together(runs.indicators, list(INDICATORS)))
    by_park = [PLACES[str(name)] for name in runs.parks["indicator"].values]
    ends = np.stack([runs.parks[end].transpose("park", "indicator", "year").values for end in ("mean", "p5", "p95")])
    parks = list(runs.parks["park"].values)
    for zone, park in enumerate(case.parks, start=1):
        if park.id in runs.zones:
            yield _rows(scenario, zone, by_park, ends[:, parks.index(park.id)])


def _rows(scenario: int, zone: int, indicators: Iterable[int], ends: NDArray[np.float64]) -> SummaryRows:
    """Return the rows of the bands (3, indicator, year) of indicators: those that have a mean."""
    indicator, year = np.nonzero(np.isfinite(ends[0]))
    here = np.full(len(year), scenario), np.full(len(year), zone)
    return SummaryRows(*here, year, np.array(list(indicators))[indicator], ends[:, indicator, year])


def _joined(parts: Sequence[SummaryRows]) -> SummaryRows:
    """Return rows one after the other."""
    return SummaryRows(*(np.concatenate(each, axis=-1) for each in zip(*parts, strict=True)))


def bands_together(indicators: xarray.Dataset, names: Sequence[str]) -> NDArray[np.float64]:
    """Return the bands of some indicators, (replicate, year) each, in an array (3, indicator, year).

    As many are taken at once as the memory has room for, which is quicker than each by itself.
    """
    replicates, years = indicators.sizes["replicate"], indicators.sizes["year"]
    step = max(1, READ_AT_ONCE // (replicates * years))
    found = np.empty((3, len(names), years))
    for first in range(0, len(names), step):
        values = np.stack([indicators.variables[name].values for name in names[first : first + step]])
        whole = np.isfinite(values).all(axis=(1, 2))
        # Apart from each other, so that values are added up in the order in which those of one indicator would be.
        for places in map(np.flatnonzero, (whole, ~whole)):
            rows = np.concatenate(list(values[places]), axis=1).T if len(places) else np.empty((0, replicates))
            found[:, first + places] = bands(rows).reshape(3, len(places), years)
    return found


def text_column(places: Places, texts: Sequence[str]) -> pd.Categorical:
    """Return a column that has in each row the text at its place among some; the same text may be there twice."""
    numbers, distinct = pd.factorize(np.array(texts, object))
    # As objects, which are written as they are; texts of another kind are converted for every few rows anew.
    return pd.Categorical.from_codes(numbers[places], categories=pd.Index(distinct, dtype=object))


def number_columns(
    numbers: NDArray[np.float64], places: Places, units: Sequence[str], language: str
) -> list[pd.Categorical]:
    """Return numbers (column, row) as they are shown in cells; each row's declared unit is at its place among `units`.

    A number is written once, however often it comes: most indicators of a zone are 0, or the same as in other scenarios.
    """
    of_unit, distinct_units = pd.factorize(np.array(units, object))
    found, texts = np.empty(numbers.shape, np.intp), list[str]()
    for place, unit in enumerate(distinct_units):
        here = of_unit[places] == place
        numbered, distinct = pd.factorize(numbers[:, here].ravel(), use_na_sentinel=False)
        found[:, here] = numbered.reshape(len(numbers), -1) + len(texts)
        texts += [cell_number(value, unit, language) for value in distinct]
    return [text_column(column, texts) for column in found]
