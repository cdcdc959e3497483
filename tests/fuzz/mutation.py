"""Mutators: each makes another file of the bytes of one, by chance of a seeded generator, and names itself."""

import csv
import io
import re
from collections.abc import Callable, Sequence
from random import Random

from tests.fuzz.hostile import DOCUMENTS, ENCODINGS, NUMBERS, UNMEASURED, WORDS

Mutator = Callable[[Random, bytes], bytes]
TOKEN = re.compile(r'"[^"\n]*"|[\w.+-]+|[^\w\s]')
NUMBER = re.compile(r"[-+]?\d[\d_.]*(e[-+]?\d+)?")
TEXT = re.compile(r'"[^"\n]*"')
KEY = re.compile(r"^[\w.]+(?= *=)", re.MULTILINE)
MOST_TIMES = 200  # that a line is written again


def decoded(data: bytes) -> str:
    """Return the text of some bytes; what is no UTF-8 is replaced."""
    return data.decode("utf-8-sig", errors="replace")


def flipped(chance: Random, data: bytes) -> bytes:
    """Flip a bit of some bytes."""
    changed = bytearray(data or b"\0")
    for _ in range(chance.choice((1, 1, 1, 2, 8))):
        changed[chance.randrange(len(changed))] ^= 1 << chance.randrange(8)
    return bytes(changed)


def cut(chance: Random, data: bytes) -> bytes:
    """End early, or late."""
    at = chance.randrange(len(data) + 1)
    return data[:at] if chance.random() < 0.7 else data[at:]


