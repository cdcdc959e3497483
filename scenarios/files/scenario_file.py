"""scenarios.toml: scenarios read and checked, setting by setting."""

from collections.abc import Collection, Mapping, Sequence
from pathlib import Path
from typing import Any

from model.calendar import Calendar
from model.levers import LEVERS, LONGEST_RAMP, LeverSetting, broken_rule, range_in
from model.needs import NEEDS
from model.population.fault import Contradiction

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, nearest, say
from ..scenario import Scenario
from .known_names import keyed_by_id, same_label
from .names import check_label, check_name
from .text import plain
from .toml_file import read_toml

NONE = "none"
SETTING_KEYS = ("strength", "start", "ramp", "end", "note")
SCENARIO_KEYS = ("zh", "en", "about", "about_zh", "levers")
REMARKS = ("about", "about_zh")  # may be left out
OTHER_LANGUAGE = {
    "zh": "en",
    "en": "zh",
    "about": "about_zh",
    "about_zh": "about",
}  # told in place of one that is left out
# What is allowed where a setting breaks a rule of `model.levers.broken_rule`.
ALLOWED = {
    "strength_range": "range_unit",
    "half_on": "switch_rule",
    "switch_ramp": "switch_rule",
    "bad_ramp": "ramp_rule",
    "starts_too_early": "quarters",
    "starts_too_late": "quarters",
    "ends_too_early": "end_rule",
    "never_acts": "yearly_rule",
    "dates_too_short": "longer_dates",
    "too_small": "least_strength",
    "lacks_need": "leave_out",
}
TOO_SMALL = ("too_small", "dates_too_short")  # rules that are broken by a strength that adds up to nothing


def no_plan() -> Scenario:
    """Return the scenario that is there even if no file has it."""
    return Scenario(NONE, "无规划", "no plan")


def read_scenarios(path: Path, calendar: Calendar, offers: Collection[str] = tuple(NEEDS)) -> dict[str, Scenario]:
    """Return the scenarios of a file by name, in the file's order. Raises InputProblem for anything it does not know.

    `offers` is what the case offers the levers.
    """
    tables = read_toml(path)
    if not tables:
        raise InputProblem(path.name, say("no_scenario"), say("scenario_rule"))
    faults = Faults()
    scenarios: dict[str, Scenario] = {}
    for name, table in tables.items():
        with faults:
            scenarios[name] = _scenario(path.name, name, table, calendar, offers)
    with faults:
        if NONE in scenarios and scenarios[NONE].levers:
            names = list(scenarios[NONE].levers)
            raise InputProblem(_place(path.name, NONE), say("none_sets_levers", names=names), say("none_rule"))
    if NONE not in tables:
        scenarios = {NONE: no_plan(), **scenarios}
    _check_labels(path.name, scenarios, faults)
    faults.refuse()
    return scenarios


def _check_labels(file: str, scenarios: Mapping[str, Scenario], faults: Faults) -> None:
    """Refuse a label that another scenario has too, in either language, or that is the id of another."""
    ids = {same_label(name): name for name in scenarios}
    owners: dict[str, str] = {}
    for name, scenario in scenarios.items():
        for label in dict.fromkeys((scenario.zh, scenario.en)):
            owner = owners.setdefault(same_label(label), name)
            place = say("table", file=file, table=name)
            if owner != name:
                what = say("label_twice", label=as_written(label), other=as_written(owner))
                faults.add(InputProblem(place, what, say("labels_unique")))
            elif ids.get(same_label(label), name) != name:
                faults.add(InputProblem(place, say("label_is_id", label=as_written(label)), say("labels_unique")))


def _place(file: str, *names: str) -> Message:
    return say("table", file=file, table=".".join(names))


