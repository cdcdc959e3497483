"""Standard output and standard error, which never stop a command: no character, reader or full disk does."""

import codecs
import contextlib
import errno
import io
import os
import sys
import unicodedata
from collections.abc import Iterator
from typing import Any, TextIO, cast

from .ending import DONE, FAILED

STAND_INS = {
    "≥": ">=", "≤": "<=", "±": "+/-", "×": "x", "→": "->", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'",
    "’": "'", "·": "*", "▲": "!", "μ": "mu", "σ": "sigma", "…": "...", "，": ",", "。": ".", "：": ":", "；": ";", "（": "(",
    "）": ")", "、": ",", "？": "?", "！": "!",
}  # fmt: skip
UNKNOWN = "?"
ERRORS = "stand_in"  # the name by which an encoding asks for a stand-in
UNSHOWN = {
    "zh": "输出未能全部写出（{reason}）；命令写入文件夹的结果不受影响。",
    "en": "Not all of the output could be written ({reason}). What the command writes into a folder is complete.",
}


def stand_in(character: str) -> str:
    """Return what is written instead of a character that an encoding lacks: ASCII that reads alike, else a question mark."""
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return STAND_INS.get(character) or plain or UNKNOWN


def _stand_ins(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(stand_in, error.object[error.start : error.end])), error.end


codecs.register_error(ERRORS, _stand_ins)


def writable(text: str, encoding: str) -> str:
    """Return a text as an encoding can write it. It is the text itself wherever every character is known."""
    return text.encode(encoding, ERRORS).decode(encoding)


class LastingStream:
    """A stream whose failures stop nobody. What was written into folders is worth more than what a screen shows.

    After a failure its output goes nowhere. `failure` is the first one, unless the reader only closed the pipe, as
    `head` does once it has seen enough.
    """

    def __init__(self, stream: TextIO) -> None:
        self.stream = stream
        self.failure: OSError | None = None

    def __getattr__(self, name: str) -> Any:
        """Return what else the stream has."""
        return getattr(self.stream, name)

    def write(self, text: str) -> int:
        """Write a text; return its length."""
        try:
            return self.stream.write(text)
        except OSError as error:
            self._lost(error)
            return len(text)

    def flush(self) -> None:
        """Write out what is held back."""
        try:
            self.stream.flush()
        except OSError as error:
            self._lost(error)

    def _lost(self, error: OSError) -> None:
        closed = isinstance(error, BrokenPipeError) or (os.name == "nt" and error.errno == errno.EINVAL)
        if not closed and self.failure is None:
            self.failure = error
        nowhere = os.open(os.devnull, os.O_WRONLY)  # the stream still holds text, which Python flushes at its end
        os.dup2(nowhere, self.stream.fileno())
        os.close(nowhere)


@contextlib.contextmanager
def lasting_streams() -> Iterator[LastingStream]:
    """Let standard output and error last while a command runs; give that of the output."""
    before = sys.stdout, sys.stderr
    output, errors = (lasting(stream) for stream in before)
    sys.stdout, sys.stderr = cast(TextIO, output), cast(TextIO, errors)
    try:
        yield output
    finally:
        output.flush()
        errors.flush()
        sys.stdout, sys.stderr = before


def lasting(stream: TextIO | None) -> LastingStream:
    """Return a stream that lasts and writes stand-ins; where it was closed before, one that nobody reads."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=ERRORS)
    return LastingStream(io.StringIO() if stream is None else stream)


def ended(code: int, output: LastingStream, language: str) -> int:
    """Return how a command ends: its exit code, or that it failed where its output could not be written, which is said."""
    output.flush()
    if output.failure is None:
        return code
    print(UNSHOWN[language].format(reason=output.failure.strerror or output.failure), file=sys.stderr)
    return FAILED if code == DONE else code
