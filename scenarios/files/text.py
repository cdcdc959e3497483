"""Text as offices store it: files decoded strictly from what Excel and editors write, full-width forms made plain."""

import codecs
import errno
import stat
from pathlib import Path

from ..refusals.problem import InputProblem, Message, as_written, say
from .simplified import odd_characters

TABLE_BYTES = 20_000_000
TOML_BYTES = 1_000_000
MEGABYTE = 1_000_000
CHINESE = "\u2e80"  # characters from here on are mostly Chinese ones
MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
# Only forms whose meaning is beyond doubt. Unicode's own compatibility forms go too far: they read 10² as 102.
PLAIN: dict[int, str | None] = {
    **{code: chr(code - 0xFEE0) for code in range(0xFF01, 0xFF5F)},  # full-width ASCII
    0x3000: " ",
    0x00A0: " ",
    0x2212: "-",  # minus sign
    0xFEFF: None,  # invisible marks that copying leaves behind
    0x200B: None,
}


def plain(text: str) -> str:
    """Return text with full-width letters, digits, punctuation and spaces as ordinary ones, and no space around it."""
    return text.translate(PLAIN).strip()


def line_place(file: str, line: int) -> Message:
    """Return the place of a line."""
    return say("line", file=file, line=line)


def is_folder(path: Path) -> bool:
    """Return whether a path is a folder; what cannot even be looked at is none."""
    try:
        return path.is_dir()
    except (OSError, ValueError):
        return False


def stands(path: Path) -> bool:
    """Return whether there is anything at a path, even a link that leads nowhere."""
    try:
        return path.is_symlink() or path.exists()
    except OSError as error:  # nothing has a name that is too long; other faults are refused on reading
        return error.errno != errno.ENAMETOOLONG


def read_text(path: Path, largest: int) -> str:
    """Return the text of a file of at most `largest` bytes.

    UTF-8, GB18030 of simplified Chinese, and UTF-16 with a byte order mark are read. Raises InputProblem for anything
    else, for a file that cannot be read, is empty, or holds a NUL byte.
    """
    text = _decoded(path.name, _bytes(path, largest))
    if "\0" in text:
        line = text.count("\n", 0, text.index("\0")) + 1
        raise InputProblem(line_place(path.name, line), say("nul"), say("save_as_utf8"))
    if not text.strip():
        raise InputProblem(path.name, say("empty_file"))
    return text


def _bytes(path: Path, largest: int) -> bytes:
    try:
        status = path.stat()
        if stat.S_ISDIR(status.st_mode):
            raise InputProblem(path.name, say("is_folder"), say("a_file_belongs_here"))
        if not stat.S_ISREG(status.st_mode):
            raise InputProblem(path.name, say("is_device"), say("a_file_belongs_here"))
        with path.open("rb") as file:
            data = file.read(largest + 1)
    except FileNotFoundError as error:
        raise InputProblem(path.name, say("is_missing"), say("files_of_a_case")) from error
    except OSError as error:
        raise InputProblem(path.name, _unreadable(error)) from error
    if len(data) > largest:
        size = max(len(data), status.st_size) / MEGABYTE
        raise InputProblem(path.name, say("too_large", size=size), say("size_limit", limit=largest / MEGABYTE))
    return data


def _unreadable(error: OSError) -> Message:
    if error.errno == errno.ELOOP:
        return say("link_loop")
    if error.errno in (errno.EACCES, errno.EPERM):
        return say("no_permission")
    return say("cannot_be_read", code=errno.errorcode.get(error.errno or 0, "?"))


def _decoded(name: str, data: bytes) -> str:
    for mark, encoding in MARKS:
        if data.startswith(mark):
            return _strictly(name, data[len(mark) :], encoding)
    try:
        return data.decode("utf-8")
    except UnicodeDecodeError:
        if _is_damaged_utf8(data):
            return _strictly(name, data, "utf-8")
    try:
        text = data.decode("gb18030")
    except UnicodeDecodeError as error:
        raise InputProblem(
            _place(name, data, "gb18030", error.start), say("no_encoding"), say("save_as_utf8")
        ) from None
    odd = odd_characters(text, data)
    if odd:
        line = text.count("\n", 0, text.index(odd[0])) + 1
        raise InputProblem(line_place(name, line), say("other_encoding", text=as_written(odd)), say("save_as_utf8"))
    return text


def _is_damaged_utf8(data: bytes) -> bool:
    """Return whether bytes that are not UTF-8 were meant to be: more Chinese characters come out well than not.

    Most damaged UTF-8 is GB18030 by chance, and would be read as other Chinese characters.
    """
    text = data.decode("utf-8", errors="replace")
    bad = text.count("\N{REPLACEMENT CHARACTER}")
    return sum(character >= CHINESE for character in text) - bad >= bad


def _strictly(name: str, data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError as error:
        place = _place(name, data, encoding, error.start)
        raise InputProblem(place, say("damaged", encoding=encoding.upper()), say("take_the_original")) from None


def _place(name: str, data: bytes, encoding: str, byte: int) -> Message:
    line = data[:byte].decode(encoding, errors="ignore").count("\n") + 1
    return say("line_and_byte", file=name, line=line, byte=byte + 1)