def _scenario(file: str, name: str, table: Any, calendar: Calendar, offers: Collection[str]) -> Scenario:
    place = _place(file, name)
    if not isinstance(table, dict):
        raise InputProblem(place, say("not_a_table", value=as_written(table)), say("scenario_rule"))
    faults = Faults()
    with faults:
        check_name(name, place)
    with faults:
        check_keys(place, table, SCENARIO_KEYS)
    texts = {}
    for key in (each for each in OTHER_LANGUAGE if each in table):
        with faults:
            texts[key] = _text(file, name, table[key], key)
    levers, settings = table.get("levers", {}), {}
    with faults:
        if not isinstance(levers, dict):
            what = say("not_a_table", value=as_written(levers))
            raise InputProblem(_place(file, name, "levers"), what, say("scenario_rule"))
        by_id = keyed_by_id(_place(file, name, "levers"), "unknown_lever", levers, LEVERS, faults)
        for lever, setting in by_id.items():
            with faults:
                there = say("setting", file=file, scenario=name, lever=lever)
                settings[lever] = read_setting(there, lever, setting, calendar, offers)
    faults.refuse()
    for key, other in OTHER_LANGUAGE.items():
        texts.setdefault(key, texts.get(other, "" if key in REMARKS else name))
    return Scenario(name, texts["zh"], texts["en"], texts["about"], texts["about_zh"], settings)


def read_setting(
    place: Message,
    lever: str,
    table: Any,
    calendar: Calendar,
    offers: Collection[str] = tuple(NEEDS),
    *,
    sampled: bool = False,
) -> LeverSetting:
    """Return the setting of a known lever from its table, or from its bare strength.

    Raises InputProblem for what is out of range, for dates under which it could do nothing, and for a lever that has
    nothing to act on. `offers` is what the case offers the levers. Where settings are `sampled`, as in a design or a
    search, a strength too small to act is no fault but the neutral strength.
    """
    setting = _setting(place, lever, table, calendar, offers)
    broken = broken_rule(lever, setting, calendar, offers)
    if broken is not None and broken.key in TOO_SMALL and sampled:
        return setting._replace(strength=LEVERS[lever].neutral)
    if broken is not None:
        raise InputProblem(place, *_said(broken))
    return setting._replace(strength=float(setting.strength))  # only now: a whole number may be too large for one


def _said(broken: Contradiction) -> tuple[Message, Message]:
    """Return what is wrong with a setting, and what is allowed."""
    values = {key: as_written(value) if key == "value" else value for key, value in broken.values.items()}
    if "need" in values:
        need = NEEDS[str(values["need"])]
        values |= {"need": need, "where": need.where}
    return say(broken.key, **values), say(ALLOWED[broken.key], **values)


def check_keys(place: Message, table: Mapping[str, Any], known: Sequence[str]) -> None:
    """Refuse a table with unknown keys. Raises InputProblem with the nearest ones."""
    Faults(
        InputProblem(place, say("unknown_key", key=as_written(key)), nearest(key, known))
        for key in table
        if key not in known
    ).refuse()


def _text(file: str, name: str, value: Any, key: str) -> str:
    place = say("key", file=file, key=f"{name}.{key}")
    if not isinstance(value, str):
        raise InputProblem(place, say("not_text", value=as_written(value)), say("text_rule"))
    if key not in REMARKS:
        check_label(value, place)
    return value


def _setting(place: Message, name: str, table: Any, calendar: Calendar, offers: Collection[str]) -> LeverSetting:
    if not isinstance(table, dict):
        table = {"strength": table}
    check_keys(place, table, SETTING_KEYS)
    lever = LEVERS[name]
    strength = table.get("strength")
    low, high = range_in(lever, offers)
    allowed = say("range_unit", low=float(low), high=float(high), unit=lever.unit)
    if strength is None:
        raise InputProblem(place, say("no_strength"), allowed)
    if isinstance(strength, bool) or not isinstance(strength, (int, float)):
        raise InputProblem(place, say("strength_no_number", value=as_written(strength)), allowed)
    ramp = read_ramp(place, table.get("ramp", 0))
    start = read_quarter(place, "start", table.get("start", calendar.label(1)), calendar)
    end = read_quarter(place, "end", table["end"], calendar) if "end" in table else None
    return LeverSetting(strength, start, ramp, end)


def read_ramp(place: Message, value: Any) -> int:
    """Return the quarters of a ramp, a whole number. Raises InputProblem."""
    if isinstance(value, bool) or not isinstance(value, int):
        raise InputProblem(place, say("bad_ramp", value=as_written(value)), say("ramp_rule", high=LONGEST_RAMP))
    return value


def read_quarter(place: Message, key: str, value: Any, calendar: Calendar) -> str:
    """Return a quarter as it is written, `2016Q1`. Raises InputProblem."""
    label = plain(value) if isinstance(value, str) else ""
    try:
        calendar.quarter_of(label)
    except ValueError:
        raise InputProblem(place, say("bad_quarter", key=key, value=as_written(value)), say("quarter_rule")) from None
    return label
