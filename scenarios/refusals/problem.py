"""Refusals: what is wrong with the input, where, and what would be right, in both languages."""

import difflib
import unicodedata
from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from itertools import islice
from typing import Any

from .problem_texts import BETWEEN, TEXTS

LONGEST_SHOWN = 60  # characters of a value in a message
LONGEST_COMPARED = 255  # characters of a name that the known ones are compared with
LARGEST_WRITTEN = 10**1000  # of whole numbers that are shown in decimal digits
LONGEST_SENTENCE = 399  # characters of a fault with its place
MOST_TOLD = 20  # faults that are written out; the others are counted
MOST_NEAREST = 5  # names that a near miss may have meant
FEW = 12  # names that are listed where none is near


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

    Each part is a message, which is known in both languages, or plain text, which is shown as it is. `others` are
    further faults that were found with it.
    """

    place: str | Message
    what: str | Message
    allowed: str | Message = ""
    others: "tuple[InputProblem, ...]" = ()

    @property
    def faults(self) -> "tuple[InputProblem, ...]":
        """Every fault by itself, in the order of finding them."""
        return (InputProblem(self.place, self.what, self.allowed), *self.others)

    def in_language(self, language: str) -> str:
        """Return one sentence for people; of several faults their number, and a line for each of the first."""
        told = [each._sentence(language) for each in self.faults[:MOST_TOLD]]
        if not self.others:
            return told[0]
        left = len(self.faults) - len(told)
        last = [say("more_faults", count=left).in_language(language)] if left else []
        return "\n  ".join([say("faults", count=len(self.faults)).in_language(language), *told, *last])

    def _sentence(self, language: str) -> str:
        sentence = say("sentence", place=self.place, what=self.what)
        if self.allowed:
            sentence = say("sentence_with_allowed", sentence=sentence, allowed=self.allowed)
        text = spelt_out(sentence.in_language(language), keep="")
        return text if len(text) <= LONGEST_SENTENCE else text[: LONGEST_SENTENCE - 1] + "…"

    def __str__(self) -> str:
        """Return the sentence in English."""
        return self.in_language("en")


def labels_of(name: str, known: Iterable[str]) -> tuple[str, ...]:
    """Return the labels of a known name in both languages; none where only names are known."""
    entry: Any = known[name] if isinstance(known, Mapping) else None
    return (str(entry.zh), str(entry.en)) if hasattr(entry, "zh") and hasattr(entry, "en") else ()


@dataclass(frozen=True)
class Nearest(Message):
    """A hint at known names, looked for only when it is read: of thousands of faults few are shown."""

    known: Collection[str] = ()

    def in_language(self, language: str) -> str:
        """Return the hint in a language."""
        return nearest_now(str(self.values["name"]), self.known).in_language(language)


def nearest(name: str, known: Collection[str]) -> Message:
    """Return a hint at the known names, or their labels, that come nearest; at all of them where they are few."""
    return Nearest("nearest", {"name": name[:LONGEST_COMPARED]}, known)


def nearest_now(name: str, known: Collection[str]) -> Message:
    """Return the hint itself."""
    names = list(known)
    owners: dict[str, str] = {}
    for each in names:
        for word in (each, *labels_of(each, known)):
            owners.setdefault(word, each)
    found = _nearest_names(name, owners, 0.5)
    if found:
        return say("nearest", name=found)
    if len(names) <= FEW:
        return say("known", names=names)
    return say("nearest_of_all", count=len(names), names=_nearest_names(name, owners, 0.0))


def _nearest_names(name: str, owners: Mapping[str, str], cutoff: float) -> list[object]:
    """Return up to five names, the nearest first; one that is near by its label is shown with it. `owners`: word to name."""
    close = difflib.get_close_matches(name, owners, n=3 * MOST_NEAREST, cutoff=cutoff)
    found: dict[str, object] = {}
    for word in close:
        owner = owners[word]
        shown = as_written(word) if word == owner else say("label_and_id", label=as_written(word), id=owner)
        found.setdefault(owner, shown)
    return list(found.values())[:MOST_NEAREST]


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
    text = "".join(islice(_pieces(value), LONGEST_SHOWN + 1))
    return text if len(text) <= LONGEST_SHOWN else text[:LONGEST_SHOWN] + "…"


def _pieces(value: object) -> Iterator[str]:
    """Yield a value as it is written, piece by piece, so that no more of a large one is looked at than is shown."""
    if isinstance(value, bool):
        yield str(value).lower()
    elif isinstance(value, str):
        yield repr(value[: LONGEST_SHOWN + 1])
    elif isinstance(value, int) and abs(value) >= LARGEST_WRITTEN:
        yield hex(value)  # Python writes out no whole number of thousands of digits
    elif isinstance(value, dict):
        yield from _within("{}", ((f"{as_written(key)}: ", each) for key, each in value.items()))
    elif isinstance(value, list):
        yield from _within("[]", (("", each) for each in value))
    else:
        yield spelt_out(repr(value) if isinstance(value, (int, float)) else str(value))


def _within(brackets: str, entries: Iterable[tuple[str, object]]) -> Iterator[str]:
    yield brackets[0]
    for number, (before, each) in enumerate(entries):
        if number or before:
            yield f", {before}" if number else before
        yield from _pieces(each)
    yield brackets[1]


def spelt_out(text: str, keep: str = "\n") -> str:
    """Return text with every character spelt out that no screen shows as one, but for those to `keep`.

    Control and escape characters would move the cursor or colour the screen, and bidirectional marks would turn the
    text around: nothing of a foreign file reaches a terminal as such.
    """
    if text.isprintable():
        return text
    return "".join(each if _is_shown(each) or each in keep else repr(each)[1:-1] for each in text)


def _is_shown(character: str) -> bool:
    return character.isprintable() or unicodedata.category(character) == "Zs"  # spaces of any width


def _rendered(value: object, language: str) -> str:
    if isinstance(value, Message):
        return value.in_language(language)
    if hasattr(value, "zh") and hasattr(value, "en"):  # a declaration is called by its label
        return spelt_out(str(getattr(value, language)))
    if isinstance(value, (list, tuple)):
        return BETWEEN[language].join(_rendered(each, language) for each in value)
    if isinstance(value, float):
        return number_text(value)
    return spelt_out(as_written(value) if isinstance(value, int) and not isinstance(value, bool) else str(value))
