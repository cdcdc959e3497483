"""No city is built into the code: its name, clauses and sources are in the folder of its case, and in one default."""

import re
from pathlib import Path

import pytest

from scenarios import DEFAULT_CASE
from scenarios.case import load_case, shipped

ROOT = Path(__file__).parents[2]
ROOMS = ("model", "scenarios", "calibration", "outputs")


def code():
    paths = [path for room in ROOMS for path in sorted((ROOT / room).rglob("*.py"))]
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in [*paths, ROOT / "run.py"]}


@pytest.mark.parametrize("name", shipped())
def test_the_code_names_no_city_but_as_the_default(name):
    case = load_case(name)
    words = [name, *case.data.sources, *(clause.clause for clause in case.clauses)]
    pattern = re.compile("|".join(rf"(?<![\w-]){re.escape(word)}(?![\w-])" for word in words), re.IGNORECASE)
    found = {path: pattern.findall(text) for path, text in code().items() if pattern.search(text)}
    expected = {"scenarios/__init__.py": [name]} if name == DEFAULT_CASE else {}
    for path in ("model/levers.py", "outputs/reference/levers_zh.py"):  # a lever is declared with its clause
        found.pop(path, None)
    assert found == expected
