"""TOML files of a case: read through the same decoder as the tables, refused with the line at fault."""

import re
import tomllib
from pathlib import Path
from typing import Any

from ..refusals.problem import InputProblem, as_written, say
from .bounds import check_bounds, check_characters
from .text import TOML_BYTES, line_place, read_text

_AT = re.compile(r"\(at line (\d+), column \d+\)")
# What the reader of TOML says, and the message that says it for people; the first that fits.
_KINDS = (
    (r"overwrite a value|twice|mutate|immutable|Duplicate", "toml_twice"),
    (r"Unterminated|Illegal character '\\n'|Unclosed|Expected '\]|Expected ']'", "toml_unclosed"),
    (r"Illegal character|invalid character|Unescaped|escape", "toml_character"),
    (r"Expected '='", "toml_equals"),
    (r"Invalid value", "toml_value"),
)


def read_toml(path: Path) -> dict[str, Any]:
    """Return the contents of a TOML file. Raises InputProblem naming the line, or the keys whose text cannot be."""
    text = read_text(path, TOML_BYTES)
    check_bounds(path.name, text)
    try:
        contents = tomllib.loads(text)
    except RecursionError:
        raise InputProblem(path.name, say("toml_deep")) from None
    except ValueError as error:  # a date that is none is no TOMLDecodeError
        raise _problem(path.name, text, str(error)) from None
    check_characters(path.name, contents)
    return contents


def _problem(name: str, text: str, reason: str) -> InputProblem:
    kind = next((key for pattern, key in _KINDS if re.search(pattern, reason)), "toml_statement")
    lines = text.rstrip().splitlines()
    at = _AT.search(reason)
    line = int(at[1]) if at else len(lines)
    written = lines[line - 1].strip() if line <= len(lines) else ""
    return InputProblem(line_place(name, line), say(kind, text=as_written(written)), say("toml_rule"))
