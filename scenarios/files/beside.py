"""What a design or a search file names beside itself: nothing outside its folder, so that a foreign one reads no other file."""

import re
from pathlib import Path

from ..refusals.problem import InputProblem, Message, as_written, say
from .text import is_folder

OWN_CASE = ".."  # the case in whose folder of designs a design is
_DRIVE = re.compile(r"[A-Za-z]:")
LONGEST_STEP = 255  # bytes of a name that any file system takes


def path_beside(folder: Path, written: str, place: Message) -> Path:
    """Return a path that a file in `folder` names. Raises InputProblem for an absolute one and one that leads out of it."""
    steps = written.replace("\\", "/").split("/")
    if steps[0] == "" or _DRIVE.match(written) or ".." in steps or "\0" in written:
        raise InputProblem(place, say("leads_outside", name=as_written(written)), say("beside_rule"))
    if any(len(step.encode(errors="replace")) > LONGEST_STEP for step in steps):
        raise InputProblem(place, say("name_too_long", name=as_written(written)), say("at_most", limit=LONGEST_STEP))
    path = folder.joinpath(*steps)
    try:
        inside = path.resolve().is_relative_to(folder.resolve())
    except (OSError, RuntimeError):  # a link that leads back to itself
        inside = False
    if not inside:
        raise InputProblem(place, say("leads_outside", name=as_written(written)), say("beside_rule"))
    return path


def case_beside(folder: Path, written: str, place: Message) -> Path | None:
    """Return the folder of the case that a file in `folder` names; None where there is no such folder beside it.

    A design in the folder of designs of a case may name that case as `..`. Raises InputProblem for any other path that
    leads out of the folder.
    """
    if written == OWN_CASE and (folder.resolve().parent / "case.toml").is_file():
        return folder / OWN_CASE
    path = path_beside(folder, written, place)
    return path if is_folder(path) else None
