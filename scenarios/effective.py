"""Effective settings: what of dated settings the model acts on. Where they are equal, runs are equal to the bit.

Dates of a lever at its neutral strength make no difference. Of a lever that is read once a year, only the strength in
that quarter counts. One whose strengths add up acts by the whole units that fall due. Steps count by the strengths that
they come to, so steps that are all alike are one. Whatever counts scenarios,
points or candidates counts those with equal effective settings once.
"""

from collections.abc import Hashable, Iterable, Mapping
from functools import lru_cache

from model.calendar import Calendar
from model.levers import LEVERS, LeverSetting, effect, last_read

Effect = tuple[float | str, ...]  # by quarter, and the parks where it is not everywhere


@lru_cache(maxsize=65_536)
def effect_of(lever: str, setting: LeverSetting, calendar: Calendar) -> Effect:
    """Return what the model acts on of a setting of a lever, by quarter and the parks named; empty where that is nothing."""
    declared = LEVERS[lever]
    found = effect(declared, setting, calendar)
    return (*found.tolist(), *sorted(setting.parks)) if (found != declared.neutral).any() else ()


def effective_settings(settings: Mapping[str, LeverSetting], calendar: Calendar) -> tuple[tuple[str, Effect], ...]:
    """Return the levers that act under settings, by name, each with what the model acts on by quarter."""
    found = ((name, effect_of(name, settings[name], calendar)) for name in sorted(settings))
    return tuple((name, acting) for name, acting in found if acting)


def first_equal(keys: Iterable[tuple[int, Hashable]]) -> dict[int, int]:
    """Return by number the first number that has the same key."""
    first: dict[Hashable, int] = {}
    return {number: first.setdefault(key, number) for number, key in keys}


def unfinished_ramps(settings: Mapping[str, LeverSetting], calendar: Calendar) -> dict[str, tuple[float, float]]:
    """Return by lever the strength reached and the one set, of levers whose ramp does not end within run and dates."""
    found = {}
    for name, setting in settings.items():
        lever = LEVERS[name]
        last = last_read(lever, setting, calendar)
        if not setting.later and setting.strength != lever.neutral and setting.way(last, calendar) < 1.0:
            found[name] = (setting.at(lever, last, calendar), setting.strength)
    return found
