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
from .language import Language
from .signs import AT_LEAST, AT_MOST

REPLACEMENTS = {
    AT_LEAST: ">=", AT_MOST: "<=", "±": "+/-", "×": "x", "→": "->", "–": "-", "—": "-", "−": "-", "“": '"', "”": '"', "‘": "'",
    "’": "'", "·": "*", "▲": "!", "μ": "mu", "σ": "sigma", "…": "...", "，": ",", "。": ".", "：": ":", "；": ";", "（": "(",
    "）": ")", "、": ",", "？": "?", "！": "!",
}  # fmt: skip
UNKNOWN = "?"
ERRORS = "readable"  # the name by which a stream asks for replacements
NO_CHINESE = {
    "zh": "输出编码 {encoding} 不含汉字，无法显示的字以问号代替；请改用 UTF-8（设 PYTHONIOENCODING=utf-8）。",
    "en": "{encoding}, the encoding of the output, has no Chinese characters: set PYTHONIOENCODING=utf-8.",
}
UNSHOWN = {
    "zh": "屏幕输出未能完整写出（{reason}）；写入文件夹的结果不受影响。",
    "en": "Not all of the output could be written ({reason}). What the command writes into a folder is complete.",
}


def replacement(character: str) -> str:
    """Return what is written instead of a character that an encoding lacks: ASCII that reads alike, else a question mark."""
    plain = unicodedata.normalize("NFKD", character).encode("ascii", "ignore").decode()
    return REPLACEMENTS.get(character) or plain or UNKNOWN


def _replaced(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(replacement, error.object[error.start : error.end])), error.end


codecs.register_error(ERRORS, _replaced)


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
    """Return a stream that lasts and replaces what it cannot write; where it was closed before, one that nobody reads."""
    if isinstance(stream, io.TextIOWrapper):
        stream.reconfigure(errors=ERRORS)
    return LastingStream(io.StringIO() if stream is None else stream)


def ended(code: int, output: LastingStream, language: str) -> int:
    """Return how a command ends: its exit code, or that it failed where its output could not be written.

    That is said on standard error, as is an encoding that cannot write the language.
    """
    output.flush()
    encoding = output.encoding or "utf-8"
    if language == Language.ZH and writable(NO_CHINESE["zh"], encoding) != NO_CHINESE["zh"]:
        for sentence in NO_CHINESE.values():  # standard error may have another encoding
            print(sentence.format(encoding=encoding), file=sys.stderr)
    if output.failure is None:
        return code
    print(UNSHOWN[language].format(reason=output.failure.strerror or output.failure), file=sys.stderr)
    return FAILED if code == DONE else code
