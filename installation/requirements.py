"""What each part of the product needs: read from pyproject.toml, with the exact versions of `constraints/`."""

import hashlib
import re
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
# The parts that can be installed, each with those that come before it. `python` is the interpreter alone, `pytest` what the
# tests of the model need.
PARTS: dict[str, tuple[str, ...]] = {
    "python": (),
    "core": (),
    "analysis": ("core",),
    "cluster": ("core",),
    "test": ("analysis", "cluster"),
    "pytest": ("core",),
}
NEWEST_CONSTRAINTS = 12  # of Python 3; they hold for newer ones too
_NAME = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")
_BOUND = re.compile(r"(>=|<)\s*([0-9][0-9.]*)")
_PIN = re.compile(r"^([A-Za-z0-9][A-Za-z0-9._-]*)==([^\s;]+)", re.MULTILINE)


@dataclass(frozen=True)
class Requirements:
    """What a part needs under one minor version of Python 3: lines for pip, and the file with the exact versions."""

    lines: tuple[str, ...]
    constraints: Path

    @property
    def digest(self) -> str:
        """Return a hash of the lines and of the exact versions. A folder that is elsewhere does not change it."""
        text = "\n".join([*self.lines, self.constraints.name, self.constraints.read_text(encoding="utf-8")])
        return hashlib.sha256(text.encode()).hexdigest()

    def met_exactly(self, there: Mapping[str, str]) -> bool:
        """Return whether packages (names in normal form, with versions) are all that is needed, in the exact versions."""
        pins = {normal(name): version for name, version in _PIN.findall(self.constraints.read_text(encoding="utf-8"))}
        wanted = [normal(name_of(line)) for line in self.lines]
        return all(name in there for name in wanted) and all(
            there[name] == version for name, version in pins.items() if name in there
        )

    def met(self, there: Mapping[str, str]) -> bool:
        """Return whether packages are all that is needed, in versions that pyproject.toml allows."""
        return all(allowed(line, there.get(normal(name_of(line)))) for line in self.lines)


def parts_of(part: str) -> list[str]:
    """Return a part and those before it, in the order of installing them."""
    found: list[str] = []
    for before in PARTS[part]:
        found += [each for each in parts_of(before) if each not in found]
    return [*found, part]


def requirements(part: str, minor: int, root: Path = ROOT) -> Requirements:
    """Return what a part needs under Python 3.`minor`, without the parts before it."""
    project = _project(root)
    extras = project["optional-dependencies"]
    lines: list[str]
    if part == "python":
        lines = []
    elif part == "core":
        lines = project["dependencies"]
    elif part == "pytest":
        lines = [each for each in extras["test"] if each.startswith(("pytest", "hypothesis"))]
    else:
        lines = extras[part]
    return Requirements(tuple(lines), root / "constraints" / f"python-3.{min(minor, NEWEST_CONSTRAINTS)}.txt")


@cache
def _project(root: Path) -> dict[str, Any]:
    project: dict[str, Any] = tomllib.loads((root / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    return project


def name_of(line: str) -> str:
    """Return the name of the package that a requirement asks for."""
    found = _NAME.match(line)
    if found is None:
        raise ValueError(line)
    return found[0]


def normal(name: str) -> str:
    """Return a package's name in the form in which names are compared."""
    return re.sub(r"[-_.]+", "-", name).lower()


def allowed(line: str, version: str | None) -> bool:
    """Return whether a version is within the bounds (`>=` and `<`) of a requirement."""
    if version is None:
        return False
    return all((numbers(version) >= numbers(bound)) == (sign == ">=") for sign, bound in _BOUND.findall(line))


def numbers(version: str) -> tuple[int, ...]:
    """Return the numbers at the start of a version, without zeros at their end: 2.0 is 2."""
    found = re.match(r"[0-9]+(\.[0-9]+)*", version)
    parts = [int(each) for each in found[0].split(".")] if found else []
    while parts and parts[-1] == 0:
        parts.pop()
    return tuple(parts)
