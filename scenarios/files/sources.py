"""Sources of a case: sources.toml declares them, sources.csv says which of them each cell of the tables comes from.

Both are words: they decide no result, and the hash of a case leaves them out.
"""

from collections.abc import Collection, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Annotated

from pydantic import Field, ValidationError

from model.sources import SOURCES, Source

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .key_faults import key_faults
from .names import check_name
from .strict import Labelled
from .table import Row, read_table
from .text import stands
from .toml_file import read_toml

SOURCES_FILE = "sources.toml"
CITATIONS_FILE = "sources.csv"
CITATION_COLUMNS = ("file", "row", "column", "source")
CITATION_REMARKS = ("low", "high", "note")
LONGEST_TITLE = 300
# A year, a month, a day, or the years from one to another.
DATE_PATTERN = r"^[0-9]{4}(-[0-9]{4}|-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?$"

Title = Annotated[str, Field(min_length=1, max_length=LONGEST_TITLE)]


class SourceEntry(Labelled):
    """A source as a case declares it: title in two languages, date of what it says, and where it can be found."""

    zh: Title
    en: Title
    date: Annotated[str, Field(pattern=DATE_PATTERN)]
    where: Title


def read_sources(folder: Path) -> dict[str, Source]:
    """Return the sources that a case declares, by id; none without a file of them. Raises InputProblem."""
    path = folder / SOURCES_FILE
    if not stands(path):
        return {}
    contents = read_toml(path)
    Faults(problem for name, entry in contents.items() for problem in _faults(name, entry)).refuse()
    return {name: Source(**SourceEntry.model_validate(entry).model_dump()) for name, entry in contents.items()}


def _faults(name: str, entry: object) -> Iterator[InputProblem]:
    place = say("table", file=SOURCES_FILE, table=name)
    try:
        check_name(name, place)
        SourceEntry.model_validate(entry)
    except InputProblem as problem:
        yield problem
    except ValidationError as error:
        yield from key_faults(SOURCES_FILE, SourceEntry, error, _rule, table=(name,))
    if name in SOURCES:
        yield InputProblem(place, say("source_of_model", name=as_written(name)), say("cite_or_rename"))


def _rule(location: Sequence[int | str]) -> Message | None:
    """Return what a key of a source may hold; of the whole, how a source is written."""
    if not location:
        return say("source_rule")
    return say("date_rule") if location[0] == "date" else say("label_rule", longest=LONGEST_TITLE)


def declared_here_faults(place: Message, name: str, known: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with the name of a source that a table declares beside those already `known`."""
    try:
        check_name(name, place)
    except InputProblem as problem:
        yield problem
    if name in known:
        yield InputProblem(place, say("source_known", name=as_written(name)), say("cite_or_rename"))


def unknown_source(place: Message | str, name: str, known: Collection[str]) -> InputProblem:
    """Return the refusal of a source that neither the model nor the case declares."""
    return InputProblem(place, say("unknown_source", name=as_written(name)), nearest(name, known))


def read_citations(folder: Path, known: Mapping[str, Source]) -> tuple[Row, ...]:
    """Return the rows of sources.csv, which cite `known` sources; none without it. Raises InputProblem."""
    path = folder / CITATIONS_FILE
    rows = read_table(path, CITATION_COLUMNS, CITATION_REMARKS) if stands(path) else []
    faults = Faults()
    for row in rows:
        with faults:
            if row.word("source") not in known:
                raise unknown_source(row.place("source"), row.word("source"), known)
    faults.refuse()
    return tuple(rows)
