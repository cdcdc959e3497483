"""What was published of a city: observed.csv has a row a figure, breaks.csv dates the breaks in its statistics.

Both are words to the model: they decide no result, and the hash of a case leaves them out.
"""

import re
from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

from ..facts.statistics import AREA_KINDS, GROWTH_UNIT, INDUSTRY_KIND, PARK_KIND, STATISTICS, ZONES, Place, Statistic
from ..refusals.bilingual import Text
from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from .known_names import id_meant, ids_meant, not_one_meant
from .sources import unknown_source
from .table import Row, read_table
from .table_labels import Label
from .text import plain, stands

OBSERVED_FILE, BREAKS_FILE = "observed.csv", "breaks.csv"
OBSERVED_COLUMNS = (
    "indicator", "place", "year", "unit", "value", "low", "high", "source", "evidence", "known_from", "use",
)  # fmt: skip
OBSERVED_REMARKS = ("since", "note_zh", "note_en")
BREAK_COLUMNS = ("first", "last", "indicators", "source")
BREAK_REMARKS = ("published", "zh", "en")
FIRST_YEAR, LAST_YEAR = 1978, 2160
LARGEST = 1e9
SHARE = "share"
DAY = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", re.ASCII)

# What a band is wide for, and what a fact is for. The Chinese is as good as the id in the file.
PROXY = "proxy"
EVIDENCE: dict[str, Text] = {
    "official": Text("官方", "official"),
    "press": Text("报道", "press"),
    "derived": Text("推算", "derived"),
    "estimate": Text("估计", "estimate"),
    PROXY: Text("代用", "proxy"),
}
FIT, HOLD_OUT = "fit", "hold_out"
USES: dict[str, Text] = {FIT: Text("拟合", "fit"), HOLD_OUT: Text("留出", "held out")}
AREAS: dict[str, Text] = {
    "zones": Text("开发区", "zones"),
    "city": Text("全市", "whole city"),
    "outside": Text("开发区外", "outside the zones"),
}
KIND_OF_PLACE = {PARK_KIND: "kind_park", INDUSTRY_KIND: "kind_industry"}


class Fact(NamedTuple):
    """A published figure: `value` in the declared unit of its statistic, within the band from `low` to `high`.

    With `since` it is the average yearly growth from that year to `year`, per year. `known_from` is the day, month or
    year from which a forecaster could know it; `evidence` is one of `EVIDENCE`, `use` one of `USES`.
    """

    statistic: Statistic
    place: Place
    since: int | None
    year: int
    value: float
    low: float
    high: float
    source: str
    evidence: str
    known_from: str
    use: str
    note_zh: str
    note_en: str

    @property
    def key(self) -> str:
        """Its name: statistic, place and year, such as `firms.city.2015`; of growth both years, `tax.2013-2014`."""
        years = f"{self.year}" if self.since is None else f"{self.since}-{self.year}"
        return f"{self.statistic.name}{self.place.suffix}.{years}"

    @property
    def unit(self) -> str:
        """Unit of its value and band."""
        return self.statistic.unit if self.since is None else GROWTH_UNIT


class Break(NamedTuple):
    """A break in statistics: figures of before `first` and of after `last` are not of one kind.

    `indicators` are the names of the statistics that it touches. `published` is the day, month or year in which the first
    figures of the new kind came out, empty where it is not known.
    """

    first: int
    last: int
    indicators: tuple[str, ...]
    source: str
    zh: str
    en: str
    published: str = ""

    def between(self, year: int, later: int) -> bool:
        """Return whether it begins after one year and by the later one, or still goes on then: whether it is between them."""
        return self.first <= later and self.last > year

    def follows(self, known_from: str) -> bool:
        """Return whether a figure known from a date was out before it; dates that may be the same do not say so."""
        shorter = min(len(self.published), len(known_from))
        return known_from[:shorter] < self.published[:shorter]


Known = Mapping[str, Mapping[str, Label | Text]]  # places by kind and id


def read_facts(
    folder: Path, parks: Sequence[Label], industries: Sequence[Label], sources: Collection[str]
) -> tuple[Fact, ...]:
    """Return the facts of a case, which cite `sources`; none without observed.csv. Raises InputProblem with all faults."""
    path = folder / OBSERVED_FILE
    rows = read_table(path, OBSERVED_COLUMNS, OBSERVED_REMARKS) if stands(path) else []
    known: Known = {
        **{area: {area: AREAS[area]} for area in AREA_KINDS},
        PARK_KIND: {each.id: each for each in parks},
        INDUSTRY_KIND: {each.id: each for each in industries},
    }
    faults, found = Faults(), dict[str, tuple[Fact, int]]()
    for row in rows:
        with faults:
            fact = _fact(row, known, sources)
            if fact.key in found:
                what = say("fact_twice", name=as_written(fact.key), line=found[fact.key][1])
                raise InputProblem(row.place("indicator"), what, say("one_fact_rule"))
            found[fact.key] = fact, row.line
    faults.refuse()
    return tuple(fact for fact, _ in found.values())


