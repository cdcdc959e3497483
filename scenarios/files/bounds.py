"""Bounds of what a TOML file may hold, looked at before it is parsed: a hostile file costs neither time nor memory.

The reader of TOML takes time with the square of the parts of a key, and calls itself for each bracket. A file that a
person wrote comes nowhere near any bound. The size of a file is bounded in `text`.
"""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from typing import Any

from ..refusals.gathering import Faults
from ..refusals.problem import InputProblem, as_written, say
from .text import line_place

MOST_DIGITS = 1_000  # of a number: the largest that a computer calculates with has 309
MOST_KEY_PARTS = 12  # of a key such as a.b.c
MOST_NESTED = 12  # brackets within each other
MOST_KEYS = 20_000  # keys and headers of a file
# Strings and comments first, as brackets and digits within them are words. One that is not closed ends with its line.
_PIECE = re.compile(
    r"(?P<words>\"\"\"(?:\\.|(?!\"\"\").)*(?:\"{3,5})?|'''(?:(?!''').)*(?:'{3,5})?)"
    r"|(?P<name>\"(?:\\[^\n]|[^\"\\\n])*\"?|'[^'\n]*'?|[A-Za-z0-9_+-]+)"
    r"|(?P<comment>\#[^\n]*)|(?P<open>[\[{])|(?P<close>[\]}])|(?P<dot>\.)|(?P<line>\n)|(?P<blank>[ \t\r]+)|(?P<other>.)",
    re.DOTALL,
)
_DIGITS = re.compile(rf"[0-9][0-9A-Fa-fox_]{{{MOST_DIGITS},}}")
# Marks that turn the direction of the text after them: what is shown is then not what is there.
TURNING = frozenset("\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
WHITE = frozenset("\n\r\t")


def check_bounds(name: str, text: str) -> None:
    """Refuse a text, called `name`, whose keys, numbers or brackets are beyond the bounds. Raises InputProblem with its line."""
    line, depth, parts, keys, dotted, fresh = 1, 0, 0, 0, False, True
    for piece in _PIECE.finditer(text):
        kind, written = piece.lastgroup, piece[0]
        if kind == "blank":
            continue
        if kind == "name":
            parts = parts + 1 if dotted else 1
            if parts > MOST_KEY_PARTS:
                raise InputProblem(line_place(name, line), say("toml_long_key"), say("at_most", limit=MOST_KEY_PARTS))
            if _DIGITS.match(written.lstrip("+-")):
                shown = as_written(text[: piece.end()].rpartition("\n")[2].strip())
                raise InputProblem(line_place(name, line), say("toml_digits", text=shown), say("toml_rule"))
        if kind == "open":
            depth += 1
            if depth > MOST_NESTED:
                raise InputProblem(line_place(name, line), say("toml_deep"), say("at_most", limit=MOST_NESTED))
        elif kind == "close":
            depth -= 1
        keys += written == "=" or (kind == "open" and fresh)
        if keys > MOST_KEYS:
            raise InputProblem(line_place(name, line), say("too_many_keys"), say("at_most", limit=MOST_KEYS))
        dotted, fresh = kind == "dot", kind == "line"
        line += written.count("\n")


def check_characters(name: str, contents: Mapping[str, Any]) -> None:
    """Refuse texts with control characters or marks that turn the direction of writing. Raises InputProblem with all keys."""
    faults = Faults()
    for key, text in _texts("", contents):
        odd = odd_character(text)
        if odd:
            place = say("key", file=name, key=key) if key else name
            faults.add(InputProblem(place, say("control_character", text=as_written(odd)), say("plain_text_rule")))
    faults.refuse()


def odd_character(text: str) -> str:
    """Return the first control character or turning mark of a text; nothing where there is none."""
    if text.isprintable():
        return ""
    return next(
        (each for each in text if each in TURNING or (unicodedata.category(each) == "Cc" and each not in WHITE)), ""
    )


def _texts(key: str, value: Any) -> Iterator[tuple[str, str]]:
    """Yield every text in a value, names of keys too, with the key that it is at."""
    if isinstance(value, str):
        yield key, value
    elif isinstance(value, Mapping):
        for name, each in value.items():
            yield key, name
            yield from _texts(f"{key}.{name}" if key else name, each)
    elif isinstance(value, list):
        for number, each in enumerate(value, start=1):
            yield from _texts(f"{key} {number}", each)
