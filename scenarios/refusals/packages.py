"""Packages that only some commands need: asked for when they are needed, refused in one line when they are not installed."""

from importlib.util import find_spec
from typing import NamedTuple

from .problem import InputProblem, say


class Package(NamedTuple):
    """Name under which a package is installed, and the extra of pyproject.toml that brings it."""

    name: str
    extra: str


PACKAGES = {
    "SALib": Package("SALib", "analysis"),
    "ema_workbench": Package("ema-workbench", "analysis"),
    "pymoo": Package("pymoo", "analysis"),
    "distributed": Package("dask[distributed]", "cluster"),
}


def require(module: str) -> None:
    """Raise InputProblem with the way to install it if a package is not there; `module` is a key of `PACKAGES`."""
    if find_spec(module) is None:
        package = PACKAGES[module]
        place = say("package", name=package.name)
        raise InputProblem(place, say("not_installed"), say("install_extra", extra=package.extra))
