"""A setting of a lever in words: its strengths, from when each holds, and where the lever acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from model.levers import LEVERS, LeverSetting

from .language import label, listed, listed_apart
from .values import value_text

if TYPE_CHECKING:
    from scenarios.case import Case

STEP = {"zh": "{strength}，{start} 起", "en": "{strength} from {start}"}


def strength_text(lever: str, strength: float, language: str) -> str:
    """Return the strength of a lever with its unit."""
    return value_text(strength, LEVERS[lever].unit, language)


def steps_text(lever: str, setting: LeverSetting, first: str, language: str) -> str:
    """Return the strengths of a setting, each with the quarter that it holds from; `first` where it names none."""
    steps = [
        STEP[language].format(strength=strength_text(lever, span.strength, language), start=span.start or first)
        for span in setting.spans
    ]
    return listed_apart(steps, language)


def parks_text(setting: LeverSetting, case: Case, language: str) -> str:
    """Return the labels of the parks where a setting acts, or nothing where it acts in all of them."""
    return listed((label(park, language) for park in case.parks if park.id in setting.parks), language)
