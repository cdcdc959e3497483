"""A choice that exists in tests only: the rate at which firms expand, 0, 1 or 2 a year, in the place of the number.

Rules read it as any number, so nothing is compiled anew and each alternative moves the output of the city.
"""

from collections import OrderedDict

import pytest

from model import words
from model.declaration import Choice
from model.parameters import CHOICES, PARAMETERS
from scenarios import axes
from scenarios.sweep import worlds

NAME = "expansion_rate"
COLUMN = f"uncertainty.{NAME}"
WORDS = ("halted", "steady", "brisk")
LABELS = {
    "halted_zh": "停止扩建", "halted_en": "no expansion", "steady_zh": "稳步扩建", "steady_en": "steady expansion",
    "brisk_zh": "加快扩建", "brisk_en": "brisk expansion",
}  # fmt: skip
OTHERS = tuple(CHOICES)  # those that the model declares
OTHERS_HELD = {name: choice.words[int(choice.value)] for name, choice in CHOICES.items()}
EXPANSION = Choice(name=NAME, alternatives=(("halted", 2.0), ("steady", 5.0), ("brisk", 3.0)), source="prototype")


def declare(patch: pytest.MonkeyPatch, choice: Choice = EXPANSION) -> Choice:
    """Declare the choice for as long as a patch holds."""
    patch.setitem(PARAMETERS, NAME, choice)
    patch.setitem(CHOICES, NAME, choice)
    patch.setitem(words.all_words(), "alternatives", {**words.all_words()["alternatives"], NAME: LABELS})
    patch.setattr(worlds.WORLDS, "_kept", OrderedDict())
    axes.known.cache_clear()
    return choice


def set_in_case(folder, *lines: str) -> None:
    """Write what a case says of the choice at the end of its case.toml."""
    with (folder / "case.toml").open("a", encoding="utf-8") as file:
        file.write("\n".join(["", f"[parameters.{NAME}]", *lines, ""]))
