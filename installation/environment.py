"""The environment: made in a folder, given the packages of a part, and noticed when it is out of date.

A stamp in it says that a step has succeeded, so what was interrupted is done again. The stamp of a part holds a hash of its
requirements: who changes `pyproject.toml` or `constraints/` gets the new packages with the next command.
"""

import contextlib
import os
import re
import subprocess
import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from scenarios.refusals.problem import InputProblem, Message, as_written, say

from .interpreter import LEAST, PROBE, environment_python, found_python, probed
from .lock import only_one
from .pip import PipEnded, pip
from .requirements import ROOT, Requirements, normal, parts_of, requirements

FOLDER = ROOT / ".venv"
_VERSION = re.compile(r"^version(?:_info)?\s*=\s*3\.(\d+)", re.MULTILINE)
_INSTALLED = re.compile(r"(.+?)-([^-]+)\.dist-info")


@dataclass(frozen=True)
class Environment:
    """An environment of Python 3.`least` or newer in a folder."""

    folder: Path = FOLDER
    least: int = LEAST

    @property
    def python(self) -> Path:
        """Return its interpreter."""
        return Path(environment_python(str(self.folder)))

    @property
    def is_this(self) -> bool:
        """Return whether this process runs in it."""
        return self.folder.exists() and os.path.samefile(sys.prefix, self.folder)

    @property
    def minor(self) -> int:
        """Return x of its Python 3.x; 0 where there is none."""
        try:
            found = _VERSION.search((self.folder / "pyvenv.cfg").read_text(encoding="utf-8", errors="replace"))
        except OSError:
            return 0
        return int(found[1]) if found and self.python.exists() else 0

    def stamp(self, step: str) -> Path:
        """Return the file that says that a step has succeeded: making the interpreter (`python`), or a part."""
        return self.folder / f"{step}.stamp"

    def is_made(self) -> bool:
        """Return whether the interpreter was made whole, and is new enough."""
        return self.minor >= self.least and (self.stamp("python").exists() or self.is_this)

    def has(self, part: str) -> bool:
        """Return whether the packages of a part are there as they are required now."""
        if part == "python":
            return True
        wanted = requirements(part, self.minor)
        try:
            stamped = self.stamp(part).read_text(encoding="utf-8", errors="replace")
        except OSError:
            return False
        if stamped == wanted.digest:
            return True
        # Something else has changed in these files: then a look at what is there will do.
        return wanted.met_exactly(self.packages()) and self._stamped(part, wanted)

    def is_ready(self, part: str) -> bool:
        """Return whether all is there that a part needs, the parts before it included."""
        return self.is_made() and all(self.has(each) for each in parts_of(part))

    def packages(self) -> dict[str, str]:
        """Return the versions of installed packages by their names in normal form."""
        places = [*self.folder.glob("lib/python3.*/site-packages"), self.folder / "Lib" / "site-packages"]
        found = (_INSTALLED.fullmatch(each.name) for place in places for each in place.glob("*.dist-info"))
        return {normal(each[1]): each[2] for each in found if each}

    def make_ready(self, part: str, tell: Callable[[Message], None], offline: Path | None = None) -> None:
        """Make the environment and install what a part needs, as far as that is not done; one process at a time.

        `offline` is a folder of packages to install from instead of the network. Raises InputProblem.
        """
        if self.is_ready(part):  # a checkout that nobody may write into has no lock
            return
        lock = self.folder.with_name(f"{self.folder.name}.lock")
        try:
            with only_one(lock, lambda: tell(say("setup_waits", folder=shown(self.folder)))) as held:
                if self.is_ready(part):  # the process that held the lock has done it
                    return
                if not self.is_made():
                    tell(say("setup_first", folder=shown(self.folder)))
                    self._make(held)
                for each in parts_of(part):
                    if not self.has(each):
                        self._install(each, tell, offline, held)
                tell(say("setup_done"))
        except OSError as error:
            raise self._not_made(error.strerror or str(error)) from None

    def _make(self, held: int) -> None:
        base = str(getattr(sys, "_base_executable", None) or sys.executable)
        if not probed(base, PROBE.format(least=self.least)):
            base = found_python(self.least) or ""
        if not base:
            least = self.least
            raise InputProblem(
                self._place(), say("no_venv_module", least=least), say("install_venv_module", least=least)
            )
        done = subprocess.run(
            [base, "-m", "venv", "--clear", str(self.folder)], stdin=subprocess.DEVNULL, stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT, encoding="utf-8", errors="replace", check=False,
            pass_fds=() if os.name == "nt" else (held,),
        )  # fmt: skip
        if done.returncode != 0 or self.minor < self.least:
            raise self._not_made(next(reversed(done.stdout.strip().splitlines()), "venv"))
        self.stamp("python").write_text("", encoding="utf-8")

    def _install(self, part: str, tell: Callable[[Message], None], offline: Path | None, held: int) -> None:
        wanted = requirements(part, self.minor)
        tell(say("setup_part", part=part))
        source = ["--no-index", "--find-links", str(offline)] if offline else []
        ended = pip(self.python, ["install", *source, *pip_arguments(wanted)], tell, [held])
        place = say("packages_of", part=part)
        if not ended.well and offline:
            what = say("not_in_folder", folder=as_written(str(offline)), reason=ended.reason)
            raise InputProblem(place, what, say("fill_folder", minor=self.minor))
        if not ended.well:
            raise not_downloaded(place, ended)
        self._stamped(part, wanted)

    def _stamped(self, part: str, wanted: Requirements) -> bool:
        """Write the stamp of a part; an environment that nobody may write into is as good without. Return True."""
        with contextlib.suppress(OSError):
            self.stamp(part).write_text(wanted.digest, encoding="utf-8")
        return True

    def _place(self) -> Message:
        return say("environment", folder=shown(self.folder))

    def _not_made(self, reason: str) -> InputProblem:
        return InputProblem(self._place(), say("not_made", reason=as_written(reason)), say("make_room_for_packages"))


def pip_arguments(wanted: Requirements) -> Sequence[str]:
    """Return requirements as arguments of pip: the exact versions, and what is wanted."""
    return ["-c", str(wanted.constraints), *wanted.lines]


def not_downloaded(place: Message, ended: PipEnded) -> InputProblem:
    """Return the refusal of packages that the network does not give.

    Without a connection pip complains of versions that it could not look up, which would mislead.
    """
    reason = say("no_connection") if ended.network else ended.reason
    return InputProblem(place, say("not_downloaded", reason=reason), say("mend_network"))


def shown(folder: Path) -> str:
    """Return a folder as people are shown it: as seen from the product, where it lies within."""
    return as_written(str(folder.relative_to(ROOT) if folder.is_relative_to(ROOT) else folder))
