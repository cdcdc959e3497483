"""The house: who may look into which room, and what may not stand in it."""

import ast
import re
import tomllib
from pathlib import Path

import pytest

import model

ROOT = Path(__file__).parents[2]
# The floors, from the ground up. Each may look at itself and at what lies below it, never upwards.
FLOORS = ("model", "scenarios", "installation", "calibration", "outputs", "run")
# The one exception: turns a case's name into a case, so that `ZoneModel("chizhou")` can be written.
EXCEPTION = "model.resolve"
PACKAGES = (*FLOORS[:-1], "benchmarks")


def sources(package):
    return sorted((ROOT / package).rglob("*.py"))


def modules():
    """Every module of the floors by its dotted name."""
    paths = [path for floor in FLOORS[:-1] for path in sources(floor)] + [ROOT / "run.py"]
    return {name_of(path): path for path in paths}


def name_of(path):
    parts = path.relative_to(ROOT).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def imports(name, path):
    """Dotted names that a module imports anywhere: inside functions, for types only, or by a text given to an importer."""
    package = name if path.stem == "__init__" else name.rpartition(".")[0]
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            base = package.split(".")[: len(package.split(".")) - node.level + 1] if node.level else []
            home = ".".join([*base, *([node.module] if node.module else [])])
            yield from (f"{home}.{alias.name}" for alias in node.names)
        elif isinstance(node, ast.Call) and getattr(node.func, "attr", getattr(node.func, "id", "")) in IMPORTERS:
            yield from (
                text.value for text in node.args if isinstance(text, ast.Constant) and isinstance(text.value, str)
            )


IMPORTERS = ("import_module", "__import__")


def looked_at(name, path, known):
    """Modules of the floors that a module looks at."""
    for target in imports(name, path):
        while target and target not in known:
            target = target.rpartition(".")[0]
        if target and target != name:
            yield target


def floor(name):
    return FLOORS.index(name.split(".")[0])


@pytest.fixture(scope="module")
def looks():
    known = modules()
    return {name: set(looked_at(name, path, known)) for name, path in known.items()}


def test_no_module_looks_upwards(looks):
    upwards = {(name, target) for name, targets in looks.items() for target in targets if floor(target) > floor(name)}
    assert upwards == {(EXCEPTION, "scenarios")}


def test_the_exception_says_so():
    text = (ROOT / "model" / "resolve.py").read_text(encoding="utf-8")
    assert "upwards" in text


def test_there_is_no_circle(looks):
    """Types count as well: two files that need each other's names are one room."""
    order, state = [], {}

    def visit(name, trail):
        if state.get(name) == "done":
            return
        assert state.get(name) != "open", " -> ".join([*trail[trail.index(name) :], name])
        state[name] = "open"
        for target in sorted(looks[name] - {name}):
            if (name, target) != (EXCEPTION, "scenarios"):
                visit(target, [*trail, name])
        state[name] = "done"
        order.append(name)

    for name in sorted(looks):
        visit(name, [])
    assert len(order) == len(looks)


def test_the_rule_sees_every_way_to_import(tmp_path):
    """Types only, inside a function, relative and by text: each would be noticed."""
    path = tmp_path / "made.py"
    path.write_text(
        "from typing import TYPE_CHECKING\n"
        "if TYPE_CHECKING:\n    from outputs.run import job\n"
        "def late():\n    from ..scenarios import case\n    import_module('calibration.libraries')\n"
    )
    assert {"outputs.run.job", "scenarios.case", "calibration.libraries"} <= set(imports("model.made", path))


# Beside arithmetic, records, random streams, units and quarters a year: which entry of a record by pollutant is of which
# pollutant, which number an alternative of a choice has, and by which number a ruling on a project is told to whoever
# asked for it (an enumeration without logic; phases read it too).
RULES_LOOK_AT = (
    "calendar",
    "compiled",
    "elementary",
    "parameters",
    "pollutants",
    "rulings",
    "state",
    "streams",
    "units",
)


def test_rules_look_only_at_arithmetic_records_streams_units_and_other_rules():
    for path in (ROOT / "model" / "rules").glob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.ImportFrom) and node.level == 2:
                assert node.module in RULES_LOOK_AT, (path, node.module)


def test_every_rule_has_a_file_of_tests_of_its_own():
    """They are run once more as plain Python, which takes their names from those of the rules."""
    rules = {path.stem for path in (ROOT / "model" / "rules").glob("*.py")} - {"__init__"}
    assert {name for name in rules if not (ROOT / "tests" / "unit" / f"test_{name}.py").is_file()} == set()


def test_versions_agree():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    assert project["version"] == model.__version__


def text_files():
    endings = {".py", ".md", ".toml", ".csv", ".txt", ".json", ".yml", ""}
    skipped = {
        ".git",
        ".venv",
        ".venv-newer",
        ".cache",
        "results",
        ".mypy_cache",
        ".ruff_cache",
        ".pytest_cache",
        ".hypothesis",
    }
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


def test_a_class_has_a_name_of_its_own():
    """One name, one meaning: no public class is defined in two modules of the product."""
    homes = {}
    for name, path in modules().items():
        for node in ast.parse(path.read_text(encoding="utf-8")).body:
            if isinstance(node, ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(name)
    assert {name: places for name, places in homes.items() if len(places) > 1} == {}
