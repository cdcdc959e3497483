"""The file RUNNING: who fills a folder of results. It is there from the first moment to the last and not after."""

import json
import os
import socket
import sys
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from ..refusals.problem import Message, as_written, say
from ..sweep.durable import json_bytes, write_durably

RUNNING = "RUNNING"
MADE_BY, PRODUCT = "made_by", "tenglong"
LONGEST = 20_000  # bytes; what is longer was not written here


class Owner(NamedTuple):
    """Who fills a folder: the command, the number of its process, the name of its machine, and when it began."""

    command: str
    process: int
    host: str
    start: str

    @property
    def is_of_this_machine(self) -> bool:
        """Whether the process is, or was, one of this machine."""
        return self.host == socket.gethostname()

    @property
    def shown(self) -> Message:
        """The owner in words."""
        host, start = as_written(self.host), as_written(self.start)
        return say("owner", command=as_written(self.command), process=self.process, host=host, start=start)


def this_process() -> Owner:
    """Return this process as the owner of what it fills."""
    command = " ".join(["run.py", *sys.argv[1:]]).encode(errors="backslashreplace").decode()  # names may be no text
    return Owner(command, os.getpid(), socket.gethostname(), datetime.now().isoformat(timespec="seconds"))


def write_owner(folder: Path) -> None:
    """Write RUNNING into a folder, whole or not at all. Raises OSError."""
    write_durably(folder / RUNNING, json_bytes({MADE_BY: PRODUCT, **this_process()._asdict()}))


def read_owner(folder: Path) -> Owner | None:
    """Return who fills a folder, or filled it when it was stopped; None where there is no RUNNING of ours."""
    path = folder / RUNNING
    try:
        if path.is_symlink() or path.stat().st_size > LONGEST:
            return None
        told = json.loads(path.read_text(encoding="utf-8"))
        if told[MADE_BY] != PRODUCT:
            return None
        owner = Owner(*(told[name] for name in Owner._fields))
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return None
    known = all(isinstance(value, str) for value in (owner.command, owner.host, owner.start))
    return owner if known and isinstance(owner.process, int) else None
