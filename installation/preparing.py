"""What make asks for: an environment with a part of the product, in English."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from scenarios.refusals.problem import InputProblem, say

from .environment import FOLDER, Environment
from .first_command import REFUSED, STOPPED, refuse, speaker, stopping_by_signal
from .interpreter import LEAST
from .requirements import PARTS


def prepare(arguments: Sequence[str]) -> int:
    """Make the environment that the arguments name ready; return the exit code."""
    parser = argparse.ArgumentParser(prog="python -m installation", description="Make an environment ready.")
    parser.add_argument("part", choices=list(PARTS))
    parser.add_argument("--folder", type=Path, default=FOLDER, help="where it is, or will be")
    parser.add_argument("--least", type=int, default=LEAST, help="least x of its Python 3.x")
    asked = parser.parse_args(arguments)
    tell = speaker(["en"])
    environment = Environment(asked.folder.absolute(), asked.least)
    try:
        with stopping_by_signal():
            environment.make_ready(asked.part, tell)
    except InputProblem as problem:
        refuse(problem, ["en"])
        return REFUSED
    except KeyboardInterrupt:
        tell(say("setup_stopped"))
        return STOPPED
    return 0
