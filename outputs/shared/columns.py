"""Text in columns: how wide a line is on a screen where Chinese characters take two places, and where it may break."""

import unicodedata
from collections.abc import Iterable, Sequence

WIDTH = 80  # columns of a screen
GAP = 2


def width(text: str) -> int:
    """Return how many columns a text takes on a screen: Chinese characters and their punctuation take two."""
    return sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)


def padded(text: str, columns: int) -> str:
    """Return a text with spaces behind it up to a number of columns."""
    return text + " " * (columns - width(text))


def wrapped(text: str, columns: int) -> list[str]:
    """Break a text into lines of at most `columns`; a word that is wider stays whole."""
    lines = [""]
    for piece in pieces(text):
        if lines[-1] and width((lines[-1] + piece).rstrip()) > columns:
            lines.append("")
        lines[-1] += piece
    return [line.strip(" ") for line in lines]


def pieces(text: str) -> list[str]:
    """Split a text where a line may break: at spaces, and between Chinese characters but not before a closing mark."""
    found = [""]
    for character in text:
        before = found[-1][-1:]
        breaks = before == " " or (is_chinese(before) and before not in "（“《") or is_chinese(character)
        if breaks and before and character not in " ，。；：、）”》%":
            found.append("")
        found[-1] += character
    return found


def is_chinese(character: str) -> bool:
    """Return whether a line may break beside a character: Chinese characters and their punctuation."""
    return "\u2e80" <= character <= "\uffef"


def table(rows: Iterable[Sequence[str]], widest: Sequence[int]) -> list[str]:
    """Return rows of cells as aligned lines; `widest` is how wide each column may be before its cells are wrapped."""
    cells = [[wrapped(cell, limit) for cell, limit in zip(row, widest, strict=True)] for row in rows]
    room = [max(width(line) for row in cells for line in row[column]) for column in range(len(widest))]
    return [line for row in cells for line in _lines(row, room)]


def _lines(row: list[list[str]], room: Sequence[int]) -> Iterable[str]:
    """Yield the lines of one row: cells of several lines continue below themselves."""
    for number in range(max(len(cell) for cell in row)):
        texts = (cell[number] if number < len(cell) else "" for cell in row)
        line = (" " * GAP).join(padded(text, columns) for text, columns in zip(texts, room, strict=True))
        yield line.rstrip()
