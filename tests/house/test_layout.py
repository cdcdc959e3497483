"""The house: who may look into which room, and what may not stand in it."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import model

ROOT = Path(__file__).parents[2]
PACKAGES = ("model", "scenarios", "calibration", "outputs", "benchmarks")
# What the baseline needs of calibration looks at the model only, so that a case can ask for it.
BASELINE_ROOM = {
    "baseline", "capability", "chances", "fault", "feasible", "given", "linear", "population", "priors", "raking", "seating",
    "sizes", "__init__",
}  # fmt: skip


def sources(package):
    return sorted((ROOT / package).rglob("*.py"))


def imported(path):
    """Names of our packages that a file imports, with the module where one is named."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.level == 0 and node.module:
            yield node.module


def looks_into(path):
    return {name for name in imported(path) if name.split(".")[0] in PACKAGES}


@pytest.mark.parametrize("path", sources("model"), ids=lambda path: path.relative_to(ROOT).as_posix())
def test_the_model_looks_at_no_other_room(path):
    assert not looks_into(path)


def test_the_baseline_looks_at_the_model_only():
    for path in sources("calibration"):
        if path.stem in BASELINE_ROOM:
            assert {name.split(".")[0] for name in looks_into(path)} <= {"model"}, path


def test_scenarios_look_at_the_model_and_the_baseline_only():
    for path in sources("scenarios"):
        for name in looks_into(path):
            assert name.split(".")[0] in ("model", "scenarios", "calibration"), (path, name)
            if name.startswith("calibration."):
                assert name.split(".")[1] in BASELINE_ROOM, (path, name)


def test_rules_look_only_at_arithmetic_state_streams_units_and_other_rules():
    for path in (ROOT / "model" / "rules").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                assert node.module in ("compiled", "elementary", "state", "streams", "units"), (path, node.module)


def test_rules_hold_no_number_but_zero_one_and_two():
    """2 stands in variances and quadratic forms only; everything tunable is a parameter."""
    allowed = {0, 1, 2, 0.5}
    for path in (ROOT / "model" / "rules").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, (int, float)):
                assert node.value in allowed, (path.name, node.lineno, node.value)


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == model.__version__


def text_files():
    endings = {".py", ".md", ".toml", ".csv", ".txt", ".json", ".yml", ""}
    skipped = {".git", ".venv", ".cache", "results", ".mypy_cache", ".ruff_cache", ".pytest_cache", ".hypothesis"}
    for path in ROOT.rglob("*"):
        if path.is_file() and path.suffix in endings and not skipped & set(path.relative_to(ROOT).parts):
            yield path


def test_no_machine_path_stands_in_the_product():
    pattern = re.compile(r"(?<![\w.])/(?:home|root|tmp|work|Users)/\w")
    for path in text_files():
        if path == Path(__file__):
            continue
        found = pattern.search(path.read_text(encoding="utf-8", errors="replace"))
        assert found is None, (path, found)


def test_files_are_one_room_each():
    for package in PACKAGES:
        for path in sources(package):
            assert len(path.read_text(encoding="utf-8").splitlines()) <= 450, path
