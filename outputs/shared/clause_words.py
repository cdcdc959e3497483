"""Clauses of a plan as a reader of either language cites them."""

import re
from collections.abc import Iterable

from scenarios.files.clauses import Clause

from .language import Language

# The number with which a section of a Chinese official document begins: 四（六）.
SECTION = re.compile("[一二三四五六七八九十]+(（[一二三四五六七八九十]+）)?")


def clause_text(clauses: Iterable[Clause], identifier: str, language: str) -> str:
    """Return how a clause is cited: in Chinese by the document's own section number, or else by its words, never by id.

    A clause that the register does not hold is cited by its id in either language.
    """
    words = _in_chinese(clauses, identifier, language)
    section = SECTION.match(words)
    return section[0] if section else words or identifier


def clause_in_full(clauses: Iterable[Clause], identifier: str, language: str) -> str:
    """Return a clause with what it asks in Chinese, by its id in English."""
    return _in_chinese(clauses, identifier, language) or identifier


def _in_chinese(clauses: Iterable[Clause], identifier: str, language: str) -> str:
    """Return the Chinese words of a clause; nothing in English and for one that the register does not hold."""
    if language != Language.ZH:
        return ""
    return next((clause.zh for clause in clauses if clause.clause == identifier), "")
