"""TOML files of a case: read through the same decoder as the tables, refused with the line at fault."""

import re
import tomllib
from pathlib import Path
from typing import Any

from ..refusals.problem import InputProblem, as_written, say
from .text import TOML_BYTES, line_place, read_text

_AT = re.compile(r"\(at line (\d+), column \d+\)")
_DIGITS = re.compile(r"\d{4300}")  # Python reads no longer whole number
# What the reader of TOML says, and the message that says it for people; the first that fits.
_KINDS = (
    (r"overwrite a value|twice|mutate|immutable|Duplicate", "toml_twice"),
    (r"Unterminated|Illegal character '\\n'|Unclosed|Expected '\]|Expected ']'", "toml_unclosed"),
    (r"Illegal character|invalid character|Unescaped|escape", "toml_character"),
    (r"Expected '='", "toml_equals"),
    (r"Invalid value", "toml_value"),
    (r"Exceeds the limit", "toml_digits"),
)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file. Raises InputProblem naming the line."""
    text = read_text(path, TOML_BYTES)
    try:
        return tomllib.loads(text)
    except RecursionError:
        raise InputProblem(path.name, say("toml_deep")) from None
    except ValueError as error:  # a number of too many digits is no TOMLDecodeError
        raise _problem(path.name, text, str(error)) from None


def _problem(name: str, text: str, reason: str) -> InputProblem:
    kind = next((key for pattern, key in _KINDS if re.search(pattern, reason)), "toml_statement")
    lines = text.rstrip().splitlines()
    at, digits = _AT.search(reason), _DIGITS.search(text)
    if at:
        line = int(at[1])
    elif kind == "toml_digits" and digits:
        line = text.count("\n", 0, digits.start()) + 1
    else:
        line = len(lines)
    written = lines[line - 1].strip() if line <= len(lines) else ""
    return InputProblem(line_place(name, line), say(kind, text=as_written(written)), say("toml_rule"))
