"""scenarios.toml: scenarios read and checked, setting by setting."""

from collections.abc import Collection, Mapping
from pathlib import Path
from typing import Any

from model.calendar import Calendar
from model.levers import LEVERS
from model.needs import NEEDS

from ..limits import SCENARIOS
from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, Message, as_written, say
from ..scenario import Scenario
from .bases import with_bases
from .known_names import keyed_by_id, same_label
from .lever_setting import check_keys, read_setting
from .names import check_label, check_name
from .toml_file import read_toml

NONE = "none"
SCENARIO_KEYS = ("zh", "en", "about", "about_zh", "base", "levers")
REMARKS = ("about", "about_zh")  # may be left out
OTHER_LANGUAGE = {
    "zh": "en",
    "en": "zh",
    "about": "about_zh",
    "about_zh": "about",
}  # told in place of one that is left out


def no_plan() -> Scenario:
    """Return the scenario that is there even if no file has it."""
    return Scenario(NONE, "无规划", "no plan")


def read_scenarios(
    path: Path, calendar: Calendar, offers: Collection[str] = tuple(NEEDS), parks: Collection[str] = ()
) -> dict[str, Scenario]:
    """Return the scenarios of a file by name, in the file's order. Raises InputProblem for anything it does not know.

    `offers` is what the case offers the levers, `parks` are its parks by id, with their labels if it is a mapping.
    """
    tables = read_toml(path)
    if not tables:
        raise InputProblem(path.name, say("no_scenario"), say("scenario_rule"))
    if len(tables) > SCENARIOS:
        raise InputProblem(path.name, say("scenario_count", count=len(tables)), say("at_most", limit=SCENARIOS))
    faults = Faults()
    scenarios: dict[str, Scenario] = {}
    for name, table in tables.items():
        with faults:
            scenarios[name] = _scenario(path.name, name, table, calendar, offers, parks)
    if NONE not in tables:
        scenarios = {NONE: no_plan(), **scenarios}
    scenarios = with_bases(path.name, scenarios, list(tables), faults)
    with faults:
        if NONE in scenarios and scenarios[NONE].levers:
            names = list(scenarios[NONE].levers)
            raise InputProblem(_place(path.name, NONE), say("none_sets_levers", names=names), say("none_rule"))
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


def _scenario(
    file: str, name: str, table: Any, calendar: Calendar, offers: Collection[str], parks: Collection[str]
) -> Scenario:
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
    base = table.get("base", "")
    with faults:
        if not isinstance(base, str) or ("base" in table and not base):
            raise InputProblem(
                say("key", file=file, key=f"{name}.base"), say("not_text", value=as_written(base)), say("base_rule")
            )
    levers, settings = table.get("levers", {}), {}
    with faults:
        if not isinstance(levers, dict):
            what = say("not_a_table", value=as_written(levers))
            raise InputProblem(_place(file, name, "levers"), what, say("scenario_rule"))
        by_id = keyed_by_id(_place(file, name, "levers"), "unknown_lever", levers, LEVERS, faults)
        for lever, setting in by_id.items():
            with faults:
                there = say("setting", file=file, scenario=name, lever=lever)
                settings[lever] = read_setting(there, lever, setting, calendar, offers, parks)
    faults.refuse()
    for key, other in OTHER_LANGUAGE.items():
        texts.setdefault(key, texts.get(other, "" if key in REMARKS else name))
    return Scenario(name, texts["zh"], texts["en"], texts["about"], texts["about_zh"], settings, base)


def _text(file: str, name: str, value: Any, key: str) -> str:
    place = say("key", file=file, key=f"{name}.{key}")
    if not isinstance(value, str):
        raise InputProblem(place, say("not_text", value=as_written(value)), say("text_rule"))
    if key not in REMARKS:
        check_label(value, place)
    return value
