"""Attacks as real processes: `python run.py` in a folder of its own, judged by exit code, words, memory and what is left."""

import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

from outputs.shared.ending import DONE, REFUSED
from scenarios.folders.folder_lock import LOCK
from scenarios.folders.running import RUNNING
from tests.fuzz.attack import Attack
from tests.fuzz.judge import MOST_SECONDS, faults_of, stood, unprintable

ROOT = Path(__file__).parents[2]
GIVES_UP = 300  # seconds after which a process hangs, however busy the machine is
MEMORY_UNIT = 1 if sys.platform == "darwin" else 1024  # bytes, in which the system counts memory
MOST_BYTES = 1_000_000_000
GOES_ON = ("sweep", "search")  # commands that keep what they have finished


class Ending(NamedTuple):
    """How a process ended: exit code (negative: killed), what it said, processor seconds, the most memory in bytes."""

    code: int
    output: str
    errors: str
    seconds: float
    memory: int


def ended(arguments: list[str], home: Path) -> Ending:
    """Run the command line in a folder, as a process that is killed after `GIVES_UP` seconds."""
    said = home.with_name(f"{home.name}.said")
    said.mkdir(exist_ok=True)
    environment = {**os.environ, "LC_ALL": "C.UTF-8", "OPENBLAS_NUM_THREADS": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    with (said / "output").open("wb") as output, (said / "errors").open("wb") as errors:
        process = subprocess.Popen(
            [sys.executable, str(ROOT / "run.py"), *arguments], cwd=home, env=environment, stdin=subprocess.DEVNULL,
            stdout=output, stderr=errors,
        )  # fmt: skip
        watch = threading.Timer(GIVES_UP, process.kill)
        watch.start()
        _, status, usage = os.wait4(process.pid, 0)
        watch.cancel()
    process.returncode = os.waitstatus_to_exitcode(status)
    texts = [(said / name).read_bytes().decode("utf-8", "surrogateescape") for name in ("output", "errors")]
    return Ending(
        process.returncode, texts[0], texts[1], usage.ru_utime + usage.ru_stime, usage.ru_maxrss * MEMORY_UNIT
    )


def judged(attack: Attack, home: Path) -> tuple[str, list[str]]:
    """Run an attack as a process; return how it ended and what is wrong with that: nothing, if all is well."""
    before = stood(home)
    ending = ended(attack.arguments, home)
    wrong = list(faults_of(ending.code, ending.errors, attack))
    if ending.code == REFUSED and ending.seconds > MOST_SECONDS:
        wrong.append(f"took {ending.seconds:.0f} s of a processor to refuse")
    if ending.memory > MOST_BYTES:
        wrong.append(f"took {ending.memory / 1e6:.0f} MB")
    raw = unprintable(ending.output)
    if raw:
        wrong.append(f"raw characters in what is shown: {raw}")
    new = {name for name in stood(home) - before if RUNNING not in name}
    hidden = [name for name in new if any(part.startswith(".") and part != LOCK for part in Path(name).parts)]
    if hidden or (new and ending.code != DONE and attack.arguments[0] not in GOES_ON):
        wrong.append(f"left {sorted(new)[:5]}")
    return str(ending.code), wrong
