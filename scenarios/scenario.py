"""A scenario: a named set of dated lever settings."""

import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np

from model.calendar import Calendar
from model.levers import LEVERS, OBJECTS, LeverSetting, refusal, schedule

from .problem import InputProblem, nearest

SETTING_KEYS = ("strength", "start", "ramp", "end", "note")
SCENARIO_KEYS = ("zh", "en", "about", "levers")


@dataclass(frozen=True)
class Scenario:
    """Lever settings by name; levers that are not named, or set at their neutral strength, are neutral."""

    name: str
    zh: str = ""
    en: str = ""
    about: str = ""
    settings: Mapping[str, LeverSetting] = field(default_factory=dict)

    @property
    def levers(self) -> dict[str, LeverSetting]:
        """The settings in force, the neutral ones left out."""
        return {name: setting for name, setting in self.settings.items() if setting.strength != LEVERS[name].neutral}

    def schedule(self, calendar: Calendar, offers: Collection[str] = tuple(OBJECTS)) -> np.recarray:
        """Return the strengths by quarter, shape (quarters,), `model.levers.lever_dtype`.

        `offers` is what the case has for levers to act on, keys of `model.levers.OBJECTS`.
        """
        return schedule(self.settings, calendar, offers)

    def with_(self, **strengths: float | LeverSetting) -> "Scenario":
        """Return the scenario with levers set: a strength keeps the dates the lever has (or starts at once)."""
        settings = dict(self.settings)
        for name, value in strengths.items():
            if name not in LEVERS:
                raise InputProblem(f"scenario {self.name}", f"unknown lever {name!r}", nearest(name, LEVERS))
            if isinstance(value, LeverSetting):
                settings[name] = value
            else:
                settings[name] = settings.get(name, LeverSetting(value))._replace(strength=float(value))
        return replace(self, settings=settings)

    def only(self, *names: str) -> "Scenario":
        """Return the scenario with every other lever neutral."""
        for name in names:
            if name not in LEVERS:
                raise InputProblem(f"scenario {self.name}", f"unknown lever {name!r}", nearest(name, LEVERS))
        return replace(self, settings={name: self.settings[name] for name in names if name in self.settings})

    def none(self) -> "Scenario":
        """Return the scenario with every lever neutral."""
        return replace(self, settings={})


def read_scenarios(path: Path, calendar: Calendar, offers: Collection[str] = tuple(OBJECTS)) -> dict[str, Scenario]:
    """Return the scenarios of a file by name, in the file's order. Raises InputProblem for anything it does not know.

    `offers` is what the case has for levers to act on, keys of `model.levers.OBJECTS`.
    """
    try:
        with path.open("rb") as file:
            tables = tomllib.load(file)
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputProblem(path.name, f"is not readable as TOML: {error}") from error
    scenarios = {name: _read_scenario(path.name, name, table, calendar, offers) for name, table in tables.items()}
    if "none" not in scenarios:
        scenarios = {"none": Scenario("none", "无规划", "no plan"), **scenarios}
    if scenarios["none"].levers:
        raise InputProblem(f"{path.name}: [none]", "sets levers", "`none` is what happens without the plan")
    return scenarios


def _read_scenario(file: str, name: str, table: Any, calendar: Calendar, offers: Collection[str]) -> Scenario:
    place = f"{file}: [{name}]"
    if not isinstance(table, dict):
        raise InputProblem(place, "is not a table", "write a scenario as [name] and [name.levers]")
    for key in table:
        if key not in SCENARIO_KEYS:
            raise InputProblem(place, f"unknown key {key!r}", nearest(key, SCENARIO_KEYS))
    settings = {}
    for lever, setting in table.get("levers", {}).items():
        if lever not in LEVERS:
            raise InputProblem(f"{file}: [{name}.levers]", f"unknown lever {lever!r}", nearest(lever, LEVERS))
        settings[lever] = _read_setting(f"{file}: [{name}.levers] {lever}", lever, setting, calendar, offers)
    return Scenario(name, table.get("zh", name), table.get("en", name), table.get("about", ""), settings)


def _read_setting(place: str, name: str, table: Any, calendar: Calendar, offers: Collection[str]) -> LeverSetting:
    if not isinstance(table, dict):
        table = {"strength": table}
    for key in table:
        if key not in SETTING_KEYS:
            raise InputProblem(place, f"unknown key {key!r}", nearest(key, SETTING_KEYS))
    strength = table.get("strength")
    if isinstance(strength, bool) or not isinstance(strength, (int, float)):
        raise InputProblem(place, f"strength is {strength!r}", "it must be a number")
    ramp = table.get("ramp", 0)
    if isinstance(ramp, bool) or not isinstance(ramp, int) or ramp < 0:
        raise InputProblem(place, f"ramp is {ramp!r}", "it must be a whole number of quarters, 0 or more")
    start = table.get("start", calendar.label(1))
    end = table.get("end")
    for key, label in (("start", start), ("end", end)):
        try:
            if label is not None:
                calendar.quarter_of(str(label))
        except ValueError as error:
            raise InputProblem(place, f"{key}: {error}") from error
    setting = LeverSetting(float(strength), start, ramp, end)
    reason = refusal(name, setting, calendar, offers)
    if reason is not None:
        raise InputProblem(place, reason)
    return setting
