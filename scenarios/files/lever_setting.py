"""The setting of a lever: a strength with dates, or strengths in steps, everywhere or in some parks only."""

from collections.abc import Collection, Mapping, Sequence
from typing import Any

from model.calendar import Calendar
from model.levers import LEVERS, LONGEST_RAMP, Lever, LeverSetting, Step, broken_parks, broken_rules, parks_of, range_in
from model.needs import NEEDS
from model.population.fault import Contradiction

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from .known_names import id_meant
from .text import plain

DATES = ("start", "ramp", "end")
PLAIN_KEYS = ("strength", *DATES)  # of a setting without steps
STEP_KEYS = ("from", "strength", "note")
SETTING_KEYS = (*PLAIN_KEYS, "steps", "parks", "note")
# What is allowed where a setting breaks a rule of `model.levers.broken_rules`.
ALLOWED = {
    "strength_range": "range_unit",
    "half_on": "switch_rule",
    "switch_ramp": "switch_rule",
    "bad_ramp": "ramp_rule",
    "starts_too_early": "quarters",
    "starts_too_late": "quarters",
    "before_approval": "approval_rule",
    "ends_too_early": "end_rule",
    "never_acts": "yearly_rule",
    "beside_steps": "steps_rule",
    "steps_unordered": "steps_rule",
    "not_by_park": "leave_parks_out",
    "no_such_park": "known",
    "park_twice": "name_once",
    "dates_too_short": "longer_dates",
    "too_small": "least_strength",
    "lacks_need": "leave_out",
}
TOO_SMALL = ("too_small", "dates_too_short")  # rules that are broken by a strength that adds up to nothing


def read_setting(
    place: Message,
    lever: str,
    table: Any,
    calendar: Calendar,
    offers: Collection[str] = tuple(NEEDS),
    parks: Collection[str] = (),
) -> LeverSetting:
    """Return the setting of a known lever from its table, or from its bare strength.

    Raises InputProblem, with every fault, for what is out of range, for dates under which it could do nothing, and for
    a lever that has nothing to act on. `offers` is what the case offers the levers, `parks` are its parks by id, with
    their labels if it is a mapping. All parks in which the lever can act are as good as none named.
    """
    setting = _setting(place, lever, table, calendar, offers, parks)
    Faults(_problem(place, setting, *broken) for broken in broken_rules(lever, setting, calendar, offers)).refuse()
    if set(setting.parks) == set(parks_of(LEVERS[lever], offers)):
        setting = setting._replace(parks=())
    return _with_numbers(setting)


def changed_setting(
    place: Message,
    lever: str,
    own: LeverSetting | None,
    change: Mapping[str, Any],
    calendar: Calendar,
    offers: Collection[str],
) -> LeverSetting:
    """Return a setting in which a design or a search changes some of strength, start, ramp and end; its parks are kept.

    `own` is the setting of its scenario, None where that has none. A strength too small to act is no fault here but the
    neutral strength. Raises InputProblem as `read_setting`, and for a setting in steps, of which no axis changes one.
    """
    demand_one_strength(place, lever, own)
    kept = {key: getattr(own, key) for key in PLAIN_KEYS if getattr(own, key, None) is not None}
    setting = _setting(place, lever, {**kept, **change}, calendar, offers, ())
    setting = setting._replace(parks=own.parks if own else ())
    broken = broken_rules(lever, setting, calendar, offers)
    if broken and broken[0][1].key in TOO_SMALL:
        return setting._replace(strength=LEVERS[lever].neutral)
    Faults(_problem(place, setting, *each) for each in broken).refuse()
    return _with_numbers(setting)


def demand_one_strength(place: Message, lever: str, own: LeverSetting | None) -> None:
    """Refuse a setting in steps where one strength is asked for. Raises InputProblem."""
    if own is not None and own.later:
        raise InputProblem(place, say("set_in_steps", lever=lever), say("vary_scenarios"))


def _with_numbers(setting: LeverSetting) -> LeverSetting:
    """Return a setting with strengths as numbers of the model: only now, as a whole number may be too large for one."""
    later = tuple(step._replace(strength=float(step.strength)) for step in setting.later)
    return setting._replace(strength=float(setting.strength), later=later)


def _problem(place: Message, setting: LeverSetting, number: int, broken: Contradiction) -> InputProblem:
    """Return the refusal of a rule that a setting breaks in a step of a number, or as a whole where that is 0."""
    values = {key: as_written(value) if key == "value" else value for key, value in broken.values.items()}
    if "need" in values:
        need = NEEDS[str(values["need"])]
        values |= {"need": need, "where": need.where}
    there = say("step", place=place, number=number) if number and setting.later else place
    return InputProblem(there, say(broken.key, **values), say(ALLOWED[broken.key], **values))


