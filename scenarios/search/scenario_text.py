"""A scenario as a table of scenarios.toml, to be pasted into a case and run."""

import json

from model.calendar import Calendar
from model.levers import LeverSetting

from ..scenario import Scenario


def scenario_text(scenario: Scenario, calendar: Calendar) -> str:
    """Return the scenario as TOML; levers at their neutral strength are left out.

    Every number is written so that reading it gives the same one to the bit.
    """
    texts = {key: getattr(scenario, key) for key in ("zh", "en", "about", "about_zh")}
    lines = [f"[{_key(scenario.name)}]", *(f"{key} = {_quoted(text)}" for key, text in texts.items() if text)]
    levers = [f"{name} = {_setting(setting, calendar)}" for name, setting in scenario.levers.items()]
    return "\n".join([*lines, f"[{_key(scenario.name)}.levers]", *levers]) + "\n"


def _setting(setting: LeverSetting, calendar: Calendar) -> str:
    parks = [f"parks = [{', '.join(map(_quoted, setting.parks))}]"] if setting.parks else []
    if setting.later:
        steps = ", ".join(f'{{ from = "{span.start}", strength = {float(span.strength)!r} }}' for span in setting.spans)
        return "{ " + ", ".join([f"steps = [{steps}]", *parks]) + " }"
    parts = [f"strength = {float(setting.strength)!r}", f'start = "{setting.start or calendar.label(1)}"', *parks]
    if setting.ramp:
        parts.append(f"ramp = {setting.ramp}")
    if setting.end is not None:
        parts.append(f'end = "{setting.end}"')
    return "{ " + ", ".join(parts) + " }"


def _key(name: str) -> str:
    """Return a name as a key: bare where TOML allows it."""
    return name if name.isascii() else _quoted(name)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)  # a string of JSON is one of TOML as well
