"""The two languages of the product, and words that more than one output uses."""

from enum import StrEnum


class Language(StrEnum):
    """Language of tables, figures and messages."""

    ZH = "zh"
    EN = "en"


def label(entry: object, language: str) -> str:
    """Return the label of a declaration or a name (anything with `zh` and `en`) in a language."""
    return str(getattr(entry, str(language)))
