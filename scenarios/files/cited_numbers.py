"""Numbers of a dated table in a TOML file, such as a grading or a scoring table: with range and source, or alone."""

from collections.abc import Collection, Iterator
from fractions import Fraction
from typing import Annotated, Any, NamedTuple

from pydantic import BeforeValidator, ConfigDict

from ..refusals.problem import InputProblem, as_written, say
from .case_faults import evidence_faults
from .case_shape import Sourced
from .strict import Number, Strict
from .text import plain

SMALLEST = 1e-9  # of what must be above zero


class CitedNumber(Strict):
    """A number, with its unit where it has one of its own; without a `source` it is from that of its table."""

    value: Number
    unit: str | None = None
    source: str | None = None
    low: Number | None = None
    high: Number | None = None
    note: str | None = None


def _table_of_number(written: Any) -> Any:
    """Return a number without a table around it as that table."""
    return written if isinstance(written, dict | CitedNumber) else {"value": written}


def _number_is_enough(schema: dict[str, Any]) -> None:
    """Say in a JSON schema that the number alone is enough."""
    table = dict(schema)
    schema.clear()
    schema["anyOf"] = [{"type": "number"}, table]


class ShortNumber(CitedNumber):
    """A number that may be written as its number alone."""

    model_config = ConfigDict(json_schema_extra=_number_is_enough)


Short = Annotated[ShortNumber, BeforeValidator(_table_of_number)]


def exact(number: float) -> Fraction:
    """Return a number as the fraction that its shortest decimal form is: 0.3 is 3/10."""
    return Fraction(repr(float(number)))


class PlacedNumber(NamedTuple):
    """A number with its key, and what it may be: its unit, whether the file has to write it, and its range."""

    key: str
    sourced: Sourced
    unit: str
    written: bool
    low: float
    high: float


def placed(key: str, number: CitedNumber, source: str, unit: str) -> PlacedNumber:
    """Return a number that is above 0 and at most 1, which is from `source` if it names none of its own."""
    known = number.model_dump() | {"unit": number.unit or "", "source": number.source or source}
    return PlacedNumber(key, Sourced(**known), unit, written=False, low=SMALLEST, high=1.0)


def number_faults(file: str, number: PlacedNumber, sources: Collection[str]) -> Iterator[InputProblem]:
    """Yield what is wrong with a number of a file: its range, its unit, and what it says of its source."""
    value, unit = number.sourced.value, number.sourced.unit
    if not number.low <= value <= number.high:
        allowed = say("range_unit", low=number.low, high=number.high, unit=number.unit)
        if number.low == SMALLEST:
            allowed = say("above_zero", high=number.high, unit=number.unit)
        yield InputProblem(say("key", file=file, key=number.key), say("out_of_range", value=as_written(value)), allowed)
    place = say("key", file=file, key=f"{number.key}.unit")
    if number.written and not unit:
        yield InputProblem(place, say("key_missing"), say("unit_rule", unit=as_written(number.unit)))
    elif unit and plain(unit) != number.unit:
        what = say("other_unit", unit=as_written(unit))
        yield InputProblem(place, what, say("unit_rule", unit=as_written(number.unit)))
    yield from evidence_faults(file, number.key, number.sourced, sources)
