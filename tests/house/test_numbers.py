"""No number is buried in the model: rules, phases and the population hold 0, 1, 2 and named units only.

Whatever behaviour hangs on is a declared parameter. A solver may have numbers of its own, such as a tolerance, as constants
in capitals. They are listed here, and a comment at each says why no result hangs on it.
"""

import ast
from pathlib import Path
from typing import NamedTuple

import pytest

from model.declared import declarations
from model.parameters import PARAMETERS
from model.synthesis_parameters import SYNTHESIS_PARAMETERS

MODEL = Path(__file__).parents[2] / "model"
FOLDERS = ("rules", "phases", "population")
FILES = sorted(path for folder in FOLDERS for path in (MODEL / folder).glob("*.py"))

# Tolerances, brackets and bounds of iterations; sizes of samples and of stores; one number of mathematics. By file, what is there and nothing else.
OF_SOLVERS = {
    "phases/arrivals.py": {"LARGEST_MEAN"},
    "population/baseline.py": {"EXACT_ENOUGH"},
    "population/capability.py": {"OUT_OF_REACH", "CLOSE", "STEPS"},
    "population/capability_grid.py": {"LOWEST", "HIGHEST", "CELLS", "NEGLIGIBLE"},
    "population/capability_moves.py": {"NEAREST"},
    "population/certificates.py": {"CLOSE", "STEPS", "LARGEST_STEP", "TINY", "LEAST_FAILING"},
    "population/chances.py": {"SINGLY", "FURTHEST", "STEPS"},
    "population/feasible.py": {"EDGE", "UNBOUNDED"},
    "population/given.py": {"FURTHEST", "HALVINGS"},
    "population/making.py": {"REFERENCE_MEMBERS", "FEWEST_MEMBERS", "REFERENCE_FIRMS"},
    "population/meeting.py": {"GIVE", "ROUNDING"},
    "population/populations.py": {"ROOM", "STEPS"},
    "population/priors.py": {"NOTHING"},
    "population/raking.py": {
        "STEPS", "HALVINGS", "LARGEST_EXPONENT", "EXACT", "CLOSE", "FLAT", "RIDGE", "ARMIJO",
    },
    "population/sizes.py": {"GOLDEN", "LEAST_SCALE", "MOST_SCALE", "HALVINGS", "NEARLY_ONE"},
    "population/synthesis.py": {"ATTEMPTS"},
    "population/unknown.py": {"SEQUENCES"},
}  # fmt: skip
PROMISE = "no result hangs on"

# Where a number may have its name besides: units, the calendar, how identities and draws are laid out, lengths of tables.
NAMED_IN = {"batch_room", "calendar", "grading_tables", "identities", "state", "streams", "units"}


class Bare(NamedTuple):
    """A number other than 0, 1 and 2, and the constant of the module that it is the value of; empty if it has no name."""

    line: int
    value: complex
    constant: str


def is_bare(node):
    """Whether a node of a syntax tree is a number other than 0, 1 and 2; the sign before it is a node of its own."""
    if not isinstance(node, ast.Constant) or isinstance(node.value, bool):
        return False
    return isinstance(node.value, (int, float, complex)) and node.value not in (0, 1, 2)


def is_enumeration(node):
    """Whether a node is a class whose numbers only tell its members apart."""
    return isinstance(node, ast.ClassDef) and any("Enum" in ast.unparse(base) for base in node.bases)


def constants_of(statement):
    """Names in capitals, by place, that a statement of a module gives values."""
    if not isinstance(statement, ast.Assign) or len(statement.targets) != 1:
        return []
    (target,) = statement.targets
    names = target.elts if isinstance(target, ast.Tuple) else [target]
    named = [each.id for each in names if isinstance(each, ast.Name) and each.id.isupper()]
    return named if len(named) == len(names) else []


def bare_numbers(text):
    """Every bare number of a module's text, in order."""
    found = []
    for statement in ast.parse(text).body:
        if is_enumeration(statement):
            continue
        names = constants_of(statement)
        values = statement.value.elts if len(names) > 1 and isinstance(statement.value, ast.Tuple) else [statement]
        for place, value in enumerate(values):
            name = names[place] if names else ""
            found += [Bare(node.lineno, node.value, name) for node in ast.walk(value) if is_bare(node)]
    return sorted(found, key=lambda bare: bare.line)


