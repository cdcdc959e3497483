"""A folder of packages, from which a PC without a network installs."""

from collections.abc import Callable
from pathlib import Path

from scenarios.refusals.problem import InputProblem, Message, as_written, say

from .environment import Environment, not_downloaded, pip_arguments
from .pip import pip
from .requirements import parts_of, requirements


def collect(folder: Path, environment: Environment, tell: Callable[[Message], None]) -> int:
    """Put the packages of every part into a folder, in the exact versions for the environment's Python.

    Return how many packages lie there. Raises InputProblem.
    """
    shown = as_written(str(folder))
    tell(say("setup_collecting", folder=shown))
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        place = say("folder", folder=shown)
        raise InputProblem(place, say("cannot_write", folder=shown, code=error.strerror or error)) from None
    for part in parts_of("test"):
        wanted = requirements(part, environment.minor)
        # `wheel` and not `download`: what has to be built is built here, where its tools can be had.
        ended = pip(environment.python, ["wheel", "--wheel-dir", str(folder), *pip_arguments(wanted)], tell)
        if not ended.well:
            raise not_downloaded(say("packages_of", part=part), ended)
    count = sum(1 for _ in folder.glob("*.whl"))
    written = f'"{folder}"' if " " in str(folder) else folder  # whole, to be copied into a command
    tell(say("setup_collected", folder=written, count=count, minor=environment.minor))
    return count
