"""The twin is written from the document: it shares the data, the draws and the declarations, and no mechanism."""

import ast
from pathlib import Path

import pytest

HERE = Path(__file__).parent
FORBIDDEN = {"rules", "phases", "quarter", "engine"}  # rooms of the model that hold its mechanisms
HARNESS = {"columns", "compare", "extremes"}  # what holds the two against each other
DECLARATIONS = {
    "EquipmentClass", "Stage", "Request", "Channel", "Grade", "Past", "Tenure", "FACTORY_QUARTERS", "UNIT_QUARTERS",
    "LEVELLING_QUARTERS",
}  # fmt: skip
KEYED_DRAWS = {
    "Kind", "Purpose", "draw", "exponential", "identity_of", "laplace", "make_key", "normal", "poisson",
}  # fmt: skip
SHARED = {  # what the twin itself may take from the model, by module
    "model.calendar": {"QUARTERS_A_YEAR"},
    "model.criteria": {"AMOUNTS", "DEMERITS"},
    "model.futures": {"drawn_values", "take_from_populations"},
    "model.parameters": {"alternatives_of"},
    "model.permit_ledger": {"PERMIT_BOOK_COLUMNS"},
    "model.pollutants": {"INTENSITIES", "POLLUTANTS"},
    "model.population.populations": {"world_of_replicate"},
    "model.record": {"BOOK_COLUMNS"},
    "model.state": DECLARATIONS,
    "model.streams": KEYED_DRAWS,
    "model.towns": {"TownStatus"},
    "model.units": {
        "HUNDRED_MILLION", "KGCE_PER_KWH", "KGCE_PER_TCE", "M2_PER_MU", "QUARTER", "SCORE_STEPS", "SHARE_STEPS",
        "YUAN_PER_10K",
    },
    "model.world": {"World"},
}  # fmt: skip
LIBRARIES = {"collections.abc", "dataclasses", "fractions", "math", "mesa", "numpy", "types", "typing"}

FILES = sorted(HERE.glob("*.py"))
OWN = [path for path in FILES if path.stem not in HARNESS and not path.stem.startswith("test_")]


def imports(path):
    """The modules that a file imports, each with the name taken from it; a name of its own package has a dot."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from ((alias.name, "") for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            module = "." * node.level + (node.module or "")
            yield from ((module, alias.name) for alias in node.names)


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_no_file_looks_at_the_mechanisms_of_the_model(path):
    for module, name in imports(path):
        parts = [*module.split("."), name]
        assert module != "importlib", path
        if parts[0] == "model":
            assert not FORBIDDEN & set(parts), (path.name, module, name)


@pytest.mark.parametrize("path", OWN, ids=lambda path: path.name)
def test_the_twin_takes_data_draws_and_declarations_only(path):
    for module, name in imports(path):
        if module.startswith("."):
            assert module.count(".") == 1, module
            assert module[1:] in {own.stem for own in OWN}, module
        elif module in SHARED:
            assert name in SHARED[module], (module, name)
        else:
            assert module in LIBRARIES, module


def test_the_twin_is_not_a_handful_of_files():
    assert {"city", "park", "land_quota", "energy_quota", "industry", "firm"} <= {path.stem for path in OWN}
