"""Every command is described, tested and speaks Chinese."""

import ast
import re
from pathlib import Path

import pytest

import run

ROOT = Path(__file__).parents[2]
DESCRIBED = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
TABLE = DESCRIBED[DESCRIBED.index("| command |") :].partition("\n\n")[0]
CHINESE = re.compile(r"[\u4e00-\u9fff]")
COMMANDS = tuple(
    command.name or command.callback.__name__
    for command in run.app.registered_commands
    if command.callback is not None
)  # fmt: skip
# Commands that only list or explain, with what they need: quick enough to be called here.
LISTING = {
    "cases": (), "clauses": (), "levers": (), "indicators": (), "parameters": (), "sources": (), "phases": (), "check": (),
    "explain": ("innovation_fund",),
}  # fmt: skip
# Commands that run or analyse: the tests of their own folders call them; here they refuse a place that is not there.
WORKING = ("run", "sweep", "compare", "search", "discover", "sensitivity", "facts", "score", "verify", "install")
# Commands that fetch packages or run all tests: tests/setting_up calls them.
INSTALLING = ("wheels", "test")
NO_WORDS = ("schema",)  # prints JSON with labels in both languages; takes no --lang


def first_words():
    """First arguments that the tests hand to anything that takes a command line."""
    for path in sorted((ROOT / "tests").rglob("test_*.py")):
        text = path.read_text(encoding="utf-8")
        if path == Path(__file__) or not ("run.main(" in text or "run.py" in text):
            continue
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.List | ast.Tuple | ast.Call):
                first = (node.args if isinstance(node, ast.Call) else node.elts)[:1]
                yield from (each.value for each in first if isinstance(each, ast.Constant))


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_has_a_line_in_the_documents(name):
    assert re.search(rf"^\| `{name}[ `]", TABLE, re.MULTILINE)


def test_no_command_is_described_that_is_not_there():
    assert set(re.findall(r"^\| `(\w+)", TABLE, re.MULTILINE)) == set(COMMANDS)


def test_every_command_is_called_by_a_test():
    assert set(COMMANDS) <= {*first_words(), *LISTING}


def test_every_command_is_sorted_into_one_of_the_groups_above():
    assert sorted([*LISTING, *WORKING, *INSTALLING, *NO_WORDS]) == sorted(COMMANDS)


@pytest.mark.parametrize("name", LISTING)
def test_a_listing_speaks_the_language_asked_for(name, capsys):
    assert run.main([name, *LISTING[name], "--lang", "zh"]) == 0
    assert CHINESE.search(capsys.readouterr().out)
    assert run.main([name, *LISTING[name], "--lang", "en"]) == 0
    assert not CHINESE.search(capsys.readouterr().out)


@pytest.mark.parametrize("name", WORKING)
def test_a_command_that_works_refuses_in_the_language_asked_for(name, capsys):
    assert run.main([name, "nowhere", "--lang", "zh"]) == 2
    assert CHINESE.search(capsys.readouterr().err)
    assert run.main([name, "nowhere", "--lang", "en"]) == 2
    assert not CHINESE.search(capsys.readouterr().err)
