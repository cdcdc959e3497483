"""Refusals: what is wrong with the input, where, and what would be right, in both languages."""

import difflib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from .problem_texts import BETWEEN, TEXTS

LONGEST_SHOWN = 60  # characters of a value in a message


@dataclass(frozen=True)
class Message:
    """A text of `problem_texts` with its values. As a string it is English.

    A value may be a message itself, or a declaration, which is called by its label.
    """

    key: str
    values: Mapping[str, object]

    def in_language(self, language: str) -> str:
        """Return the message in a language."""
        values = {name: _rendered(value, language) for name, value in self.values.items()}
        return str(getattr(TEXTS[self.key], language)).format(**values)

    def __str__(self) -> str:
        """Return the message in English."""
        return self.in_language("en")


def say(key: str, /, **values: object) -> Message:
    """Return the message of a key of `problem_texts`, filled with values."""
    return Message(key, values)


@dataclass(eq=False)
class InputProblem(Exception):
    """Input that is refused: the place (file, and line, cell or key), what is wrong, and what is allowed.

    Each part is a message, which is known in both languages, or plain text, which is shown as it is. `more` is how many
    faults of the same file are not told.
    """

    place: str | Message
    what: str | Message
    allowed: str | Message = ""
    more: int = 0

    def in_language(self, language: str) -> str:
        """Return one sentence for people."""
        sentence = say("sentence", place=self.place, what=self.what)
        if self.allowed:
            sentence = say("sentence_with_allowed", sentence=sentence, allowed=self.allowed)
        if self.more:
            sentence = say("sentence_with_more", sentence=sentence, count=self.more)
        return sentence.in_language(language)

    def __str__(self) -> str:
        """Return one sentence in English."""
        return self.in_language("en")


def nearest(name: str, known: Iterable[str]) -> Message:
    """Return a hint at the nearest known name, or at all of them."""
    names = list(known)
    close = difflib.get_close_matches(name, names, n=1, cutoff=0.5)
    return say("nearest", name=as_written(close[0])) if close else say("known", names=names)


def check_known(place: str | Message, key: str, name: object, known: Collection[str]) -> None:
    """Refuse a name that is not among the known ones by the message of a key, with the nearest. Raises InputProblem."""
    if not isinstance(name, str) or name not in known:
        raise InputProblem(place, say(key, name=as_written(name)), nearest(str(name), known))


def number_text(value: float) -> str:
    """Return a number as people write it: no exponent for what they would write out."""
    text = f"{value:.15g}"
    return format(Decimal(text), "f") if 1e-6 <= abs(value) < 1e15 else text


def as_written(value: object) -> str:
    """Return a value much as it is in a file, shortened and with invisible characters spelt out."""
    if isinstance(value, bool):
        return str(value).lower()
    text = repr(value) if isinstance(value, (str, int, float, list, dict)) else str(value)
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _rendered(value: object, language: str) -> str:
    if isinstance(value, Message):
        return value.in_language(language)
    if hasattr(value, "zh") and hasattr(value, "en"):  # a declaration is called by its label
        return str(getattr(value, language))
    if isinstance(value, (list, tuple)):
        return BETWEEN[language].join(str(each) for each in value)
    if isinstance(value, float):
        return number_text(value)
    return str(value)
