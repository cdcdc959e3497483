"""The hash of the model moves with what decides results, and with nothing else."""

import ast
import shutil

import pytest

from model import source_hash as room
from model.source_hash import MODEL_HASH, PACKAGE, WRITTEN_CODE, kept_hash, source_hash


@pytest.fixture
def package(tmp_path):
    """A copy of the model that a test may edit."""
    copy = tmp_path / "model"
    shutil.copytree(PACKAGE, copy, ignore=shutil.ignore_patterns("__pycache__"))
    return copy


def edit(path, before, after):
    text = path.read_text(encoding="utf-8")
    assert text.count(before) == 1, (path, before, text.count(before))
    path.write_text(text.replace(before, after), encoding="utf-8")


DECIDING = {
    "a constant of the population": ("population/unknown.py", "SEQUENCES = 32", "SEQUENCES = 64"),
    "a rule": ("rules/leaving.py", "land * share", "land * share * share"),
    "a threshold's side": ("rules/leaving.py", "year_output < par", "year_output <= par"),
    "a formula": ("formulas.py", "TOP = 3", "TOP = 4"),
    "the word of a stream": ("streams.py", "EXPANSION = 2 ", "EXPANSION = 22 "),
    "the text that the quarter is compiled from": ("quarter.py", 'f"if quarter %', 'f"if 1 + quarter %'),
    "the order of columns": ("declared/column_order.py", "hightech_output_share zone_value_added_share", "zone_value_added_share hightech_output_share"),
    "a column": ("population/describing.py", "firm.suited = np.int8(suited", "firm.hightech = np.int8(suited"),
}  # fmt: skip
WORDS = {
    "a comment": ("population/describing.py", "# all that the register asks", "# as much as the register asks"),
    "a docstring of a module": ("rules/leaving.py", '"""Firms leave by', '"""Companies leave by'),
    "a docstring of a function": ("formulas.py", '"""Return value added of services in zones', '"""Return what services in zones add'),
    "the line breaks of a list": ("population/synthesis.py", "from .seating import SEATED, seat\n",
                                  "from .seating import (\n    SEATED,\n    seat,\n)\n"),
    "what a column is": ("world.py", '"growth of demand"', '"yearly growth of demand"'),
    "a sentence of an error": ("simulation.py", "a run that cannot be repeated is no result", "it cannot be repeated"),
}  # fmt: skip


def test_a_copy_has_the_hash_of_the_model(package):
    assert source_hash(package) == MODEL_HASH


@pytest.mark.parametrize("what", DECIDING)
def test_what_decides_results_changes_it(package, what):
    file, before, after = DECIDING[what]
    edit(package / file, before, after)
    assert source_hash(package) != MODEL_HASH


@pytest.mark.parametrize("what", WORDS)
def test_words_leave_it_alone(package, what):
    file, before, after = WORDS[what]
    edit(package / file, before, after)
    assert source_hash(package) == MODEL_HASH


def test_every_number_of_a_declaration_counts(package):
    """Value and both ends of its range, of the first parameter that has all three written as numbers."""
    for path in sorted(package.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Call) and getattr(node.func, "id", "") == "Parameter":
                numbers = [
                    each for each in ast.walk(node) if isinstance(each, ast.Constant) and type(each.value) is float
                ]
                if len({each.value for each in numbers}) >= 3:
                    lines = path.read_text(encoding="utf-8").splitlines(keepends=True)
                    for number in numbers[:3]:
                        place = number.lineno - 1
                        line = lines[place]
                        changed = line[: number.col_offset] + "1.0625" + line[number.end_col_offset :]
                        path.write_text("".join([*lines[:place], changed, *lines[place + 1 :]]), encoding="utf-8")
                        assert source_hash(package) != MODEL_HASH
                    return
    raise AssertionError("no declared parameter was found")


def test_words_beside_the_declarations_are_not_read(package):
    (package / "words.toml").write_text('zh = "产业基金"\n', encoding="utf-8")
    assert source_hash(package) == MODEL_HASH


def test_a_file_more_changes_it(package):
    (package / "rules" / "another.py").write_text("RATE = 2\n", encoding="utf-8")
    assert source_hash(package) != MODEL_HASH


def test_no_list_is_hidden_in_a_text():
    """A text with spaces does not count, so nothing may be made of one."""
    for path in PACKAGE.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Attribute) and node.attr in ("split", "splitlines", "partition"):
                assert not isinstance(node.value, ast.Constant), (path, node.lineno)
            if isinstance(node, ast.Call):
                written = path.name in WRITTEN_CODE
                assert written or getattr(node.func, "id", "") not in ("eval", "exec"), (path, node.lineno)


def test_the_hash_is_made_once_and_kept_with_the_compiled_code(tmp_path, monkeypatch):
    assert kept_hash(tmp_path) == MODEL_HASH
    monkeypatch.setattr(room, "source_hash", lambda: "another")
    assert kept_hash(tmp_path) == MODEL_HASH
    assert kept_hash(None) == "another"


def test_a_kept_hash_that_is_damaged_is_made_anew(tmp_path):
    kept_hash(tmp_path)
    (path,) = tmp_path.iterdir()
    content = bytearray(path.read_bytes())
    content[-3] ^= 1
    path.write_bytes(content)
    assert kept_hash(tmp_path) == MODEL_HASH
    assert path.read_bytes() != content