def _fact(row: Row, known: Known, sources: Collection[str]) -> Fact:
    faults, since = Faults(), None
    with faults:
        statistic = STATISTICS[id_meant(row.place("indicator"), "unknown_statistic", row.text("indicator"), STATISTICS)]
        place = _place(row, statistic, known)
    with faults:
        year = row.whole("year", FIRST_YEAR, LAST_YEAR)
        since = row.whole("since", FIRST_YEAR, year - 1) if row.cells.get("since", "").strip() else None
    with faults:
        evidence = id_meant(row.place("evidence"), "unknown_evidence", row.text("evidence"), EVIDENCE)
    with faults:
        use = id_meant(row.place("use"), "unknown_use", row.text("use"), USES)
    with faults:
        source = _source(row, sources)
    with faults:
        known_from = _date(row, "known_from")
    faults.refuse()
    unit = statistic.unit if since is None else GROWTH_UNIT
    with faults:
        if row.word("unit") != unit:
            what = say("other_unit", unit=as_written(row.word("unit")))
            raise InputProblem(row.place("unit"), what, say("unit_rule", unit=as_written(unit)))
    with faults:
        value, low, high = _band(row, unit)
    faults.refuse()
    notes = row.either("note_zh", "note_en"), row.either("note_en", "note_zh")
    return Fact(statistic, place, since, year, value, low, high, source, evidence, known_from, use, *notes)


def _place(row: Row, statistic: Statistic, known: Known) -> Place:
    """Return the place of a row, the zones where it is empty. Raises InputProblem where the statistic has no value of it."""
    written = row.cells["place"]
    if not written.strip():
        return Place(ZONES)
    found = [(kind, each) for kind in known for each in ids_meant(written, known[kind])]
    if not found:
        together = {name: label for labels in known.values() for name, label in labels.items()}
        raise not_one_meant(row.place("place"), "unknown_place", written, together)
    kind, name = found[0]
    if kind in AREA_KINDS:  # an area goes before a park of its name, as the one park outside often has
        place = Place(kind)
    elif len(found) > 1:
        what = say("label_of_several", name=as_written(written))
        raise InputProblem(row.place("place"), what, say("known", names=[each for _, each in found]))
    else:
        place = Place(kind, name)
    if not statistic.has(place):
        told = say("not_told_by", name=as_written(statistic.name), kind=say(KIND_OF_PLACE.get(kind, "kind_area")))
        raise InputProblem(row.place("place"), told, say("leave_place_empty"))
    return place


def _band(row: Row, unit: str) -> tuple[float, float, float]:
    """Return value, low and high of a row, each within what its unit allows. Raises InputProblem."""
    least = -1.0 if unit == GROWTH_UNIT else 0.0
    most = 1.0 if unit == SHARE else LARGEST
    faults, numbers = Faults(), []
    for column in ("value", "low", "high"):
        with faults:
            numbers.append(row.number(column, least, most))
    faults.refuse()
    value, low, high = numbers
    if not low <= value <= high:
        what, allowed = say("outside_its_range", value=as_written(value)), say("range", low=low, high=high)
        raise InputProblem(row.place("value"), what, allowed)
    return value, low, high


def _date(row: Row, column: str) -> str:
    """Return the day, month or year of a cell. Raises InputProblem for what is none."""
    written = row.word(column)
    if not DAY.fullmatch(written):
        raise InputProblem(row.place(column), say("no_day", value=as_written(written)), say("day_rule"))
    return written


def _source(row: Row, sources: Collection[str]) -> str:
    name = row.word("source")
    if name not in sources:
        raise unknown_source(row.place("source"), name, sources)
    return name


def read_breaks(folder: Path, sources: Collection[str]) -> tuple[Break, ...]:
    """Return the dated breaks in a city's statistics; none without breaks.csv. Raises InputProblem with all faults."""
    path = folder / BREAKS_FILE
    rows = read_table(path, BREAK_COLUMNS, BREAK_REMARKS) if stands(path) else []
    faults, found = Faults(), []
    for row in rows:
        with faults:
            found.append(_break(row, sources))
    faults.refuse()
    return tuple(found)


def _break(row: Row, sources: Collection[str]) -> Break:
    faults, names, published = Faults(), [], ""
    with faults:
        if row.cells.get("published", "").strip():
            published = _date(row, "published")
    with faults:
        first = row.whole("first", FIRST_YEAR, LAST_YEAR)
        last = row.whole("last", first, LAST_YEAR)
    for name in row.words("indicators"):
        with faults:
            names.append(id_meant(row.place("indicators"), "unknown_statistic", name, STATISTICS))
    with faults:
        row.text("indicators")
    with faults:
        source = _source(row, sources)
    zh, en = row.either("zh", "en"), row.either("en", "zh")
    with faults:
        if not plain(zh):
            raise InputProblem(row.place("zh"), say("is_empty"), say("one_label_rule"))
    faults.refuse()
    return Break(first, last, tuple(names), source, zh, en, published)
