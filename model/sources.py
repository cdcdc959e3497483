"""Where the model's numbers come from: one entry a source, cited by its key everywhere else.

`assumption` is a source too: it says that nobody has measured the number here, and every declaration that uses it
must give a range.
"""

from typing import NamedTuple


class Source(NamedTuple):
    """A citation: what it is, in English, and the year it speaks of."""

    citation: str
    year: str


ASSUMPTION = "assumption"

SOURCES: dict[str, Source] = {
    ASSUMPTION: Source("Assumption of this model; the range is what the uncertainty analysis sweeps", "-"),
    "seed-002": Source(
        "Chizhou municipal government: implementation plan for upgrading the parks, draft for consultation, 2 Nov 2015",
        "2015",
    ),
    "chizhou-daily-2015": Source(
        "Chizhou Daily, 16 Nov 2015: eight zones approved at national or provincial level", "2014"
    ),
    "land-control-2008": Source(
        "Ministry of Land and Resources, document 24 of 2008: control indicators for industrial land", "2008"
    ),
    "anqing-land-2019": Source(
        "Anqing News, 2019: thresholds of investment per mu, tax per mu and land base prices", "2019"
    ),
    "xiaoxian-plants-2023": Source(
        "Xiaoxian county (Anhui): standards and subsidies of multi-storey standard plants", "2023"
    ),
    "rents-2025": Source("Rents of standard plants in Tianchang and comparable places", "2025"),
    "warning-2014": Source(
        "Anhui press, 29 Nov 2014: red warning level of energy intensity and total in Chizhou", "2014"
    ),
    "chinagate-2013": Source("National statistics bulletin: research spending by industry, 2012", "2012"),
    "growth-laplace": Source(
        "Physica A 535, 122344 (2019): growth rates of Chinese manufacturing firms are Laplace, spread falls with size",
        "1998-2008",
    ),
    "size-volatility": Source("PNAS 2009: spread of growth rates against size, exponent 0.14-0.20", "2009"),
    "firm-tail": Source(
        "Firm sizes of cities like Chizhou: Pareto exponent 0.86-0.95 above 20 million yuan (derived)", "2012"
    ),
    "entry-exit": Source(
        "Ranges of gross entry and exit of above-scale firms, derived from national registers", "1999-2012"
    ),
    "above-scale-2011": Source(
        "National threshold of above-scale industry: revenue of 20 million yuan since 2011", "2011"
    ),
    "industry-table": Source(
        "Working table of industry ratios from national yearbooks, energy balances and input-output tables", "2007-2015"
    ),
    "land-efficiency": Source("Ministry evaluation of land use in zones and derived figures for Chizhou", "2015-2018"),
    "zone-allocation": Source("Allocation of the 2014 zone totals over the zones, reproduces the sums", "2014"),
    "prototype": Source("Values that behaved plausibly in a prototype of this model", "2026"),
}


def check_source(key: str, owner: str) -> None:
    """Raise ValueError when `key` is not a registered source; `owner` says who cites it."""
    if key not in SOURCES:
        raise ValueError(f"{owner}: unknown source {key!r}; known: {', '.join(sorted(SOURCES))}")
