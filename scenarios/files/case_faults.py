"""What cannot be in case.toml though every key is there and of its kind: units, ranges, sources, names, targets."""

from collections.abc import Iterator, Mapping, Sequence

from model.indicators import INDICATORS
from model.parameters import PARAMETERS, Parameter
from model.sources import ASSUMPTION, SOURCES

from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from ..targets import Target
from .case_shape import CaseFile, Sourced
from .firms_file import UNKNOWN
from .names import check_label, check_name
from .table_labels import Label
from .text import plain
from .totals import TOTALS, Total

LARGEST_TARGET = 1e9
_KINDS_OF_PLACE = {"park": "kind_park", "industry": "kind_industry"}


def faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    """Yield what is wrong with the contents of a case file called `name`."""
    yield from _name_faults(name, file)
    for key, total in TOTALS.items():
        sourced = getattr(file.totals, key)
        yield from _sourced_faults(name, f"totals.{key}", sourced, total.unit, total.low, total.high)
        if total.whole and sourced.value != int(sourced.value):
            yield InputProblem(_key(name, f"totals.{key}.value"), say("not_whole", value=as_written(sourced.value)))
    for key, sourced in file.parameters.items():
        if key not in PARAMETERS:
            what = say("unknown_parameter", name=as_written(key))
            yield InputProblem(_key(name, "parameters"), what, nearest(key, PARAMETERS))
            continue
        parameter = PARAMETERS[key]
        yield from _sourced_faults(name, f"parameters.{key}", sourced, parameter.unit, parameter.low, parameter.high)
    yield from _target_faults(name, file)


def range_of(location: Sequence[int | str]) -> Message | None:
    """Return the declared range of a number of case.toml at a location, if it has one."""
    tables: dict[str, Mapping[str, Total | Parameter]] = {"totals": TOTALS, "parameters": PARAMETERS}
    declared = tables.get(str(location[0]), {})
    if len(location) != 3 or location[1] not in declared or location[2] not in ("value", "low", "high"):
        return None
    entry = declared[str(location[1])]
    return say("range_unit", low=float(entry.low), high=float(entry.high), unit=entry.unit)


def _key(name: str, key: str) -> Message:
    return say("key", file=name, key=key)


def _name_faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    try:
        check_name(file.name, _key(name, "name"))
        check_label(file.zh, _key(name, "zh"))
        check_label(file.en, _key(name, "en"))
    except InputProblem as problem:
        yield problem


def _sourced_faults(
    name: str, key: str, sourced: Sourced, unit: str, low: float, high: float
) -> Iterator[InputProblem]:
    if not low <= sourced.value <= high:
        allowed = say("range_unit", low=float(low), high=float(high), unit=unit)
        yield InputProblem(_key(name, f"{key}.value"), say("out_of_range", value=as_written(sourced.value)), allowed)
    if plain(sourced.unit) != unit:
        what = say("other_unit", unit=as_written(sourced.unit))
        yield InputProblem(_key(name, f"{key}.unit"), what, say("unit_rule", unit=as_written(unit)))
    if sourced.source not in SOURCES:
        what = say("unknown_source", name=as_written(sourced.source))
        yield InputProblem(_key(name, f"{key}.source"), what, nearest(sourced.source, SOURCES))
    if sourced.source == ASSUMPTION and (sourced.low is None or sourced.high is None):
        yield InputProblem(_key(name, key), say("no_range"), say("range_rule"))
    if sourced.low is not None and sourced.high is not None and not sourced.low <= sourced.value <= sourced.high:
        allowed = say("range", low=sourced.low, high=sourced.high)
        yield InputProblem(
            _key(name, f"{key}.value"), say("outside_its_range", value=as_written(sourced.value)), allowed
        )


def _target_faults(name: str, file: CaseFile) -> Iterator[InputProblem]:
    seen: dict[str, int] = {}
    first, last = file.baseline_year + 1, file.baseline_year + file.years
    for number, target in enumerate(file.targets, start=1):
        place = f"targets {number}"
        if not first <= target.year <= last:
            yield InputProblem(
                _key(name, f"{place}.year"), say("target_year", year=target.year), say("range", low=first, high=last)
            )
        if target.key in seen:
            what = say("target_twice", name=as_written(target.measure), year=target.year, number=seen[target.key])
            yield InputProblem(_key(name, place), what, say("one_range"))
        seen.setdefault(target.key, number)
        if not target.bounds:
            yield InputProblem(_key(name, f"{place}.at_least"), say("key_missing"), say("bound_rule"))
        if target.indicator not in INDICATORS:
            what = say("unknown_indicator", name=as_written(target.indicator))
            yield InputProblem(_key(name, f"{place}.indicator"), what, nearest(target.indicator, INDICATORS))
            continue
        yield from _bound_faults(name, place, target)
        for kind in target.place:
            if kind not in target.declared.by:
                what = say("not_told_by", name=as_written(target.indicator), kind=say(_KINDS_OF_PLACE[kind]))
                yield InputProblem(_key(name, f"{place}.{kind}"), what, say("leave_out_key", key=kind))


def _bound_faults(name: str, place: str, target: Target) -> Iterator[InputProblem]:
    unit = target.declared.unit
    high = 1.0 if unit == "share" else LARGEST_TARGET
    for key, value in target.bounds.items():
        if not 0.0 <= value <= high:
            what = say("out_of_range", value=as_written(value))
            yield InputProblem(_key(name, f"{place}.{key}"), what, say("range_unit", low=0.0, high=high, unit=unit))
    if list(target.bounds.values()) != sorted(target.bounds.values()):
        what = say("bounds_crossed", **target.bounds)
        yield InputProblem(_key(name, f"{place}.at_least"), what, say("one_range"))


def check_places(name: str, targets: Sequence[Target], parks: Sequence[Label], industries: Sequence[Label]) -> None:
    """Refuse a target of a park or an industry that the tables of the case do not hold. Raises InputProblem."""
    known = {"park": [each.id for each in parks], "industry": [each.id for each in industries]}
    for number, target in enumerate(targets, start=1):
        for kind, there in target.place.items():
            if there not in known[kind]:
                what = say(UNKNOWN[kind], name=as_written(there))
                raise InputProblem(_key(name, f"targets {number}.{kind}"), what, nearest(there, known[kind]))