def check_keys(place: Message, table: Mapping[str, Any], known: Sequence[str]) -> None:
    """Refuse a table with unknown keys. Raises InputProblem with the nearest ones."""
    Faults(
        InputProblem(place, say("unknown_key", key=as_written(key)), nearest(key, known))
        for key in table
        if key not in known
    ).refuse()


def _setting(
    place: Message, name: str, table: Any, calendar: Calendar, offers: Collection[str], parks: Collection[str]
) -> LeverSetting:
    """Return a setting as it is written, its rules not yet asked. Raises InputProblem for what cannot be read."""
    if not isinstance(table, dict):
        table = {"strength": table}
    lever, faults, parts = LEVERS[name], Faults(), LeverSetting(0.0)
    with faults:
        check_keys(place, table, SETTING_KEYS)
    with faults:
        read = _in_steps if "steps" in table else _of_one_strength
        parts = read(place, lever, table, calendar, offers)
    with faults:
        parts = parts._replace(parks=_parks(place, table["parks"], parks) if "parks" in table else ())
    if faults.found:  # else the rules are asked all together
        for broken in broken_parks(lever, parts, offers):
            faults.add(_problem(place, parts, 0, broken))
    faults.refuse()
    return parts


def _of_one_strength(
    place: Message, lever: Lever, table: Mapping[str, Any], calendar: Calendar, offers: Collection[str]
) -> LeverSetting:
    faults = Faults()
    strength: Any = 0.0
    ramp, start, end = 0, calendar.label(1), None
    with faults:
        strength = _strength(place, lever, table.get("strength"), offers)
    with faults:
        ramp = read_ramp(place, table.get("ramp", 0))
    with faults:
        start = read_quarter(place, "start", table.get("start", start), calendar)
    with faults:
        end = read_quarter(place, "end", table["end"], calendar) if "end" in table else None
    faults.refuse()
    return LeverSetting(strength, start, ramp, end)


def _in_steps(
    place: Message, lever: Lever, table: Mapping[str, Any], calendar: Calendar, offers: Collection[str]
) -> LeverSetting:
    """Return the setting of a table with `steps`, which have their own strengths and dates."""
    faults = Faults()
    for key in (each for each in PLAIN_KEYS if each in table):
        faults.add(InputProblem(place, say("beside_steps", key=key, value=as_written(table[key])), say("steps_rule")))
    written, steps = table["steps"], []
    if not isinstance(written, list) or not written:
        faults.add(InputProblem(place, say("no_steps", value=as_written(written)), say("steps_rule")))
        written = []
    for number, entry in enumerate(written, start=1):
        there = say("step", place=place, number=number)
        with faults:
            if not isinstance(entry, dict):
                raise InputProblem(there, say("not_a_table", value=as_written(entry)), say("steps_rule"))
            check_keys(there, entry, STEP_KEYS)
            if "from" not in entry:
                raise InputProblem(there, say("no_from"), say("quarter_rule"))
            start = read_quarter(there, "from", entry["from"], calendar)
            steps.append(Step(start, _strength(there, lever, entry.get("strength"), offers)))
    faults.refuse()
    first, *later = steps
    return LeverSetting(first.strength, first.start, later=tuple(later))


def _strength(place: Message, lever: Lever, value: Any, offers: Collection[str]) -> Any:
    """Return a strength as it is written, a number of any size. Raises InputProblem."""
    low, high = range_in(lever, offers)
    allowed = say("range_unit", low=float(low), high=float(high), unit=lever.unit)
    if value is None:
        raise InputProblem(place, say("no_strength"), allowed)
    if isinstance(value, bool) or not isinstance(value, (int, float)):
        raise InputProblem(place, say("strength_no_number", value=as_written(value)), allowed)
    return value


def _parks(place: Message, written: Any, known: Collection[str]) -> tuple[str, ...]:
    """Return the ids of the parks that are named, by id or label. Raises InputProblem for every name that is no park's."""
    if not isinstance(written, list) or not written or not all(isinstance(each, str) for each in written):
        raise InputProblem(place, say("no_parks", value=as_written(written)), say("parks_rule"))
    faults, found = Faults(), []
    for each in written:
        with faults:
            found.append(id_meant(place, "unknown_park", each, known) if known else plain(each))
    faults.refuse()
    return tuple(found)


def read_ramp(place: Message, value: Any) -> int:
    """Return the quarters of a ramp, a whole number. Raises InputProblem."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputProblem(place, say("bad_ramp", value=as_written(value)), say("ramp_rule", high=LONGEST_RAMP))
    return value


def read_quarter(place: Message, key: str, value: Any, calendar: Calendar) -> str:
    """Return a quarter as it is written, `2016Q1`. Raises InputProblem."""
    label = plain(value) if isinstance(value, str) else ""
    try:
        calendar.quarter_of(label if label.isascii() else "")  # digits of another script are no label of a quarter
    except ValueError:
        raise InputProblem(place, say("bad_quarter", key=key, value=as_written(value)), say("quarter_rule")) from None
    return label
