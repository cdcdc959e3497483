"""One module judges targets, and one writes their signs."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
JUDGE, WORDS = ROOT / "scenarios" / "targets.py", ROOT / "outputs" / "shared" / "target_words.py"
SIGNS, BOUNDS = ("≥", "≤"), ("at_least", "at_most")
# The key of a design file that limits replicates has the name of a bound and is none.
OTHER = {("scenarios/sweep/replicates.py", "table")}


def product():
    rooms = ("model", "scenarios", "calibration", "outputs")
    return [path for room in rooms for path in sorted((ROOT / room).rglob("*.py"))] + [ROOT / "run.py"]


def test_no_other_file_writes_a_sign():
    found = {
        path.relative_to(ROOT).as_posix()
        for path in product()
        if path != WORDS and any(sign in path.read_text(encoding="utf-8") for sign in SIGNS)
    }
    assert not found


def test_no_other_file_looks_at_a_bound_by_itself():
    found = set()
    for path in product():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if path != JUDGE and isinstance(node, ast.Attribute) and node.attr in BOUNDS:
                found.add((path.relative_to(ROOT).as_posix(), getattr(node.value, "id", "")))
    assert found == OTHER


def test_all_targets_at_once_have_one_name():
    """As a value; a message of the command line may name it."""
    found = [
        path.relative_to(ROOT).as_posix()
        for path in product()
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and node.value == "all_targets"
    ]
    assert found == ["scenarios/targets.py"]
