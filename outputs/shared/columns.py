"""Text in columns and lines: how wide it is where Chinese characters take two places, and where a line may break."""

import re
from collections.abc import Callable, Iterable, Sequence
from itertools import zip_longest

from rich.cells import cell_len, chop_cells, set_cell_size

from .signs import AT_LEAST, AT_MOST

WIDTH = 80  # columns of a screen
GAP = 2
CLOSING = " ，。；：、）”’》〉】〕」』？！…%–"  # no line begins with one of them
OPENING = "（“‘《〈【〔「『"  # and none ends with one of these
MEASURED = re.compile(r"\d [亿万]?$")  # a number stays with the Chinese word that counts: 2017 年
SIGNS = (f"{AT_LEAST} ", f"{AT_MOST} ")  # nor with the sign of a target


def wrapped(text: str, room: float, width: Callable[[str], float] = cell_len) -> list[str]:
    """Break a text into lines of at most `room`, columns of a screen or what `width` counts; a wider word stays whole."""
    return [line.strip(" ") for line in broken(pieces(text), room, width)]


def broken(parts: Iterable[str], room: float, width: Callable[[str], float] = cell_len) -> list[str]:
    """Join the pieces of a text to lines of at most `room`, with the spaces at their ends; a wider piece stays whole."""
    lines = [""]
    for piece in parts:
        if lines[-1] and width((lines[-1] + piece).rstrip()) > room:
            lines.append("")
        lines[-1] += piece
    return lines


def folded(text: str, room: int) -> list[str]:
    """Break a text into lines of at most `room` columns, which joined are the text; a wider word is broken too."""
    parts = (
        part for piece in pieces(text) for part in (chop_cells(piece, room) if widest([piece]) > room else [piece])
    )
    return broken(parts, room)


def widest(texts: Iterable[str]) -> int:
    """Return the columns that the widest of some texts takes, spaces at the end apart."""
    return max((cell_len(text.rstrip()) for text in texts), default=0)


def pieces(text: str) -> list[str]:
    """Split a text where a line may break: at spaces, and between Chinese characters but not before a closing mark.

    A number stays with the Chinese character that is behind it, such as that of its unit or of the year.
    """
    found = [""]
    for character in text:
        before, chinese = found[-1][-1:], is_chinese(character)
        breaks = before == " " or is_chinese(before) or chinese
        counted = chinese and (found[-1].rstrip(" ")[-1:].isdigit() or bool(MEASURED.search(found[-1])))
        kept = before in OPENING or character in CLOSING or found[-1].endswith(SIGNS) or counted
        if breaks and before and not kept:
            found.append("")
        found[-1] += character
    return found


def is_chinese(character: str) -> bool:
    """Return whether a line may break beside a character: Chinese characters and their punctuation."""
    return "\u2e80" <= character <= "\uffef"


def table(rows: Iterable[Sequence[str]], widest: Sequence[int]) -> list[str]:
    """Return rows of cells as aligned lines; `widest` is how wide each column may be before its cells are wrapped."""
    cells = [[wrapped(cell, limit) for cell, limit in zip(row, widest, strict=True)] for row in rows]
    room = [max(cell_len(line) for row in cells for line in row[column]) for column in range(len(widest))]
    lines = [line for row in cells for line in zip_longest(*row, fillvalue="")]
    return [(" " * GAP).join(map(set_cell_size, line, room)).rstrip() for line in lines]
