"""The axes that a search file gives, or that all levers of a case have; every setting on them could be run."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from model.levers import LEVERS, Lever, LeverSetting

from ..case import Case
from ..files.scenario_file import read_setting
from ..files.text import plain
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .axes import Axis, Candidate, between, start_axis, strength_axis

KEYS = ("strength", "start")
RANGE_KEYS = ("low", "high", "step")
MOST_VALUES = 1000  # on one axis


def axes_of(case: Case, base: str, levers: Mapping[str, Any], file: str) -> tuple[Axis, ...]:
    """Return the axes of the table `levers` of a file. Raises InputProblem for what could not be run or does nothing.

    Each lever is a list of strengths, a range { low, high, step }, or a table with `strength` and `start` of either
    kind. The settings that an axis does not touch are those of the scenario `base`.
    """
    axes: list[Axis] = []
    for name, table in levers.items():
        place = say("key", file=file, key=f"levers.{name}")
        if name not in LEVERS:
            raise InputProblem(say("table", file=file, table="levers"), say("unknown_lever", name=as_written(name)),
                               nearest(name, LEVERS))  # fmt: skip
        axes += _lever_axes(case, base, name, table, place)
    return tuple(axes)


def all_levers(case: Case, names: Sequence[str] | None) -> dict[str, Any]:
    """Return the table of levers for a search without a file: the named ones, or all that the case has something for."""
    for name in names or ():
        if name not in LEVERS:
            what = say("unknown_lever", name=as_written(name))
            raise InputProblem(say("option", option="--lever"), what, nearest(name, LEVERS))
    offered = [name for name, lever in LEVERS.items() if not lever.needs or lever.needs in case.data.offers]
    return {name: {"low": LEVERS[name].low, "high": LEVERS[name].high} for name in names or offered}


def _lever_axes(case: Case, base: str, name: str, table: Any, place: Message) -> list[Axis]:
    tabled = isinstance(table, dict) and not set(table) & set(RANGE_KEYS)
    parts = table if tabled else {"strength": table}
    if not parts:
        raise InputProblem(place, say("key_missing"), say("search_axis_rule"))
    _check_keys(place, parts, KEYS)
    setting = case.scenario(base).settings.get(name, LeverSetting(LEVERS[name].neutral))
    strengths = _strengths(place, LEVERS[name], parts["strength"]) if "strength" in parts else [setting.strength]
    starts = _starts(place, parts["start"]) if "start" in parts else [setting.start]
    if "strength" not in parts and setting.strength == LEVERS[name].neutral:
        raise InputProblem(place, say("start_of_nothing", scenario=as_written(base)), say("give_strength"))
    for strength in strengths:
        for start in starts:
            _check(case, place, name, setting._replace(strength=strength, start=start))
    axes = [strength_axis(name, strengths)] if "strength" in parts else []
    if "start" in parts:
        quarters = [str(start) for start in starts]
        axes.append(start_axis(name, quarters, [case.calendar.quarter_of(quarter) for quarter in quarters]))
    return axes


def _check(case: Case, place: Message, name: str, setting: LeverSetting) -> None:
    """Refuse a setting that the file of scenarios would refuse."""
    table = {key: value for key, value in setting._asdict().items() if value is not None}
    read_setting(place, name, table, case.calendar, case.data.offers)


def _check_keys(place: Message, table: Mapping[str, Any], known: Sequence[str]) -> None:
    for key in table:
        if key not in known:
            raise InputProblem(place, say("unknown_key", key=as_written(key)), nearest(key, known))


def _strengths(place: Message, lever: Lever, given: Any) -> list[float]:
    allowed = say("range_unit", low=float(lever.low), high=float(lever.high), unit=lever.unit)
    if isinstance(given, dict):
        _check_keys(place, given, RANGE_KEYS)
        for key in ("low", "high"):
            if key not in given:
                raise InputProblem(place, say("lacks_key", key=key), say("search_axis_rule"))
        return _range(place, lever, given, allowed)
    if not isinstance(given, list) or not given:
        raise InputProblem(place, say("no_search_axis", value=as_written(given)), say("search_axis_rule"))
    return [_number(place, value, allowed) for value in given]


def _range(place: Message, lever: Lever, given: Mapping[str, Any], allowed: Message) -> list[float]:
    low, high = (_number(place, given[key], allowed) for key in ("low", "high"))
    for value in (low, high):
        if not lever.low <= value <= lever.high:
            raise InputProblem(place, say("strength_range", value=as_written(value)), allowed)
    if low > high:
        raise InputProblem(place, say("low_above_high", low=low, high=high), allowed)
    step = _number(place, given["step"], allowed) if "step" in given else (1.0 if lever.switch else None)
    if step is not None and not (step > 0 and (high - low) / step < MOST_VALUES):
        raise InputProblem(place, say("bad_step", value=step), say("step_rule", most=MOST_VALUES))
    return between(low, high, step)


def _number(place: Message, value: Any, allowed: Message) -> float:
    if isinstance(value, bool) or not isinstance(value, (int, float)) or not abs(value) < float("inf"):
        raise InputProblem(place, say("strength_no_number", value=as_written(value)), allowed)
    return float(value)


def _starts(place: Message, given: Any) -> list[str]:
    if not isinstance(given, list) or not given or not all(isinstance(each, str) for each in given):
        raise InputProblem(place, say("no_starts", value=as_written(given)), say("starts_rule"))
    return [plain(each) for each in given]


def nearest_candidate(case: Case, base: str, axes: Iterable[Axis]) -> Candidate:
    """Return the candidate that comes nearest to the scenario `base` itself, by the value of each axis."""
    return tuple(_nearest_values(case, base, axes))


def _nearest_values(case: Case, base: str, axes: Iterable[Axis]) -> Iterator[int]:
    for axis in axes:
        _, lever, field = axis.column.split(".")
        setting = case.scenario(base).settings.get(lever, LeverSetting(LEVERS[lever].neutral))
        if field == "strength":
            yield min(range(len(axis.values)), key=lambda at: abs(float(axis.values[at]) - setting.strength))
        else:
            first = setting.first(case.calendar)
            quarters = [case.calendar.quarter_of(str(value)) for value in axis.values]
            yield min(range(len(quarters)), key=lambda at: abs(quarters[at] - first))
