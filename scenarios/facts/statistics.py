"""Statistics: what a published figure can be compared with. The one place that says what each is called and made of.

A statistic is an indicator of the model, or the ratio of two, at a place. This is the zones together, the whole city, what is
outside every zone, one park, several parks together, or one industry of the zones.
"""

from collections.abc import Callable, Iterable
from functools import reduce
from typing import Any, NamedTuple

import numpy as np
from numpy.typing import NDArray

from model.declaration import PARK_OR_INDUSTRY, Indicator
from model.formulas import AREAS, ratio
from model.indicators import INDICATORS
from model.world import Measure

from ..refusals.bilingual import Text

ZONES = "zones"
AREA_KINDS = (ZONES, *AREAS)  # places that are no park and no industry
PARK_KIND, INDUSTRY_KIND = PARK_OR_INDUSTRY
GROWTH_UNIT = "1/year"
TOGETHER = "+"  # between the ids of several parks, in the name of their place
# Units in which the values of several parks add up.
ADDED = (
    "firms", "projects", "zones", "platforms", "upgrades", "mu", "10,000 m2", "10,000 workers", "10,000 tce",
    "10,000 equivalents", "100 million yuan",
)  # fmt: skip

Series = NDArray[np.float64]  # (replicate, year)


class Place(NamedTuple):
    """Where a statistic is of: one of `AREA_KINDS`, or a park or an industry (`kind`) with its id (`name`).

    Several parks together have their ids joined by `TOGETHER`.
    """

    kind: str
    name: str = ""

    @property
    def suffix(self) -> str:
        """What the place adds to a name, as targets have it: nothing for the zones together, `.city`, `.park.etdz`."""
        if self.kind == ZONES:
            return ""
        return f".{self.kind}.{self.name}" if self.name else f".{self.kind}"

    @property
    def parts(self) -> tuple["Place", ...]:
        """The parks of which it is made; of anything else itself."""
        return tuple(Place(self.kind, name) for name in self.name.split(TOGETHER))

    def measure(self, indicator: str) -> Measure:
        """Return an indicator at this place, which is one, as the model is asked for it."""
        park = self.name if self.kind == PARK_KIND else None
        industry = self.name if self.kind == INDUSTRY_KIND else None
        area = self.kind if self.kind in AREAS else None
        return Measure(indicator + self.suffix, indicator, park, industry, area)


class Ratio(NamedTuple):
    """A ratio of two indicators at one place; `below` is of the whole city where `of_city` says so."""

    above: str
    below: str
    unit: str
    zh: str
    en: str
    by: tuple[str, ...] = PARK_OR_INDUSTRY
    of_city: bool = False


RATIOS: dict[str, Ratio] = {
    "gross_output_share": Ratio(
        "gross_output", "gross_output", "share", "规上工业总产值占全市比重", "share in the city's gross output", of_city=True
    ),
    "output_per_firm": Ratio("gross_output", "firms", "100 million yuan", "规上企业户均产值", "output a firm"),
    "value_added_rate": Ratio("value_added", "gross_output", "share", "增加值率", "value added over gross output"),
    "tax_rate": Ratio("tax", "gross_output", "share", "税收占产值比重", "tax over gross output"),
    "research_share": Ratio("research_spending", "gross_output", "share", "研发经费占产值比重", "research spending over output"),
    "hightech_value_added_share": Ratio(
        "hightech_value_added", "value_added", "share", "高新技术企业增加值占比", "high-tech share of value added"
    ),
    "hightech_value_added_rate": Ratio(
        "hightech_value_added", "hightech_output", "share", "高新技术企业增加值率", "value added over output of high-tech firms"
    ),
}  # fmt: skip


# Indicators that are called by the zones, as they are called at any other place.
ELSEWHERE: dict[str, Text] = {
    "firms": Text("规上企业数", "registered firms"),
    "gross_output": Text("工业总产值", "gross output"),
    "value_added": Text("工业增加值", "value added"),
    "tax": Text("工业税收", "tax"),
    "jobs": Text("工业从业人员", "jobs"),
    "trade": Text("进出口总额", "imports and exports"),
    "hightech_output_share": Text("高新技术企业产值占工业总产值比重", "high-tech share of gross output"),
}


class Statistic(NamedTuple):
    """What a fact may be about: an indicator or a ratio, under its name."""

    name: str
    declared: Indicator | Ratio

    def __reduce__(self) -> tuple[Any, ...]:
        """Let a copy in another process find it by its name."""
        return statistic_named, (self.name,)

    @property
    def unit(self) -> str:
        """Its declared unit."""
        return self.declared.unit

    @property
    def zh(self) -> str:
        """Label in Chinese."""
        return self.declared.zh

    @property
    def en(self) -> str:
        """Label in English."""
        return self.declared.en

    def called_at(self, place: Place) -> Text | Indicator | Ratio:
        """Return what has its labels at a place."""
        return self.declared if place.kind == ZONES else ELSEWHERE.get(self.name, self.declared)

    def has(self, place: Place) -> bool:
        """Return whether it has values of a place: of the city and of what is outside if it has them of a single park.

        Of several parks together it has them if it adds up, or is the ratio of two that do.
        """
        if place.kind == ZONES:
            return True
        if len(place.parts) > 1 and isinstance(self.declared, Indicator) and self.unit not in ADDED:
            return False
        return (INDUSTRY_KIND if place.kind == INDUSTRY_KIND else PARK_KIND) in self.declared.by

    def measures(self, place: Place) -> tuple[Measure, ...]:
        """Return what the model is asked for: the measures of an indicator, or of both in a ratio, one for each park."""
        return tuple(measure for term in self._terms(place) for measure in term)

    def _terms(self, place: Place) -> tuple[tuple[Measure, ...], ...]:
        """Return the measures that are added up: those of an indicator, or those above and those below in a ratio."""
        declared = self.declared
        if isinstance(declared, Indicator):
            return (tuple(part.measure(declared.name) for part in place.parts),)
        below = Place(AREAS[0]) if declared.of_city else place
        above = tuple(part.measure(declared.above) for part in place.parts)
        return above, tuple(part.measure(declared.below) for part in below.parts)

    def values(self, place: Place, series: Callable[[str], Series]) -> Series:
        """Return its values (replicate, year); `series` gives those of a measure by its name."""
        above, *below = (reduce(np.add, (series(measure.name) for measure in term)) for term in self._terms(place))
        return ratio(above, below[0]) if below else above


STATISTICS: dict[str, Statistic] = {
    name: Statistic(name, declared) for table in (INDICATORS, RATIOS) for name, declared in table.items()
}


def statistic_named(name: str) -> Statistic:
    """Return a statistic by its name."""
    return STATISTICS[name]


def asked_for(statistics: Iterable[tuple[Statistic, Place]]) -> tuple[Measure, ...]:
    """Return the measures that statistics at their places need besides the indicators of the zones together, each once."""
    measures = {each.name: each for statistic, place in statistics for each in statistic.measures(place)}
    return tuple(each for name, each in measures.items() if name not in INDICATORS)
