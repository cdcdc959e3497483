"""What a case still has of the shipped case that it was copied from: rows, numbers, clauses and sources of another city."""

from collections.abc import Iterator, Mapping
from typing import NamedTuple

from model.sources import SOURCES

from ..case import Case, load_case, shipped
from ..files.clauses import FILE as CLAUSES_FILE
from ..files.observed import OBSERVED_FILE, PROXY
from ..files.park_table import PARK_NUMBERS
from ..files.sources import SOURCES_FILE


class Copied(NamedTuple):
    """The shipped case that another was copied from, and what they share: ids, keys or clauses by file, in the order of the case."""

    original: Case
    shared: Mapping[str, tuple[str, ...]]


def copies_in(case: Case) -> Iterator[Copied]:
    """Yield the shipped cases of other names that share data with a case. Raises InputProblem for a faulty register."""
    for name in shipped():
        if name != case.name:
            original = load_case(name)
            shared = {file: names for file, names in _shared(case, original).items() if names}
            if shared:
                yield Copied(original, shared)


def _shared(case: Case, original: Case) -> dict[str, tuple[str, ...]]:
    rows = {_numbers(park) for park in original.data.baseline.parks}
    parks = {park.id for park in case.data.baseline.parks if _numbers(park) in rows}
    sources = original.data.sources
    same_sources = tuple(name for name, source in case.data.sources.items() if sources.get(name) == source)
    clauses = {(each.clause, each.zh) for each in original.clauses}
    return {
        "parks.csv": tuple(park.id for park in case.parks if park.id in parks),
        "case.toml": tuple(_published(case, original, same_sources)),
        CLAUSES_FILE: tuple(each.clause for each in case.clauses if (each.clause, each.zh) in clauses),
        SOURCES_FILE: same_sources,
        OBSERVED_FILE: tuple(
            fact.key
            for fact in case.data.facts
            if fact.evidence != PROXY and fact.source in same_sources and fact in original.data.facts
        ),
    }


def _numbers(park: object) -> tuple[float, ...]:
    """Return the numbers of a row of parks.csv but its output, which is grown by a total of the case."""
    return tuple(float(getattr(park, name)) for name in PARK_NUMBERS)


def _published(case: Case, original: Case, same_sources: tuple[str, ...]) -> Iterator[str]:
    """Yield the numbers of case.toml that are published, and whose value and source are those of the original."""
    for table in ("totals", "parameters"):
        theirs = getattr(original.file, table)
        for name, number in getattr(case.file, table).items():
            own_source = number.source not in SOURCES and number.source in same_sources
            if (
                own_source
                and name in theirs
                and (number.value, number.source) == (theirs[name].value, theirs[name].source)
            ):
                yield f"{table}.{name}"
