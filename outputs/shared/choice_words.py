"""Choices in words: an alternative by its label, and by which shares replicates draw the alternatives."""

from collections.abc import Sequence

from model.declaration import Choice
from model.parameters import CHOICES

from .language import label, listed
from .values import bracketed, value_text

SHARE = "share"  # unit


def alternative_text(choice: str, word: str, language: str) -> str:
    """Return what an alternative is called."""
    return label(CHOICES[choice].labels[word], language)


def drawn_text(choice: Choice, shares: Sequence[float], language: str) -> str:
    """Return the alternatives that replicates draw, each with its share; of a single one the label."""
    drawn = [(word, share) for word, share in zip(choice.words, shares, strict=True) if share > 0.0]
    if len(drawn) == 1:
        return alternative_text(choice.name, drawn[0][0], language)
    parts = [
        bracketed(
            alternative_text(choice.name, word, language), value_text(share, SHARE, language, rounded=True), language
        )
        for word, share in drawn
    ]
    return listed(parts, language)
