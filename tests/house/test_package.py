"""What goes with the code: licence, citation, version, and data that an installed copy reads."""

import os
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import model

ROOT = Path(__file__).parents[2]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PACKAGES = ("model", "scenarios", "calibration", "outputs")
CITATION = dict(re.findall(r"^([\w-]+): (.+)$", (ROOT / "CITATION.cff").read_text(encoding="utf-8"), re.MULTILINE))


def test_the_citation_names_this_version_and_licence():
    assert CITATION["cff-version"] == "1.2.0"
    assert CITATION["version"] == model.__version__
    assert CITATION["license"] == PROJECT["project"]["license"]
    assert re.fullmatch(r"\d{4}-\d{2}-\d{2}", CITATION["date-released"])


def test_the_licence_is_the_one_declared_and_the_font_keeps_its_own():
    text = (ROOT / "LICENSE").read_text(encoding="utf-8")
    assert PROJECT["project"]["license"] == "Apache-2.0"
    assert "Apache License" in text
    assert "Version 2.0, January 2004" in text
    assert "Copyright 2026 the Tenglong authors" in text
    assert "SIL Open Font License 1.1" in (ROOT / "NOTICE").read_text(encoding="utf-8")
    for name in PROJECT["project"]["license-files"]:
        assert (ROOT / name).is_file(), name


@pytest.mark.parametrize("package", PACKAGES)
def test_every_folder_of_code_is_a_package_and_its_data_are_declared(package):
    """What no pattern names is missing from an installed copy."""
    declared = {
        path for pattern in PROJECT["tool"]["setuptools"]["package-data"].get(package, ()) for path in
        (ROOT / package).glob(pattern)
    }  # fmt: skip
    for path in sorted((ROOT / package).rglob("*")):
        if path.is_dir() or "__pycache__" in path.parts:
            continue
        if path.suffix == ".py":
            assert (path.parent / "__init__.py").is_file(), path
        else:
            assert path in declared, path


def test_every_package_is_installed():
    included = PROJECT["tool"]["setuptools"]["packages"]["find"]["include"]
    assert sorted(included) == sorted([*PACKAGES, *(f"{package}.*" for package in PACKAGES)])


def test_the_packages_work_from_any_folder(tmp_path):
    """As `pip install -e .` makes them known: nothing is looked for in the folder one happens to be in."""
    lines = "import calibration, model, outputs, scenarios; print(scenarios.load_case('chizhou').name)"
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", lines],
        cwd=tmp_path, env={**os.environ, "PYTHONPATH": str(ROOT)}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip() == "chizhou"
