"""A scenario: a named set of dated lever settings."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

import numpy as np

from model.calendar import Calendar
from model.levers import LEVERS, LeverSetting, schedule
from model.needs import NEEDS

from .refusals.problem import InputProblem, as_written, nearest, say


@dataclass(frozen=True)
class Scenario:
    """Lever settings by name; levers that are not named, or set at their neutral strength, are neutral.

    `base` is the scenario whose settings it has but for those that it names in its file; `settings` are all of them.
    """

    name: str
    zh: str = ""
    en: str = ""
    about: str = ""
    about_zh: str = ""
    settings: Mapping[str, LeverSetting] = field(default_factory=dict)
    base: str = ""

    @property
    def levers(self) -> dict[str, LeverSetting]:
        """The settings in force, the neutral ones left out."""
        return {name: setting for name, setting in self.settings.items() if not setting.is_neutral(LEVERS[name])}

    def schedule(
        self, calendar: Calendar, offers: Collection[str] = tuple(NEEDS), parks: Sequence[str] = ()
    ) -> np.recarray:
        """Return the strengths in force, shape (quarters, parks), `model.levers.lever_dtype`.

        `offers` is what the case offers the levers, `parks` are its parks; without them the shape is (quarters,).
        """
        return schedule(self.settings, calendar, offers, parks)

    def with_(self, **strengths: float | LeverSetting) -> "Scenario":
        """Return the scenario with levers set: a strength keeps the dates and parks the lever has (or starts at once).

        Raises InputProblem for a lever that is not known, and for a single strength of one that is set in steps.
        """
        settings = dict(self.settings)
        for name, value in strengths.items():
            if name not in LEVERS:
                raise self._unknown(name)
            if isinstance(value, LeverSetting):
                settings[name] = value
            else:
                own = settings.get(name, LeverSetting(value))
                if own.later:
                    raise InputProblem(
                        say("scenario", name=self.name), say("set_in_steps", lever=name), say("whole_setting")
                    )
                settings[name] = own._replace(strength=float(value))
        return replace(self, settings=settings)

    def only(self, *names: str) -> "Scenario":
        """Return the scenario with every other lever neutral."""
        for name in names:
            if name not in LEVERS:
                raise self._unknown(name)
        return replace(self, settings={name: self.settings[name] for name in names if name in self.settings})

    def none(self) -> "Scenario":
        """Return the scenario with every lever neutral."""
        return replace(self, settings={})

    def _unknown(self, lever: str) -> InputProblem:
        what = say("unknown_lever", name=as_written(lever))
        return InputProblem(say("scenario", name=self.name), what, nearest(lever, LEVERS))
