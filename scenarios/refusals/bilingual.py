"""A text in both languages."""

from typing import NamedTuple


class Text(NamedTuple):
    """One message in both languages; names in braces are its values."""

    zh: str
    en: str
