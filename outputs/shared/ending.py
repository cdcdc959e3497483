"""How a command ends: its exit code, and the command that continues what was stopped."""

import shlex
from collections.abc import Sequence

DONE, FAILED, REFUSED, STOPPED = range(4)  # exit codes


def resume_command(arguments: Sequence[str], folder: object) -> str:
    """Return the command that goes on: the same arguments, the folder of the results, and --resume."""
    kept: list[str] = []
    left = iter(arguments)
    for argument in left:
        if argument == "--out":
            next(left, None)
        elif argument != "--resume" and not argument.startswith("--out="):
            kept.append(argument)
    return shlex.join(["python", "run.py", *kept, "--out", str(folder), "--resume"])