def comment_at(text, line):
    """The comments of a line and of those above it, up to an empty one."""
    lines = text.split("\n")
    told = lines[line - 1].partition("#")[2]
    while line > 1 and lines[line - 2]:
        line -= 1
        told = lines[line - 1].partition("#")[2] + told
    return " ".join(told.split())


def number_constants(path):
    """Names of constants that a module of the model gives a bare number."""
    return {bare.constant for bare in bare_numbers(path.read_text(encoding="utf-8")) if bare.constant}


def test_every_folder_is_looked_at():
    assert {path.parent.name for path in FILES} == set(FOLDERS)
    assert len(FILES) > 80
    assert {path.relative_to(MODEL).as_posix() for path in FILES} >= set(OF_SOLVERS)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(MODEL).as_posix())
def test_no_number_but_zero_one_and_two_and_those_of_solvers(path):
    text, allowed = path.read_text(encoding="utf-8"), OF_SOLVERS.get(path.relative_to(MODEL).as_posix(), set())
    found = bare_numbers(text)
    assert [bare for bare in found if bare.constant not in allowed] == []
    assert {bare.constant for bare in found} == allowed  # the list names nothing that is gone
    for bare in found:
        assert PROMISE in comment_at(text, bare.line), (path.name, bare)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(MODEL).as_posix())
def test_numbers_with_a_name_come_from_units_and_layouts_only(path):
    """Not from a module that nobody looks at, which would hide them."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            module = (node.module or "").removeprefix("model.")
            source = MODEL / f"{module.replace('.', '/')}.py"
            if "." in module or not source.is_file() or module in NAMED_IN or source.parent != MODEL:
                continue
            assert not {each.name for each in node.names} & number_constants(source), (path.name, module)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("def rule(x):\n    return 0.3 * x", [Bare(2, 0.3, "")]),
        ("def rule(x, factor=1.5):\n    return factor * x", [Bare(1, 1.5, "")]),
        ("def rule(x):\n    LIMIT = 40\n    return min(x, LIMIT)", [Bare(2, 40, "")]),
        ("def rule(x):\n    return x[-3:]", [Bare(1 + 1, 3, "")]),
        ("class Law:\n    spread = 0.35", [Bare(2, 0.35, "")]),
        ("spread = 0.35", [Bare(1, 0.35, "")]),
        ("SPREAD = 0.35", [Bare(1, 0.35, "SPREAD")]),
        ("LEAST, MOST = 2, 0.98", [Bare(1, 0.98, "MOST")]),
        ("LEAST, most = 0.6, 0.98", [Bare(1, 0.6, ""), Bare(1, 0.98, "")]),
        ("LEAST, MOST = sorted((0.6, 2))", [Bare(1, 0.6, "LEAST")]),
        ("EDGES = np.append(1.0, [0.0, -4])", [Bare(1, 4, "EDGES")]),
        ("class Kind(IntEnum):\n    THIRD = 3", []),
        ("HALF = 1 / 2\ndef rule(x):\n    return -2.0 * x if x > 0 else (x + 1) / 2, True, 'of 3'", []),
    ],
)
def test_a_number_that_is_buried_is_found(text, found):
    assert bare_numbers(text) == found


def test_a_comment_is_looked_for_at_the_line_and_above_it():
    text = "A = 1\n# Bound of a search: no result\n# hangs on it.\nB = 30\nD = 9\n\n# Elsewhere.\n\nC = 7  # of a year"
    assert PROMISE in comment_at(text, 4)
    assert PROMISE in comment_at(text, 5)
    assert comment_at(text, 9) == "of a year"
    assert comment_at(text, 1) == ""


def test_what_the_population_alone_reads_is_declared_for_it_and_drawn_with_it():
    """They vary with the baseline, as the parameters that runs read too do, and no replicate draws them a second time."""
    of_baseline = {entry.name for entry in declarations("baseline")}
    assert of_baseline <= SYNTHESIS_PARAMETERS
    assert not any(PARAMETERS[name].varies for name in of_baseline)
    assert all(PARAMETERS[name].low < PARAMETERS[name].value < PARAMETERS[name].high for name in of_baseline)
    runs = "\n".join(path.read_text(encoding="utf-8") for path in FILES if path.parent.name != "population")
    assert {name for name in of_baseline if f"par.{name}" in runs} == set()