def without_a_part(chance: Random, data: bytes) -> bytes:
    """Leave out some bytes."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + data[at + chance.choice((1, 2, 5, 40, 400)) :]


def doubled_part(chance: Random, data: bytes) -> bytes:
    """Write some bytes twice."""
    at = chance.randrange(len(data) + 1)
    part = data[at : at + chance.choice((1, 3, 50, 500))]
    return data[:at] + part * chance.choice((2, 2, 3, 20)) + data[at + len(part) :]


def with_random_bytes(chance: Random, data: bytes) -> bytes:
    """Put some bytes in that mean nothing."""
    at = chance.randrange(len(data) + 1)
    return data[:at] + chance.randbytes(chance.choice((1, 2, 16, 100))) + data[at:]


def otherwise_encoded(chance: Random, data: bytes) -> bytes:
    """Store the text in another encoding."""
    return decoded(data).encode(chance.choice(ENCODINGS), errors=chance.choice(("replace", "ignore")))


def other_ends_of_lines(chance: Random, data: bytes) -> bytes:
    """End lines as other systems do."""
    end = chance.choice((b"\r\n", b"\r", b"\n\r", b"\n\n", b"\x0b", b"\xe2\x80\xa8", b" \n\t", b"\\\n"))
    return b"\xef\xbb\xbf" * chance.choice((0, 0, 1, 2)) + data.replace(b"\n", end)


def foreign(chance: Random, data: bytes) -> bytes:
    """Replace the file by another one, or write that behind it."""
    other = chance.choice(DOCUMENTS)
    return other if chance.random() < 0.6 else data + other


def other_token(chance: Random, data: bytes) -> bytes:
    """Replace a token by something hostile, or by another token of the file."""
    text = decoded(data)
    tokens = list(TOKEN.finditer(text))
    if not tokens:
        return data
    one = chance.choice(tokens)
    new = chance.choice(tokens).group() if chance.random() < 0.5 else chance.choice((*NUMBERS, *WORDS))
    return (text[: one.start()] + new + text[one.end() :]).encode("utf-8", "surrogatepass")


def _replaced(chance: Random, data: bytes, pattern: re.Pattern[str], news: Sequence[str]) -> bytes:
    text = decoded(data)
    found = list(pattern.finditer(text))
    if not found:
        return data
    one = chance.choice(found)
    return (text[: one.start()] + chance.choice(news) + text[one.end() :]).encode("utf-8", "surrogatepass")


def other_number(chance: Random, data: bytes) -> bytes:
    """Write another number."""
    return _replaced(chance, data, NUMBER, NUMBERS)


def _scaled(chance: Random, data: bytes, factors: Sequence[float]) -> bytes:
    text = decoded(data)
    found = [each for each in NUMBER.finditer(text) if re.fullmatch(r"\d{1,15}(\.\d{1,15})?", each.group())]
    if not found:
        return data
    one = chance.choice(found)
    return (text[: one.start()] + f"{float(one.group()) * chance.choice(factors):.12g}" + text[one.end() :]).encode()


def scaled_number(chance: Random, data: bytes) -> bytes:
    """Write a number in other units, or its opposite: still one that can be read."""
    return _scaled(chance, data, (-1, 0, 0.01, 0.1, 0.5, 1.1, 2, 10, 100, 10_000, 1e12))


def nearby_number(chance: Random, data: bytes) -> bytes:
    """Write a number that may be meant."""
    return _scaled(chance, data, (0, 0.5, 0.8, 0.9, 0.97, 1.03, 1.1, 1.25, 2))


def other_text(chance: Random, data: bytes) -> bytes:
    """Write another text between quotation marks."""
    marked = [f'"{word}"' for word in WORDS]
    return _replaced(
        chance, data, TEXT, [*marked, *WORDS, "1", "[]", "{}", '["a", 1]', "true", "1979-05-27", '{a = "b"}']
    )


def other_key(chance: Random, data: bytes) -> bytes:
    """Give a value another key."""
    keys = KEY.findall(decoded(data)) or ["x"]
    return _replaced(chance, data, KEY, [*keys, "x", '""', "a.b.c", "名", '"=1+1"', "x" * 100])


def other_lines(chance: Random, data: bytes) -> bytes:
    """Write a line again, leave one out, or let two change places."""
    lines = decoded(data).splitlines(keepends=True) or ["\n"]
    one, other = chance.randrange(len(lines)), chance.randrange(len(lines))
    way = chance.randrange(4)
    if way == 0:
        lines[one] = lines[one] * chance.choice((2, 2, 3, MOST_TIMES))
    elif way == 1:
        lines[one] = ""
    elif way == 2:
        lines[one], lines[other] = lines[other], lines[one]
    else:
        lines.insert(one, lines[other])
    return "".join(lines).encode("utf-8", "surrogatepass")


def unmeasured(chance: Random, data: bytes) -> bytes:
    """Write a statement of TOML that is far too large, too deep or too long."""
    lines = decoded(data).splitlines(keepends=True)
    lines.insert(chance.choice((0, len(lines), chance.randrange(len(lines) + 1))), chance.choice(UNMEASURED) + "\n")
    return "".join(lines).encode()


def _table(data: bytes) -> list[list[str]]:
    try:
        return [row for row in csv.reader(io.StringIO(decoded(data))) if row] or [["id"]]
    except csv.Error:
        return [["id"]]


def _written(rows: Sequence[Sequence[str]], separator: str = ",") -> bytes:
    made = io.StringIO()
    csv.writer(made, delimiter=separator, lineterminator="\n", escapechar="\\").writerows(rows)
    return made.getvalue().encode("utf-8", "surrogatepass")


def other_cell(chance: Random, data: bytes) -> bytes:
    """Write something else into a cell."""
    rows = _table(data)
    row = chance.choice(rows[1:] or rows)
    cells = [cell for each in rows[1:] for cell in each] or [""]
    row[chance.randrange(len(row))] = chance.choice(
        (chance.choice(NUMBERS), chance.choice(WORDS), chance.choice(cells))
    )
    return _written(rows)


def other_columns(chance: Random, data: bytes) -> bytes:
    """Swap, leave out, double, rename, empty or fill columns."""
    rows = _table(data)
    width = len(rows[0])
    one, other, way = chance.randrange(width), chance.randrange(width), chance.randrange(7)
    news = (*NUMBERS, *WORDS)
    filled = chance.choice(news)
    for number, row in enumerate(rows):
        row.extend([""] * (width - len(row)))
        if way == 0 and number:  # the titles stay
            row[one], row[other] = row[other], row[one]
        elif way == 1:
            del row[one]
        elif way == 2:
            row.insert(other, row[one])
        elif way == (4 if number else 3):
            row[one] = filled
        elif way == 5:
            row.append(filled if number else f"column {width}")
        elif way == 6 and number == chance.randrange(len(rows)):
            row.extend(["x"] * 3)
    return _written(rows)


def other_rows(chance: Random, data: bytes) -> bytes:
    """Double rows, leave all out, shuffle them, or repeat them with ids of their own."""
    rows = _table(data)
    first, left, way = rows[0], rows[1:], chance.randrange(5)
    if way == 0 and left:
        left.extend([chance.choice(left)] * chance.choice((1, 2, 50)))
    elif way == 1:
        left = []
    elif way == 2:
        chance.shuffle(left)
    elif way == 3:
        left = [[f"{row[0]}{number}", *row[1:]] for number in range(chance.choice((2, 5, 40))) for row in left]
    elif left:
        left = [chance.choice(left)]
    return _written([first, *left])


def other_separator(chance: Random, data: bytes) -> bytes:
    """Separate cells by something else."""
    return _written(_table(data), chance.choice(";\t|:, "))


ANYWHERE: tuple[Mutator, ...] = (
    flipped, cut, without_a_part, doubled_part, with_random_bytes, otherwise_encoded, other_ends_of_lines, foreign, other_token,
    other_token, other_number, scaled_number, scaled_number, other_lines,
)  # fmt: skip
IN_TABLES: tuple[Mutator, ...] = (
    other_cell,
    other_cell,
    other_cell,
    other_columns,
    other_columns,
    other_rows,
    other_separator,
)
IN_DOCUMENTS: tuple[Mutator, ...] = (other_text, other_text, other_key, other_key, scaled_number, other_lines)


GENTLE = (scaled_number, scaled_number, other_number)
GENTLE_IN_TABLES = (scaled_number, scaled_number, other_cell, other_columns, other_rows)


def gently(chance: Random, name: str, data: bytes) -> tuple[bytes, list[str]]:
    """Return a file that may well be read, with something in it that nobody means, and the name of what was done."""
    mutator = chance.choice(GENTLE_IN_TABLES if name.endswith(".csv") else GENTLE)
    return mutator(chance, data), [mutator.__name__]


def mutated(chance: Random, name: str, data: bytes) -> tuple[bytes, list[str]]:
    """Return another file for that of a name, and the names of what was done to it, mostly one thing."""
    own = IN_TABLES if name.endswith(".csv") else IN_DOCUMENTS if name.endswith(".toml") else ()
    done = []
    for _ in range(chance.choice((1, 1, 1, 2, 4))):
        mutator = chance.choice(own if own and chance.random() < 0.6 else ANYWHERE)
        data = mutator(chance, data)
        done.append(mutator.__name__)
    return data, done
