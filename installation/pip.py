"""Calls of pip in an environment: their progress as they go, and what they complain of in one line."""

import contextlib
import os
import re
import subprocess
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import NamedTuple

from scenarios.refusals.problem import Message, say

LOG = "install.log"  # within the environment: what pip last said
LONGEST_REASON = 120  # characters
_DOWNLOADING = re.compile(r"\s*Downloading (\S+\.(?:whl|tar\.gz|zip)) ")
_UNPACKING = re.compile(r"Installing collected packages: (.*)")
_NETWORK = re.compile(
    r"connection|connect to|timed out|timeout|name resolution|getaddrinfo|unreachable|SSL|proxy|Could not fetch URL|HTTP error",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"\S*://\S+")


class PipEnded(NamedTuple):
    """How a call of pip ended: whether well, why not, and whether the network was in the way."""

    well: bool
    reason: str
    network: bool


def pip(
    python: Path, arguments: Sequence[str], tell: Callable[[Message], None], kept_open: Sequence[int] = ()
) -> PipEnded:
    """Run pip by an environment's interpreter; what it says goes to a log in the environment, if that can be written.

    `kept_open`: descriptors that it holds until it ends, even when we are killed.
    """
    command = [str(python), "-m", "pip", "--disable-pip-version-check", "--no-input", *arguments]
    environment = {**os.environ, "PYTHONIOENCODING": "utf-8:replace", "PYTHONUNBUFFERED": "1"}
    said: list[str] = []
    with subprocess.Popen(
        command, env=environment, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
        encoding="utf-8", errors="replace", pass_fds=() if os.name == "nt" else kept_open,
    ) as process:  # fmt: skip
        try:
            for line in process.stdout or ():
                said.append(line)
                if message := progress(line):
                    tell(message)
        except BaseException:
            process.terminate()
            raise
    with contextlib.suppress(OSError):  # `wheels` needs an environment only to read, which may be another user's
        (python.parents[1] / LOG).write_text("".join(said), encoding="utf-8")
    return PipEnded(process.returncode == 0, reason(said), any(map(_NETWORK.search, said)))


def progress(line: str) -> Message | None:
    """Return what a line of pip's means to people; None for most."""
    if found := _DOWNLOADING.match(line):
        return say("setup_downloading", file=found[1].rpartition("/")[2])
    if found := _UNPACKING.match(line):
        return say("setup_unpacking", count=found[1].count(",") + 1)
    return None


def reason(said: Sequence[str]) -> str:
    """Return what pip complains of: the first line that says why, shortened, and without addresses."""
    errors = [line.partition("ERROR: ")[2].strip() for line in said if "ERROR: " in line]
    chosen = next(iter(errors), next((line.strip() for line in reversed(said) if line.strip()), "pip"))
    text = " ".join(_ADDRESS.sub("…", chosen).split())
    return text if len(text) <= LONGEST_REASON else text[: LONGEST_REASON - 1] + "…"
