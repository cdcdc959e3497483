"""Clauses are cited by the document's own section number in Chinese, by their id in English."""

from outputs.shared.clause_words import clause_in_full, clause_text
from scenarios.files.clauses import Clause

CLAUSES = (
    Clause("002-4.6c", "四（六）建设多层厂房", "factories", "lever", (), "", ""),
    Clause("002-12", "十二、工作合力", "joint work", "lever", (), "", ""),
    Clause("a-1", "加强土地管理", "land", "lever", (), "", ""),
)


def test_a_clause_is_cited_by_its_section_or_else_by_its_words():
    assert clause_text(CLAUSES, "002-4.6c", "zh") == "四（六）"
    assert clause_text(CLAUSES, "002-12", "zh") == "十二"
    assert clause_text(CLAUSES, "a-1", "zh") == "加强土地管理"
    assert clause_text(CLAUSES, "002-4.6c", "en") == "002-4.6c"


def test_a_clause_that_is_not_registered_is_cited_by_its_id():
    assert clause_text(CLAUSES, "b-2", "zh") == "b-2"
    assert clause_in_full(CLAUSES, "b-2", "zh") == "b-2"


def test_a_clause_in_full_says_what_it_asks():
    assert clause_in_full(CLAUSES, "002-4.6c", "zh") == "四（六）建设多层厂房"
    assert clause_in_full(CLAUSES, "002-4.6c", "en") == "002-4.6c"
